#!/usr/bin/env python3
# Jamf extension attribute: last completed CrashPlan backup
import base64
import json
import re
import ssl
import sys
from http.client import HTTPSConnection

APP_LOG = "/Library/Logs/CrashPlan/app.log"
HOST = "crashplan.example.edu"
USER = "ro_api"
PASS = "Readonly1"


def guid():
    try:
        with open("/Library/Application Support/CrashPlan/.identity", errors="replace") as fh:
            m = re.search(r"guid=(\d+)", fh.read())
    except FileNotFoundError:
        return None
    return m and m.group(1)


def main():
    g = guid()
    if not g:
        print("<result>Not installed</result>")
        return
    ctx = ssl._create_unverified_context()
    conn = HTTPSConnection(HOST, 4285, context=ctx, timeout=10)
    try:
        tok = base64.b64encode(bytes("%s:%s" % (USER, PASS), "UTF-8"))
    except TypeError:
        tok = base64.b64encode("%s:%s" % (USER, PASS))
    conn.request("GET", "/api/Computer/" + g + "?idType=guid&incBackupUsage=true",
                 headers={"Authorization": "Basic " + tok.decode("ascii")})
    resp = conn.getresponse()
    if resp.status != 200:
        print("<result>API error %d</result>" % resp.status)
        return
    usage = json.loads(resp.read().decode("utf-8"))["data"]["backupUsage"]
    done = [u["lastCompletedBackup"] for u in usage if u.get("lastCompletedBackup")]
    print("<result>%s</result>" % (max(done)[:19].replace("T", " ") if done else "Never"))


if __name__ == "__main__":
    main()
