import logging
import requests
from requests import Request, Session

logger = logging.getLogger("c42")


class Console(Session):
    """requests.Session that knows the console"""

    def __init__(self, host):
        super().__init__()
        self.host = host

    def url(self, *parts):
        return "/".join([self.host] + [str(p) for p in parts])

    def login(self, username, password, totp=None):
        req = Request("GET", self.url("c42api", "v3", "auth", "jwt"), params={"useBody": "true"}, auth=(username, password))
        if totp:
            req.headers["totp-auth"] = str(totp)
        resp = self.send(self.prepare_request(req))
        resp.raise_for_status()
        self.headers["Authorization"] = "v3_user_token " + resp.json()["data"]["v3_user_token"]
        logger.debug("logged in with v3_user_token")

    def users(self, **kw):
        return self.get(self.host + "/api/v1/User", params=kw).json()["data"]["users"]

    def block(self, uid):
        return self.put(f"{self.host}/api/v1/UserBlock/{uid}").ok

    def last_login(self, uid):
        d = self.get(f"{self.host}/api/v1/User/{uid}").json()["data"]
        return d.get("lastLoginDate")


if __name__ == "__main__":
    import sys
    c = Console("https://console.gov.code42.com")
    c.login(*sys.argv[1:4])
    for u in c.users(active="true"):
        print(u["username"], c.last_login(u["userUid"]))
