"""Keeps notes on people in the detection lists. Level: unsafe. Library: requests."""

import csv
import io

import requests

BASE = "https://api.us.code42.com"
TENANT = "t-1"
NOTES = """\
user,name,notes
u-1,anna@example.com,leaves in May
u-2,ben@example.com,contractor
"""


class DetectionLists:
    def __init__(self, token):
        self.headers = {"Authorization": "Bearer " + token}

    def by_id(self, user_id):
        return requests.post(
            f"{BASE}/v1/detection-lists/user/getbyid",
            json={"tenantId": TENANT, "userId": user_id},
            headers=self.headers,
        )

    def by_name(self, name):
        return requests.post(
            f"{BASE}/v1/detection-lists/user/getbyusername",
            headers=self.headers,
            json={
                "tenantId": TENANT,
                "username": name,
            },
        )

    def write(self, user_id, notes):
        body = requests.post(
            f"{BASE}/v1/detection-lists/user/updatenotes",
            json={"tenantId": TENANT, "userId": user_id, "notes": notes},
            headers=self.headers,
        )
        return body.status_code == 200


def main(token):
    lists = DetectionLists(token)
    for row in csv.DictReader(io.StringIO(NOTES)):
        lists.by_name(row["name"])
        lists.by_id(row["user"])
        lists.write(row["user"], row["notes"])
