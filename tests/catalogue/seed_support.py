"""What the tests of the release notes share: the table, and findings with their rules."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.catalogue.model import Rule
from c42migrate.model import Dated
from c42migrate.options import CheckOptions

AS_OF = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the rule it is of."""

    rule: Rule
    dated: Dated


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in ``tests/data``."""
    with (Path(__file__).parents[1] / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(text: str, name: str) -> list[Found]:
    """The findings in ``text``, taken for a file called ``name``."""
    options = CheckOptions((name,), AS_OF, stdin=text.encode(), stdin_filename=name, alone=True)
    return [Found(current().rules[one.finding.code], one) for one in engine.check(options).findings]


def replaced_by(found: Found) -> str:
    """Verb and path of what is left to use today, or ``none``."""
    terminal = current().chains[found.rule.code].terminal
    return f"{terminal.method} {terminal.path}".strip() or str(terminal.status)
