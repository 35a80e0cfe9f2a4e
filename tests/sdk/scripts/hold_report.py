from collections import defaultdict

import py42.sdk as code42

sdk = code42.from_api_client("console.us.code42.com", "key-1", "secret")
held = defaultdict(list)
for page in sdk.legalhold.get_all_matters():
    for matter in page["legalHolds"]:
        if not matter["active"]:
            continue
        for members in sdk.legalhold.get_all_matter_custodians(matter["legalHoldUid"]):
            for member in members["legalHoldMemberships"]:
                held[matter["name"]].append(member["user"]["username"])
for name, people in sorted(held.items()):
    print(name, ", ".join(people))
