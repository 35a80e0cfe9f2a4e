"""Storage report with pycpg (CrashPlan)."""
import csv
import os
import sys

import pycpg.sdk
from pycpg.exceptions import PycpgNotFoundError

sdk = pycpg.sdk.from_api_client("https://console.us2.crashplan.com", os.environ["ID"], os.environ["SECRET"])


def rows():
    for page in sdk.devices.get_all(active=True, include_backup_usage=True):
        for d in page["computers"]:
            for b in d["backupUsage"]:
                yield d["name"], d["guid"], b["archiveBytes"], b["lastBackup"]


def holds():
    for page in sdk.legalhold.get_all_matters():
        for m in page["legalHolds"]:
            yield m["name"]


w = csv.writer(sys.stdout)
w.writerow(["name", "guid", "bytes", "last"])
for r in rows():
    w.writerow(r)
try:
    print(sdk.orgs.get_by_name("Staff"), file=sys.stderr)
except (PycpgNotFoundError, AttributeError):
    pass
print("holds:", ", ".join(holds()), file=sys.stderr)
