# encoding = utf-8
import json
import os
import sys
import time
from datetime import datetime, timedelta

import requests

STATE = os.path.join(os.environ.get("SPLUNK_HOME", "/opt/splunk"), "var", "c42.state")
HEC = os.environ["HEC_URL"] + "/services/collector/event"


def jwt(console, user, password, totp=None):
    h = {}
    if totp:
        h["totp-auth"] = str(totp)
    r = requests.get("{}/c42api/v3/auth/jwt?useBody=true".format(console), auth=(user, password), headers=h)
    r.raise_for_status()
    return r.json()["data"]["v3_user_token"]


def pull_alerts(base, token, tenant, since):
    s = requests.Session()
    s.headers.update({"Authorization": "Bearer " + token})
    body = {
        "tenantId": tenant,
        "groups": [{"filters": [{"term": "createdAt", "operator": "ON_OR_AFTER", "value": since}], "filterClause": "AND"}],
        "groupClause": "AND", "pgNum": 0, "pgSize": 100, "srtKey": "CreatedAt", "srtDirection": "ASC",
    }
    while True:
        r = s.post(base + "/svc/api/v1/query-alerts", json=body)
        page = r.json()["alerts"]
        if not page:
            break
        det = s.post(base + "/svc/api/v1/query-details", json={"tenantId": tenant, "alertIds": [a["id"] for a in page]})
        for a in det.json()["alerts"]:
            yield a
        body["pgNum"] += 1


def pull_audit(base, token, since):
    r = requests.post(base + "/rpc/search/search-audit-log", headers={"Authorization": "Bearer " + token},
                      json={"dateRange": {"startTime": since}, "pageSize": 1000})
    return r.json().get("events", [])


def push(ev, sourcetype):
    requests.post(HEC, headers={"Authorization": "Splunk " + os.environ["HEC_TOKEN"]},
                  json={"event": ev, "sourcetype": sourcetype})


if __name__ == "__main__":
    cfg = json.load(sys.stdin)
    tok = jwt(cfg["console"], cfg["user"], cfg["password"], cfg.get("totp"))
    try:
        since = open(STATE).read()
    except IOError:
        since = (datetime.utcnow() - timedelta(days=1)).isoformat()
    for a in pull_alerts(cfg.get("alert_host", "https://alert-service-east.us.code42.com"), tok, cfg["tenant"], since):
        push(a, "code42:alert")
    for e in pull_audit("https://audit-log-east.us.code42.com", tok, since):
        push(e, "code42:audit")
    open(STATE, "w").write(datetime.utcnow().isoformat())
