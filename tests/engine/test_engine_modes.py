"""The same findings however a run is made: by one process or several, fresh or from the cache, whole or in units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.engine import gather as gathering
from c42migrate.engine import units
from c42migrate.engine.read import read
from c42migrate.engine_types import CheckOptions, Outcome
from c42migrate.matching import match

FILES = {
    "one/consts.py": 'BLOCK = "/api/User" "Block/"\nNOISE = "/api/User"\n',
    "one/main.py": (
        "import requests\nfrom consts import BLOCK\n"
        'requests.put("https://console.us.code42.com" + BLOCK + uid)\n'
    ),
    "one/users.py": 'from wrapper import call\ncall("GET", "/api/Org/12")\n',
    "one/wrapper.py": (
        "import requests\nBASE = 'https://console.us.code42.com'\n"
        "def call(verb, path):\n    return requests.request(verb, BASE + path)\n"
    ),
    "one/other.py": 'import requests\nrequests.get(url + "/api/User/1")\n',
    "two/plain.py": 'import requests\nrequests.get("https://example.com/api/User/1", auth=(user, password))\n',
    "two/hash.py": 'SHA = "09ac42fe"\n',
    "two/shares.py": 'get("/v1/watchlists")\n',
    "three/job.sh": "curl -X PUT https://console.us.code42.com/api/v1/UserDeactivation/1\n",
    "three/broken.py": "def f(:\n  requests.put('https://console.us.code42.com/api/UserBlock/1')\n",
    "four/sdk_user.py": "def run(sdk): sdk.detectionlists.departing_employee.add(1)\n",
    "four/sdk_maker.py": "import py42.sdk\nsdk = py42.sdk.from_local_account('a', 'b', 'c')\nsdk.users.block(1)\n",
}  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in FILES.items():
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path / "tree")
    return tmp_path / "tree"


OPTIONS = CheckOptions((".",), date(2026, 11, 23), jobs=1, cache=False)


def test_only_what_belongs_to_code42_is_read(tree: Path) -> None:
    found = gathering.gather(OPTIONS, current().needles)
    assert sorted(found.contents) == sorted(
        set(FILES) - {"one/other.py", "two/plain.py", "two/hash.py", "two/shares.py"}
    )
    assert found.prefiltered == 4


def findings(outcome: Outcome) -> list[object]:
    return [(dated.finding, dated.severity) for dated in outcome.findings]


@pytest.mark.parametrize("first", [1, 5, 1000])
def test_every_mode_finds_the_same(tree: Path, monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    expected = engine.check(OPTIONS)
    assert {dated.finding.place.path for dated in expected.findings} >= {
        "one/consts.py",
        "one/users.py",
        "three/job.sh",
    }
    monkeypatch.setattr("c42migrate.engine.survey.SERIAL", 2)
    monkeypatch.setattr("c42migrate.engine.survey.PIECE", 2)
    monkeypatch.setattr("c42migrate.engine.survey.FIRST", first)
    monkeypatch.setattr(units, "_ALONE", 1)
    for options in (
        replace(OPTIONS, jobs=3),
        replace(OPTIONS, cache=True),
        replace(OPTIONS, cache=True),
        replace(OPTIONS, cache=True, jobs=3),
    ):
        outcome = engine.check(options)
        assert findings(outcome) == findings(expected)
        assert outcome.errors == expected.errors
        assert (outcome.parsed, outcome.unparsed, outcome.files) == (expected.parsed, expected.unparsed, expected.files)
    monkeypatch.setattr("c42migrate.engine.parallel.CAN_FORK", False)
    assert findings(engine.check(replace(OPTIONS, jobs=3))) == findings(expected)


def test_whole_and_in_units(tree: Path) -> None:
    catalogue = current()
    found = gathering.gather(OPTIONS, catalogue.needles)
    whole = read(found.contents, found.file_kinds, catalogue.lexicon)
    expected = [d.finding for d in engine.check(OPTIONS).findings]
    places = [(f.code, f.place) for f in match(whole.readings, found.contents, catalogue)]
    assert sorted(places) == sorted((f.code, f.place) for f in expected)


def test_a_file_that_crashes_its_parser_is_read_as_text(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import signal

    def fatal(contents, kinds, lexicon):
        if "one/main.py" in contents:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(contents, kinds, lexicon)

    monkeypatch.setattr(units, "_READERS", (fatal, fatal, units.read_lexically))
    outcome = engine.check(OPTIONS)
    assert [(p.path, p.kind) for p in outcome.errors if "reasonable" in p.message] == [("one/main.py", "parse")]
    assert "one/users.py" in {dated.finding.place.path for dated in outcome.findings}


def test_a_file_that_is_too_large_for_its_parser_is_read_as_text(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "_MOST_BYTES", 100)
    (tree / "one" / "large.py").write_text('requests.put("https://console.us.code42.com/api/UserBlock/1")\n' * 2)
    outcome = engine.check(replace(OPTIONS, paths=("one/large.py", "three/job.sh")))
    assert [(p.path, p.kind) for p in outcome.errors if "too large" in p.message] == [("one/large.py", "parse")]
    assert {dated.finding.place.path for dated in outcome.findings} == {"one/large.py", "three/job.sh"}
    assert (outcome.parsed, outcome.unparsed) == (1, 1)
