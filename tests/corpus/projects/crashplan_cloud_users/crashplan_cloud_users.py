#!/usr/bin/env python3
# CrashPlan for Enterprise (crashplan.com, not Incydr): list inactive users
import os
import requests

BASE = "https://console.us2.crashplan.com"


def tok():
    r = requests.post(BASE + "/api/v3/oauth/token?grant_type=client_credentials",
                      auth=(os.environ["CP_CLIENT"], os.environ["CP_SECRET"]))
    return r.json()["access_token"]


H = {"Authorization": "Bearer " + tok()}


def users():
    pg = 1
    while True:
        d = requests.get(BASE + "/api/v1/User", params={"pgNum": pg, "active": "false"}, headers=H).json()["data"]
        if not d["users"]:
            break
        yield from d["users"]
        pg += 1


def devices(uid):
    return requests.get(f"{BASE}/api/v1/Computer?userUid={uid}", headers=H).json()["data"]["computers"]


for u in users():
    print(u["username"], [d["guid"] for d in devices(u["userUid"])])
    requests.put(BASE + "/api/UserDeactivation/%d" % u["userId"], headers=H)
