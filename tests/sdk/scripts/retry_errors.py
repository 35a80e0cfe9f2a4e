import time

import py42.sdk
from py42.exceptions import Py42ForbiddenError, Py42HTTPError, Py42InternalServerError, Py42NotFoundError

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")


def with_retry(call, *args, **kwargs):
    for attempt in range(3):
        try:
            return call(*args, **kwargs)
        except Py42InternalServerError:
            time.sleep(0)
    return None


for uid in ["u-101", "u-999", "u-102"]:
    try:
        user = sdk.users.get_by_uid(uid)
        print(user["username"])
    except Py42NotFoundError:
        print("missing", uid)
    except Py42ForbiddenError:
        print("not allowed", uid)
    except Py42HTTPError as err:
        print("failed", uid, err.response.status_code)
