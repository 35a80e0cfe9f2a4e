import base64


class Code42:
    def __init__(self, http, base):
        self.http = http
        self.base = base.rstrip("/")
        self.headers = {}

    async def login(self, user, password):
        r = await self.http.get(f"{self.base}/c42api/v3/auth/jwt", params={"useBody": True}, auth=(user, password))
        r.raise_for_status()
        tok = r.json()["data"]["v3_user_token"]
        self.headers = {"authorization": f"v3_user_token {tok}"}

    async def user_id(self, name):
        r = await self.http.get(f"{self.base}/api/User", params={"username": name}, headers=self.headers)
        users = r.json()["data"]["users"]
        return users[0]["userId"] if users else None

    async def deactivate(self, uid):
        r = await self.http.put(f"{self.base}/api/UserDeactivation/{uid}", json={"blockUser": True}, headers=self.headers)
        r.raise_for_status()
        r = await self.http.get(f"{self.base}/api/Computer", params={"userId": uid, "active": "true"}, headers=self.headers)
        for d in r.json()["data"]["computers"]:
            await self.http.put(f"{self.base}/api/ComputerDeauthorization/{d['computerId']}", headers=self.headers)
