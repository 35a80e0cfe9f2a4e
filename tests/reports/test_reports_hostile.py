"""Reports come from anywhere: what is wrong with one is said in one line, and never breaks a format."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from c42migrate import reports
from c42migrate.errors import C42MigrateError, ConfigError
from c42migrate.reports import plan_forms, reading
from c42migrate.reports.merging import merge
from c42migrate.reports.reading import document, load
from c42migrate.reports.terminal import Style
from c42migrate.reports.trend import compare
from tests.reports.outcomes import CATALOGUE
from tests.reports.test_reports_merge import BLOCK, DEACTIVATE, written

ODD: dict[str, Any] = {
    "nothing": None,
    "a list": [],
    "an object": {},
    "true": True,
    "a fraction": 0.5,
    "infinity": float("inf"),
    "below zero": -1,
    "a large number": 10**400,
    "no text": "",
    "half a pair": "\ud800/a.py",
    "markup": "</script><img src=x onerror=alert(1)>",
    "steering": "\x1b[2J\u202e\x00",
    "a command": "##vso[task.setvariable]\n::error::x",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "up and away": "../" * 40 + "etc/passwd",
    "long": "x" * 10_000,
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("good") / "a.json"
    written(file, {"x.py": DEACTIVATE + BLOCK, "n.ipynb": b'{"cells": [], "nbformat": 4}'})
    found: dict[str, Any] = json.loads(file.read_text())
    finding = found["findings"][0]
    finding["related"] = [{"path": "x.py", "line": 1, "column": 1, "message": "used here"}]
    finding["notes"] = ["a note"]
    return found | {"errors": [{"path": "b.py", "kind": "read", "message": "gone"}]}


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in a document."""
    if way:
        yield way
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from ways(inner, (*way, key))


def spoiled(good: dict[str, Any], odd: object, read: Callable[[Path], object], file: Path) -> int:
    """Write a document into ``file`` that has ``odd`` in all places where that is taken; return how many these are."""
    found, taken = json.dumps(good), 0
    for way in ways(good):
        changed = json.loads(found)
        try:
            inner = changed
            for key in way[:-1]:
                inner = inner[key]
            inner[way[-1]] = odd
            file.write_text(json.dumps(changed))
            read(file)
        except (ConfigError, KeyError, IndexError, TypeError):
            continue
        found, taken = json.dumps(changed), taken + 1
    file.write_text(found)
    return taken


@pytest.mark.parametrize("odd", ODD)
def test_no_value_of_a_report_breaks_a_format(odd: str, good: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    assert spoiled(good, ODD[odd], load, file)
    view = merge([("label", load(file)), ("", load(file))], CATALOGUE)
    view.with_source = True
    view.trend = compare(view.items, load(file))
    for name in reports.FORMATS:
        text = reports.render(name, view, Style())
        assert not set(text) & set("\x1b\u202e\x00"), name
        text.encode("utf-8", "surrogateescape")
        assert name != "html" or "<img" not in text


@pytest.mark.parametrize("odd", ODD)
def test_no_value_of_a_plan_breaks_a_form(odd: str, tmp_path: Path) -> None:
    step = {
        "code": "C42-303", "name": "n", "ends": "", "end": "2027-01-01", "has_ended": False, "uses": 1, "safe": 0,
        "unsafe": 1, "left": 1, "does": ["safe: x"], "review": ["y"], "reasons": ["z"], "steps": ["look up"],
        "by_hand": [{"line": 1, "cell": "", "used": "u", "instead": "i", "is_exact": True}],
    }  # fmt: skip
    script = {"path": "a.py", "effort": "S", "product": "", "clients": [], "lookups": [], "steps": [step]}
    plan = {"schema": "c42migrate/plan/1", "as_of": "2026-11-30", "repositories": [{"name": "r", "scripts": [script]}]}
    file = tmp_path / "plan.json"
    assert spoiled(plan, ODD[odd], lambda found: plan_forms.read(document(found)), file)
    for name in plan_forms.FORMATS:
        text = plan_forms.render(name, plan_forms.read(document(file)), Style())
        assert not set(text) & set("\x1b\u202e\x00"), name
        assert name != "html" or "<img" not in text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"schema": ' + b"9" * 10_000 + b"}", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"schema": "c42migrate/2"}', "schema is not"),
        (b"[]", "not an object"),
        (b" " * 2_000, "larger than"),
    ],
)
def test_what_is_no_report_is_said_in_one_line(
    text: bytes, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1_000 if says == "larger than" else reading.LARGEST)
    (tmp_path / "a.json").write_bytes(text)
    with pytest.raises(C42MigrateError, match=says) as caught:
        load(tmp_path / "a.json")
    assert "\n" not in str(caught.value)


def test_a_stream_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no such device here")
    monkeypatch.setattr(reading, "LARGEST", 10_000)
    with pytest.raises(ConfigError, match="larger than"):
        load(Path("/dev/zero"))
