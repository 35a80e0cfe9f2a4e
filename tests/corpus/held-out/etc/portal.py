"""Portal calls only."""
import logging
from functools import lru_cache

import requests

log = logging.getLogger("portal")


class Portal:
    base = "https://api.us2.code42.com"

    def __init__(self, cid, secret):
        self._auth = (cid, secret)

    @property
    def headers(self):
        return {"Authorization": "Bearer " + self.token()}

    @lru_cache(maxsize=1)
    def token(self):
        r = requests.post(f"{self.base}/v1/oauth", auth=self._auth, params={"grant_type": "client_credentials"})
        return r.json()["access_token"]

    def _get(self, path, **params):
        log.debug("GET %s/v1/alerts", self.base)
        return requests.get(self.base + path, headers=self.headers, params=params).json()

    def _post(self, path, payload=None):
        return requests.post(self.base + path, headers=self.headers, json=payload or {}).json()

    def users(self):
        return self._get("/v1/users", active="true")

    def devices(self, uid):
        return self._get("/v1/devices/" + uid)

    def customer(self):
        return self._get("/v1/customer")

    def alert(self, i):
        return self._post("/v1/alerts/update-state", {"alertIds": [i], "state": "RESOLVED"})

    def rules(self):
        return self._post("/v1/alert-rules/update-is-enabled", {"ruleIds": []})

    def rules2(self):
        return self._get("/v2/alert-rules")

    def dl(self, uid):
        return self._post("/v1/detection-lists/departingemployee/get", {"userId": uid})

    def events(self, q):
        return self._post("/v1/file-events", q)

    def saved(self):
        return self._get("/v1/file-events/saved-searches")

    def saved2(self):
        return self._get("/v2/file-events/saved-searches")

    def watch(self):
        w = self._post("/v1/watchlists", {"watchlistType": "CUSTOM"})
        return self._get("/v1/watchlists/%s/included-users" % w["watchlistId"])

    def actor(self, i):
        return self._get("/v1/actors/actor/" + i)

    def actor2(self, i):
        return self._get("/v1/actors/actor/id/" + i)

    def risk(self, i):
        return self._get("/v2/actor-risk-profiles/" + i)

    def audit(self):
        return self._post("/v1/audit/search-audit-log")


def legacy(u, p):
    return requests.get("https://api.us.code42.com/v1/auth", auth=(u, p))


def jamf(u, p):
    return requests.post("https://acme.jamfcloud.com/api/v1/auth/token", auth=(u, p))
