import os, sys, yaml, requests

BASE = os.getenv("C42_API", "https://api.us2.code42.com").rstrip("/")


class Api(object):
    trusted = "/v1/trusted-activities"
    trusted_v2 = "/v2/trusted-activities"
    audit = "/v1/audit/search-audit-log"
    auth = "/v1/auth/"

    def __init__(self, user, pw):
        r = requests.get(BASE + Api.auth, auth=(user, pw))
        self.s = requests.Session()
        self.s.headers["Authorization"] = "Bearer " + r.json()["bearerToken"]

    def call(self, m, path, **kw):
        r = self.s.request(m, BASE + path, **kw)
        if not r.ok:
            sys.exit(f"{m} {path}: {r.status_code} {r.text}")
        return r.json() if r.text else {}


def main():
    want = set(yaml.safe_load(open("trusted.yml"))["domains"])
    api = Api(os.environ["C42_USER"], os.environ["C42_PASS"])
    cur = {t["value"]: t["activityId"] for t in api.call("GET", Api.trusted)["trustResources"] if t["type"] == "DOMAIN"}
    for d in want - set(cur):
        api.call("POST", Api.trusted, json={"type": "DOMAIN", "value": d, "description": "git"})
    for d in set(cur) - want:
        api.call("DELETE", f"{Api.trusted}/{cur[d]}")
    who = api.call("POST", Api.audit, json={"eventTypes": ["trusted_activity"], "page": 0, "pageSize": 10})
    print(len(who["events"]), "changes")
    for dev in api.call("GET", "/v1/devices?page=1&pageSize=5")["devices"]:
        print(dev["name"])


main()
