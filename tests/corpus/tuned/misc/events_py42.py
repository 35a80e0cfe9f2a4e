import csv
import sys

from py42 import sdk as c42
from py42.sdk.queries.fileevents.filters.file_filter import FileName
from py42.sdk.queries.fileevents.filters import *
import py42.util as util


def client():
    return c42.from_local_account("console.us.code42.com", sys.argv[1], sys.argv[2])


def main():
    mgr = client()
    q = c42.queries.fileevents.file_event_query.FileEventQuery.all(FileName.eq("x"))
    res = mgr.securitydata.search_file_events(q)
    for e in res["fileEvents"]:
        print(e["fileName"])
    with open("out.csv", "w") as out:
        csv.writer(out).writerow(["userId"])
    for page in mgr.alerts.rules.get_all():
        print(page)
    cases = mgr.cases.get_all()
    mgr.watchlists.add_included_users_by_watchlist_id(["1"], "w")
    mgr.auditlogs.get_all()
    profile = mgr.userriskprofile.get_by_username("a")
    mgr.devices.get_all()


main()
