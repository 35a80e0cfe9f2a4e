import py42.sdk

WANTED = {"u-101", "u-103"}
sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for page in sdk.watchlists.get_all():
    for one in page["watchlists"]:
        if one["listType"] != "DEPARTING_EMPLOYEE":
            continue
        uid = one["watchlistId"]
        present = set()
        for members in sdk.watchlists.get_all_included_users(uid):
            present.update(user["userId"] for user in members["includedUsers"])
        if WANTED - present:
            sdk.watchlists.add_included_users_by_watchlist_id(sorted(WANTED - present), uid)
        if present - WANTED:
            sdk.watchlists.remove_included_users_by_watchlist_id(sorted(present - WANTED), uid)
