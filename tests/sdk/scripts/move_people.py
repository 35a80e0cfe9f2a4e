import sys

import py42.sdk
from py42.exceptions import Py42BadRequestError, Py42NotFoundError

TARGET = "Law"
sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")

target = None
for page in sdk.orgs.get_all():
    for org in page["orgs"]:
        if org["orgName"] == TARGET:
            target = org["orgId"]
if target is None:
    sys.exit("no such organization")
for name in ("ann@example.com", "bob@example.com"):
    try:
        user = sdk.users.get_by_username(name)["users"][0]
        sdk.users.change_org_assignment(user["userId"], target)
    except (Py42NotFoundError, Py42BadRequestError) as problem:
        print(name, problem)
    except IndexError:
        print(name, "unknown")
    else:
        print(name, "moved")
