"""Half migrated from py42 to incydr (ticket SEC-882)."""
import os
import sys
from datetime import timedelta

import incydr
from incydr import EventQuery
from incydr.models import WatchlistUser

client = incydr.Client(
    os.environ["INCYDR_URL"],
    api_client_id=os.environ["INCYDR_API_CLIENT_ID"],
    api_client_secret=os.environ["INCYDR_API_CLIENT_SECRET"],
)


def members(wid):
    """was: sdk.watchlists.get_all_included_users(wid)"""
    out = []
    for u in client.watchlists.v1.list_included_users(wid).included_users:
        assert isinstance(u, WatchlistUser)
        out.append(u.user_id)
    return out


def profiles(ids):
    for i in ids:
        yield client.risk_profiles.v1.get_risk_profile(i)


def actor(name):
    return client.actors.v1.get_actor_by_name(name)


def events(name):
    q = EventQuery(timedelta(days=3)).equals("user.email", name)
    return client.file_events.v2.search(q).file_events


def devices():
    n = 0
    for d in client.devices.v1.iter_all(active=True):
        n += d.active
    return n, sum(1 for _ in client.agents.v1.iter_all(active=True))


if __name__ == "__main__":
    for p in profiles(members(sys.argv[1])):
        print(p.username, p.end_date, len(events(p.username)))
    print(devices())
