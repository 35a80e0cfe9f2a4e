# C42 here is the "Concert 42" ticket API; nothing to do with backup.
import requests

C42_BASE = "https://api.concert42.example"


class c42api:
    def users(self):
        return requests.get(C42_BASE + "/v1/users", auth=("key", "secret")).json()

    def alerts(self):
        return requests.get(C42_BASE + "/v1/alerts/active", auth=("key", "secret")).json()

    def user(self, i):
        return requests.get("%s/api/user/%s" % (C42_BASE, i), headers={"Authorization": "token abc"}).json()


sdk = c42api()
sdk.alerts()
sdk.users()
