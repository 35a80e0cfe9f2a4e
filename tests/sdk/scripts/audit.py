import json

import py42.sdk


def events(sdk, people):
    for page in sdk.auditlogs.get_all(user_ids=people):
        for event in page["events"]:
            yield event


sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for event in events(sdk, ["u-101"]):
    print(json.dumps(event, sort_keys=True))
