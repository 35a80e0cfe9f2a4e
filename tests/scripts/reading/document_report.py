"""Counts the kinds of files that left. Level: unsafe. Library: urllib."""

import json
from urllib.request import Request, urlopen

EVENTS = "https://api.us.code42.com/v2/file-events"


def search(token, groups):
    body = json.dumps({"groups": groups, "pgNum": 1, "pgSize": 100}).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with urlopen(Request(EVENTS, data=body, headers=headers, method="POST")) as reply:
        return json.loads(reply.read())


def main(token):
    groups = [{"filters": [{"term": "event.action", "operator": "IS", "value": "file-created"}]}]
    found = search(token, groups)
    return [event["file"]["categoryByBytes"] for event in found["fileEvents"]]
