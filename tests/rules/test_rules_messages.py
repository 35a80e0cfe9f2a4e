"""The one line that annotations show: the path as written, how it stands, and what takes its place exactly here."""

from __future__ import annotations

import json

import pytest

from c42migrate import engine
from c42migrate.options import CheckOptions
from c42migrate.reports.view import View
from c42migrate.reports.words import confidence, instead, one_line
from tests.checking import DAY as AS_OF
from tests.checking import findings
from tests.program import run

CONSOLE = "https://console.us.code42.com"
API = "https://api.us.code42.com"


def _lines(text: str, name: str = "a.py") -> list[str]:
    options = CheckOptions((name,), AS_OF, stdin=text.encode(), stdin_filename=name, alone=True)
    return [one_line(item) for item in View(engine.check(options)).items]


@pytest.mark.parametrize(
    ("call", "begins", "ends"),
    [
        (f'get("{CONSOLE}/api/User")', "GET /api/User is a path without a version;", "use /api/v1/User"),
        (f'get("{CONSOLE}/api/Destination")', "GET /api/Destination is a path", "use /api/v1/Destination"),
        (f'get("{CONSOLE}/api/computer/7")', "GET /api/computer/{id} is a path", "use /api/v1/Computer/{id}"),
        (f'get("{CONSOLE}/console/api/v1/User")', "GET /console/api/v1/User is a path", "use /api/v1/User"),
        (
            f'get("{CONSOLE}/api/connectedServerUrl")',
            "GET /api/connectedServerUrl is",
            "use /api/v1/connectedServerUrl",
        ),
        (f'get("{CONSOLE}/api/v1/computer")', "GET /api/v1/computer begins", "use /api/v1/Computer"),
        (f'get("{CONSOLE}/c42api/v3/customer/my")', "GET /c42api/v3/customer/my is", "use /api/v3/customer/my"),
        (f'get("{CONSOLE}/User?active=true")', "GET /User is a resource directly below the host", "use /api/v1/User"),
        (
            f'put("{CONSOLE}/api/UserBlock/7")',
            "Blocking a user with UserBlock is deprecated (PUT /api/UserBlock/{id});",
            "nothing replaces it",
        ),
        (
            f'post("{CONSOLE}/api/UserRole", json={{"userId": 1, "roleName": "x"}})',
            "Giving a user a role with UserRole is deprecated; its successor replaces all roles of the user",
            "use PUT /v1/users/{userId}/roles",
        ),
        (
            f'post("{API}/v1/alert-rules/update-is-enabled", json={{"isEnabled": False, "ruleIds": ["a"]}})',
            "Switching alert rules",
            "use POST /v2/alert-rules/disable",
        ),
        (
            f'post("{API}/v1/alert-rules/update-is-enabled", json={{"isEnabled": True, "ruleIds": ["a"]}})',
            "Switching alert rules",
            "use POST /v2/alert-rules/enable",
        ),
        (f'post("{API}/v1/file-events", json={{"srtKey": "eventId"}})', "Searching file", "use POST /v2/file-events"),
    ],
)
def test_a_request_is_named_as_it_is_written(call: str, begins: str, ends: str) -> None:
    said = _lines(f"import requests\nrequests.{call}\n")[0]
    assert said.startswith(begins)
    assert said.endswith(ends)
    assert "{Resource}" not in said


def test_a_field_a_symbol_and_a_command_name_their_own_successor() -> None:
    query = '{"groups": [{"filters": [{"term": "fileName", "operator": "IS", "value": "x"}]}]}'
    said = _lines(f'import requests\nrequests.post("{API}/v1/file-events", json={query})\n')
    assert [line.rpartition("; ")[2] for line in said] == ["use POST /v2/file-events", "use file.name"]
    start = 'import py42.sdk\nsdk = py42.sdk.from_api_client("console.us.code42.com", key, secret)\n'
    assert _lines(start + "sdk.cases.get(1)\n")[-1].endswith("instead: client.cases.v1.get_case(case_number)")
    assert _lines("code42 users list\n", "a.sh")[0].endswith("instead: incydr users list")
    assert "(code42 users list)" in _lines("code42 users list\n", "a.sh")[0]


@pytest.mark.parametrize(
    "text",
    [
        f'import requests\nrequests.get("{CONSOLE}/c42api/v3/my-s3cret-7/hunter22")\n',
        f'import requests\nrequests.get("{CONSOLE}/api/User/hunter22")\n',
        f'import requests\nrequests.get("{CONSOLE}/console/api/User/hunterzwei")\n',
        f'import requests\nrequests.put("{CONSOLE}/api/UserBlock/hunterzwei")\n',
    ],
)
def test_ids_and_other_words_are_not_shown(text: str) -> None:
    assert not {word for line in _lines(text) for word in ("hunter22", "hunterzwei", "s3cret") if word in line}


def test_how_a_fact_is_known_is_said() -> None:
    options = CheckOptions(("a.py",), AS_OF, stdin=_KNOWN.encode(), stdin_filename="a.py", alone=True)
    view = View(engine.check(options))
    assert [(item.rule.confidence, confidence(item)[:10]) for item in view.items if item.rule] == [
        ("inferred", "inferred ("),
        ("reconstructed", "reconstruc"),
        ("observed", "observed ("),
        ("documented", ""),
    ]
    assert all(instead(item) for item in view.items)


_KNOWN = f"""\
import requests
requests.get("{CONSOLE}/api/v1/LegalHold")
requests.put("{CONSOLE}/api/v1/UserDeactivation/7")
requests.get("{API}/v1/devices")
requests.get("{API}/v1/watchlists")
"""


def test_json_names_the_exact_replacement_and_the_confidence(tmp_path) -> None:
    file = tmp_path / "a.py"
    file.write_text(f'import requests\nrequests.get("{CONSOLE}/api/User/hunterzwei")\n' + _KNOWN)
    status, out, _ = run("check", "--format", "json", file)
    found = json.loads(out)["findings"]
    assert status == 1
    assert found[0]["message"] == "GET /api/User/{id} is a path without a version"
    assert found[0]["replacement"]["path"] == "/api/v1/User/{id}"
    assert [one["confidence"] for one in found[1:]] == ["inferred", "reconstructed", "observed", "documented"]
    assert "hunterzwei" not in out


def test_what_has_no_finding_has_no_message() -> None:
    assert findings(f'import requests\nrequests.get("{CONSOLE}/api/v1/User")\n') == []
