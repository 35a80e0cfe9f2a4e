"""CrashPlan backup report. We left Code42 in 2022; this is what is left of the old py42 script."""
import csv
import os

import pycpg.sdk
from pycpg.exceptions import CpgForbiddenError


def connect():
    return pycpg.sdk.from_api_client("https://console.us2.crashplan.com", os.environ["CID"], os.environ["SEC"])


def main():
    sdk = connect()
    w = csv.writer(open("report.csv", "w", newline=""))
    for page in sdk.devices.get_all(active=True, include_backup_usage=True):
        for c in page["computers"]:
            for b in c["backupUsage"]:
                w.writerow([c["name"], b["percentComplete"], b["lastCompletedBackup"]])
    for page in sdk.legalhold.get_all_matters():
        for m in page["legalHolds"]:
            try:
                n = sum(len(p["legalHoldMemberships"]) for p in sdk.legalhold.get_all_matter_custodians(m["legalHoldUid"]))
            except CpgForbiddenError:
                n = "?"
            w.writerow([m["name"], n])
    for org in sdk.orgs.get_all():
        print(org)


if __name__ == "__main__":
    main()
