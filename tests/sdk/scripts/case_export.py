import csv
import sys

from py42.sdk import from_api_client

sdk = from_api_client("console.us.code42.com", "key-1", "secret")
out = csv.writer(sys.stdout)
for page in sdk.cases.get_all(status="OPEN"):
    for case in page["cases"]:
        out.writerow([case["number"], case["name"], case["assigneeUsername"]])
        events = sdk.cases.file_events.get_all(case["number"])
        for event in events["events"]:
            out.writerow(["", event["fileName"], event.get("riskScore")])
