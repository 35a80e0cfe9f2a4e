import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")


def orgs():
    result = []
    for response in sdk.orgs.get_all():
        for org in response["orgs"]:
            result.append({"name": org["orgName"], "uid": org["orgUid"], "notes": org["notes"]})
    return result


for org in sorted(orgs(), key=lambda one: one["name"]):
    print("{name:<10} {uid} {notes}".format(**org))
new = sdk.orgs.create_org("Lab", notes="made by a script", parent_org_uid="o-7")
print(new["orgName"])
