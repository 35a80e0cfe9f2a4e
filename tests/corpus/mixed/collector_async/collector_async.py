"""Pull Incydr file events to S3 as ndjson.

Needs an API client with File Events read. Tokens from /v1/oauth live 15 minutes.
"""
import asyncio, json, os, gzip, time
import boto3
import httpx

API = os.environ.get("INCYDR_API", "https://api.us.code42.com")
OAUTH = "/v1/oauth"
EVENTS = "/v1/file-events"
EVENTS_V2 = "/v2/file-events"
SAVED = EVENTS + "/saved-searches"


class Token:
    def __init__(self):
        self.value, self.exp = None, 0

    async def get(self, client):
        if time.time() > self.exp - 60:
            r = await client.post(API + OAUTH, params={"grant_type": "client_credentials"},
                                  auth=(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"]))
            r.raise_for_status()
            d = r.json()
            self.value, self.exp = d["access_token"], time.time() + d["expires_in"]
        return {"Authorization": f"Bearer {self.value}"}


async def search(client, tok, query):
    nxt = ""
    while nxt is not None:
        query["pgToken"] = nxt
        r = await client.post(f"{API}{EVENTS}", json=query, headers=await tok.get(client))
        if r.status_code == 429:
            await asyncio.sleep(30)
            continue
        d = r.json()
        for e in d["fileEvents"]:
            yield e
        nxt = d.get("nextPgToken")


async def run():
    tok = Token()
    async with httpx.AsyncClient(timeout=90) as client:
        ss = (await client.get(API + SAVED, headers=await tok.get(client))).json()["searches"]
        me = await client.get(f"{API}/v1/users?username=svc", headers=await tok.get(client))
        print("as", me.json()["users"][0]["userId"], "with", len(ss), "searches")
        for s in ss:
            buf = []
            async for e in search(client, tok, {"groups": s["groups"], "pgSize": 5000}):
                buf.append(json.dumps(e))
            boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key=f"c42/{s['id']}/{int(time.time())}.gz",
                                          Body=gzip.compress("\n".join(buf).encode()))

if __name__ == "__main__":
    asyncio.run(run())
