import asyncio
import httpx
import aiohttp

API = "https://api.us.code42.com"
WATCHLISTS = f"{API}/v1/watchlists"
V2 = f"{API}/v2/watchlists"


async def included(client: httpx.AsyncClient, wid, users):
    await client.post(f"{WATCHLISTS}/{wid}/included-users/add", json={"userIds": users})
    return (await client.get(WATCHLISTS)).json()


async def main(token):
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(headers=headers) as client:
        print(await included(client, "1", []))
        await client.get(V2)
    async with httpx.AsyncClient(base_url=API) as c:
        await c.post("/v1/file-events/export", json={"groups": []})
        await c.post("/v2/file-events/export", json={"groups": []})
    async with aiohttp.ClientSession(API) as s:
        async with s.get("/v1/devices", params={"active": "true"}) as r:
            print(await r.json())
        async with s.get("/v1/agents") as r:
            print(await r.json())
        async with s.post("/v1/alert-rules/query-users", json={}) as r:
            print(r.status)


asyncio.run(main("t"))
