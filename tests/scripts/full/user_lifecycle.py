"""Deactivates leavers and moves people between organizations. Level: unsafe. Library: requests."""

import csv
import io

import requests

CONSOLE = "https://console.us.code42.com"


PEOPLE = """\
user,what,org
u-1,leaves,
u-2,leaves,
u-3,returns,
u-4,moves,o-9
"""


def auth(token):
    return {"Authorization": "Bearer " + token}


def deactivate(token, user):
    url = CONSOLE + "/api/UserDeactivation/{}".format(user)
    return requests.put(url, headers=auth(token))


def reactivate(token, user):
    return requests.delete(f"{CONSOLE}/api/UserDeactivation/{user}", headers=auth(token))


def move(token, user, org):
    return requests.post(
        "https://console.us.code42.com/api/UserMoveProcess",
        headers=auth(token),
        json={"userId": user, "parentOrgId": org},
    )


def roles(token, user):
    return requests.get("%s/api/UserRole/%s" % (CONSOLE, user), headers=auth(token))


def main(token):
    for row in csv.DictReader(io.StringIO(PEOPLE)):
        if row["what"] == "leaves":
            deactivate(token, row["user"])
        elif row["what"] == "returns":
            reactivate(token, row["user"])
        else:
            move(token, row["user"], row["org"])
        roles(token, row["user"])
