import py42.sdk

_sdk = None


def client():
    global _sdk
    if _sdk is None:
        _sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
    return _sdk


def handle(event):
    profile = client().userriskprofile.get_by_username(event["user"])
    client().watchlists.add_included_users_by_watchlist_id([profile["userId"]], "w-1")
    return {"ok": profile["department"]}


print(handle({"user": "ann@example.com"}))
