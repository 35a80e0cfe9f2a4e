import py42.sdk

source = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
target = py42.sdk.from_api_client("console.us2.code42.com", "key-2", "other")
names = {u["username"] for p in source.users.get_all() for u in p["users"]}
known = {u["username"] for p in target.users.get_all(active=True) for u in p["users"]}
print(sorted(names - known))
