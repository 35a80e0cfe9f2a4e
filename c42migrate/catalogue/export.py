"""The catalogue in other formats: json, yaml, csv, ics, markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast

from c42migrate.catalogue.dates import end_of_life
from c42migrate.catalogue.ics import ALARMS, Event, calendar
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import FieldMatch, Rule
from c42migrate.catalogue.render import deprecated, describe
from c42migrate.catalogue.ruleformat import MATCHES, kind_of
from c42migrate.files.own_reports import MARKDOWN, YAML

COLUMNS = (
    "code",
    "name",
    "family",
    "kind",
    "deprecated",
    "announced",
    "end_of_life",
    "basis",
    "removed",
    "replacement",
    "fix",
    "confidence",
    "summary",
)


APART = ("family", "found", "not_found", "source_file", "source_line")
"""Fields of a rule that have a place of their own, or say nothing to others."""

FIELD_COLUMNS = ("code", "where", "operation", "old", "new", "fit", "note")
"""Of the table of fields."""

EMPTY: tuple[object, ...] = (None, "", (), {}, False)


def export(catalogue: Catalogue, form: str, since: date = date.min) -> str:
    """Return the rules as text in one of ``FORMATS``; another ``form`` raises KeyError. csv and ics have CRLF line
    ends.

    ``since``: the first day of a calendar; nothing else depends on it.
    """
    return _ics(catalogue, since) if form == "ics" else FORMATS[form](catalogue)


def plain(value: object) -> object:
    """Return a rule or a part of one as JSON data; empty parts are left out."""
    if isinstance(value, Rule):
        tests = {"found": plain(value.found), "not_found": plain(value.not_found)}
        return {"code": value.code, "family": value.family, **_keyed(value), "tests": tests}
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"kind": kind_of(value).value} if type(value) in MATCHES.values() else {}
        return kind | _keyed(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def _keyed(value: Any) -> dict[str, object]:
    pairs = {item.metadata.get("key", item.name): getattr(value, item.name) for item in fields(value)}
    return {name: plain(item) for name, item in pairs.items() if name not in APART and item not in EMPTY}


def _document(catalogue: Catalogue) -> dict[str, object]:
    return {
        "schema": "c42migrate/rules/1",
        "version": catalogue.version,
        "verified_on": catalogue.verified_on.isoformat(),
        "rules": [_with_links(rule, catalogue) for rule in catalogue.rules.values()],
    }


def _with_links(rule: Rule, catalogue: Catalogue) -> dict[str, object]:
    return {**cast("dict[str, object]", plain(rule)), "urls": list(catalogue.urls(rule))}


def _json(catalogue: Catalogue) -> str:
    return json.dumps(_document(catalogue), indent=2, ensure_ascii=False) + "\n"


def _yaml(catalogue: Catalogue) -> str:
    import yaml

    return f"{YAML}\n" + str(yaml.safe_dump(_document(catalogue), sort_keys=False, allow_unicode=True, width=100))


def row(rule: Rule, catalogue: Catalogue) -> dict[str, str]:
    """Return the rule in one line: ``COLUMNS`` → text; the replacement is the one that is live today."""
    end, life = end_of_life(rule), rule.lifecycle
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "kind": kind_of(rule.match).value,
        "deprecated": deprecated(rule.match)[0],
        "announced": str(life.announced.date) if life.announced else "",
        "end_of_life": str(end.date) if end else "",
        "basis": end.basis.value if end else "",
        "removed": str(life.removed.date) if life.removed else "",
        "replacement": describe(catalogue.chains[rule.code].terminal),
        "fix": rule.fix.applicability,
        "confidence": rule.confidence,
        "summary": rule.summary,
    }


def _csv(catalogue: Catalogue) -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerows(row(rule, catalogue) for rule in catalogue.rules.values())
    return stream.getvalue()


def fields_of(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """Yield a line for each field or search term of the field rules: ``FIELD_COLUMNS`` → text.

    ``fit``: ``equal``, ``near`` (a person must look at it) or ``none``.
    """
    for rule in catalogue.rules.values():
        match = rule.match
        if not isinstance(match, FieldMatch):
            continue
        for name in sorted(match.names, key=str.lower):
            new = match.renames.get(name) or match.near.get(name, "")
            fit = "equal" if name in match.renames else "near" if new else "none"
            yield {
                "code": rule.code,
                "where": match.direction,
                "operation": match.operations[0],
                "old": name,
                "new": new,
                "fit": fit,
                "note": rule.successors.get(name, "" if new else rule.replacement.text),
            }


def _fields(catalogue: Catalogue) -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, FIELD_COLUMNS)
    writer.writeheader()
    writer.writerows(fields_of(catalogue))
    return stream.getvalue()


def _ics(catalogue: Catalogue, since: date = date.min) -> str:
    """One event per end-of-life date, with the rules that end on it."""
    by_date: dict[date, list[Rule]] = {}
    for rule in catalogue.rules.values():
        if (end := end_of_life(rule)) is not None:
            by_date.setdefault(end.date, []).append(rule)
    events = [_event(day, rules) for day, rules in sorted(by_date.items()) if day >= since]
    return calendar("Code42 API deprecations", events, catalogue.verified_on)


def _event(day: date, rules: list[Rule]) -> Event:
    families = ", ".join(sorted({rule.family for rule in rules}))
    lines = [f"{rule.code} {rule.name} ({_basis(rule)}): {deprecated(rule.match)[0]}" for rule in rules]
    title = f"Code42 end of life: {families} ({len(rules)})"
    return Event(
        uid=f"end-of-life-{day.isoformat()}@c42migrate", day=day, title=title, text="\n".join(lines), alarms=ALARMS
    )


def _basis(rule: Rule) -> str:
    end = end_of_life(rule)
    return end.basis.value if end else ""


def table(rows: Iterable[Iterable[str]], header: Iterable[str]) -> str:
    """Return a Markdown table; bars and line ends in cells are escaped."""
    names = list(header)
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _markdown(catalogue: Catalogue) -> str:
    shown = ("code", "name", "deprecated", "end_of_life", "basis", "replacement", "fix")
    rows = [row(rule, catalogue) for rule in catalogue.rules.values()]
    cells = ([_code(name, line[name]) for name in shown] for line in rows)
    return f"{MARKDOWN}\n" + table(cells, (name.replace("_", " ").capitalize() for name in shown))


def _code(column: str, text: str) -> str:
    return f"`{text}`" if column in ("deprecated", "name") else text


FORMATS: dict[str, Callable[[Catalogue], str]] = {
    "json": _json,
    "yaml": _yaml,
    "csv": _csv,
    "ics": _ics,
    "markdown": _markdown,
    "fields": _fields,
}
