"""Make the watchlist of leavers equal to a list of names."""
import argparse

import py42.sdk
from py42.clients.watchlists import WatchlistType


def wanted():
    return ["ann@example.com"]


def main(dry_run=False):
    sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
    ids = {}
    for name in wanted():
        ids[name] = sdk.userriskprofile.get_by_username(name)["userId"]
    current = []
    lists = [one for page in sdk.watchlists.get_all() for one in page["watchlists"]]
    match = next((one for one in lists if one["listType"] == "DEPARTING_EMPLOYEE"), None)
    if match is None:
        match = sdk.watchlists.create(WatchlistType.DEPARTING)
    for page in sdk.watchlists.get_all_included_users(match["watchlistId"]):
        for user in page["includedUsers"]:
            current.append(user["userId"])
    extra = [uid for uid in current if uid not in ids.values()]
    if extra and not dry_run:
        sdk.watchlists.remove_included_users_by_watchlist_id(extra, match["watchlistId"])
    missing = [uid for uid in ids.values() if uid not in current]
    if missing and not dry_run:
        sdk.watchlists.add_included_users_by_watchlist_id(missing, match["watchlistId"])
    print(len(extra), len(missing))


main()
