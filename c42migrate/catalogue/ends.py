"""When calls of a client (an SDK, a command line tool) end: with its package, or with the server operation behind them.

A rule for a client call names the rules of the server operations it makes (``server``). Their dates are the one source:
whatever ends first, the client's package or one of the operations, lends the call its whole lifecycle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from c42migrate.catalogue.dates import end_of_life
from c42migrate.catalogue.model import (
    CommandMatch,
    Lifecycle,
    RequestMatch,
    RequirementMatch,
    Rule,
    SymbolMatch,
)
from c42migrate.errors import CatalogueError


def with_ends(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """Return the rules by code, those of client calls with the dates of what ends first.

    Raises CatalogueError when ``server`` names something else than a rule of a server operation.
    """
    packages = _packages(rules.values())
    named = {rule.name: rule for rule in rules.values()} | dict(rules)
    return {code: _with_end(rule, packages.get(client(rule), []), named) for code, rule in rules.items()}


def _with_end(rule: Rule, packages: Sequence[Rule], named: Mapping[str, Rule]) -> Rule:
    """Return the rule with its end, and those of single calls or commands."""
    others = [*packages, *_operations(rule, rule.server, named)]
    lives = {
        key: _ended(rule, [*others, *_operations(rule, names, named)]).lifecycle for key, names in rule.servers.items()
    }
    return replace(_ended(rule, others), lives=lives)


def client(rule: Rule) -> str:
    """Return the package or program that a rule's calls belong to; "" for rules that are not about a client."""
    match rule.match:
        case SymbolMatch(names=names):
            return names[0].partition(".")[0]
        case CommandMatch(program=program):
            return program
    return ""


def _packages(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """Package or program → the rules about its end as a whole."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        if isinstance(rule.match, RequirementMatch) and not rule.match.versions:
            for name in (*rule.match.packages, *rule.match.programs):
                found.setdefault(name, []).append(rule)
    return found


def _operations(rule: Rule, names: Iterable[str], named: Mapping[str, Rule]) -> Iterator[Rule]:
    for name in names:
        operation = named.get(name)
        if operation is None or not isinstance(operation.match, RequestMatch):
            what = "there is no rule" if operation is None else "no server operation is meant by"
            raise CatalogueError(f"server: {what} {name!r}", path=rule.source_file, line=rule.source_line)
        yield operation


def _ended(rule: Rule, others: Sequence[Rule]) -> Rule:
    """Return the rule with the lifecycle of what ends first; its own dates stay where that has none."""
    first = min((rule, *others), key=_end)
    if first is rule:
        return rule
    lent = {item.name: getattr(first.lifecycle, item.name) for item in fields(Lifecycle)}
    said = {
        name: replace(mark, source=f"{mark.source} ({first.code} {first.name})") for name, mark in lent.items() if mark
    }
    return replace(rule, lifecycle=replace(rule.lifecycle, **said))


def _end(rule: Rule) -> date:
    end = end_of_life(rule)
    return end.date if end else date.max
