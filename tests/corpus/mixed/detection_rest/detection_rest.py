import logging
import aiohttp
import asyncio
import os

log = logging.getLogger(__name__)
ECM = "https://ecm-east.us.code42.com/svc/api/v2"
ADD = ECM + "/departingemployee/add"
HIGH = "https://ecm-east.us.code42.com/svc/api/v2/highriskemployee/add"
RISK = "https://ecm-east.us.code42.com/svc/api/v2/user/addriskfactors"
WHO = "https://console.us.code42.com/api/v1/User"


async def main(names):
    async with aiohttp.ClientSession() as s:
        async with s.get("https://console.us.code42.com/c42api/v3/auth/jwt", params={"useBody": "true"},
                         auth=aiohttp.BasicAuth(os.environ["CU"], os.environ["CP"])) as r:
            tok = (await r.json())["data"]["v3_user_token"]
        h = {"Authorization": f"Bearer {tok}"}
        for n in names:
            async with s.get(WHO, params={"username": n}, headers=h) as r:
                u = (await r.json())["data"]["users"][0]
            b = {"tenantId": os.environ["TENANT"], "userId": u["userUid"]}
            async with s.post(HIGH if "vip" in n else ADD, json=b, headers=h) as r:
                log.info("departingemployee/add -> %s", r.status)
            await s.post(RISK, json={**b, "riskFactors": ["FLIGHT_RISK"]}, headers=h)


asyncio.run(main(open("names.txt").read().split()))
