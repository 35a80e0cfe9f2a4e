"""Small projects in the ways people write them, ``reach.txt``: after ``#!`` (``//!``, ``--!``) the rules that are found on a
line (any one when none is named), at its own place or one of the first five related ones; no finding may lack such a
line. ``~`` behind the mark says that nothing louder than a note is there.

``### title`` begins a project, ``@ path`` a file of it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.beyond.marked import command

_CASES = re.split(r"(?m)^### ", (Path(__file__).parent / "reach.txt").read_text("utf-8"))[1:]
_MARK = re.compile(r"[ \t]*(?:#|//|--)!(.*)")
_SHOWN = 5
"""So many related places of a finding count."""

Line = tuple[str, int]


def _files(case: str) -> dict[str, str]:
    _, *parts = re.split(r"(?m)^@ (\S+)\n", case)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _lines(finding: dict[str, Any]) -> set[Line]:
    related = ((one.get("path", finding["path"]), one["line"]) for one in finding["related"][:_SHOWN])
    own = range(finding["line"], finding["end_line"] + 1)
    return {*((finding["path"], line) for line in own), *related}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.partition("\n")[0]) for case in _CASES])
def test_what_is_marked_is_found_and_nothing_else(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: dict[Line, set[str]] = {}
    monkeypatch.chdir(tmp_path)
    for path, text in _files(case).items():
        for number, line in enumerate(text.split("\n"), 1):
            if mark := _MARK.search(line):
                wanted[path, number] = set(mark[1].split())
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(_MARK.sub("", text), "utf-8")

    report = json.loads(command("check", "--format", "json", ".").out)

    found = [(one["code"], one["severity"], _lines(one)) for one in report["findings"]]
    for line, codes in wanted.items():
        here = [(code, severity) for code, severity, lines in found if line in lines]
        assert here, f"nothing at {line}"
        assert {code for code, _ in here} >= codes - {"~"}, f"{line}: {here}"
        assert "~" not in codes or all(severity == "note" for _, severity in here), f"{line}: {here}"
    for code, _, lines in found:
        marked = [wanted[line] - {"~"} for line in lines if line in wanted]
        assert any(not codes or code in codes for codes in marked), f"{code} on {sorted(lines)}"
