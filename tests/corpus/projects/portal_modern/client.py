"""Minimal async client for the current Incydr API.

History: 0.x spoke /c42api/v3/auth/jwt and sent "Authorization: v3_user_token <t>".
"""
from __future__ import annotations

import time
import typing as t

import httpx


class Auth(httpx.Auth):
    requires_response_body = True

    def __init__(self, cid: str, secret: str, host: str) -> None:
        self.basic = httpx.BasicAuth(cid, secret)
        self.host = host
        self._tok: t.Optional[str] = None
        self._exp = 0.0

    def auth_flow(self, request):
        if time.time() > self._exp:
            r = httpx.Request("POST", f"{self.host}/v1/oauth?grant_type=client_credentials")
            resp = yield next(self.basic.auth_flow(r))
            self._tok = resp.json()["access_token"]
            self._exp = time.time() + resp.json()["expires_in"] - 30
        request.headers["Authorization"] = f"Bearer {self._tok}"
        yield request


class Incydr:
    USERS = "/v1/users"
    ORGS = "/v1/orgs"
    MATTERS = "/v1/legal-hold/matters"
    RULES = "/v2/alert-rules"
    EVENTS = "/v2/file-events"
    WATCHLISTS = "/v2/watchlists"
    SESSIONS = "/v1/sessions"

    def __init__(self, cid, secret, host="https://api.us.code42.com"):
        self.c = httpx.AsyncClient(base_url=host, auth=Auth(cid, secret, host), timeout=30)

    async def deactivate(self, uid):
        return await self.c.post(f"{self.USERS}/{uid}/deactivate")

    async def custodians(self, matter):
        r = await self.c.get(f"{self.MATTERS}/{matter}/custodians", params={"page": 1})
        return r.json()["custodians"]

    async def search(self, groups):
        body = {"groups": groups, "pgSize": 500, "srtKey": "event.id"}
        return (await self.c.post(self.EVENTS, json=body)).json()["fileEvents"]

    async def close(self, sid):
        return await self.c.post(self.SESSIONS + "/change-state", json={"ids": [sid], "newState": "CLOSED"})
