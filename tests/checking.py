"""Check a text in memory, and fix it, as the tool does with a file that stands alone."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

from c42migrate import engine
from c42migrate.engine.repair import repair
from c42migrate.model import Dated, Finding
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome

DAY = date(2026, 11, 23)
DATA = Path(__file__).parent / "data"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in ``tests/data``."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def options(text: str | bytes, name: str = "a.py", rules_dirs: tuple[Path, ...] = ()) -> CheckOptions:
    """What is asked for a text alone, taken for a file called ``name``."""
    data = text.encode() if isinstance(text, str) else text
    return CheckOptions((name,), DAY, stdin=data, stdin_filename=name, rules_dirs=rules_dirs, alone=True)


def check(text: str | bytes, name: str = "a.py", rules_dirs: tuple[Path, ...] = ()) -> Outcome:
    """All that is known after a check."""
    return engine.check(options(text, name, rules_dirs))


def findings(text: str | bytes, name: str = "a.py", rules_dirs: tuple[Path, ...] = ()) -> list[Finding]:
    """The findings, in order."""
    return [dated.finding for dated in check(text, name, rules_dirs).findings]


def codes(text: str | bytes, name: str = "a.py") -> list[str]:
    """The codes of the findings, in order."""
    return [finding.code for finding in findings(text, name)]


def notes(text: str | bytes, name: str = "a.py") -> list[str]:
    """What is noted of all findings."""
    return [note for finding in findings(text, name) for note in finding.notes]


def by_line(text: str, name: str = "a.py") -> dict[int, list[Dated]]:
    """Line number, from 1 → the findings that begin on it."""
    found: dict[int, list[Dated]] = {}
    for dated in check(text, name).findings:
        line = text.encode()[: dated.finding.place.start].count(b"\n") + 1
        found.setdefault(line, []).append(dated)
    return found


def fixed(text: str, name: str = "a.py", level: str = "unsafe") -> str:
    """The text after all fixes of a level, each of which is verified."""
    asked = options(text, name)
    done = repair(engine.check(asked), level, lambda new: engine.check(replace(asked, contents=new)))
    assert done.failures == []
    return done.after.get(name, text.encode()).decode()
