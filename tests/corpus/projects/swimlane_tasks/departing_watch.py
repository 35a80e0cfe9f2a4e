# Swimlane python task: add a leaver to the Code42 watchlist
# inputs: sw_context.inputs: email, last_day, c42_domain, client_id, secret, jira_*
import json
import requests
from requests.auth import HTTPBasicAuth


class SwMain:
    def __init__(self, context):
        self.i = context.inputs
        self.api = "https://api.us.code42.com"
        self.token = None

    def auth(self):
        r = requests.post(self.api + "/v1/oauth?grant_type=client_credentials",
                          auth=(self.i["client_id"], self.i["secret"]))
        r.raise_for_status()
        self.token = r.json()["access_token"]

    @property
    def h(self):
        return {"Authorization": "Bearer " + self.token}

    def user(self):
        r = requests.get(self.api + "/v1/users", params={"username": self.i["email"]}, headers=self.h)
        return r.json()["users"][0]

    def watchlist(self, kind="DEPARTING_EMPLOYEE"):
        for w in requests.get(self.api + "/v1/watchlists?page_size=100", headers=self.h).json()["watchlists"]:
            if w["listType"] == kind:
                return w["watchlistId"]

    def execute(self):
        self.auth()
        u = self.user()
        w = self.watchlist()
        r = requests.post("%s/v1/watchlists/%s/included-users/add" % (self.api, w), headers=self.h,
                          json={"userIds": [u["userId"]], "watchlistId": w})
        r.raise_for_status()
        requests.patch(f"{self.api}/v1/user-risk-profiles/{u['userId']}?paths=endDate", headers=self.h,
                       json={"endDate": {"year": 2023, "month": 5, "day": 1}})
        requests.post(self.i["jira_url"] + "/rest/api/2/issue/%s/comment" % self.i["jira_key"],
                      auth=HTTPBasicAuth(self.i["jira_user"], self.i["jira_token"]),
                      json={"body": "added to watchlist via /v1/watchlists"})
        return [{"status": "added", "watchlist": w}]
