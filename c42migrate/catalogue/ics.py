"""Calendars after RFC 5545: all-day events, CRLF line ends, lines folded at 75 octets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LINE = 75
"""Octets of a content line, without its line end (RFC 5545, 3.1)."""


ALARMS = (30, 7)
"""Days before the end on which a calendar reminds of it."""


@dataclass(frozen=True, slots=True)
class Event:
    """An all-day event; ``uid`` must stay the same when the event is published again. ``alarms``: days before it."""

    uid: str
    day: date
    title: str
    text: str = ""
    alarms: tuple[int, ...] = ()


def calendar(name: str, events: Iterable[Event], stamp: date) -> str:
    """The events as an iCalendar text; ``stamp`` is the day the information is of (DTSTAMP, midnight UTC)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//c42migrate//c42migrate//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{escape(name)}", *(line for event in events for line in _event(event, stamp))]
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    if event.day < date.max:
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{escape(event.text)}"
    yield "TRANSP:TRANSPARENT"
    for days in event.alarms:
        alarm = ("ACTION:DISPLAY", f"TRIGGER:-P{days}D", f"DESCRIPTION:{escape(event.title)}")
        yield from ("BEGIN:VALARM", *alarm, "END:VALARM")
    yield "END:VEVENT"


def escape(text: str) -> str:
    """``text`` as a TEXT value (RFC 5545, 3.3.11); control characters, which it may not hold, are dropped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(char for char in plain.replace("\n", "\\n") if char >= " " and char != "\x7f")


def fold(line: str) -> str:
    """Break a line so that no part has more than 75 octets and no character is cut.

    In a log a part that begins with ``::`` would be a command for GitHub Actions: then colons are set apart.
    """
    parts = _parts(line)
    if any(part.lstrip().startswith("::") for part in parts[1:]):
        parts = _parts(line.replace("::", ": :"))
    return "\r\n ".join(parts)


def _parts(line: str) -> list[str]:
    parts, part, size = [], "", 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > LINE:
            parts.append(part)
            part, size = "", 1
        part, size = part + char, size + width
    return [*parts, part]
