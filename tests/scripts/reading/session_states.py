"""Shows what became of a session of alerts. Level: unsafe. Library: httpx."""

import httpx

SESSIONS = "https://api.us.code42.com/v1/sessions"


def main(token):
    with httpx.Client(headers={"Authorization": "Bearer " + token}) as client:
        session = client.get(f"{SESSIONS}/s-1").json()
        state = session["states"][0]["state"]
        indicator = session["riskIndicators"][0]["name"]
        return [state, indicator]
