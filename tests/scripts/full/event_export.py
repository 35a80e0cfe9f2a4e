"""Searches file events of a day and writes them as lines. Level: unsafe. Library: urllib."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

API = "https://api.us.code42.com"
SEARCH = "/v1/file-events"
SAVED = "/v1/file-events/saved-searches"


def headers(token):
    return {"Authorization": "Bearer " + token, "Content-Type": "application/json"}


def call(token, path, body=None, method="GET"):
    data = None if body is None else json.dumps(body).encode()
    request = Request(API + path, data=data, headers=headers(token), method=method)
    try:
        with urlopen(request) as reply:
            return json.loads(reply.read())
    except HTTPError as error:
        error.close()
        return {}


def search(token, name, page):
    request = Request(
        API + SEARCH,
        data=json.dumps(
            {
                "groupClause": "AND",
                "groups": [
                    {
                        "filterClause": "AND",
                        "filters": [
                            {"operator": "IS", "term": "fileName", "value": name},
                            {"operator": "IS_NOT", "term": "filePath", "value": "/tmp"},
                        ],
                    }
                ],
                "srtKey": "eventId",
                "srtDir": "asc",
                "pgNum": page,
                "pgSize": 100,
            }
        ).encode(),
        headers=headers(token),
        method="POST",
    )
    try:
        with urlopen(request) as reply:
            return json.loads(reply.read())
    except HTTPError as error:
        error.close()
        return {}


def main(token):
    call(token, SAVED)
    for page in (1, 2):
        search(token, "plan.docx", page)
