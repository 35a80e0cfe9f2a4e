import functools

import py42.sdk


@functools.lru_cache
def sdk():
    return py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")


@functools.lru_cache
def title_of(name):
    return sdk().userriskprofile.get_by_username(name)["title"]


print(title_of("ann@example.com"), title_of("ann@example.com"))
