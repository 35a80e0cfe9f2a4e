from concurrent.futures import ThreadPoolExecutor

import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")


def name_of(uid):
    user = sdk.users.get_by_uid(uid)
    return user["username"].upper()


with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(name_of, ["u-101", "u-102"])))
