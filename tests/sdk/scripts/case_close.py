import argparse

import py42.sdk

parser = argparse.ArgumentParser()
parser.add_argument("number", nargs="?", type=int, default=1)
parser.add_argument("--host", default="console.us.code42.com")
options = parser.parse_args([])

sdk = py42.sdk.from_api_client(options.host, "key-1", "secret")
case = sdk.cases.get(options.number)
print(f"{case['number']:>4} {case['name']} {case['status']}")
events = sdk.cases.file_events.get_all(case["number"])["events"]
for event in events:
    sdk.cases.file_events.delete(case["number"], event["eventId"])
sdk.cases.update(case["number"], status="CLOSED", findings="nothing")
