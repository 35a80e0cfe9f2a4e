"""Functions of a program that write the version of a path themselves: what calls them is right as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import run

START = 'import re, requests\nHOST = "https://console.us.code42.com"\n'
RIGHT = {
    "a start taken off": 'def call(verb, path): return requests.request(verb, HOST + "/api/v1/" + path.removeprefix("/api/"))\ncall("GET", "/api/User")\n',
    "a part of a path": 'def call(verb, path):\n    rest = path.split("/api/", 1)[1]\n    return requests.request(verb, f"{HOST}/api/v1/{rest}")\ncall("GET", "/api/Computer?active=true")\n',
    "a slice": """def call(verb, path): return requests.request(verb, f"{HOST}/api/v1/{path[len('/api/'):]}")\ncall("PUT", "/api/ComputerBlock/1")\n""",
    "a pattern": 'def call(verb, path): return requests.request(verb, HOST + re.sub(r"^/api/", "/api/v1/", path))\ncall("GET", "/api/User")\n',
    "a pattern of a class": 'OLD = re.compile(r"/(console/)?api/(?!v)")\nclass C:\n    def _now(self, p): return OLD.sub("/api/v1/", p)\n    def get(self, p): return requests.get(HOST + self._now(p))\nC().get("/console/api/User")\n',
    "a session of one's own": 'class S(requests.Session):\n    def request(self, method, url, *a, **k):\n        return super().request(method, url.replace("code42.com/api/", "code42.com/api/v1/"), *a, **k)\nS().get(HOST + "/api/User")\n',
}
KEPT = {
    "a start on some condition": 'def call(verb, path):\n    if path.startswith("/api/") and not path.startswith("/api/v"):\n        path = "/api/v1/" + path[5:]\n    return requests.request(verb, HOST + path)\ncall("GET", "/api/User")\n',
    "a table": 'NEW = {"/api/User": "/api/v1/User"}\ndef call(verb, path): return requests.request(verb, HOST + NEW.get(path, path))\ncall("GET", "/api/User")\n',
    "something unknown": 'from ours import now\ndef call(verb, path): return requests.request(verb, HOST + now(path))\ncall("GET", "/api/User")\n',
    "parts joined": 'class A:\n    base = HOST + "/api/v1"\n    def url(self, p):\n        _, _, tail = p.partition("/api")\n        return self.base + tail\n    def users(self): return requests.get(self.url("/api/User"))\n',
}
OLD = {
    "passed on": 'def call(verb, path): return requests.request(verb, HOST + path)\ncall("GET", "/api/User")\n',
    "blanks taken off": 'def call(verb, path): return requests.request(verb, HOST + path.strip())\ncall("GET", "/api/User")\n',
    "a session with a base": 'class S(requests.Session):\n    def request(self, method, url, *a, **k):\n        return super().request(method, HOST + url, *a, **k)\nS().get("/api/User")\n',
    "a session that only waits": 'class S(requests.Session):\n    def request(self, *a, **k):\n        k.setdefault("timeout", 9)\n        return super().request(*a, **k)\nS().get(HOST + "/api/User")\n',
}  # fmt: skip


def _found(tmp_path: Path, text: str) -> list[tuple[str, list[str]]]:
    (tmp_path / "a.py").write_text(START + text)
    report = json.loads(run("check", "--format", "json", "a.py", cwd=tmp_path).out)
    return [(each["code"], [fix["applicability"] for fix in each["fixes"]]) for each in report["findings"]]


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_gets_its_version_later_is_right(tmp_path: Path, text: str) -> None:
    assert _found(tmp_path, text) == []


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_may_get_its_version_later_is_not_rewritten(tmp_path: Path, text: str) -> None:
    assert not any(fixes for _, fixes in _found(tmp_path, text))


@pytest.mark.parametrize("text", OLD.values(), ids=OLD)
def test_what_is_sent_as_it_is_is_found_and_rewritten(tmp_path: Path, text: str) -> None:
    assert _found(tmp_path, text) == [("C42-102", ["safe"])]


def test_an_endpoint_is_found_with_the_version_that_it_gets_later(tmp_path: Path) -> None:
    call = 'def call(verb, path): return requests.request(verb, HOST + "/api/v1/" + path.removeprefix("/api/"))\n'
    assert _found(tmp_path, f'{call}call("PUT", "/api/UserBlock/1")\n') == [("C42-301", [])]
