import py42.sdk as p

sdk = p.from_api_client("console.us.code42.com", "key-1", "secret")
policy = sdk.legalhold.get_policy_list()["legalHoldPolicies"][0]
people = ["u-101", "u-102"]
matters = {}
for page in sdk.legalhold.get_all_matters(active=True):
    for matter in page["legalHolds"]:
        matters[matter["name"]] = matter["legalHoldUid"]
if "Case one" in matters:
    uid = matters["Case one"]
    held = {m["user"]["userUid"] for p_ in sdk.legalhold.get_all_matter_custodians(uid) for m in p_["legalHoldMemberships"]}
    for person in people:
        if person not in held:
            sdk.legalhold.add_to_matter(person, uid)
    print(sorted(held), policy["legalHoldPolicyUid"])
