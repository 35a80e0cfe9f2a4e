"""Calendars of all-day events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import icalendar

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
    """Return the events as an iCalendar text; ``stamp`` is the day the information is of (DTSTAMP, midnight UTC)."""
    made = icalendar.Calendar()
    pairs = (("version", "2.0"), ("prodid", "-//c42migrate//c42migrate//EN"), ("calscale", "GREGORIAN"))
    for key, value in (*pairs, ("x-wr-calname", _shown(name))):
        made.add(key, value)
    for event in events:
        made.add_component(_event(event, stamp))
    data: bytes = made.to_ical()
    return data.decode()


def _event(event: Event, stamp: date) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", _shown(event.uid))
    made.add("dtstamp", datetime.combine(stamp, time(), UTC))
    made.add("dtstart", event.day)
    if event.day < date.max:
        made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", _shown(event.title))
    if event.text:
        made.add("description", _shown(event.text))
    made.add("transp", "TRANSPARENT")
    for days in event.alarms:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(days=-days))
        alarm.add("description", _shown(event.title))
        made.add_component(alarm)
    return made


def _shown(text: str) -> str:
    """Text without control characters, which a calendar may not hold, and with colons set apart: a folded line that
    began with two would be a command for GitHub Actions in a log."""
    lines = re.sub(r":(?=:)", ": ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in lines if char == "\n" or (char >= " " and char != "\x7f"))
