"""Check and fix a text as the tool does; a local server that plays Code42; scripts run against the real packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from c42migrate import engine
from c42migrate.engine.repair import Repair, repair
from c42migrate.model import Dated
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome

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


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls: list[tuple[str, str, str]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.calls.append((self.command, path, body))
        stopped = any(part in path for part in STOPPED)
        reply = next((answer for end, answer in REPLIES.items() if path.rstrip("/").endswith(end) or end in path), {})
        data = json.dumps({} if stopped else reply).encode()
        self.send_response(410 if stopped else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """No lines on stderr."""


for _verb in ("POST", "PUT", "PATCH", "DELETE"):
    setattr(_Handler, f"do_{_verb}", _Handler.do_GET)


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


_RUNNER = """
import re, sys, warnings, requests
warnings.simplefilter("ignore")
send = requests.Session.send
def local(self, request, **kwargs):
    request.url = re.sub(r"^https://[\\w.-]+\\.code42\\.com", "http://127.0.0.1:" + sys.argv[2], request.url)
    return send(self, request, **kwargs)
requests.Session.send = local
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), {"__name__": "__main__"})
"""


def run(text: str, folder: Path) -> tuple[int, str, list[tuple[str, str, str]]]:
    """Exit code, output and the calls the server saw, of a script that talks to ``*.code42.com``."""
    script = folder / "script.py"
    script.write_text(text)
    with serving() as server:
        command = [sys.executable, "-c", _RUNNER, str(script), str(server.server_port)]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=False, env=os.environ | SETTINGS
        )
        return done.returncode, done.stdout + done.stderr, server.calls


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
