"""The quick way says what the whole way says, to the byte; and it is taken where it is meant to be."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from c42migrate import cli
from c42migrate.catalogue import current
from c42migrate.catalogue.head import Head
from c42migrate.cli import quick
from c42migrate.engine_types import CheckOptions

HIT = (
    'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid, auth=(a, "hunter2"))\n'
)
MISS = "import os\nprint(os.environ)\n"
TREES = {
    "nothing": {"a.py": MISS},
    "several kinds": {"a.py": MISS, "b.sh": "ls\n", "c/d.py": "", "c/e.xml": "<a/>", "README": "x"},
    "a hit": {"a.py": HIT},
    "a hit among others": {"a.py": HIT, "b.py": MISS, "c.ps1": "Get-Item\n"},
    "a suppressed hit": {"a.py": HIT.rstrip() + "  # c42migrate: ignore[C42-303]\n"},
    "words of the API only": {"a.py": "watchlists = 1\n"},
    "linked": {"a.py": "from b import URL\n" + HIT, "b.py": "URL = '/api/User/1'\n"},
    "broken": {"a.py": "def f(:\n" + HIT},
    "too large": {"a.py": MISS, "b.py": "#" * 5_000_001},
    "binary": {"a.py": HIT, "b.py": "\0 code42"},
    "no files": {"x.png": ""},
    "configured": {"a.py": HIT, "pyproject.toml": "[tool.c42migrate]\nignore = ['C42-3']\n"},
    "configured by its own file": {"a.py": MISS, ".c42migrate.toml": "exclude = ['a.py']\n"},
    "badly configured": {"a.py": MISS, ".c42migrate.toml": "exclude = 1\n"},
    "another's configuration": {"a.py": HIT, "pyproject.toml": "[tool.other]\n"},
}
ARGUMENTS = [
    ["check"], ["check", "."], ["check", "a.py"], ["check", "--quiet", "a.py"], ["check", "-q", "--format", "json", "."],
    ["check", "--format=json"], ["check", "-f", "concise", "--exit-zero"], ["check", "--fail-on", "never", "-j", "2"],
    ["check", "--fail-on=error", "--no-cache"], ["check", "--strict"], ["check", "-f", "sarif"], ["check", "-f", "csv"],
    ["check", "a.py", "a.py", "./a.py"], ["check", "absent.py"], ["check", "--jobs", "x"], ["check", "-f", "odd"],
    ["check", "-f"], ["check", "--statistics"], ["check", "--", "a.py"], ["check", ""], ["check", "--select", "C42-3"],
    ["check", "-j2"], ["check", "-fjson", "-q"], ["check", "-j=2"], ["check", "-qj2"], ["check", "--diff"], ["fix", "--diff", "."], ["check", "--as-of", "2024-01-01"], ["check", "--exclude", "a.py"], [],
    ["check", "--format", "concise", "--fail-on", "error", "--", "a.py"],
    ["check", "--", "a.py", ""], ["check", "a.py", "--", "--fix"], ["check", "--"],
]  # fmt: skip
Answer = tuple[object, bytes, bytes]


@pytest.fixture
def tree(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in TREES[request.param].items():
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path / "tree")
    return tmp_path / "tree"


def run(words: Sequence[str], capfd: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> Answer:
    patch.setattr(sys, "argv", ["c42migrate", *words])
    patch.setattr(sys, "excepthook", sys.excepthook)
    capfd.readouterr()
    with pytest.raises(SystemExit) as stop:
        cli.main()
    out, err = capfd.readouterr()
    return stop.value.code, out.encode(), err.encode()


@pytest.mark.parametrize("tree", list(TREES), indirect=True)
def test_the_quick_and_the_whole_way_agree(
    tree: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(monkeypatch)
    for words in ARGUMENTS:
        with monkeypatch.context() as patch:
            patch.setattr(cli, "understood", lambda _: None)
            whole = run(words, capfd, patch)
        for _ in range(3):  # the second and third time from what was kept
            assert run(words, capfd, monkeypatch) == whole, words


def compiled(patch: pytest.MonkeyPatch) -> None:
    """The head of the catalogue that is in memory, as if it had been compiled into the cache of the test."""
    catalogue = current()
    needles = catalogue.needles
    words = (needles.strong, needles.weak, needles.evidence, needles.whole)
    head = Head(*words, catalogue.version, catalogue.verified_on.toordinal())
    patch.setattr(quick, "builtin_head", lambda: head)


@pytest.mark.parametrize("tree", ["a hit"], indirect=True)
def test_anything_that_matters_is_asked_anew(
    tree: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(monkeypatch)
    words = ["check", "-f", "json", "."]
    before = run(words, capfd, monkeypatch)
    (kept,) = (tree.parent / "cache" / "c42migrate" / "answers").iterdir()
    assert b"hunter2" not in kept.read_bytes()
    assert run(words, capfd, monkeypatch) == before
    monkeypatch.setattr("c42migrate.cli.group.run", lambda _: pytest.fail("asked again"))
    assert run(words, capfd, monkeypatch) == before
    monkeypatch.undo()


def test_questions_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    compiled(monkeypatch)
    keys = set()
    for text, format_name, colour, place in itertools.product(
        (HIT, HIT + "#"), ("text", "json"), ("", "1"), ("x", "y")
    ):
        monkeypatch.setenv("FORCE_COLOR", colour)
        (tmp_path / place).mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path / place)
        Path("a.py").write_text(text)
        made = quick.understood(["check", "-f", format_name, "a.py"])
        assert made is not None
        monkeypatch.setattr(sys.stdout, "isatty", lambda: False, raising=False)
        assert made.answer() is None
        keys.add(made._key)
    assert len(keys) == 16


def test_defaults_are_those_of_the_whole_way() -> None:
    made, options = quick.Quick("check", (".",), {}, ()), CheckOptions((".",), None)
    for name in (
        "exclude",
        "stdin",
        "stdin_filename",
        "max_size",
        "include_kinds",
        "respect_gitignore",
        "jobs",
        "paths",
    ):
        assert getattr(made, name) == getattr(options, name), name
    assert dict(options.contents) == dict(made.contents)
    assert Path(made.root) == options.root


def test_the_vocabulary_is_that_of_the_whole_way() -> None:
    from c42migrate import config, reports
    from c42migrate.cli.check import check

    options = {name: option for option in check.params for name in option.opts}
    for word, meaning in (quick.FLAGS | quick.VALUES).items():
        assert options[word].is_flag == (word in quick.FLAGS), word
        assert meaning in {option.lstrip("-").replace("-", "_") for option in options[word].opts}
    assert set(reports.FORMATS) >= quick.FORMATS
    assert quick._KNOWN["fail_on"] == set(config.FAIL_ON)
