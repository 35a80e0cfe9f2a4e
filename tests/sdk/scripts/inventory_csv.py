import csv
import sys
from datetime import datetime

import py42.sdk

FIELDS = ["guid", "name", "osHostname", "owner", "active"]


def all_devices(sdk):
    for page in sdk.devices.get_all(active=True, page_size=100):
        yield from page["computers"]


def owners(sdk):
    found = {}
    for page in sdk.users.get_all(active=True):
        for user in page["users"]:
            found[user["userUid"]] = user["username"]
    return found


def main():
    sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
    names = owners(sdk)
    writer = csv.DictWriter(sys.stdout, FIELDS)
    writer.writeheader()
    for device in all_devices(sdk):
        writer.writerow(
            {
                "guid": device["guid"],
                "name": device["name"],
                "osHostname": device.get("osHostname", ""),
                "owner": names.get(device["userUid"], "?"),
                "active": device["active"],
            }
        )


if __name__ == "__main__":
    main()
