# One-off: put everybody from the DLP sheet on high risk employee, 03/2021
import csv
import py42.sdk
from py42.clients.detectionlists import RiskTags

sdk = py42.sdk.from_local_account("console.us.code42.com", input("user "), input("pw "))

added = []
skipped = []
with open("dlp_q1.csv", newline="") as f:
    for row in csv.DictReader(f):
        try:
            uid = sdk.users.get_by_username(row["Email"])["users"][0]["userUid"]
        except IndexError:
            skipped.append(row["Email"])
            continue
        try:
            sdk.detectionlists.high_risk_employee.add(uid)
        except Exception as ex:
            print(row["Email"], ex)
            skipped.append(row["Email"])
        else:
            sdk.detectionlists.add_user_risk_tags(uid, [RiskTags.FLIGHT_RISK])
            if row["Personal"]:
                sdk.detectionlists.add_user_cloud_alias(uid, row["Personal"])
            added.append(row["Email"])

total = 0
for page in sdk.detectionlists.high_risk_employee.get_all():
    total += len(page["items"])
print(f"added {len(added)}, skipped {len(skipped)}, now {total} on high_risk_employee")
