import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for page in sdk.users.get_all(active=True):
    for user in page["users"]:
        if user["creationDate"]:
            print(user["username"], "has a date")
