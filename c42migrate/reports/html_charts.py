"""The drawn parts of the page: when things end, and how much is left of what. SVG and tables, no script needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from c42migrate.reports.closing import plural
from c42migrate.reports.html_data import PHASES, folders, phase
from c42migrate.reports.parts import Item
from c42migrate.reports.schedule import Group, by_rule, grouped
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View, days

SHOWN = 12
"""Rows of a table before the rest is folded away."""


def timeline(view: View) -> Iterator[str]:
    """A strip with one dot per date, and a table: each date to come, all that is past its end, what has no end."""
    groups = grouped(view, "date")
    if not groups:
        return
    yield '<section aria-labelledby="when"><h2 id="when">What ends when</h2>'
    yield from _strip([group for group in groups if group.first_end], view.outcome.as_of)
    yield from _legend()
    yield '<div class="scroll"><table class="plain dates"><thead><tr><th scope="col">Date<th scope="col">State'
    yield '<th scope="col" class="number">Uses<th scope="col" class="number">Files<th scope="col">What</tr></thead>'
    for name in PHASES:
        rows = [group for group in groups if phase(group.items[0].dated) == name]
        if name == "past" and len(rows) > 1:
            title = f"since {rows[0].title}"
            rows = [Group(title, tuple(item for group in rows for item in group.items))]
        yield f"<tbody>{''.join(_date_row(group) for group in rows)}</tbody>" if rows else ""
    yield "</table></div></section>"


def rule_table(view: View) -> Iterator[str]:
    """A row for each rule, the soonest end to come first."""
    groups = [group for group in by_rule(view) if group[0].rule is not None]
    if not groups:
        return
    yield '<section aria-labelledby="by-rule"><h2 id="by-rule">By rule</h2><div class="scroll">'
    heads = "".join(f'<th scope="col" class="number">{name}' for name in ("Uses", "Files", *FIXES))
    rows = [_rule_row(group) for group in groups]
    head = f'<thead><tr><th scope="col">Rule<th scope="col">Ends{heads}</tr></thead>'
    yield f'<table class="plain rules">{head}<tbody>{"".join(rows[:SHOWN])}</tbody></table>'
    if rows[SHOWN:]:
        rest = f'<table class="plain rules">{head}<tbody>{"".join(rows[SHOWN:])}</tbody></table>'
        yield f"<details><summary>{len(rows) - SHOWN} more</summary>{rest}</details>"
    yield "</div></section>"


def _rule_row(group: Sequence[Item]) -> str:
    first = min(group, key=lambda item: item.dated.end_of_life or date.max)
    files = len({item.spot.path for item in group})
    counts = (len(group), files, *(list(map(level, group)).count(name) for name in FIXES.values()))
    end = first.dated.end_of_life
    numbers = "".join(f'<td class="number">{count}' for count in counts)
    name, code = escape(plain(first.name)), escape(plain(first.code))
    return (
        f'<tr><th scope="row"><button type="button" class="link" data-key="q" data-value="{code}">{code} {name}'
        f'</button><td class="when"><span class="key {phase(first.dated)}">{end or PHASES["undated"]}</span>'
        f"{numbers}</tr>"
    )


FIXES = {"Safe": "safe", "Unsafe": "unsafe", "By hand": "manual"}
"""Headings of the levels of fixes."""


def level(item: Item) -> str:
    """The safest fix of a finding, ``manual`` without one."""
    return item.levels[0] if item.levels else "manual"


def burn_down(view: View) -> Iterator[str]:
    """How much is left by family and by repository or folder; with a trend, how much went and came."""
    placed = [pair for pair in zip(folders(view.items), view.items, strict=True) if pair[1].rule is not None]
    if not placed:
        return
    gone = view.trend.fixed if view.trend else ()
    known = {place for place, _ in placed}
    by_family = _tally(view, ((item.family, item) for _, item in placed), (entry.family for entry in gone))
    homes = (_folder_of(entry.spot.path, known) for entry in gone)
    by_folder = _tally(view, placed, homes)
    yield '<div class="two">'
    yield from _bars("By family", "family", by_family, trend=view.trend is not None)
    yield from _bars("By repository or folder", "folder", by_folder, trend=view.trend is not None)
    yield "</div>"


@dataclass(frozen=True, slots=True)
class _Dot:
    day: date
    group: Group
    share: float
    """Where on the strip, 0 to 1."""


def _strip(groups: Sequence[Group], today: date) -> Iterator[str]:
    days_of = [group.first_end for group in groups if group.first_end]
    if not days_of:
        return
    low, high = min(*days_of, today).toordinal() - 60, max(*days_of, today).toordinal() + 60
    dots = [_Dot(day, g, (day.toordinal() - low) / (high - low)) for g, day in zip(groups, days_of, strict=True)]
    yield '<svg class="strip" role="img" aria-label="Timeline of end-of-life dates; the table below has them all">'
    yield '<line class="axis" x1="0" x2="100%" y1="50" y2="50"/>'
    yield from _years(low, high)
    now = (today.toordinal() - low) / (high - low)
    anchor = "end" if now > 0.5 else "start"
    yield f'<line class="today" x1="{now:.2%}" x2="{now:.2%}" y1="16" y2="66"/>'
    yield f'<text class="today" x="{now:.2%}" y="12" text-anchor="{anchor}">today, {today}</text>'
    yield from (_dot(dot) for dot in sorted(dots, key=lambda dot: -len(dot.group.items)))
    yield "</svg>"


def _years(low: int, high: int) -> Iterator[str]:
    first, last = date.fromordinal(low).year + 1, date.fromordinal(high).year
    step = max(1, -(-(last - first + 1) // 6))
    for year in range(first, last + 1, step):
        x = (date(year, 1, 1).toordinal() - low) / (high - low)
        yield f'<line class="axis" x1="{x:.2%}" x2="{x:.2%}" y1="70" y2="76"/>'
        yield f'<text x="{x:.2%}" y="90" text-anchor="middle">{year}</text>'


def _dot(dot: _Dot) -> str:
    count = len(dot.group.items)
    radius = min(16.0, 4 + count**0.5)
    title = f"{dot.day}: {plural(count, 'use')} in {plural(dot.group.files, 'file')}"
    name = phase(dot.group.items[0].dated)
    return f'<circle class="{name}" cx="{dot.share:.2%}" cy="50" r="{radius:.1f}"><title>{title}</title></circle>'


def _legend() -> Iterator[str]:
    yield '<p class="legend">'
    yield from (f'<span class="key {name}">{text}</span>' for name, text in PHASES.items())
    yield "</p>"


def _date_row(group: Group) -> str:
    dated = group.items[0].dated
    counts = Counter(f"{item.code} {item.name}" for item in group.items)
    most = [f"{escape(plain(name))} <b>×{count}</b>" for name, count in counts.most_common()]
    what = "<br>".join(most[:4]) + (f"<br>and {len(most) - 4} more" if len(most) > 4 else "")
    state = f'<span class="key {phase(dated)}">{PHASES[phase(dated)]}</span>'
    left = days(dated.days_left, dated.end_of_life) if group.title == str(dated.end_of_life) else ""
    return (
        f'<tr><th scope="row">{escape(group.title)}<small>{left}</small><td>{state}'
        f'<td class="number">{_counted(len(group.items), "use")}<td class="number">{_counted(group.files, "file")}'
        f"<td>{what}</tr>"
    )


def _counted(count: int, noun: str) -> str:
    """A number, and its noun where the column has no heading (on a phone)."""
    return f'{count}<span class="unit"> {noun}{"" if count == 1 else "s"}</span>'


@dataclass(slots=True)
class _Tally:
    phases: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    new: int = 0
    fixed: int = 0

    @property
    def total(self) -> int:
        return self.phases.total()


def _tally(view: View, pairs: Iterable[tuple[str, Item]], gone: Iterable[str]) -> list[tuple[str, _Tally]]:
    """``gone``: the names under which findings that are fixed now once counted."""
    found: defaultdict[str, _Tally] = defaultdict(_Tally)
    for name, item in pairs:
        found[name].phases[phase(item.dated)] += 1
        found[name].levels[level(item)] += 1
        found[name].new += bool(view.trend and item.key in view.trend.new)
    for name in gone:
        found[name].fixed += 1
    return sorted(found.items(), key=lambda pair: (-pair[1].total, pair[0]))


def _folder_of(path: str, known: Iterable[str]) -> str:
    """The folder a path that is gone belongs to: one of ``known``, else its first part."""
    shown = plain(path)
    inside = [name for name in known if shown.startswith(f"{name}/")]
    return max(inside, key=len, default=shown.partition("/")[0] if "/" in shown else ".")


def _bars(title: str, key: str, rows: Sequence[tuple[str, _Tally]], *, trend: bool) -> Iterator[str]:
    most = rows[0][1].total or 1
    drawn = [_bar_row(key, name, tally, most, trend=trend) for name, tally in rows]
    yield f'<section aria-labelledby="by-{key}"><h2 id="by-{key}">{title}</h2>'
    yield _bar_table(title, drawn[:SHOWN], trend=trend)
    if drawn[SHOWN:]:
        rest = _bar_table(title, drawn[SHOWN:], trend=trend)
        yield f"<details><summary>{len(drawn) - SHOWN} more</summary>{rest}</details>"
    yield "</section>"


def _bar_table(title: str, rows: Sequence[str], *, trend: bool) -> str:
    head = f'<th scope="col">{title.rsplit(maxsplit=1)[-1].capitalize()}<th scope="col">Left'
    numbers = "".join(f'<th scope="col" class="number">{name}' for name in ("Uses", *FIXES))
    numbers += '<th scope="col" class="number">Change' if trend else ""
    return f'<table class="plain bars"><thead><tr>{head}{numbers}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _bar_row(key: str, name: str, tally: _Tally, most: int, *, trend: bool) -> str:
    levels = "".join(f'<td class="number">{tally.levels[name]}' for name in FIXES.values())
    change = f'<td class="number">+{tally.new} −{tally.fixed}' if trend else ""
    parts, at = [], 0.0
    for stage in PHASES:
        width = 100 * tally.phases[stage] / most
        parts.append(f'<rect class="{stage}" x="{at:.3f}" width="{width:.3f}" height="10"/>' if width else "")
        at += width
    value = escape(plain(name))
    shown = "top folder" if key == "folder" and name == "." else value
    label = escape(", ".join(f"{tally.phases[stage]} {text}" for stage, text in PHASES.items() if tally.phases[stage]))
    return (
        f'<tr><th scope="row"><button type="button" class="link" data-key="{key}" data-value="{value}">{shown}</button>'
        f'<td><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f"<title>{label}</title>{''.join(parts)}</svg>"
        f'<td class="number">{tally.total}{levels}{change}</tr>'
    )
