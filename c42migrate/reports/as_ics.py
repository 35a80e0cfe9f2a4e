"""A calendar: one all-day event for each day to come on which something the project uses ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from c42migrate.catalogue.ics import ALARMS, Event, calendar
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
    """Return an iCalendar document of what is to come on or after the day of the run, which an earlier one lets in
    too."""
    return calendar("Code42 deprecations", _events(view), view.outcome.as_of)


def _events(view: View) -> Iterator[Event]:
    for group in grouped(view, "date"):
        if group.first_end is not None and group.first_end >= view.outcome.as_of:
            yield _event(group, group.first_end)


def _event(group: Group, day: date) -> Event:
    """Return an event whose identity is that of the working directory's name and the day: calendars of several
    projects do not clash."""
    items = group.items
    project = re.sub(r"[^\w.-]+", "-", Path.cwd().name) or "project"
    title = (
        f"Code42: {plural(len(items), 'use')} of what ends on this day in {plural(group.files, 'file')} of {project}"
    )
    lines = [f"{plain(i.spot.path)}:{i.spot.line} {i.code} {plain(deprecated(i))}" for i in items[:MOST]]
    if len(items) > MOST:
        lines.append(f"and {len(items) - MOST} more")
    return Event(f"{day}-{project}@c42migrate", day, title, "\n".join(lines), ALARMS)
