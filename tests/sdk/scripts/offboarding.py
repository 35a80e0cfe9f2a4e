"""Deactivate a leaver and keep the person on hold."""
import sys

import py42.sdk

MATTER = "m-1"


def find(sdk, name):
    found = sdk.users.get_by_username(name)["users"]
    return found[0] if found else None


def offboard(sdk, name):
    user = find(sdk, name)
    sdk.legalhold.add_to_matter(user["userUid"], MATTER)
    sdk.users.deactivate(user["userId"], block_user=True)
    print("done:", user["username"])


if __name__ == "__main__":
    client = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
    offboard(client, sys.argv[1])
