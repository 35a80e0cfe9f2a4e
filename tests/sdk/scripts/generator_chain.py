from itertools import chain, islice

import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
users = chain.from_iterable(page["users"] for page in sdk.users.get_all())
for user in islice(users, 2):
    print(user["username"])
for user in (u for p in sdk.users.get_all(active=True) for u in p["users"] if u["blocked"] is False):
    print(user["userUid"])
