from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from c42migrate.errors import ConfigError, UsageError
from c42migrate.options import CheckOptions
from c42migrate.policy import baseline
from c42migrate.policy.selection import Selector
from tests.reports.outcomes import AS_OF, CATALOGUE, scan

OPTIONS = CheckOptions((".",), AS_OF)
URL = b'post("/api/UserBlock")\n'
BOTH = {"a.py": b'put("/api/UserDeactivation/1"); h = "v3_user_token " + t\n'}


def codes(options: CheckOptions) -> list[str]:
    return [d.finding.code for d in scan(BOTH, options).active]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ["C42-303", "C42-201"]),
        (("C42-303",), (), ["C42-303"]),
        (("c42-3",), (), ["C42-303"]),
        (("users",), (), ["C42-303"]),
        (("v3-user-token",), (), ["C42-201"]),
        ((), ("authentication",), ["C42-303"]),
        (("all",), ("C42-3",), ["C42-201"]),
    ],
)
def test_selection(select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]) -> None:
    assert codes(replace(OPTIONS, select=select, ignore=ignore)) == expected


@pytest.mark.parametrize(
    ("word", "hint"), [("user-deactivat", "user-deactivate"), ("authentification", "authentication")]
)
def test_unknown_words_are_usage_errors_with_a_hint(word: str, hint: str) -> None:
    with pytest.raises(UsageError, match=word) as caught:
        codes(replace(OPTIONS, select=(word,)))
    assert hint in caught.value.hint


@pytest.mark.parametrize("word", ["", "C42-9999", "C43", "user", "42-303"])
def test_words_that_mean_nothing(word: str) -> None:
    assert Selector(CATALOGUE).find(word) == frozenset()


@pytest.mark.parametrize(("glob", "found"), [("a.py", 1), ("*.py", 1), ("b/*.py", 2), ("a", 2)])
def test_per_file_ignores(glob: str, found: int) -> None:
    assert len(codes(replace(OPTIONS, per_file_ignores=((glob, ("users",)),)))) == found


def test_severity_overrides() -> None:
    made = scan(BOTH, replace(OPTIONS, severities=(("users", "note"),)))
    assert {d.finding.code: d.severity for d in made.findings} == {"C42-303": "note", "C42-201": "error"}
    with pytest.raises(UsageError):
        codes(replace(OPTIONS, severities=(("users", "fatal"),)))


def test_fingerprints_survive_moved_lines_and_tell_copies_apart() -> None:
    one = scan({"a.py": b'put("/api/UserDeactivation/1")'}).findings[0].finding.fingerprint
    moved = scan({"a.py": b'\n\n\nx = put("/api/UserDeactivation/1")'}).findings[0].finding.fingerprint
    elsewhere = scan({"b.py": b'put("/api/UserDeactivation/1")'}).findings[0].finding.fingerprint
    assert one == moved != elsewhere


def _baselined(contents: dict[str, bytes], known: baseline.Baseline) -> list[bool]:
    return [d.baselined for d in baseline.apply(scan(contents).findings, known, Path())]


def test_baseline_excuses_what_was_there_and_nothing_else() -> None:
    text = b'put("/api/UserDeactivation/1")'
    known = baseline.Baseline(baseline.entries(scan({"a.py": text}).findings, Path()))
    assert _baselined({"a.py": b"\n" + text}, known) == [True]
    assert _baselined({"a.py": text + b'; h = "v3_user_token " + t'}, known) == [True, False]
    assert _baselined({"renamed.py": text}, known) == [True]
    assert _baselined({"a.py": text, "b.py": text}, known) == [True, False]
    assert _baselined({"b.py": text, "c.py": text}, known) == [True, False]


def test_baseline_shrinks_and_never_grows() -> None:
    text = b'put("/api/UserDeactivation/1")'
    known = baseline.Baseline(baseline.entries(scan({"a.py": text, "b.py": text}).findings, Path()))
    less = baseline.shrink(known, scan({"a.py": text, "c.py": b'"/api/UserBlock"'}).findings, Path())
    assert [(e.path, e.code) for e in less.entries] == [("a.py", "C42-303")]


def test_baseline_file_round_trip(tmp_path: Path) -> None:
    known = baseline.Baseline(baseline.entries(scan(BOTH).findings, Path()))
    file = tmp_path / "b.json"
    file.write_text(baseline.dump(known))
    assert baseline.load(file) == known
    file.write_text(baseline.dump(baseline.Baseline()))
    assert baseline.load(file).entries == ()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "other"}', '{"schema": "c42migrate-baseline/1", "entries": [1]}']
)
def test_broken_baselines(tmp_path: Path, text: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"b\.json|baseline"):
        baseline.load(file)


@pytest.mark.parametrize(
    ("now", "paths", "wanted"),
    [
        ({"a.py": URL, "b.py": URL}, (".",), []),
        ({"a.py": URL}, (".",), ["b.py"]),
        ({"a.py": URL}, ("a.py",), []),
        ({"a.py": URL, "c.py": URL}, (".",), []),
        ({}, (".",), ["a.py", "b.py"]),
        ({"a.py": b"# moved\n" + URL, "b.py": URL}, (".",), []),
    ],
)
def test_entries_that_excuse_nothing_any_more(now: dict[str, bytes], paths: tuple[str, ...], wanted: list[str]) -> None:
    root = Path()
    made = baseline.Baseline(baseline.entries(scan({"a.py": URL, "b.py": URL}).findings, root))
    assert [entry.path for entry in baseline.unused(made, scan(now).findings, root, paths)] == wanted
