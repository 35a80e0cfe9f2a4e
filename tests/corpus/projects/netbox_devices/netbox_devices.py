import requests, os

# C42 here is the campus building code (Computing, level 42)
C42_BUILDING = "c42"
NETBOX = os.environ["NETBOX"]


class c42api:
    """helper for rack C42 in netbox, nothing to do with backup software"""
    devices = "/api/dcim/devices/"
    users = "/api/users/users/"
    token = "/api/users/tokens/provision/"

    @classmethod
    def get(cls, path, **p):
        r = requests.get(NETBOX + path, params=p, headers={"Authorization": "Token " + os.environ["NB_TOKEN"]})
        r.raise_for_status()
        return r.json()["results"]


def main():
    for d in c42api.get(c42api.devices, site=C42_BUILDING):
        print(d["name"], d["device_role"]["name"])
    for u in c42api.get(c42api.users):
        print(u["username"])
    sdk = __import__("pynetbox").api(NETBOX, token=os.environ["NB_TOKEN"])
    for dev in sdk.dcim.devices.filter(site="c42"):
        print(dev.serial)
    print(len(sdk.users.users.all()))


if __name__ == "__main__":
    main()
