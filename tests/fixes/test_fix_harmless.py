"""Programs that are run before and after a safe fix, against a small server: what they print stays the same."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from c42migrate.catalogue import current
from c42migrate.engine import analyse
from c42migrate.matching import match
from c42migrate.model import Applicability, Finding
from c42migrate.policy.dates import date_finding
from tests.server.local import Asked, Local, executed, running, wired

CONSOLE = "https://console.us.code42.com"
CRASHPLAN = "https://console.us2.crashplanpro.com"
HEAD = """\
import json, re
from urllib.request import Request, urlopen
HOST = "https://console.us.code42.com"
class Reply:
    def __init__(self, url, headers): self.url, self.headers = url, headers
def get(url, headers={}):
    with urlopen(Request(url, headers=headers)) as found:
        return json.load(found)
"""
KEPT = {
    "a pattern reads the URL back": 'url = HOST + "/api/User"\nget(url)\nfound = Reply(url, {})\nprint(re.search(r"/api/(\\w+)", found.url)[1])\n',
    "a word of the URL": 'url = HOST + "/console/api/User"\nget(url)\nfound = Reply(url, {})\nprint("/console" in found.url)\n',
    "a prefix": 'url = HOST + "/console/api/User"\nget(url)\nfound = Reply(url, {})\nprint(found.url.startswith(HOST + "/console"))\n',
    "a table of handlers": 'TABLE = {"/api/User": "users"}\ndef go(path):\n    get(HOST + path)\n    print(TABLE[path])\ngo("/api/User")\n',
    "a wrapper that inserts the version": 'def go(path):\n    return get(HOST + path.replace("/api/", "/api/v1/"))\nprint(go("/api/User"))\n',
    "two schemes": 'for scheme in ("Bearer", "v3_user_token"):\n    print(get(HOST + "/api/v1/User/my", {"Authorization": f"{scheme} t"})["scheme"])\n',
    "two paths": 'import os\nPATH = "/api/User" if os.environ.get("LEGACY", "1") else "/api/v1/User"\nprint(PATH.count("/"), get(HOST + PATH)["kind"])\n',
    "a loop over both": 'for path in ("/api/User", "/api/v1/User"):\n    print(get(HOST + path)["version"])\n',
    "a scheme that is a key": 'SCHEME = "v3_user_token"\ntoken = {"v3_user_token": "t"}[SCHEME]\nprint(get(HOST + "/api/v1/User", {"Authorization": SCHEME + " " + token})["kind"])\n',
    "a scheme that is looked for": 'def go(auth):\n    if not auth.startswith("v3_user_token "):\n        auth = "v3_user_token " + auth\n    print(auth)\n    return get(HOST + "/api/v1/User", {"Authorization": auth})\ngo("v3_user_token t")\n',
    "the name of a file": 'def go(path):\n    get(HOST + path)\n    print(path.replace("/", "_"))\n    open(path.replace("/", "_"), "w").close()\ngo("/api/User")\n',
    "a subclass for another system": 'class A:\n    host = HOST\n    def users(self): return get(self.host + "/api/User")\nclass B(A):\n    host = "https://intranet.example.com"\nprint(A().users()["kind"])\n',
}
FIXED = {
    "a plain call": 'print(get(HOST + "/api/User")["kind"])\n',
    "a constant": 'PATH = "/api/User"\nprint(get(HOST + PATH)["kind"])\n',
    "a scheme": 'print(get(HOST + "/api/v1/User", {"Authorization": "v3_user_token " + "t"})["kind"])\n',
    "a path that is logged": 'import logging\nURL = HOST + "/api/User"\nlogging.info("calling %s", URL)\nprint(get(URL)["kind"])\n',
    "a pattern that fits both": 'URL = HOST + "/api/User"\nprint(bool(re.search(r"/api/", URL)), get(URL)["kind"])\n',
    "a prefix that both have": 'URL = HOST + "/api/User"\nif not URL.startswith("https"): print("plain")\nprint(get(URL)["kind"])\n',
    "another key of the login": 'token = {"v3_user_token": "t"}["v3_user_token"]\nprint(get(HOST + "/api/v1/User", {"Authorization": "v3_user_token " + token})["kind"])\n',
    "two different paths": 'for path in ("/api/User", "/api/Computer"):\n    print(get(HOST + path)["kind"])\n',
}


class Server(Local):
    """Answers old and current shapes alike, and says which it was."""

    def respond(self, asked: Asked) -> tuple[int, bytes]:
        """Answer with the resource, the version in the path and the scheme of the header."""
        kind = re.sub(r"/(?:console|c42api|api|v1)(?=/)", "", asked.path)
        scheme = asked.headers.get("Authorization", "").partition(" ")[0]
        return 200, json.dumps({"kind": kind, "version": "/v1/" in asked.path, "scheme": scheme}).encode()


@pytest.fixture(scope="module")
def _server() -> Iterator[None]:
    with running(Server()) as server, wired(server.server_port):
        yield


def findings(files: dict[str, str], products: dict[str, str] | None = None) -> list[Finding]:
    kinds = {"py": "python", "sh": "shell", "ps1": "powershell"}
    contents = {path: text.encode() for path, text in files.items()}
    done = analyse.read(contents, {path: kinds[path.rpartition(".")[2]] for path in files}, current(()).lexicon)
    return match(done.readings, contents, current(()), products or {})


def rewritten(files: dict[str, str], products: dict[str, str] | None = None) -> dict[str, str]:
    """The files with the edits of all safe fixes."""
    edits = {
        edit
        for finding in findings(files, products)
        for fix in finding.fixes[:1]
        if fix.applicability is Applicability.SAFE
        for edit in fix.edits
    }
    made = {path: text.encode() for path, text in files.items()}
    for edit in sorted(edits, reverse=True):
        place, data = edit.place, made[edit.place.path]
        assert data[place.start : place.end] == edit.expect
        made[place.path] = data[: place.start] + edit.text.encode() + data[place.end :]
    return {path: data.decode() for path, data in made.items()}


def printed(text: str, folder: Path) -> str:
    """What a program prints when the console is the local server."""
    with contextlib.chdir(folder):
        done = executed(text)
    assert done.error == ""
    return done.printed


@pytest.mark.usefixtures("_server")
@pytest.mark.parametrize("name", KEPT)
def test_it_does_the_same_and_is_left_alone(name: str, tmp_path: Path) -> None:
    program = HEAD + KEPT[name]
    after = rewritten({"s.py": program})["s.py"]
    assert after == program
    assert printed(after, tmp_path)


@pytest.mark.usefixtures("_server")
@pytest.mark.parametrize("name", FIXED)
def test_it_does_the_same_when_it_is_fixed(name: str, tmp_path: Path) -> None:
    program = HEAD + FIXED[name]
    after = rewritten({"s.py": program})["s.py"]
    assert after != program
    assert printed(after, tmp_path) == printed(program, tmp_path)
    assert rewritten({"s.py": after})["s.py"] == after


CLIENT = f'import requests\nHOST = "{CONSOLE}"\ndef users(): return requests.get(HOST + "/api/User").json()\n'
STUBS = {
    "responses": f'import responses\nfrom client import users\n@responses.activate\ndef test():\n    responses.add(responses.GET, "{CONSOLE}/api/User", json=[])\n    users()\n',
    "requests_mock": f'import requests_mock\nfrom client import users\ndef test():\n    with requests_mock.Mocker() as m:\n        m.get("{CONSOLE}/api/User", json=[])\n        users()\n',
    "respx": f'import respx\nfrom client import users\n@respx.mock\ndef test():\n    respx.get("{CONSOLE}/api/User")\n    users()\n',
    "httpretty": f'import httpretty\nfrom client import users\ndef test():\n    httpretty.register_uri(httpretty.GET, "{CONSOLE}/api/User")\n    users()\n',
}


@pytest.mark.parametrize("name", STUBS)
def test_a_stub_of_a_test_changes_with_its_client(name: str) -> None:
    after = rewritten({"client.py": CLIENT, "test_client.py": STUBS[name]})
    assert after["client.py"] == CLIENT.replace("/api/", "/api/v1/")
    assert after["test_client.py"] == STUBS[name].replace("/api/", "/api/v1/")


def test_a_stub_that_cannot_be_changed_holds_the_client_back() -> None:
    stub = STUBS["responses"].replace(f'"{CONSOLE}/api/User"', '"https://console.us" ".code42.com" + "/api/User"')
    assert rewritten({"client.py": CLIENT, "test_client.py": stub})["client.py"] == CLIENT
    notes = "".join(
        note for finding in findings({"client.py": CLIENT, "test_client.py": stub}) for note in finding.notes
    )
    assert "stub of a test" in notes
    assert "of test_client.py" in notes


ON_PREMISES = 'SERVER=https://backup.corp.local:4285\ncurl -s -X PUT "$SERVER/api/UserBlock/7" # 4285\n'


def test_a_port_makes_an_undeclared_rewrite_unsafe_and_says_so() -> None:
    found = findings({"a.sh": ON_PREMISES})
    assert found
    assert all(fix.applicability is Applicability.UNSAFE for one in found for fix in one.fixes)
    assert any("port 4285" in note for one in found for note in one.notes)


def test_a_port_that_is_not_known_is_one_too() -> None:
    found = findings({"a.sh": 'curl -s "https://$C42_HOST:$PORT/api/UserBlock/7"\n'})
    assert [fix.applicability for one in found for fix in one.fixes] == ["unsafe"]


def test_a_declared_product_makes_the_port_mean_nothing() -> None:
    declared = {"a.sh": "incydr"}
    with_port, without = (
        findings({"a.sh": text}, declared) for text in (ON_PREMISES, ON_PREMISES.replace(":4285", ""))
    )
    assert [(one.code, [fix.description for fix in one.fixes]) for one in with_port] == [
        (one.code, [fix.description for fix in one.fixes]) for one in without
    ]
    assert [fix.applicability for one in with_port for fix in one.fixes] == [
        fix.applicability for one in without for fix in one.fixes
    ]


@pytest.mark.parametrize("comment", ["# port 4285", "# see code42.com", "# CrashPlan authority-server", "# pycpg"])
def test_a_comment_decides_nothing(comment: str) -> None:
    text = 'curl -s -X PUT "$SERVER/api/UserBlock/7"\ncurl -s "$SERVER/api/users"\n'
    plain, noted = findings({"a.sh": text}), findings({"a.sh": f"{text}{comment}\n"})
    assert [(one.code, one.product, one.certainty, one.fixes) for one in plain] == [
        (one.code, one.product, one.certainty, one.fixes) for one in noted
    ]


def test_an_old_shape_on_crashplan_is_a_note_with_the_current_one() -> None:
    text = f'import requests\nrequests.get("{CRASHPLAN}/api/User")\n'
    found = findings({"s.py": text})
    assert [finding.product for finding in found] == ["crashplan"]
    assert "CrashPlan still serves this shape" in found[0].notes
    rule = current(()).rules[found[0].code]
    assert date_finding(found[0], rule, date(2026, 11, 23), 180).severity == "note"
    assert rewritten({"s.py": text})["s.py"] == text.replace("/api/", "/api/v1/")
