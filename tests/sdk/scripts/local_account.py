"""Sign in with a person's name; what the new client signs in with comes from the environment."""
import os

import py42.sdk

sdk = py42.sdk.from_local_account("console.us.code42.com", "ann@example.com", os.environ.get("C42_PASSWORD", "pw"))
for page in sdk.users.get_all(active=False):
    for user in page["users"]:
        print(user["username"])
