"""Creates accounts from a list. Level: safe. Library: requests."""

import json

import requests
from requests.adapters import HTTPAdapter

CONSOLE = "https://console.us.code42.com"
USERS = "/api/User"
PEOPLE = [("anna@example.com", "Anna", "Ames"), ("ben@example.com", "Ben", "Beck")]


class Console:
    def __init__(self, token, retries=0):
        self.session = requests.Session()
        self.session.mount("https://", HTTPAdapter(max_retries=retries))
        self.session.headers["Authorization"] = "v3_user_token " + token

    def invite(self, address, first, last, org):
        payload = {
            "username": address,
            "email": address,
            "firstName": first,
            "lastName": last,
            "orgId": org,
            "emailPromo": False,
        }
        return self.session.post(CONSOLE + USERS, json=payload)

    def update(self, uid, notes):
        url = f"{CONSOLE}{USERS}/{uid}"
        return self.session.put(url, data=json.dumps({"notes": notes}))

    def find(self, address):
        reply = self.session.get(CONSOLE + USERS, params={"q": address, "active": "true"})
        return reply.json()

    def close(self):
        self.session.close()


def main(token):
    console = Console(token)
    for row in PEOPLE:
        console.find(row[0])
        console.invite(*row, org=2)
    console.update("u-1", "invited")
    console.close()
