"""Walks from accounts to the people they belong to. Level: safe. Library: requests."""

import os

import requests

API = os.environ.get("CODE42_API_FOR_TESTS", "https://api.us.code42.com")
ACTOR = API + "/v1/actors/actor/{actor}"


def headers(token):
    return dict(Accept="application/json", Authorization="Bearer " + token)


def actor(token, actor_id):
    return requests.get(ACTOR.format(actor=actor_id), headers=headers(token), timeout=(5, 30))


def parent(token, actor_id):
    url = "%(base)s/v1/actors/actor/%(id)s/parent" % {"base": API, "id": actor_id}
    reply = requests.request("GET", url, headers=headers(token))
    if reply.status_code != 200:
        return None
    return reply.json()


class Tree:
    def __init__(self, token):
        self.token = token
        self.known = {}

    def add(self, actor_id):
        if actor_id not in self.known:
            self.known[actor_id] = parent(self.token, actor_id)
        return self.known[actor_id]

    def __len__(self):
        return len(self.known)


def main(token):
    tree = Tree(token)
    for actor_id in ("a-1", "a-2", "a-1", "a-3"):
        tree.add(actor_id)
        actor(token, actor_id)
    return len(tree)
