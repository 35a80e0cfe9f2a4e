"""A calendar: one all-day event for each day on which something the project uses ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from c42migrate.catalogue.ics import Event, calendar
from c42migrate.reports.closing import plural
from c42migrate.reports.schedule import Group, grouped
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View
from c42migrate.reports.words import deprecated

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style

MOST = 50
"""Places listed in one event."""


def render(view: View, _style: Style) -> str:
    """An iCalendar document; findings without a date are not in it."""
    return calendar("Code42 deprecations", _events(view), view.outcome.as_of)


def _events(view: View) -> Iterator[Event]:
    for group in grouped(view, "date"):
        if group.first_end is not None:
            yield _event(group, group.first_end)


def _event(group: Group, day: date) -> Event:
    items = group.items
    verb = "ended" if items[0].dated.status in {"ended", "removed"} else "ends"
    title = f"Code42: {plural(len(items), 'use')} of what {verb} today in {plural(group.files, 'file')}"
    lines = [f"{plain(i.spot.path)}:{i.spot.line} {i.code} {plain(deprecated(i))}" for i in items[:MOST]]
    if len(items) > MOST:
        lines.append(f"and {len(items) - MOST} more")
    return Event(f"{day}-project@c42migrate", day, title, "\n".join(lines))
