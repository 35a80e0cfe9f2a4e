"""Who has which role, as a table with a total."""
from collections import Counter

import py42.sdk


def roles_of(sdk, user):
    return [role["roleName"] for role in sdk.users.get_roles(user["userId"])]


def table(sdk):
    rows, totals = [], Counter()
    for page in sdk.users.get_all(active=True):
        for user in page["users"]:
            names = roles_of(sdk, user)
            totals.update(names)
            rows.append((user["username"], ";".join(names)))
    return rows, totals


sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
rows, totals = table(sdk)
for name, roles in rows:
    print(name, roles)
print(dict(totals))
