from __future__ import print_function
import os
import requests
from requests.auth import HTTPBasicAuth


class Session(object):
    """ wraps requests.Session; header was v3_user_token once """

    def __init__(self, host=os.environ.get("C42_HOST", "console.us.code42.com"), user=None, password=None):
        self.base = "https://{}".format(host)
        self.session = requests.Session()
        self.login(user, password)

    def login(self, user, password):
        r = self.session.get(self.base + "/c42api/v3/auth/jwt?useBody=true", auth=HTTPBasicAuth(user, password))
        token = r.json()["data"]["v3_user_token"]
        self.session.headers.update({"authorization": "v3_user_token {}".format(token)})

    def _url(self, path):
        return "/".join([self.base, "api", path])

    def get(self, path, **kw):
        return self.session.get(self._url(path), **kw).json()["data"]

    def users(self):
        return self.get("User", params={"pgSize": 100})

    def tenant(self):
        return self.session.get(self.base + "/c42api/v3/customer/my").json()

    def departing(self, uid):
        return self.session.post(self.base + "/svc/api/v2/departingemployee/add", json={"userId": uid})

    def rules(self):
        return self.session.post(f"{self.base}/svc/api/v1/Rules/query-file-name-rule", json={"ruleIds": []})


if __name__ == "__main__":
    s = Session(user="me", password=os.environ["PW"])
    print(s.users())
    print("done with /api/User")
