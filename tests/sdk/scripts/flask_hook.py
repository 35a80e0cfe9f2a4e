"""A hook that an HR system calls."""
import json
import os

import py42.sdk
from py42 import exceptions

HOLD = os.environ.get("HOLD_MATTER", "m-1")


def connect():
    return py42.sdk.from_api_client("https://console.us.code42.com", "key-1", "secret")


def lookup(sdk, email):
    result = sdk.users.get_by_username(email)
    users = result["users"]
    if len(users) != 1:
        return None
    return {"uid": users[0]["userUid"], "id": users[0]["userId"], "org": users[0]["orgName"]}


def leaver(payload):
    sdk = connect()
    person = lookup(sdk, payload["email"])
    if not person:
        return {"status": "unknown"}, 404
    try:
        sdk.legalhold.add_to_matter(person["uid"], HOLD)
    except exceptions.Py42UserAlreadyAddedError:
        pass
    sdk.users.deactivate(person["id"])
    return {"status": "ok", "org": person["org"]}, 200


body, status = leaver(json.loads('{"email": "ann@example.com"}'))
print(status, json.dumps(body))
