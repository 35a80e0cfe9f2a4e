"""Plans the far rewrite of a request: the replacement's path with the old one's values in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from c42migrate.fixes.plan import Change, align
from c42migrate.symbolic import HOLE

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OldUrl:
    """What the rewrite needs of the old URL, as ranges of ``marked``.

    ``path``: from the first segment that changes to the end of the path. ``values``: path parameters by name.
    ``query``: query keys by name, each with the range of the pair and of its value.
    """

    marked: str
    path: Span
    values: Mapping[str, Span]
    query: Sequence[tuple[str, Span, Span]]


def path_changes(old: OldUrl, new_path: str, parameters: Mapping[str, str]) -> tuple[Change, ...] | None:
    """The changes that turn the old path into ``new_path``.

    ``parameters``: name in the new template → name in the old one, or ``query:NAME``. None when a value has no source, a
    value would be lost, or one would have to be moved over another.
    """
    used: set[str] = set()
    parts: list[Span | str] = []
    for part in (part for part in new_path.split("/") if part):
        name = part[1:-1] if part.startswith("{") else ""
        source = parameters.get(name, name)
        span = _source(old, source)
        if name and (span is None or span[0] == span[1]):
            return None
        used.add(source)
        parts.append(span if name and span else part)
    if not set(old.values) <= used:
        return None
    taken = {source.removeprefix("query:").lower() for source in used if source.startswith("query:")}
    return _written(old, parts, taken)


def _source(old: OldUrl, source: str) -> Span | None:
    if source.startswith("query:"):
        name = source.removeprefix("query:").lower()
        return next((value for key, _, value in old.query if key.lower() == name), None)
    return old.values.get(source)


def _written(old: OldUrl, parts: Sequence[Span | str], taken: set[str]) -> tuple[Change, ...] | None:
    start, end = old.path
    target, origins = _joined(old.marked, parts, "/")
    if taken:
        left = [pair for key, pair, _ in old.query if key.lower() not in taken]
        end = max([end, *(pair[1] for _, pair, _ in old.query)])
        rest, more = _joined(old.marked, left, "&")
        target, origins = target + ("?" + rest if rest else ""), origins + more
    return align(old.marked, start, end, target, origins)


def _joined(marked: str, parts: Sequence[Span | str], glue: str) -> tuple[str, list[int]]:
    """The parts put together, and for each hole in them where it stands in ``marked``."""
    texts = [part if isinstance(part, str) else marked[part[0] : part[1]] for part in parts]
    spans = [part for part in parts if not isinstance(part, str)]
    origins = [i for start, end in spans for i in range(start, end) if marked[i] == HOLE]
    return glue.join(texts), origins


def needs_portal_host(old: str, new: str) -> bool:
    """Whether the rewrite leaves the console's paths for those of the API gateway (``/v1/…``), which has its own host."""
    return not _is_portal(old) and _is_portal(new)


def _is_portal(path: str) -> bool:
    return re.match(r"/v\d+/", path) is not None
