"""Switches alert rules off for a change window and clears test users. Level: unsafe. Library: requests."""

import requests

API = "https://api.us.code42.com"
TENANT = "t-1"


class AlertRules:
    """Version 1 of the service."""

    def __init__(self, token):
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer " + token

    def close(self):
        self.session.close()

    def enable(self, rule_ids):
        url = f"{API}/v1/alert-rules/update-is-enabled"
        body_of = self.session.post(url, json={"tenantId": TENANT, "ruleIds": rule_ids, "isEnabled": True})
        return body_of.status_code

    def disable(self, rule_ids):
        return self.session.post(
            API + "/v1/alert-rules/update-is-enabled",
            json={
                "tenantId": TENANT,
                "ruleIds": rule_ids,
                "isEnabled": False,
            },
            timeout=30,
        ).status_code

    def users(self, rule):
        url = API + "/v1/alert-rules/query-users"
        return self.session.request("POST", url, json={"tenantId": TENANT, "ruleId": rule}, timeout=30)

    def clear(self, rule):
        return self.session.post(
            f"{API}/v1/alert-rules/remove-all-users", json={"tenantId": TENANT, "ruleId": rule}, timeout=30
        )

    def read(self, rule):
        return self.session.post(
            "https://api.us.code42.com/v1/alert-rules/query-file-name-rule",
            json={"tenantId": TENANT, "ruleIds": [rule]},
        )


def main(token):
    rules = AlertRules(token)
    try:
        rules.disable(["r-1", "r-2"])
        rules.users("r-3")
        rules.clear("r-3")
        rules.read("r-4")
        rules.enable(["r-1", "r-2"])
    finally:
        rules.close()
