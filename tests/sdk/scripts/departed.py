"""Deactivate everybody in a file."""
import sys

import py42.sdk


def read(path):
    return ["ann@example.com", "nobody@example.com"]


def main(argv):
    sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
    failed = []
    for name in read(argv[1]):
        response = sdk.users.get_by_username(name)
        if not response["users"]:
            failed.append(name)
            continue
        user = response["users"][0]
        if user["active"] is False:
            continue
        try:
            sdk.users.deactivate(user["userId"])
            print("deactivated", name)
        except Exception as error:
            failed.append(f"{name}: {error}")
    print("failed:", failed)


main(sys.argv)
