import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
known = [one for page in sdk.trustedactivities.get_all(type="SLACK") for one in page["trustResources"]]
for one in sorted(known, key=lambda item: item["value"]):
    print(one["value"], one["description"])
if not any(one["value"] == "acme-labs" for one in known):
    sdk.trustedactivities.create("SLACK", "acme-labs")
