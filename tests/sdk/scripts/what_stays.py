import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
user = sdk.users.get_by_uid("u-101")
sdk.users.block(user["userId"])
print(user["username"])
