"""A rule as plain text for a person."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from c42migrate.catalogue import model
from c42migrate.catalogue.dates import status
from c42migrate.catalogue.index import Catalogue

WIDTH = 100
NAMES = {"end_of_support": "end of support", "end_of_life": "end of life"}
NOTHING = {"none": "nothing replaces it", "unknown": "no replacement is known"}


def render(rule: model.Rule, catalogue: Catalogue, as_of: date, asked: str = "") -> str:
    """Everything known of the rule, as lines of at most ``WIDTH`` characters where words allow it.

    ``asked``: the symbol or command that somebody wants to know about; of a table of successors it picks its line.
    """
    standing = status(rule, as_of)
    blocks = [
        [f"{rule.code} {rule.name} ({rule.family})", *_wrap(rule.summary)],
        _deprecated(rule.match),
        [f"Status on {as_of}: {standing.status}{_left(standing.days_left)}", *_dates(rule.lifecycle)],
        _replacement(rule, catalogue),
        _successors(rule, asked),
        _list("What changes", rule.changes),
        _fix(rule),
        _numbered("Steps", rule.steps),
        _list("Notes", rule.notes),
        [f"Confidence: {rule.confidence}; checked on {rule.verified_on}", *_list("Sources", rule.sources)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _deprecated(match: model.Match) -> list[str]:
    title = "Deprecated: "
    lines = [line for what in deprecated(match) for line in _wrap(what, " " * len(title), " " * (len(title) + 2))]
    return [title + lines[0].lstrip(), *lines[1:]]


def deprecated(match: model.Match) -> tuple[str, ...]:
    """What the match stands for, one line each, in the catalogue's words."""
    lines: tuple[str, ...]
    match match:
        case model.RequestMatch():
            verbs = "any verb" if "*" in match.methods else "/".join(match.methods)
            lines = tuple(f"{verbs} {path}" for path in match.paths)
        case model.ShapeMatch():
            lines = match.source
        case model.HostMatch():
            lines = match.hosts
        case model.HeaderMatch():
            lines = tuple(f"{match.name}: {value}".rstrip(": ") for value in match.values or ("",))
        case model.CredentialMatch():
            lines = tuple(f"{scheme} authentication" for scheme in match.schemes)
        case model.SymbolMatch():
            lines = tuple(f"{name} with {match.argument}" if match.argument else name for name in match.names)
        case model.CommandMatch():
            lines = (" ".join([match.program, *match.words, *match.options]),)
        case model.RequirementMatch():
            lines = tuple(f"{package} {match.versions}".strip() for package in match.packages)
        case model.FieldMatch():
            lines = tuple(f"{name} in the {match.direction} of {', '.join(match.operations)}" for name in match.names)
    return lines


def target(replacement: model.Replacement) -> str:
    """The operation, symbol or command of a replacement; "" when it names none."""
    return f"{replacement.method} {replacement.path}".strip() or replacement.symbol or replacement.command


def describe(replacement: model.Replacement) -> str:
    """One phrase for a replacement: what to use, or that there is nothing."""
    return target(replacement) or NOTHING.get(replacement.status, replacement.text)


def _left(days: int | None) -> str:
    if days is None:
        return ""
    return f" ({days} days left)" if days > 0 else f" (for {-days} days)" if days else " (today)"


def _dates(lifecycle: model.Lifecycle) -> Iterator[str]:
    for item in fields(model.Lifecycle):
        mark = getattr(lifecycle, item.name)
        if isinstance(mark, model.Milestone):
            name = NAMES.get(item.name, item.name)
            yield from _wrap(f"{name:<15}{mark.date}  {mark.basis.value}: {mark.source}", "  ", " " * 29)


def _replacement(rule: model.Rule, catalogue: Catalogue) -> list[str]:
    chain = catalogue.chains[rule.code]
    lines = [f"Use instead: {describe(chain.terminal)}", *_wrap(chain.terminal.text, "  ", "  ")]
    if not chain.codes:
        return lines
    hops = [rule, *(catalogue.rules[code] for code in chain.codes)]
    steps = [f"{hop.code} -> {describe(hop.replacement)} ({hop.replacement.status})" for hop in hops]
    return [*lines, "The first replacement is itself deprecated:", *(f"  {step}" for step in steps)]


def _successors(rule: model.Rule, asked: str) -> list[str]:
    """The line of the table about what was asked, or all of it."""
    key = rule.successor(asked.partition("(")[0].strip())
    if key:
        return _wrap(f"Instead of {key}: {rule.successors[key]}")
    return _list("One by one", tuple(f"{name}: {instead}" for name, instead in rule.successors.items()))


def _fix(rule: model.Rule) -> list[str]:
    how = {"safe": "by --fix", "unsafe": "by --unsafe-fixes", "manual": "by hand only"}[rule.fix.applicability]
    return list(_wrap(f"Fix: {rule.fix.applicability}, {how}" + (f": {rule.fix.reason}" if rule.fix.reason else "")))


def _list(title: str, items: tuple[str, ...]) -> list[str]:
    return [f"{title}:", *(line for item in items for line in _wrap(item, "  - ", "    "))] if items else []


def _numbered(title: str, items: tuple[str, ...]) -> list[str]:
    lines = (line for at, item in enumerate(items, 1) for line in _wrap(item, f"  {at}. ", "     "))
    return [f"{title}:", *lines] if items else []


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
