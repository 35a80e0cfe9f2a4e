import sys

import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
response = sdk.users.get_by_uid("u-101")
if response.status_code != 200:
    sys.exit("could not read the user")
user = response.data
print(user["username"], user.get("notes"))
done = sdk.users.reactivate(user["userId"])
print(done.status_code)
