#!/usr/bin/env python3
# Keep alert rules in line with AD group membership
import argparse
import logging
import sys

from ldap3 import Server, Connection
from py42 import sdk as c42
from py42.exceptions import Py42BadRequestError, Py42InvalidRuleOperationError

log = logging.getLogger("rules")


class State:
    sdk = None


state = State()


def group_members(g):
    conn = Connection(Server("ldaps://dc1"), auto_bind=True)
    conn.search("dc=example,dc=com", f"(memberOf={g})", attributes=["mail"])
    return {str(e.mail).lower() for e in conn.entries}


def rule_by_name(name):
    for r in state.sdk.alerts.rules.get_all_by_name(name):
        for m in r["ruleMetadata"]:
            return m
    sys.exit(f"no rule {name}")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--console", default="console.us.code42.com")
    ap.add_argument("rule"); ap.add_argument("group")
    ns = ap.parse_args()
    state.sdk = c42.from_local_account(ns.console, input("user "), input("pw "))
    rule = rule_by_name(ns.rule)
    want = group_members(ns.group)
    detail = state.sdk.alerts.rules.exfiltration.get(rule["observerRuleId"])
    have = {u["alias"] for u in detail["rules"][0]["usersToAlertOn"]["userList"]}
    for u in want - have:
        uid = state.sdk.users.get_by_username(u)["users"][0]["userUid"]
        try:
            state.sdk.alerts.rules.add_user(rule["observerRuleId"], uid)
        except Py42InvalidRuleOperationError:
            log.error("alerts.rules.add_user refused for system rule")
    for u in have - want:
        uid = state.sdk.users.get_by_username(u)["users"][0]["userUid"]
        state.sdk.alerts.rules.remove_user(rule["observerRuleId"], uid)


if __name__ == "__main__":
    main()
