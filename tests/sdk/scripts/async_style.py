import asyncio

import py42.sdk


async def name_of(sdk, uid):
    user = await asyncio.to_thread(sdk.users.get_by_uid, uid)
    return user["username"]


async def main():
    sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
    print(await name_of(sdk, "u-101"))
    print(sdk.cases.get(1)["name"])


asyncio.run(main())
