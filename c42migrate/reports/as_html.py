"""One page for a browser (``templates/report.html``).

It holds the findings as data; its script builds rows as text nodes, a hundred at a time, so that ten thousand findings
stay usable. Without scripts there are the charts and a plain list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from markupsafe import Markup

from c42migrate.reports.closing import plural, summary
from c42migrate.reports.html_data import PHASES, folders, phase, script_data
from c42migrate.reports.pages import page
from c42migrate.reports.parts import Item
from c42migrate.reports.schedule import Group, by_rule, grouped
from c42migrate.reports.terminal import Style, plain
from c42migrate.reports.view import View, days

SHOWN = 12
"""Rows of a table before the rest is folded away."""
PLAIN_ROWS = 2000
"""Findings in the list for browsers without scripts."""
LEVELS = {"Safe": "safe", "Unsafe": "unsafe", "By hand": "manual"}
"""Headings of the levels of fixes."""


def render(view: View, _style: Style) -> str:
    """Return the whole page."""
    groups = grouped(view, "date")
    placed = [pair for pair in zip(folders(view.items), view.items, strict=True) if pair[1].rule is not None]
    known = {place for place, _ in placed}
    gone = view.trend.fixed if view.trend else ()
    return page(
        "report.html",
        f"Deprecated Code42 APIs, {view.outcome.as_of}",
        "page.js",
        today=view.outcome.as_of,
        phases=PHASES,
        levels=list(LEVELS),
        shown=SHOWN,
        most=PLAIN_ROWS,
        trend=view.trend,
        items=view.items,
        errors=view.errors,
        summary=summary(view),
        tiles=list(_tiles(view)),
        strip=_strip([group for group in groups if group.first_end], view.outcome.as_of),
        dates=list(_dates(groups)),
        rules=[_rule(group) for group in by_rule(view) if group[0].rule is not None],
        families=_bars(view, ((item.family, item) for _, item in placed), (entry.family for entry in gone)),
        folders=_bars(view, placed, (_folder_of(entry.spot.path, known) for entry in gone)),
        choices=list(_choices(view)),
        data=Markup(script_data(view)),  # noqa: S704  JSON in which nothing can end the element
    )


def level(item: Item) -> str:
    """Return the safest fix of a finding, ``manual`` without one."""
    return item.levels[0] if item.levels else "manual"


def _tiles(view: View) -> Iterator[tuple[str, int, str]]:
    """(name, number, colour)."""
    phases = [phase(item.dated) for item in view.items if item.rule]
    yield "findings", len(view.items), "all"
    yield from ((PHASES[name], phases.count(name), name) for name in ("near", "far", "past"))
    levels = Counter(map(level, view.items))
    yield "safe to rewrite", levels["safe"], "good"
    yield "unsafe: review", levels["unsafe"], "all"
    if view.trend:
        yield "new", len(view.trend.new), "near"
        yield "fixed", len(view.trend.fixed), "good"
        yield "remaining", view.trend.remaining, "all"


def _strip(groups: Sequence[Group], today: date) -> dict[str, object] | None:
    """Return a line with one dot per date; x in per cent of its length."""
    ends = [(group.first_end, group) for group in groups if group.first_end]
    if not ends:
        return None
    low = min(today, *(end for end, _ in ends)).toordinal() - 60
    high = max(today, *(end for end, _ in ends)).toordinal() + 60
    first, last = date.fromordinal(low).year + 1, date.fromordinal(high).year

    def at(day: date) -> str:
        return f"{(day.toordinal() - low) / (high - low):.2%}"

    dots = [
        {
            "x": at(end),
            "phase": phase(group.items[0].dated),
            "radius": f"{min(16.0, 4 + len(group.items) ** 0.5):.1f}",
            "title": f"{end}: {plural(len(group.items), 'use')} in {plural(group.files, 'file')}",
        }
        for end, group in sorted(ends, key=lambda pair: -len(pair[1].items))
    ]
    years = range(first, last + 1, max(1, -(-(last - first + 1) // 6)))
    return {
        "dots": dots,
        "years": [(year, at(date(year, 1, 1))) for year in years],
        "now": at(today),
        "anchor": "end" if 2 * today.toordinal() > low + high else "start",
    }


def _dates(groups: Sequence[Group]) -> Iterator[list[dict[str, object]]]:
    """Rows by phase: each date to come, all that is past its end in one, what has no end."""
    for name in PHASES:
        found = [group for group in groups if phase(group.items[0].dated) == name]
        if name == "past" and len(found) > 1:
            found = [Group(f"since {found[0].title}", tuple(item for group in found for item in group.items))]
        if found:
            yield [_date(group) for group in found]


def _date(group: Group) -> dict[str, object]:
    dated = group.items[0].dated
    return {
        "title": group.title,
        "left": days(dated.days_left, dated.end_of_life) if group.title == str(dated.end_of_life) else "",
        "phase": phase(dated),
        "uses": len(group.items),
        "files": group.files,
        "most": Counter(f"{item.code} {item.name}" for item in group.items).most_common(),
    }


def _rule(group: Sequence[Item]) -> dict[str, object]:
    first = min(group, key=lambda item: item.dated.end_of_life or date.max)
    levels = Counter(map(level, group))
    files = len({item.spot.path for item in group})
    return {
        "code": first.code,
        "name": first.name,
        "phase": phase(first.dated),
        "end": first.dated.end_of_life,
        "numbers": (len(group), files, *(levels[name] for name in LEVELS.values())),
    }


def _bars(view: View, pairs: Iterable[tuple[str, Item]], gone: Iterable[str]) -> list[dict[str, object]]:
    """Return a row for each name, the longest first: how much is left of which phase and with which fix.

    ``gone``: the names under which findings that are fixed now once counted.
    """
    found: dict[str, list[Item]] = {}
    for name, item in pairs:
        found.setdefault(name, []).append(item)
    fixed = Counter(gone)
    names = sorted({*found, *fixed}, key=lambda name: (-len(found.get(name, ())), name))
    most = max(map(len, found.values()), default=1)
    return [_bar(view, name, found.get(name, []), most, fixed[name]) for name in names]


def _bar(view: View, name: str, items: Sequence[Item], most: int, fixed: int) -> dict[str, object]:
    phases, levels = Counter(phase(item.dated) for item in items), Counter(map(level, items))
    parts, at = [], 0.0
    for stage in PHASES:
        width = 100 * phases[stage] / most
        parts += [(stage, f"{at:.3f}", f"{width:.3f}")] if width else []
        at += width
    return {
        "name": name,
        "label": ", ".join(f"{phases[stage]} {text}" for stage, text in PHASES.items() if phases[stage]),
        "parts": parts,
        "numbers": (len(items), *(levels[name] for name in LEVELS.values())),
        "new": sum(bool(view.trend and item.key in view.trend.new) for item in items),
        "fixed": fixed,
    }


def _folder_of(path: str, known: Iterable[str]) -> str:
    """Return the folder a path that is gone belongs to: one of ``known``, else its first part."""
    shown = plain(path)
    inside = [name for name in known if shown.startswith(f"{name}/")]
    return max(inside, key=len, default=shown.partition("/")[0] if "/" in shown else ".")


def _choices(view: View) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """(key, label, options) of each filter; an option is its value and how it is called."""
    found = [item.dated.finding for item in view.items if item.rule]
    places = sorted(set(folders(view.items)))
    yield "family", "Family", _same(item.family for item in view.items)
    yield "phase", "Ends", list(PHASES.items())
    yield "folder", "Repository or folder", [(name, "top folder" if name == "." else name) for name in places]
    yield "fix", "Fix", [(name, name) for name in LEVELS.values()]
    yield "product", "Product", _same(one.product for one in found)
    yield "certainty", "Certainty", _same(str(one.certainty) for one in found)
    if view.trend:
        yield "age", "Age", [("new", "new"), ("old", "remaining")]


def _same(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(set(names))]
