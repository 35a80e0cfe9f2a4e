"""c42admin.

Usage:
  c42admin.py user block <name>
  c42admin.py user unblock <name>
  c42admin.py user roles <name>
  c42admin.py org deactivate <orgid>
  c42admin.py hold list
  c42admin.py (-h | --help)

Options:
  -h --help     Show this.

Environment: C42_URL, C42_TOKEN (from /v1/oauth or /api/v3/oauth/token)
"""
import os
import sys

import requests
from docopt import docopt

URL = os.environ.get("C42_URL", "https://console.us2.code42.com")
SES = requests.Session()
SES.headers["Authorization"] = "Bearer {}".format(os.environ.get("C42_TOKEN", ""))


def go(verb, path, **kw):
    resp = SES.request(verb, "{}{}".format(URL, path), **kw)
    if resp.status_code == 401:
        sys.exit("token expired")
    resp.raise_for_status()
    return resp.json().get("data", {}) if resp.content else {}


def uid(name):
    users = go("GET", "/api/v1/User", params={"username": name})["users"]
    if not users:
        sys.exit("no user " + name)
    return users[0]["userId"]


def main(args):
    if args["user"]:
        u = uid(args["<name>"])
        if args["block"]:
            go("PUT", "/api/v1/UserBlock/{}".format(u))
        elif args["unblock"]:
            go("DELETE", "/api/v1/UserBlock/{}".format(u))
        elif args["roles"]:
            for r in go("GET", "/api/v1/UserRole/{}".format(u)).get("userRoles", []):
                print(r["roleName"])
    elif args["org"]:
        go("PUT", "/api/v1/OrgDeactivation/%s" % args["<orgid>"])
    elif args["hold"]:
        for h in go("GET", "/api/v1/LegalHold")["legalHolds"]:
            print(h["legalHoldUid"], h["name"], "active" if h["active"] else "-")


if __name__ == "__main__":
    main(docopt(__doc__))
