#!/usr/bin/python
# -*- coding: utf-8 -*-
from optparse import OptionParser
import csv
import getpass
import requests

requests.packages.urllib3.disable_warnings()

parser = OptionParser(usage="%prog -s https://server:4285 -u user -o out.csv")
parser.add_option("-s", "--server", dest="server", help="Code42 server url, without /api")
parser.add_option("-u", "--user", dest="user")
parser.add_option("-o", "--out", dest="out", default="devices.csv")
parser.add_option("-O", "--org", dest="org", type="int")
(opts, args) = parser.parse_args()

if not opts.server:
    parser.error("-s is needed")

pw = getpass.getpass("Password: ")
s = requests.Session()
s.auth = (opts.user, pw)
s.verify = False

def devices():
    page = 1
    while True:
        params = dict(pgNum=page, pgSize=1000, incAll="true")
        if opts.org:
            params["orgId"] = opts.org
        r = s.get(opts.server + "/api/computer", params=params)
        r.raise_for_status()
        rows = r.json()["data"]["computers"]
        if len(rows) == 0:
            return
        for row in rows:
            yield row
        page += 1

def org_name(cache, oid):
    if oid not in cache:
        cache[oid] = s.get("%s/api/org/%d" % (opts.server, oid)).json()["data"]["orgName"]
    return cache[oid]

names = {}
w = csv.writer(open(opts.out, "wb"))
w.writerow(["guid", "name", "os", "user", "org", "last backup", "percent"])
n = 0
for d in devices():
    u = d["backupUsage"] and d["backupUsage"][0] or {}
    w.writerow([d["guid"], d["name"].encode("utf-8"), d["osName"], d["userId"],
                org_name(names, d["orgId"]), u.get("lastCompletedBackup"), u.get("percentComplete")])
    n += 1
print "wrote", n, "devices to", opts.out
