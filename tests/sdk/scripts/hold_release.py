import py42.sdk

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
matter = sdk.legalhold.get_matter_by_uid("m-1")
memberships = sdk.legalhold.get_all_matter_custodians(legal_hold_matter_uid="m-1", active=True)
for page in memberships:
    for membership in page["legalHoldMemberships"]:
        if membership["user"]["email"] == "ann@example.com":
            print("would release", membership["user"]["userUid"], "from", matter["name"])
sdk.legalhold.deactivate_matter(matter["legalHoldUid"])
