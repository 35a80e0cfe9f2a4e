"""Moves hosts between Jamf, Jira and Code42."""
import argparse
import requests

JAMF = "https://acme.jamfcloud.com"
OKTA = "https://acme.okta.com"


def parse():
    p = argparse.ArgumentParser(description="see https://support.code42.com/api/User for details")
    p.add_argument("--console", default="https://console.us.code42.com")
    p.add_argument("-u", "--username")
    p.add_argument("-p", "--password")
    return p.parse_args()


args = parse()

jamf_token = requests.post(JAMF + "/api/v1/auth/token", auth=(args.username, args.password)).json()["token"]
computers = requests.get(JAMF + "/JSSResource/computers", auth=(args.username, args.password)).json()
okta = requests.get(OKTA + "/api/v1/users", headers={"Authorization": "SSWS x"}).json()
slack = requests.get("https://example.com/api/v2/users", auth=("a", "b"))
requests.get("https://mdm.example.com/devices/{}".format(3))

for c in computers["computers"]:
    guid = c["name"]
    found = requests.get(
        "%s/api/Computer/%s" % (args.console, guid),
        params={"idType": "guid"},
        auth=(args.username, args.password),
    )
    if found.status_code == 404:
        # requests.put(args.console + "/api/ComputerBlock/" + guid)
        print("no such /api/Computer")
    requests.put(args.console + "/api/ComputerBlock/" + guid, auth=(args.username, args.password))
