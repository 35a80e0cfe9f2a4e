import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
number = 1
names = []
page = sdk.users.get_page(number, active=True)
while page["users"]:
    names += [user["username"] for user in page["users"]]
    number += 1
    page = sdk.users.get_page(number, active=True)
print(names)
