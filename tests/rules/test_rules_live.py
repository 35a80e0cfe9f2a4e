"""What the vendor offers today is never a finding."""

from __future__ import annotations

import re

import pytest

from c42migrate.catalogue import current
from tests.checking import DATA, findings

CONSOLE = "https://console.us.code42.com"
API = "https://api.us.code42.com"
LIVE = [tuple(line.split()) for line in (DATA / "live-operations.txt").read_text(encoding="utf-8").splitlines()]
"""(METHOD, path) of each operation of the portal's last published specification (2024-09-13) that is alive today."""

PARAMETERS = ", ".join(sorted({"userId", "id", "actorId", "agentId", "caseNumber", "eventId", "matterId", "policyId"}))


def literal(url: str) -> str:
    """A Python literal of ``url`` with its parameters filled in."""
    return repr(re.sub(r"\{\w+\}", "123", url))


def f_string(url: str) -> str:
    """A Python f-string of ``url`` whose parameters are variables."""
    return f'f"{url}"'


def concatenated(url: str) -> str:
    """``url`` put together with ``+`` from literals and variables."""
    host, path = re.fullmatch(r"(https://[^/]*)(.*)", url).groups()
    parts = re.split(r"\{(\w+)\}", path)
    pieces = [repr(host), *(part if i % 2 else repr(part) for i, part in enumerate(parts) if part)]
    return " + ".join(pieces)


WRITTEN = {"literal": literal, "f-string": f_string, "concatenated": concatenated}


def test_there_are_as_many_as_in_the_specification():
    assert len(LIVE) == 111


@pytest.mark.parametrize("host", [API, "https://api.gov.code42.com"])
@pytest.mark.parametrize("style", WRITTEN)
def test_plain_calls_give_no_finding(style, host):
    calls = [f"    requests.{method.lower()}({WRITTEN[style](host + path)})" for method, path in LIVE]
    text = "\n".join(["import requests", f"def go({PARAMETERS}):", *calls, ""])
    assert [(found.code, found.matched) for found in findings(text)] == []


@pytest.mark.parametrize("style", WRITTEN)
def test_calls_whose_body_and_query_are_known_give_no_finding(style):
    keys = 'params={"page": 1, "userId": "1", "active": True}, json={"userId": "1", "name": "x"}, headers=HEADERS'
    calls = [f"    requests.{method.lower()}({WRITTEN[style](API + path)}, {keys})" for method, path in LIVE]
    text = "\n".join(
        ["import requests", 'HEADERS = {"Authorization": f"Bearer {token}"}', f"def go({PARAMETERS}):", *calls, ""]
    )
    assert [(found.code, found.matched) for found in findings(text)] == []


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("script.sh", 'curl -s -X {0} -H "Authorization: Bearer $TOKEN" "{1}{2}"'),
        ("script.ps1", 'Invoke-RestMethod -Method {0} -Headers $headers -Uri "{1}{2}"'),
        ("notes.md", "Call `{0} {1}{2}`."),
        ("client.rb", 'request("{0}", "{1}{2}")'),
    ],
)
def test_no_other_language_gives_a_finding(name, call):
    text = "\n".join(call.format(method, API, path.replace("{", "<").replace("}", ">")) for method, path in LIVE)
    assert [(found.code, found.matched) for found in findings(text + "\n", name)] == []


@pytest.mark.parametrize("host", [CONSOLE, "https://console.us2.code42.com"])
def test_current_console_resources_give_no_finding(host):
    paths = ["/api/v1/User", "/api/v1/User/my", "/api/v1/Computer/1", "/api/v1/Role", "/api/v3/oauth/token"]
    text = "import requests\n" + "".join(f'requests.get("{host}{path}")\n' for path in paths)
    assert findings(text) == []


def test_the_vocabulary_knows_them():
    known = {(method, path.lower()) for method, path in current().vocabulary.live}
    assert [op for op in LIVE if (op[0], op[1].lower()) not in known] == []
