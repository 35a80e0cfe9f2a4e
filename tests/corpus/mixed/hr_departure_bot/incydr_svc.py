import requests
import time


class IncydrSvc:
    WATCHLISTS = "/v1/watchlists"
    PROFILES = "/v1/user-risk-profiles/{}"
    USERS = "/v1/users"
    TOKEN = "/v1/oauth?grant_type=client_credentials"

    def __init__(self, host, cid, secret):
        self.host, self.cid, self.secret = host, cid, secret
        self._tok, self._until = None, 0

    def _h(self):
        if time.time() > self._until:
            r = requests.post(self.host + self.TOKEN, auth=(self.cid, self.secret))
            r.raise_for_status()
            self._tok = r.json()["access_token"]
            self._until = time.time() + 800
        return {"Authorization": "Bearer %s" % self._tok}

    def _req(self, verb, path, **kw):
        r = requests.request(verb, self.host + path, headers=self._h(), **kw)
        r.raise_for_status()
        return r.json() if r.content else None

    def watchlists(self):
        return self._req("GET", self.WATCHLISTS + "?page=1&page_size=100")["watchlists"]

    def _user(self, name):
        us = self._req("GET", self.USERS, params={"username": name})["users"]
        if not us:
            raise LookupError(f"{name} not in /v1/users")
        return us[0]["userId"]

    def depart(self, name, date):
        uid = self._user(name)
        wl = [w for w in self.watchlists() if w["listType"] == "DEPARTING_EMPLOYEE"]
        if not wl:
            wl = [self._req("POST", self.WATCHLISTS, json={"watchlistType": "DEPARTING_EMPLOYEE"})]
        self._req("POST", f"/v1/watchlists/{wl[0]['watchlistId']}/included-users/add", json={"userIds": [uid]})
        y, m, d = date.split("-")
        self._req("PATCH", self.PROFILES.format(uid) + "?paths=endDate", json={"endDate": {"year": y, "month": m, "day": d}})
