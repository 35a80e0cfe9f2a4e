import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for search in sdk.securitydata.savedsearches.get()["searches"]:
    print(search["id"], search["name"])
    detail = sdk.securitydata.savedsearches.get_by_id(search["id"])
    print(detail["searches"][0]["groupClause"])
