"""Open a matter for each line of a list and put people on hold."""
import csv
import io

import py42.sdk

LINES = io.StringIO("matter,policy,people\nAcme,Keep all,ann@example.com bob@example.com\n")


def policy_uid(sdk, name):
    for policy in sdk.legalhold.get_policy_list()["legalHoldPolicies"]:
        if policy["name"] == name:
            return policy["legalHoldPolicyUid"]
    raise LookupError(name)


def intake(sdk, row):
    policy = policy_uid(sdk, row["policy"])
    sdk.legalhold.create_matter(row["matter"], policy, description="from the list")
    held = 0
    for name in row["people"].split():
        users = sdk.users.get_by_username(name)["users"]
        for user in users:
            sdk.legalhold.add_to_matter(user["userUid"], "m-1")
            held += 1
    return held


client = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
print([intake(client, row) for row in csv.DictReader(LINES)])
