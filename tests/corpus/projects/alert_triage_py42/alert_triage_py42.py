#!/usr/bin/env python
# Auto-close alerts for trusted senders
import os
import yaml
from datetime import datetime, timedelta

import py42.sdk as c42sdk
from py42.sdk.queries.alerts.alert_query import AlertQuery
from py42.sdk.queries.alerts.filters import *

with open(os.path.expanduser("~/.triage.yml")) as f:
    conf = yaml.safe_load(f)

client = c42sdk.from_local_account(conf["console"], conf["user"], conf["password"], totp=input("totp: ") or None)

since = datetime.utcnow() - timedelta(hours=conf.get("hours", 24))
query = AlertQuery.all(DateObserved.on_or_after(since), AlertState.eq(AlertState.OPEN), RuleName.contains(conf["rule"]))
query.sort_key = "CreatedAt"

closed = []
response = client.alerts.search(query)
print("%d alerts" % response["totalCount"])
for alert in response["alerts"]:
    agg = client.alerts.get_aggregate_data(alert["id"])
    files = agg["data"].get("files", [])
    if all(any(f["path"].startswith(p) for p in conf["trusted_paths"]) for f in files):
        closed.append(alert["id"])
    else:
        client.alerts.update_note(alert["id"], "needs a human (triage bot)")

for i in range(0, len(closed), 100):
    # resolve() did not take a note for lists in 1.5, so update_state
    client.alerts.update_state("RESOLVED", closed[i:i+100], note="trusted path")

for rule in client.alerts.rules.get_all_by_name(conf["rule"]):
    for meta in rule["ruleMetadata"]:
        if conf.get("mute_user"):
            client.alerts.rules.remove_user(meta["observerRuleId"], conf["mute_user"])
print("closed", len(closed))
# print(client.alerts.search(AlertQuery.all()).text)
