"""Restore a user's Desktop through the storage node (on-prem 6.x)"""
import requests


class StorageAuth(requests.auth.AuthBase):
    def __init__(self, token):
        self.token = token

    def __call__(self, r):
        r.headers["Authorization"] = "token {0}-{1}".format(*self.token)
        return r


class Restorer:
    LOGIN = "/api/v1/LoginToken"
    STORAGE_AUTH = "/api/AuthToken"
    SESSION = "/api/v1/WebRestoreSession"
    TREE = "/api/WebRestoreTreeNode"

    def __init__(self, authority, creds):
        self.authority = authority
        self.s = requests.Session()
        self.creds = creds

    def node(self, user_id, guid, dest):
        r = self.s.post(self.authority + self.LOGIN, auth=self.creds,
                        json={"userId": user_id, "sourceGuid": guid, "destinationGuid": dest})
        d = r.json()["data"]
        t = self.s.post(d["serverUrl"] + self.STORAGE_AUTH, headers={"Authorization": "login_token " + d["loginToken"]})
        return d["serverUrl"], StorageAuth(t.json()["data"])

    def tree(self, user_id, guid, dest):
        url, auth = self.node(user_id, guid, dest)
        sid = self.s.post(url + self.SESSION, auth=auth, json={"computerGuid": guid}).json()["data"]["webRestoreSessionId"]
        return self.s.get(url + self.TREE, auth=auth, params={"webRestoreSessionId": sid, "guid": guid}).json()
