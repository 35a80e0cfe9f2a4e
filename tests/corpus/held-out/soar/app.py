import json as js

import requests
from bs4 import BeautifulSoup

from soar import consts
from soar.base import BaseConnector


class App(BaseConnector):
    def __init__(self):
        super().__init__()
        self.base_url = None
        self.jwt = None

    def _login(self, action_result):
        r = requests.get(
            self.base_url + "/c42api/v3/auth/jwt", params={"useBody": "true"},
            auth=(self.get_config()["user"], self.get_config()["pass"]),
        )
        self.jwt = r.json()["data"]["v3_user_token"]
        return action_result

    def _headers(self):
        return {"Authorization": f"v3_user_token {self.jwt}", "Content-Type": "application/json"}

    def _call(self, method, endpoint, body=None, query=None):
        fn = {"get": requests.get, "post": requests.post, "put": requests.put, "delete": requests.delete}[method]
        return fn(f"{self.base_url}{endpoint}", headers=self._headers(), params=query, data=js.dumps(body))

    def handle_block(self, param):
        return self._call("put", consts.CODE42V2_BLOCK.format(user_id=param["id"]))

    def handle_hre(self, param):
        endpoint = consts.CODE42V2_HRE.format(op="add" if param["add"] else "remove")
        return self._call("post", endpoint, {"userId": param["id"]})

    def handle_note(self, param):
        self.debug_print("posting to /svc/api/v1/add-note")
        return self._call("post", consts.CODE42V2_NOTE, {"alertId": param["id"], "note": "x"})

    def handle_events(self, param):
        return self._call("post", consts.CODE42V2_QUERY, {"groupingTerm": "md5Checksum"})

    def handle_holds(self, param):
        return self._call("get", consts.CODE42V2_LEGAL_HOLD), self._call("get", consts.CODE42V2_MEMBERSHIP, query={})

    def handle_users(self, param):
        return self._call("get", consts.CODE42V2_USERS, query={"active": "true"})

    def handle_ticket(self, param):
        return requests.post("https://acme.atlassian.net/rest/api/2/issue", auth=(param["u"], param["p"]))
