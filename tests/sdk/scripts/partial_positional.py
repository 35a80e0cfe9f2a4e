import functools

import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
create = functools.partial(sdk.cases.create, assignee="u-102")
add = sdk.watchlists.add_included_users_by_watchlist_id
add(["u-101"], "w-1")
print(sdk.cases.get(1)["name"])
