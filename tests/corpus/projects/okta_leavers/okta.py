import os

ORG = os.environ.get("OKTA_ORG", "https://example.okta.com")


async def deactivated_since(http, day):
    url = f"{ORG}/api/v1/users"
    params = {"filter": f'status eq "DEPROVISIONED" and lastUpdated gt "{day}T00:00:00.000Z"', "limit": 200}
    headers = {"Authorization": "SSWS " + os.environ["OKTA_TOKEN"]}
    while url:
        r = await http.get(url, params=params, headers=headers)
        r.raise_for_status()
        for u in r.json():
            yield u
        url, params = r.links.get("next", {}).get("url"), None


async def groups(http, uid):
    r = await http.get(f"{ORG}/api/v1/users/{uid}/groups", headers={"Authorization": "SSWS " + os.environ["OKTA_TOKEN"]})
    return [g["profile"]["name"] for g in r.json()]
