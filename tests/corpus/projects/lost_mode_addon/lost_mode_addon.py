"""Endpoint Verification add-on: when MDM marks a machine lost, deauthorize it in Code42."""
import hmac
import os
from dataclasses import dataclass, field
from fastapi import FastAPI, Header, HTTPException
import httpx

api = FastAPI()


@dataclass(frozen=True)
class Route:
    path: str
    verb: str = "GET"
    ok: tuple = field(default=(200, 204))


FIND = Route("/api/Computer")
DEAUTH = Route("/api/ComputerDeauthorization/{id}", "PUT")
DEACT = Route(path="/api/ComputerDeactivation/{id}", verb="PUT")
BLOCK = Route("/api/v4/computer/block", verb="POST")


async def c42(route, path_args=None, **kw):
    async with httpx.AsyncClient(base_url=os.environ["C42"], auth=(os.environ["C42_USER"], os.environ["C42_PW"])) as c:
        r = await c.request(route.verb, route.path.format(**(path_args or {})), **kw)
    if r.status_code not in route.ok:
        raise HTTPException(502, f"{route.verb} {route.path}: {r.status_code}")
    return r.json() if r.content else {}


@api.post("/api/computer/lost")
async def lost(payload: dict, x_signature: str = Header()):
    if not hmac.compare_digest(x_signature, os.environ["HOOK_KEY"]):
        raise HTTPException(403)
    hits = await c42(FIND, params={"q": payload["serial"]})
    for c in hits["data"]["computers"]:
        await c42(DEAUTH, {"id": c["computerId"]})
        if payload.get("final"):
            await c42(DEACT, {"id": c["computerId"]})
    return {"n": len(hits["data"]["computers"])}


@api.get("/health")
async def health():
    return {"ok": True, "upstream": "GET /api/Computer"}
