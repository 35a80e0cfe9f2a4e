import asyncio
import logging
import os
from datetime import date, timedelta

import httpx

from c42 import Code42
from okta import deactivated_since

logging.basicConfig(level=os.environ.get("LOGLEVEL", "INFO"))
log = logging.getLogger(__name__)


async def main():
    since = date.today() - timedelta(days=int(os.environ.get("DAYS", 1)))
    async with httpx.AsyncClient(timeout=30) as http:
        c42 = Code42(http, os.environ["C42_CONSOLE"])
        await c42.login(os.environ["C42_USER"], os.environ["C42_PASSWORD"])
        async for user in deactivated_since(http, since):
            login = user["profile"]["login"]
            uid = await c42.user_id(login)
            if uid is None:
                log.warning("%s not in Code42 (GET /api/User returned nothing)", login)
                continue
            await c42.deactivate(uid)
            log.info("%s deactivated", login)


asyncio.run(main())
