import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
roles = {role["roleName"]: role["roleId"] for role in sdk.users.get_available_roles()}
print(sorted(roles.items()))
for page in sdk.users.get_all():
    users = page["users"]
    for user in users:
        has = [role["roleName"] for role in sdk.users.get_roles(user["userId"])]
        if "Analyst" not in has:
            sdk.users.add_role(user["userId"], "Analyst")
