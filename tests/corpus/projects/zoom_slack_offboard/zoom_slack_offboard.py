# Offboarding for everything except Code42 (see okta_leavers for that one)
import base64
import os
import requests


def zoom(email):
    basic = base64.b64encode(f"{os.environ['ZID']}:{os.environ['ZSEC']}".encode()).decode()
    t = requests.post("https://zoom.us/oauth/token", params={"grant_type": "account_credentials", "account_id": os.environ["ZACC"]},
                      headers={"Authorization": "Basic " + basic}).json()["access_token"]
    return requests.put(f"https://api.zoom.us/v2/users/{email}/status", json={"action": "deactivate"},
                        headers={"Authorization": "Bearer " + t}).status_code


def slack(email):
    h = {"Authorization": "Bearer " + os.environ["SLACK_TOKEN"]}
    u = requests.get("https://slack.com/api/users.lookupByEmail", params={"email": email}, headers=h).json()
    return requests.delete("https://api.slack.com/scim/v1/Users/" + u["user"]["id"], headers=h).status_code


def github(login):
    return requests.delete("https://api.github.com/orgs/example/members/" + login,
                           auth=(os.environ["GH_USER"], os.environ["GH_TOKEN"])).status_code


def zendesk(uid):
    return requests.put("https://example.zendesk.com/api/v2/users/%s.json" % uid, json={"user": {"suspended": True}},
                        auth=(os.environ["ZD"] + "/token", os.environ["ZDT"])).status_code


if __name__ == "__main__":
    import sys
    for e in sys.argv[1:]:
        print(e, zoom(e), slack(e), github(e.split("@")[0]))
