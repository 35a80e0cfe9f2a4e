import py42.sdk


def sdk_from(config):
    return py42.sdk.from_api_client(**config)


def find(sdk, **criteria):
    return [u for page in sdk.users.get_all(**criteria) for u in page["users"]]


sdk = sdk_from({"host_address": "console.us.code42.com", "client_id": "key-1", "secret": "secret"})
print([u["username"] for u in find(sdk, active=True)])
sdk.users.deactivate("u-101")
