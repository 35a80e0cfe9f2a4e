"""The end-of-life report: findings by date, by rule or by file, as text, Markdown, HTML, CSV or a calendar."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate import reports
from c42migrate.files.own_reports import MARKDOWN
from c42migrate.reports.as_csv import table
from c42migrate.reports.as_markdown import code, escape
from c42migrate.reports.closing import plural
from c42migrate.reports.parts import Item
from c42migrate.reports.schedule import Group, grouped
from c42migrate.reports.terminal import Style, plain, wrapped
from c42migrate.reports.view import View
from c42migrate.reports.words import deprecated, instead, lifetime

FORMATS = ("text", "markdown", "html", "csv", "ics")

HEADER = (
    "group", "end_of_life", "basis", "status", "days_left", "code", "name", "deprecated", "instead", "path", "line",
)  # fmt: skip


def render(name: str, view: View, by: str, style: Style) -> str:
    """Return the report in format ``name`` (one of ``FORMATS``), grouped by ``by`` (one of ``schedule.GROUPINGS``)."""
    groups = grouped(view, by)
    if name in {"html", "ics"}:
        return reports.render(name, view, style)
    if name == "csv":
        return table(HEADER, [_row(group, item) for group in groups for item in group.items])
    lines = _markdown(groups, view, by) if name == "markdown" else _text(groups, view, by, style)
    return "".join(f"{line}\n" for line in lines)


def _row(group: Group, item: Item) -> tuple[str, ...]:
    dated = item.dated
    ends = dated.end_of_life.isoformat() if dated.end_of_life else ""
    left = "" if dated.days_left is None else str(dated.days_left)
    what = (item.code, item.name, deprecated(item), instead(item), item.spot.path, str(item.spot.line))
    return group.title, ends, dated.basis, dated.status, left, *what


def _text(groups: list[Group], view: View, by: str, style: Style) -> Iterator[str]:
    yield style(f"What ends when, by {by}, as of {view.outcome.as_of}", "bold")
    for group in groups:
        yield ""
        yield style(group.title, "bold")
        yield from wrapped(plain(_about(group, by)), "  ", style.width)
        for what, places in _merged(group, by).items():
            yield from wrapped(plain(what), "  ", style.width)
            yield from wrapped(plain(", ".join(places)), "    ", style.width)


def _about(group: Group, by: str) -> str:
    """How often and where, and by date when that is."""
    files = "" if by == "file" else f" in {plural(group.files, 'file')}"
    ends = f"; {lifetime(group.items[0].dated)}" if by == "date" and group.first_end else ""
    return f"{plural(len(group.items), 'use')}{files}{ends}"


def _merged(group: Group, by: str) -> dict[str, list[str]]:
    """Return what is used → where; uses of the same thing stand together."""
    found: dict[str, list[str]] = {}
    for item in group.items:
        ends = "" if by == "date" else f" {lifetime(item.dated)};"
        what = f"{item.code} {item.name}: {deprecated(item)};{ends} instead: {instead(item)}"
        where = f"line {item.spot.line}" if by == "file" else f"{item.spot.path}:{item.spot.line}"
        found.setdefault(what, []).append(where)
    return found


def _markdown(groups: list[Group], view: View, by: str) -> Iterator[str]:
    yield MARKDOWN
    yield f"# What ends when, by {by}, as of {view.outcome.as_of}"
    for group in groups:
        yield from ("", f"## {escape(group.title)}", "", f"{escape(_about(group, by))}", "")
        yield from ("| What | Ends | Instead | Where |", "|---|---|---|---|")
        for item in group.items:
            what = f"**{item.code}** {escape(item.name)}<br>{code(deprecated(item))}"
            where = code(f"{item.spot.path}:{item.spot.line}")
            yield f"| {what} | {escape(lifetime(item.dated))} | {escape(instead(item))} | {where} |"
