#!/usr/bin/env python3
"""Open Jira tickets for Macs without a backup agent (agent list comes from a CSV of Code42)."""
import csv
import os
import sys

import requests
from requests.auth import HTTPBasicAuth

JIRA = "https://example.atlassian.net"
JAMF = "https://example.jamfcloud.com"

jira_auth = HTTPBasicAuth(os.environ["JIRA_USER"], os.environ["JIRA_TOKEN"])


def jamf_token():
    r = requests.post(JAMF + "/api/v1/auth/token", auth=(os.environ["JAMF_USER"], os.environ["JAMF_PASS"]))
    r.raise_for_status()
    return r.json()["token"]


def computers(tok):
    page = 0
    while True:
        r = requests.get(f"{JAMF}/api/v1/computers-inventory", params={"page": page, "page-size": 200, "section": "GENERAL"},
                         headers={"Authorization": f"Bearer {tok}"})
        rows = r.json()["results"]
        if not rows:
            break
        yield from rows
        page += 1


def ticket(name, serial):
    body = {"fields": {"project": {"key": "EUC"}, "issuetype": {"name": "Task"},
                       "summary": "No Code42 agent on " + name, "description": "serial " + serial}}
    r = requests.post(JIRA + "/rest/api/2/issue", json=body, auth=jira_auth)
    r.raise_for_status()
    return r.json()["key"]


def main():
    with open(sys.argv[1], newline="") as f:
        have = {r["serial"] for r in csv.DictReader(f)}
    tok = jamf_token()
    for c in computers(tok):
        g = c["general"]
        if c["hardware"]["serialNumber"] not in have:
            print(ticket(g["name"], c["hardware"]["serialNumber"]))
    requests.post(JAMF + "/api/v1/auth/invalidate-token", headers={"Authorization": "Bearer " + tok})


main()
