import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
if (users := sdk.users.get_by_username("ann@example.com")["users"]) and (user := users[0])["active"]:
    print(user["username"], "is active")
match sdk.cases.get(1)["status"]:
    case "OPEN":
        print("open")
    case _:
        print("closed")
