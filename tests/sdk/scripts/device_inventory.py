import py42.sdk


class Inventory:
    def __init__(self, host, key, secret):
        self._sdk = py42.sdk.from_api_client(host, key, secret)
        self._names = {}

    def devices(self):
        for page in self._sdk.devices.get_all(active=True):
            for device in page["computers"]:
                yield device

    def owner(self, uid):
        if uid not in self._names:
            self._names[uid] = self._sdk.users.get_by_uid(uid)["username"]
        return self._names[uid]

    def table(self):
        return [(d["guid"], d["name"], d["osHostname"], self.owner(d["userUid"])) for d in self.devices()]


for row in Inventory("console.us.code42.com", "key-1", "secret").table():
    print(*row, sep="|")
