import aiohttp
import asyncio
import json
import os
import sys

BASE = os.environ["C42_CONSOLE"]

PATHS = {
    "computer": "/api/computer",
    "user": "/api/v1/User",
    "role": "/api/v1/UserRole/{uid}",
    "plan": "/api/v4/legal-hold-policy/list",
    "health": "/api/v3/health",
}

sem = asyncio.Semaphore(8)


async def fetch(sess, key, **params):
    hole = params.pop("hole", {})
    async with sem:
        async with sess.get(BASE + PATHS[key].format(**hole), params=params) as r:
            if r.status == 429:
                await asyncio.sleep(int(r.headers.get("Retry-After", 5)))
                return await fetch(sess, key, hole=hole, **params)
            r.raise_for_status()
            return (await r.json())["data"]


async def roles(sess, u):
    return u["username"], await fetch(sess, "role", hole={"uid": u["userUid"]})


async def main():
    auth = aiohttp.BasicAuth(os.environ["C42_USER"], os.environ["C42_PASS"])
    async with aiohttp.ClientSession(auth=auth) as sess:
        users = (await fetch(sess, "user", active="true", pgSize=1000, pgNum=1))["users"]
        computers = (await fetch(sess, "computer", active="true", pgSize=1000))["computers"]
        policies = await fetch(sess, "plan")
        done = await asyncio.gather(*(roles(sess, u) for u in users))
    json.dump({"roles": dict(done), "computers": len(computers), "policies": policies}, sys.stdout, indent=1)


asyncio.run(main())
