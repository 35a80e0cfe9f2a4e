#!/usr/bin/env python3
"""Prints legal holds."""
from dataclasses import dataclass
from enum import Enum
from functools import partial
from urllib.parse import urljoin

import requests


class Ep(str, Enum):
    MATTERS = "/api/v1/LegalHold"
    MEMBERS = "/api/v1/LegalHoldMembership"
    SUMMARY = "/api/v1/LegalHoldMembershipSummary"
    POLICIES = "/api/v4/legal-hold-policy/list"
    NEW = "/v1/legal-hold/matters"
    USERS = "/api/v1/User"


@dataclass
class Conf:
    host: str = "https://console.us.code42.com"
    token: str = ""


class Api:
    def __init__(self, conf: Conf):
        self.conf = conf
        self.s = requests.Session()
        self.s.headers["Authorization"] = "Bearer " + conf.token
        self.get = partial(self._send, "GET")

    def _send(self, verb, ep, **params):
        req = requests.Request(verb, urljoin(self.conf.host, ep), params=params)
        return self.s.send(self.s.prepare_request(req)).json()

    def matters(self):
        return self.get(Ep.MATTERS.value, activeState="ACTIVE")

    def members(self, uid):
        return self.get(Ep.MEMBERS.value, legalHoldUid=uid)

    def deactivate(self, uid):
        return self._send("PUT", "/api/v1/LegalHoldDeactivation/" + uid)

    def org(self, uid):
        return self._send("GET", "/api/v1/Org/{}".format(uid))


api = Api(Conf(token="t"))
for m in api.matters()["data"]["legalHolds"]:
    print(m["name"], api.members(m["legalHoldUid"]))
print(api.get(Ep.SUMMARY), api.get(Ep.POLICIES), api.get(Ep.NEW), api.get(Ep.USERS))
