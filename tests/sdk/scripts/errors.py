import py42.sdk
from py42.exceptions import Py42NotFoundError

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for uid in ("u-101", "u-999"):
    try:
        print(sdk.users.get_by_uid(uid)["firstName"])
    except Py42NotFoundError as error:
        print(uid, "is gone", error.response.status_code)
