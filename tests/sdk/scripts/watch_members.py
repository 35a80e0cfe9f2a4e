import json

import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
report = {}
for response in sdk.watchlists.get_all():
    for entry in response["watchlists"]:
        members = []
        for page in sdk.watchlists.get_all_watchlist_members(entry["watchlistId"]):
            members.extend(member["username"] for member in page["watchlistMembers"])
        report[entry["title"]] = {"type": entry["listType"], "members": members}
print(json.dumps(report, indent=2, sort_keys=True))
