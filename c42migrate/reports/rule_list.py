"""The list of rules for a terminal, by family."""

from __future__ import annotations

from datetime import date

from c42migrate.catalogue.dates import status
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import Rule
from c42migrate.reports.terminal import SEVERITY_COLOURS, Style, plain, wrapped

_MARGIN = 35
"""Columns before what a rule is about."""


def rule_list(catalogue: Catalogue, as_of: date, style: Style, columns: int = 0) -> str:
    """Return a line for each rule, by family: its code, how it stands on a day, and what it is about.

    ``columns``: of the terminal to which lines are wrapped; 0 keeps each rule on one line, for other programs.
    """
    families: dict[str, list[Rule]] = {}
    for rule in sorted(catalogue.rules.values(), key=lambda rule: (len(rule.code), rule.code)):
        families.setdefault(rule.family, []).append(rule)
    lines = []
    for family, rules in families.items():
        lines += ["", style(family, "bold"), *(line for rule in rules for line in _lines(rule, as_of, style, columns))]
    count = f"{len(catalogue.rules)} deprecations as of {as_of}; catalogue verified on {catalogue.verified_on}"
    return "\n".join([*lines, "", count]).lstrip("\n") + "\n"


def _lines(rule: Rule, as_of: date, style: Style, columns: int) -> list[str]:
    standing = status(rule, as_of)
    ends = standing.end_of_life.isoformat() if standing.end_of_life else "no date"
    state = style(f"{standing.status:<10}", SEVERITY_COLOURS[standing.severity])
    about = plain(f"{rule.name}: {rule.summary}")
    first, *rest = wrapped(about, " " * _MARGIN, columns) if columns else [about]
    return [f"  {rule.code:<8}  {state} {ends:<10}  {first.strip()}", *rest]
