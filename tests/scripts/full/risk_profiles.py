"""Reads and annotates risk profiles. Level: unsafe. Library: http.client."""

import http.client
import json

HOST = "api.us.code42.com"
PROFILE = "/v1/user-risk-profiles/{}"
ACTOR_PROFILE = "/v2/actor-risk-profiles/%s"


class Profiles:
    def __init__(self, token):
        self.connection = http.client.HTTPSConnection(HOST, timeout=30)
        self.headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}

    def _reply(self):
        reply = self.connection.getresponse()
        text = reply.read()
        return json.loads(text) if reply.status == 200 else None

    def get(self, user):
        self.connection.request("GET", PROFILE.format(user), headers=self.headers)
        return self._reply()

    def actor(self, actor):
        self.connection.request("GET", ACTOR_PROFILE % actor, headers=self.headers)
        return self._reply()

    def note(self, user, text):
        body = json.dumps({"notes": text})
        self.connection.request("PATCH", "/v1/user-risk-profiles/" + user, body=body, headers=self.headers)
        return self._reply()

    def note_actor(self, actor, text):
        body = json.dumps({"notes": text})
        self.connection.request("PATCH", f"/v2/actor-risk-profiles/{actor}", body, self.headers)
        return self._reply()

    def close(self):
        self.connection.close()


def main(token):
    profiles = Profiles(token)
    try:
        for user, text in (("u-1", "leaves"), ("u-2", "travels")):
            profiles.get(user)
            profiles.note(user, text)
        profiles.actor("a-1")
        profiles.note_actor("a-1", "new")
    finally:
        profiles.close()
