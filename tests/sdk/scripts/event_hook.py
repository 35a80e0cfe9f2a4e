import py42.sdk
from py42.exceptions import Py42HTTPError, Py42UnauthorizedError

def handle(sdk, message):
    kind, name = message.split(":", 1)
    try:
        profile = sdk.userriskprofile.get_by_username(name)
        if kind == "hired":
            print(profile["username"], profile["department"])
        elif kind == "leaving":
            sdk.watchlists.add_included_users_by_watchlist_id([profile["userId"]], "w-1")
            print("added", profile["userId"])
    except Py42UnauthorizedError:
        print("sign in again")
    except Py42HTTPError as err:
        print("failed:", err.response.status_code)


connection = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for line in ("hired:ann@example.com", "leaving:ann@example.com"):
    handle(connection, line)
