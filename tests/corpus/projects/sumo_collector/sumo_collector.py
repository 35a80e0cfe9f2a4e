#!/usr/bin/env python3
# Push Code42 alerts to a Sumo Logic HTTP source
# crontab: */10 * * * * /opt/c42/sumo_collector.py
import argparse
import json
import os
import datetime as dt
import urllib.parse
import urllib.request

REGION = os.getenv("C42_REGION", "us")
API = "https://api.%s.code42.com" % REGION


def req(method, url, body=None, headers=None):
    data = json.dumps(body).encode() if body is not None else None
    r = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    if data:
        r.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(r, timeout=60) as resp:
        return json.loads(resp.read() or b"{}")


def token(client_id, secret):
    q = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret})
    return req("POST", API + "/v1/oauth?" + q)["access_token"]


def alerts(tok, since):
    page = 0
    while True:
        body = {
            "tenantId": os.environ["C42_TENANT"],
            "groups": [{"filters": [{"term": "createdAt", "operator": "ON_OR_AFTER", "value": since}]}],
            "pgNum": page, "pgSize": 500, "srtKey": "CreatedAt", "srtDirection": "ASC",
        }
        got = req("POST", API + "/v1/alerts/query-alerts", body, {"Authorization": "Bearer " + tok})
        yield from got["alerts"]
        if len(got["alerts"]) < 500:
            return
        page += 1


def details(tok, ids):
    url = f"{API}/v1/alerts/query-details"
    return req("POST", url, {"alertIds": ids}, {"Authorization": f"Bearer {tok}"})["alerts"]


def audit(tok, since):
    url = API + "/v1/audit/search-audit-log"
    return req("POST", url, {"page": 0, "pageSize": 1000, "dateRange": {"startTime": since}},
               {"Authorization": "Bearer " + tok})["events"]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--source", required=True, help="Sumo HTTP source url")
    p.add_argument("--minutes", type=int, default=10)
    a = p.parse_args()
    since = dt.datetime.utcnow() - dt.timedelta(minutes=a.minutes)
    t = token(os.environ["C42_ID"], os.environ["C42_SECRET"])
    ids = [x["id"] for x in alerts(t, since.isoformat() + "Z")]
    rows = []
    for i in range(0, len(ids), 100):
        rows += details(t, ids[i:i + 100])
    rows += audit(t, since.timestamp())
    if rows:
        body = "\n".join(json.dumps(r) for r in rows).encode()
        urllib.request.urlopen(urllib.request.Request(a.source, data=body, headers={"X-Sumo-Category": "code42"}))


if __name__ == "__main__":
    main()
