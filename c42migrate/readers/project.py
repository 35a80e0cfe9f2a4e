"""Scripts that are read together: which one ``. lib.sh`` or ``Import-Module Tools`` means, and whose usage is whose."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from c42migrate.errors import Problem
from c42migrate.files.source import Source
from c42migrate.model import HOLE, Place, Probe, Reading, Text, Usage
from c42migrate.readers import web
from c42migrate.readers.collect import Collector
from c42migrate.readers.syntax import Script

_ROOM = 400_000
"""Characters of other files that are followed in one run."""


class Machine(Protocol):
    """What runs one script."""

    def follow(self) -> None:
        """Run the script."""

    def follow_uncalled(self) -> None:
        """Run the functions that nobody has called."""


@dataclass(slots=True)
class Project:
    """What the machines of several scripts share. ``called``: the functions that somebody calls, by their place."""

    scripts: Sequence[Script]
    collector: Collector = field(default_factory=Collector)
    called: set[Place] = field(default_factory=set)
    room: int = _ROOM

    def named(self, written: Text, origin: str, endings: Sequence[str] = ("",)) -> Script | None:
        """Return the script that ``written`` means in the file ``origin``; None when it is none of these, or not clear.

        A beginning that is not known (``$(dirname "$0")/lib.sh``) counts as the folder of ``origin``, or as any other
        when only one script fits.
        """
        tail = written.marked.replace("\\", "/").rpartition(HOLE)[2].strip().lstrip("/")
        ways = [posixpath.normpath(tail + ending) for ending in endings] if tail else []
        beside = [posixpath.normpath(posixpath.join(posixpath.dirname(origin), way)) for way in ways]
        found = [script for script in self.scripts if script.source.path in beside]
        found = found or [
            script for script in self.scripts if any(_ends_alike(script.source.path, way) for way in ways)
        ]
        return found[0] if len({script.source.path for script in found}) == 1 and self.affords(found[0].text) else None

    def below(self, origin: str, ending: str) -> list[Script]:
        """Return the scripts with this ending in the folder of the file ``origin`` and its folders, as far as
        affordable."""
        folder = origin[: origin.rfind("/") + 1]
        inside = (script for script in self.scripts if script.source.path.startswith(folder))
        near = [script for script in inside if script.source.path.lower().endswith(ending)]
        return [script for script in near if self.affords(script.text)]

    def affords(self, text: str) -> bool:
        """Whether this much more may be followed."""
        self.room -= len(text)
        return self.room >= 0

    def follow(self, machines: Sequence[Machine], complaint: str) -> list[Reading]:
        """Run all scripts, then the functions that none of them calls; ``complaint``: what to say of a broken one."""
        for machine in machines:
            machine.follow()
        for machine in machines:
            machine.follow_uncalled()
        found = zip(self.scripts, self._usages(), strict=True)
        return [_reading(script, usages, complaint, self._probes(script)) for script, usages in found]

    def _probes(self, script: Script) -> tuple[Probe, ...]:
        return tuple(probe for probe in self.collector.probes if _holds(script.source, probe.place))

    def _usages(self) -> list[tuple[Usage, ...]]:
        """Return the usages of each script, in source order."""
        rows: list[list[Usage]] = [[] for _ in self.scripts]
        for usage in self.collector.finish():
            owner = next((n for n, script in enumerate(self.scripts) if _holds(script.source, usage.place)), None)
            if owner is not None:
                rows[owner].append(usage)
        return [tuple(row) for row in rows]


def _ends_alike(path: str, written: str) -> bool:
    """Whether the shorter of two paths is the end of the longer."""
    short, long = sorted((path.lstrip("/"), written.lstrip("./")), key=len)
    return bool(short) and f"/{long}".endswith(f"/{short}")


def _reading(script: Script, usages: tuple[Usage, ...], complaint: str, probes: tuple[Probe, ...]) -> Reading:
    path = script.source.path
    problems = (Problem(path, "parse", complaint),) if script.broken else ()
    return Reading(path, usages, problems, not script.broken, web.hosts(script.text), probes=probes)


def _holds(source: Source, place: Place) -> bool:
    return source.path == place.path and source.offset(0) <= place.start <= source.offset(len(source.text))
