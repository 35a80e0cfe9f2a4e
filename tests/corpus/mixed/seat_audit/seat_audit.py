#!/usr/bin/env python3
"""who has seats where: Jamf, Okta, Code42, Zoom"""
import os, requests, base64

def jamf():
    r = requests.get("https://ex.jamfcloud.com/JSSResource/computers", auth=("ro", os.environ["JAMF_PW"]), headers={"Accept": "application/json"})
    tok = requests.post("https://ex.jamfcloud.com/api/v1/auth/token", auth=("ro", os.environ["JAMF_PW"])).json()["token"]
    inv = requests.get("https://ex.jamfcloud.com/api/v1/computers-inventory", headers={"Authorization": f"Bearer {tok}"})
    return len(r.json()["computers"]), inv.json()["totalCount"]

def okta():
    n, url = 0, "https://ex.okta.com/api/v1/users?limit=200"
    while url:
        r = requests.get(url, headers={"Authorization": "SSWS " + os.environ["OKTA"]})
        n += len(r.json())
        url = r.links.get("next", {}).get("url")
    return n

def zoom():
    return requests.get("https://api.zoom.us/v2/users", headers={"Authorization": "Bearer " + os.environ["ZOOM"]}).json()["total_records"]

def code42():
    host = "https://console.us.code42.com"
    u, p = "seats@example.com", os.environ["C42_PW"]
    b = base64.b64encode(f"{u}:{p}".encode()).decode()
    n, pg = 0, 1
    while True:
        r = requests.get(f"{host}/api/User?active=true&pgNum={pg}&pgSize=500", headers={"Authorization": f"Basic {b}"})
        us = r.json()["data"]["users"]
        if not us:
            return n
        n += len([x for x in us if not x.get("lastLoginDate")])
        pg += 1

def github():
    return requests.get("https://api.github.com/orgs/ex", auth=("bot", os.environ["GH"])).json()["plan"]["filled_seats"]

for f in (jamf, okta, zoom, code42, github):
    print(f.__name__, f())
