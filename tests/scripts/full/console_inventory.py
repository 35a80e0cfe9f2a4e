"""Lists computers and users of a console. Level: safe. Library: http.client."""

import http.client
import json

HOST = "console.us.code42.com"
COMPUTERS = "/api/computer"
USERS = "/console/api/User"
DEFAULTS = {"pgSize": 2, "incAll": "true"}


def query(**more):
    merged = dict(DEFAULTS, **more)
    return "&".join("%s=%s" % pair for pair in sorted(merged.items()))


class Console(object):
    def __init__(self, host, token):
        self.connection = http.client.HTTPSConnection(host)
        self.headers = {"Authorization": "v3_user_token " + token, "Accept": "application/json"}

    def get(self, path, **more):
        self.connection.request("GET", path + "?" + query(**more), headers=self.headers)
        reply = self.connection.getresponse()
        return reply.status, json.loads(reply.read())

    def computers(self, pages):
        found = []
        for page in range(1, pages + 1):
            status, reply = self.get(COMPUTERS, pgNum=page)
            if status != 200:
                break
            found.append(reply)
        return found

    def computer(self, guid):
        return self.get(COMPUTERS + "/" + guid, idType="guid")

    def user(self, uid):
        return self.get("%s/%s" % (USERS, uid), idType="uid")

    def close(self):
        self.connection.close()


def main(token):
    console = Console(HOST, token)
    try:
        console.computers(2)
        console.computer("g-7")
        console.user("u-1")
    finally:
        console.close()
