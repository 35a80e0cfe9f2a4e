"""Check and fix a text as the tool does; a local server that plays Code42; scripts run against the real packages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from c42migrate import engine
from c42migrate.engine.repair import Repair, repair
from c42migrate.model import Dated
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from tests.server.local import Asked, Local, executed, running, wired

DAY = date(2026, 11, 23)


def check(text: str, name: str = "a.py") -> Outcome:
    return engine.check(CheckOptions((name,), DAY, stdin=text.encode(), stdin_filename=name, alone=True))


def by_line(text: str, name: str = "a.py") -> dict[int, list[Dated]]:
    """Line number, from 1 → the findings that begin on it."""
    found: dict[int, list[Dated]] = {}
    for dated in check(text, name).findings:
        line = text.encode()[: dated.finding.place.start].count(b"\n") + 1
        found.setdefault(line, []).append(dated)
    return found


def codes(text: str, name: str = "a.py") -> list[str]:
    return [dated.finding.code for dated in check(text, name).findings]


def notes(text: str, name: str = "a.py") -> list[str]:
    return [note for dated in check(text, name).findings for note in dated.finding.notes]


def fixed(text: str, name: str = "a.py", level: str = "unsafe") -> str:
    def again(contents: dict[str, bytes]) -> Outcome:
        return check(contents.get(name, text.encode()).decode(), name)

    result: Repair = repair(check(text, name), level, again)
    assert result.failures == []
    return result.after.get(name, text.encode()).decode()


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


SETTINGS = {
    "INCYDR_URL": "https://api.us.code42.com",
    "INCYDR_API_CLIENT_ID": "key-1",
    "INCYDR_API_CLIENT_SECRET": "secret",
    "INCYDR_USE_RICH": "false",
}
"""What incydr reads from the environment."""


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


class Anything:
    """An object of which everything can be asked."""

    def __getattr__(self, name: str) -> Anything:
        return Anything()

    def __call__(self, *args: object, **kwargs: object) -> Anything:
        return Anything()

    def __getitem__(self, key: object) -> Anything:
        return Anything()

    def __iter__(self) -> Iterator[object]:
        return iter(())
