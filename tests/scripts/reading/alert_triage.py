"""Ranks alerts by how bad they are. Level: unsafe. Library: requests."""

import requests

API = "https://api.us.code42.com"


class Alerts:
    """Reads what belongs to an alert."""

    def __init__(self, token):
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer " + token

    def close(self):
        self.session.close()

    def details(self, *alert_ids):
        reply = self.session.post(f"{API}/v1/alerts/query-details", json={"alertIds": list(alert_ids)}, timeout=30)
        return reply.json()["alerts"]

    def worst(self, alert_id):
        found = self.session.post(API + "/v1/alerts/query-details", json={"alertIds": [alert_id]}, timeout=30)
        return found.json()["alerts"][0]["severity"]


def main(token):
    alerts = Alerts(token)
    try:
        return [alerts.worst("a-1"), len(alerts.details("a-1", "a-2"))]
    finally:
        alerts.close()
