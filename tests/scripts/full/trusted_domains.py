"""Compares trusted domains with a list and removes the rest. Level: unsafe. Library: urllib."""

import json
import logging
import urllib.request
from urllib.error import HTTPError

log = logging.getLogger(__name__)

BASE_URL = "https://api.us.code42.com"
KEEP = {"ta-1"}


def send(request):
    try:
        with urllib.request.urlopen(request) as reply:
            return json.loads(reply.read())
    except HTTPError as error:
        error.close()
        log.warning("the server said %s", error.code)
        return {}


def page(token, number):
    url = f"{BASE_URL}/v1/trusted-activities?type=DOMAIN&pgNum={number}&pgSize=10"
    return send(urllib.request.Request(url, headers={"Authorization": "Bearer " + token}))


def one(token, activity):
    request = urllib.request.Request(BASE_URL + "/v1/trusted-activities/" + str(activity))
    request.add_header("Authorization", "Bearer " + token)
    return send(request)


def remove(token, activity):
    request = urllib.request.Request(
        "%s/v1/trusted-activities/%s" % (BASE_URL, activity),
        headers={"Authorization": "Bearer " + token},
        method="DELETE",
    )
    return send(request)


def main(token):
    for number in (1, 2):
        page(token, number)
    for activity in ("ta-1", "ta-2", "ta-3"):
        one(token, activity)
        if activity not in KEEP:
            remove(token, activity)
