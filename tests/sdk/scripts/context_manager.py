from contextlib import contextmanager

import py42.sdk


@contextmanager
def session():
    sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
    try:
        yield sdk
    finally:
        print("closed")


with session() as sdk:
    for page in sdk.trustedactivities.get_all():
        for one in page["trustResources"]:
            print(one["value"], one["type"])
    sdk.trustedactivities.create("DOMAIN", "example.net", description="partner")
