#!/usr/bin/env python3
"""Export every legal hold, its custodians and the policy, as csv."""
import csv
import sys
from getpass import getpass
from urllib.parse import urljoin

import requests
from requests.auth import HTTPBasicAuth

host = sys.argv[1]
session = requests.Session()
session.headers["User-Agent"] = "lh-export"
basic = HTTPBasicAuth(input("Username: "), getpass())


def jwt():
    r = session.get(urljoin(host, "/api/v3/auth/jwt"), params={"useBody": "true"}, auth=basic)
    return r.json()["data"]["v3_user_token"]


session.headers["Authorization"] = f"Bearer {jwt()}"


def get(path, **params):
    r = session.get(urljoin(host, path), params=params)
    if r.status_code == 403:
        sys.exit("you need the Legal Admin role for /api/LegalHold")
    return r.json()["data"]


writer = csv.writer(open("holds.csv", "w"))
for hold in get("api/v1/LegalHold", activeState="ALL")["legalHolds"]:
    members = get("api/v1/LegalHoldMembership", legalHoldUid=hold["legalHoldUid"], activeState="ALL")
    policy = get("/api/v4/legal-hold-policy/view", legalHoldPolicyUid=hold["holdPolicyUid"])
    for m in members["legalHoldMemberships"]:
        writer.writerow([hold["name"], policy["name"], m["user"]["email"], m["active"]])
