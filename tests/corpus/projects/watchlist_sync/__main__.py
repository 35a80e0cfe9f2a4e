import argparse
import csv
import os
import sys

from .wl import Settings, WatchlistSync

p = argparse.ArgumentParser(prog="watchlist_sync")
p.add_argument("csv", type=argparse.FileType("r"))
p.add_argument("--title", default="Contractors")
a = p.parse_args()
s = WatchlistSync(Settings(os.environ["HOST"], os.environ["ID"], os.environ["SECRET"], a.title))
s.sync(r["user_uid"] for r in csv.DictReader(a.csv))
print("watchlists.add_included_users_by_watchlist_id finished", file=sys.stderr)
