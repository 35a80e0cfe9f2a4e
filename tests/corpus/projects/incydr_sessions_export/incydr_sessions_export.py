#!/usr/bin/env python3
"""Export closed sessions to CSV. Replaces the old /v1/alerts/query-alerts job."""
import csv
import os
import sys
from datetime import datetime, timedelta, timezone

import incydr
from incydr.enums.sessions import SessionStates
from incydr.models import Session

# INCYDR_URL must be the API host, not console.us.code42.com
client = incydr.Client()


def sessions():
    start = datetime.now(timezone.utc) - timedelta(days=int(os.environ.get("DAYS", "7")))
    yield from client.sessions.v1.iter_all(start_time=start, states=[SessionStates.CLOSED])


def watchlists():
    for w in client.watchlists.v2.iter_all():
        yield w.watchlist_id, w.list_type


def departing(actor_id, day):
    wid = client.watchlists.v2.get_id_by_name("departing employee")
    client.watchlists.v2.add_included_actors(wid, actor_id)
    client.actors.v1.update_actor(actor_id, end_date=day)


def rules():
    return {r.id: r.name for r in client.alert_rules.v2.iter_all()}


def main():
    names = rules()
    w = csv.writer(sys.stdout)
    for s in sessions():
        w.writerow([s.session_id, s.actor_id, s.type, ";".join(names.get(a.rule_id, "?") for a in s.triggered_alerts)])
    print(client.legal_hold.v1.get_matters_page(active=True).total_count, file=sys.stderr)
    print(client.trusted_activities.v2.get_page().total_count, file=sys.stderr)


if __name__ == "__main__":
    main()
