"""The list of rules for a terminal, by family."""

from __future__ import annotations

from datetime import date

from c42migrate.catalogue.dates import status
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import Rule
from c42migrate.reports.terminal import SEVERITY_COLOURS, Style, plain


def rule_list(catalogue: Catalogue, as_of: date, style: Style) -> str:
    """Return a line for each rule, by family: its code, how it stands on a day, and what it is about."""
    families: dict[str, list[Rule]] = {}
    for rule in sorted(catalogue.rules.values(), key=lambda rule: (len(rule.code), rule.code)):
        families.setdefault(rule.family, []).append(rule)
    lines = []
    for family, rules in families.items():
        lines += ["", style(family, "bold"), *(_line(rule, as_of, style) for rule in rules)]
    count = f"{len(catalogue.rules)} deprecations as of {as_of}; catalogue verified on {catalogue.verified_on}"
    return "\n".join([*lines, "", count]).lstrip("\n") + "\n"


def _line(rule: Rule, as_of: date, style: Style) -> str:
    standing = status(rule, as_of)
    ends = standing.end_of_life.isoformat() if standing.end_of_life else "no date"
    state = style(f"{standing.status:<10}", SEVERITY_COLOURS[standing.severity])
    return f"  {rule.code}  {state} {ends:<10}  {plain(rule.name)}: {plain(rule.summary)}"
