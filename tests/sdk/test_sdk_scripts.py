"""Scripts fail before and work after: run with the real py42 and the real incydr against a local server."""

from __future__ import annotations

import json

import pytest

from tests.checking import fixed
from tests.sdk.twin_world import SETTINGS
from tests.server.local import Asked, Local, executed, running, wired

pytest.importorskip("incydr")
pytest.importorskip("py42")

STOPPED = ("/forensic-search/queryservice/api/v1/", "/v1/watchlists", "/v1/devices", "/v1/user-risk-profiles")
"""Paths the server no longer serves."""

TOKEN = {"access_token": "t", "token_type": "bearer", "expires_in": 900}
AGENT = ("agentId", "name", "userId", "osHostname", "osName", "machineId", "serialNumber", "active", "agentType")
AGENT += ("agentHealthIssueTypes", "agentHealthModificationDate", "appVersion", "productVersion", "lastConnected")
AGENT += ("externalReference", "creationDate", "modificationDate")
LISTING = {"watchlistId": "w1", "listType": "CUSTOM", "tenantId": "t1", "title": "A", "stats": {}}
REPLIES: dict[str, object] = {
    "/v1/oauth": TOKEN,
    "/oauth/token": {"data": TOKEN},
    "/api/v1/ServerEnv": {"stsBaseUrl": "https://sts-east.us.code42.com"},
    "/v1/FORENSIC_SEARCH-API_URL": "https://forensicsearch.us.code42.com",
    "/v2/watchlists/w1": LISTING,
    "/v2/file-events/saved-searches": {"searches": [{"id": "7", "groupClause": "AND", "groups": []}]},
    "/v2/saved": {"searches": [{"id": "7", "groupClause": "AND", "groups": []}]},
    "/v2/fileevent": {"totalCount": 1, "fileEvents": [{"event": {"id": "e1"}}]},
    "/v1/agents/9": dict.fromkeys(AGENT) | {"agentId": "9", "name": "laptop"},
}
"""End of a path → what is answered; anything else gets an empty object."""


class Server(Local):
    """Answers by the end of the path; ``calls``: method, path and body of each request."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, str, str]] = []

    def respond(self, asked: Asked) -> tuple[int, bytes]:
        path = asked.path.partition("?")[0]
        self.calls.append((asked.method, path, asked.body.decode()))
        if any(part in path for part in STOPPED):
            return 410, b"{}"
        reply = next((answer for end, answer in REPLIES.items() if path.rstrip("/").endswith(end) or end in path), {})
        return 200, json.dumps(reply).encode()


def run(text: str) -> tuple[str, str, list[tuple[str, str, str]]]:
    """Error, output and the calls the server saw, of a script that talks to ``*.code42.com``."""
    with running(Server()) as server, wired(server.server_port):
        printed, error = executed(text, environ=SETTINGS)
        return error, printed, server.calls


CLIENT = 'sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")\n'

QUERY = f"""\
import py42.sdk
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import FileName, MD5, RiskScore as Score
from py42.sdk.queries.fileevents.filters.event_filter import (
    EventTimestamp,
)

{CLIENT}
query = FileEventQuery.all(
    FileName.is_in(["plan.docx"]),
    EventTimestamp.within_the_last(EventTimestamp.THREE_DAYS),
    MD5.not_exists(),
    Score.greater_than(3),
)
print(sdk.securitydata.search_file_events(query)["totalCount"])
"""

STAR = f"""\
import py42.sdk
from py42.sdk.queries.fileevents.v1 import *

{CLIENT}
query = FileEventQuery.any(TabURL.exists(), RiskSeverity.is_in([RiskSeverity.HIGH]))
print(sdk.securitydata.search_file_events(query)["totalCount"])
"""

SAVED = f"""\
import py42.sdk

{CLIENT}
for search in sdk.securitydata.savedsearches.get()["searches"]:
    query = sdk.securitydata.savedsearches.get_query(search["id"], page_size=5)
    print(sdk.securitydata.savedsearches.execute(search["id"], use_v2=False)["totalCount"], query.version)
"""

CURRENT = """\
import incydr

client = incydr.Client("https://api.us.code42.com", "key-1", "secret")
client.watchlists.v1.add_included_users("w1", user_ids=["1"])
print(client.watchlists.v1.get("w1").title)
print(client.devices.v1.get_device(device_id="9").name)
"""

MOVED = """\
from py42.sdk import from_local_account

sdk = from_local_account("console.us.code42.com", "key-1", password="secret")
print(sdk.watchlists.get("w1"))
sdk.watchlists.delete("w1")
"""


@pytest.mark.parametrize(
    ("script", "after"),
    [
        (QUERY, "POST /v2/file-events"),
        (STAR, "POST /v2/file-events"),
        (SAVED, "GET /v2/file-events/saved-searches"),
        (CURRENT, "POST /v2/watchlists/w1/included-actors/add"),
        (MOVED, "DELETE /v2/watchlists/w1"),
    ],
    ids=["query", "star", "saved", "incydr", "moved"],
)
def test_the_rewritten_script_works_where_the_old_one_failed(script: str, after: str) -> None:
    assert run(script)[0]
    failed, _, calls = run(fixed(script))
    assert not failed, failed
    assert after in [f"{method} {path}" for method, path, _ in calls]


def test_the_terms_sent_are_those_of_version_2() -> None:
    *_, calls = run(fixed(QUERY))
    body = next(body for _, path, body in calls if path.endswith("/file-events"))
    assert [term in body for term in ("file.name", "@timestamp", "file.hash.md5", "risk.score", "event.id")] == [
        True
    ] * 5
