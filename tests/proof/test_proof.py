"""Every fix is executed: before it the server sees the deprecated call, after it only live and valid ones."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.engine.repair import repair
from c42migrate.options import CheckOptions
from tests.proof.proofs import Cell, Result, cells, fixed, proof
from tests.proof.samples import WITH_MORE
from tests.proof.scripts import CLIENTS, FORMS
from tests.server.local import running, wired
from tests.server.play import Code42
from tests.server.world import Call, World, read_call

API, CONSOLE = "api.us.code42.com", "console.us.code42.com"
WORLD = World()


@pytest.fixture
def server() -> Iterator[Code42]:
    with warnings.catch_warnings(), running(Code42(WORLD)) as playing, wired(playing.server_port):
        warnings.simplefilter("ignore", ResourceWarning)  # scripts leave connections open
        yield playing
        gc.collect()


def a_quarter() -> list[Cell]:
    """Each rule in each form, each time with another client: a Latin square. ``python -m tests.proof`` runs them all."""
    forms, clients = list(FORMS), list(CLIENTS)
    rules = {cell.sample.rule.code: number for number, cell in enumerate(cells(WORLD))}
    return [
        cell
        for cell in cells(WORLD)
        if clients[(forms.index(cell.form) + rules[cell.sample.rule.code]) % len(clients)] == cell.client
    ]


def test_every_cell_is_proven(server: Code42) -> None:
    results = [proof(cell, server) for cell in fixed(a_quarter())]
    assert len(results) > 400
    assert [_told(result) for result in results if result.state != "proven"] == []


def _told(result: Result) -> tuple[str, str, str, str]:
    return result.cell.sample.rule.name, result.cell.form, result.cell.client, f"{result.state} {result.why}"


def test_every_fixable_rule_has_a_row() -> None:
    rows = {cell.sample.rule.code for cell in cells(WORLD)}
    kinds = ("RequestMatch", "ShapeMatch", "HostMatch", "HeaderMatch", "FieldMatch")
    fixable = {
        rule.code
        for rule in current().rules.values()
        if rule.fix.applicability != "manual" and type(rule.match).__name__ in kinds
    }
    assert fixable - {current().find(name).code for name in WITH_MORE} == rows


@pytest.mark.parametrize(
    ("method", "host", "path", "body", "auth", "state", "old"),
    [
        ("GET", API, "/v2/watchlists?page=1", b"", "Bearer x", "live", ()),
        ("GET", API, "/v2/watchlists?user_id=1", b"", "Bearer x", "invalid", ()),
        ("GET", API, "/v2/watchlists", b"", "", "invalid", ()),
        ("GET", API, "/v2/watchlists", b"", "Basic x", "invalid", ()),
        ("GET", API, "/v2/watchlists", b"", "v3_user_token x", "deprecated", ("header",)),
        ("GET", CONSOLE, "/v2/watchlists", b"", "Bearer x", "invalid", ()),
        ("GET", API, "/v1/watchlists", b"", "Bearer x", "deprecated", ("wl-get-root",)),
        ("PUT", CONSOLE, "/api/userblock/1", b"", "Bearer x", "deprecated", ("shape", "user-block")),
        ("GET", CONSOLE, "/app/api/user/my", b"", "Bearer x", "deprecated", ("shape",)),
        ("GET", CONSOLE, "/api/v1/User/my", b"", "Bearer x", "live", ()),
        ("GET", CONSOLE, "/api/v1/Goose", b"", "Bearer x", "invalid", ()),
        ("POST", CONSOLE, "/api/v1/User", b'{"emailPromo": 1}', "Bearer x", "deprecated", ("param",)),
        ("POST", API, "/v2/file-events", b'{"groups": []}', "Bearer x", "live", ()),
        ("POST", API, "/v2/file-events", b'{"srtKey": "eventId", "groups": []}', "Bearer x", "invalid", ()),
        ("POST", API, "/v2/file-events", b"{}", "Bearer x", "invalid", ()),
        ("POST", API, "/v2/file-events", b"", "Bearer x", "invalid", ()),
        ("POST", API, "/v1/users/7/deactivate", b'{"blockUser": true}', "Bearer x", "invalid", ()),
    ],
)
def test_the_world(method: str, host: str, path: str, body: bytes, auth: str, state: str, old: tuple[str, ...]) -> None:
    call: Call = read_call(method, path, {"Host": host, "Authorization": auth}, body)
    verdict = WORLD.judge(call)
    assert (verdict.state, verdict.old) == (state, old)


REFUSED = {
    "a body that is not seen": "def main(token, query):\n    requests.post(HOST + '/v1/file-events', json=query)\n",
    "filters that are not seen": "def main(token, groups):\n    requests.post(HOST + '/v1/file-events', json={'groups': groups})\n",
    "a term that is not seen": "def main(token, term):\n    requests.post(HOST + '/v1/file-events', json={'groups': [{'filters': [{'term': term}]}]})\n",
    "a term without equal": "requests.post(HOST + '/v1/file-events', json={'groups': [{'filters': [{'term': 'osHostName'}]}]})\n",
    "a body the new call does not take": "requests.put(CONSOLE + '/api/v1/UserDeactivation/7', json={'blockUser': True})\n",
    "a filter the new call lacks": "requests.get(HOST + '/v1/devices?blocked=true')\n",
    "an id of the old kind": "requests.get(HOST + '/v1/watchlists', params={'user_id': uid})\n",
    "a role that would replace all others": "requests.post(CONSOLE + '/api/v1/UserRole', json={'userId': 7, 'roleName': 'x'})\n",
    "an alert that is no session": "requests.post(HOST + '/v1/alerts/update-state', json={'alertIds': [1], 'state': 'OPEN'})\n",
    "a path that is compared too": "PATH = '/v1/file-events/saved-searches'\nif path == PATH:\n    requests.get(HOST + PATH)\n",
    "a host of another call": "requests.get(CONSOLE + '/api/v1/User/my')\nrequests.put(CONSOLE + '/api/v1/UserDeactivation/7')\n",
    "a path of two calls": "PATH = '/api/v1/UserBlock/7'\nrequests.put(CONSOLE + PATH)\nrequests.delete(CONSOLE + PATH)\n",
    "an operand in another string": "requests.put((CONSOLE + '/api/v1/UserDeactivation/' + uid).upper())\n",
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_proven_is_left_alone(case: str) -> None:
    text = f"import requests\nHOST = 'https://{API}'\nCONSOLE = 'https://{CONSOLE}'\n{REFUSED[case]}"
    options = CheckOptions(("s.py",), date(2026, 11, 23), stdin=text.encode(), stdin_filename="s.py", alone=True)
    done = repair(engine.check(options), "unsafe", lambda new: engine.check(replace(options, contents=new)))
    assert done.after.get("s.py", text.encode()).decode() == text
    assert done.remaining.findings
