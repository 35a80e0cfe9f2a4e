"""Plans the far rewrite of a request: the replacement's path with the old one's values in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from c42migrate.fixes.plan import Change, align
from c42migrate.model import HOLE

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OldUrl:
    """What the rewrite needs of the old URL, as ranges of ``marked``.

    ``path``: from the first segment that changes to the end of the path. ``values``: path parameters by name.
    ``query``: query keys by name, each with the range of the pair and of its value. ``unneeded``: those that go.
    """

    marked: str
    path: Span
    values: Mapping[str, Span]
    query: Sequence[tuple[str, Span, Span]]
    unneeded: frozenset[str] = frozenset()


def path_changes(old: OldUrl, new_path: str, parameters: Mapping[str, str]) -> tuple[Change, ...] | None:
    """Return the changes that turn the old path into ``new_path``, which may end in a query template.

    ``parameters``: name in the new template → name in the old one, or ``query:NAME``. None when a value has no source,
    would be lost, or would have to be moved over another.
    """
    names = re.findall(r"\{(\w+)\}", new_path)
    sources = {name: parameters.get(name, name) for name in names}
    spans = {name: _source(old, source) for name, source in sources.items()}
    if any(span is None or span[0] == span[1] for span in spans.values()) or not set(old.values) <= set(
        sources.values()
    ):
        return None
    taken = {source.removeprefix("query:").lower() for source in sources.values() if source.startswith("query:")}
    taken |= {name.lower() for name in old.unneeded} & {name.lower() for name, _, _ in old.query}
    parts = [part for part in re.split(r"(\{\w+\})", new_path.lstrip("/")) if part]
    pieces = [spans[part[1:-1]] if part.startswith("{") else part for part in parts]
    return _written(old, [piece for piece in pieces if piece is not None], taken, "?" in new_path)


def _source(old: OldUrl, source: str) -> Span | None:
    if source.startswith("query:"):
        name = source.removeprefix("query:").lower()
        return next((value for key, _, value in old.query if key.lower() == name), None)
    return old.values.get(source)


def _written(old: OldUrl, pieces: Sequence[Span | str], taken: set[str], asks: bool) -> tuple[Change, ...] | None:
    """``asks``: the new path has a query of its own; ``taken``: old query keys whose values went into the path."""
    start, end = old.path
    target, origins = _joined(old.marked, pieces, "")
    if taken or (asks and old.query):
        left = [pair for key, pair, _ in old.query if key.lower() not in taken]
        end = max(pair[1] for _, pair, _ in old.query)
        rest, more = _joined(old.marked, left, "&")
        target, origins = target + (("&" if asks else "?") + rest if rest else ""), origins + more
    return align(old.marked, start, end, target, origins)


def _joined(marked: str, parts: Sequence[Span | str], glue: str) -> tuple[str, list[int]]:
    """Return the parts put together, and for each hole in them where it stands in ``marked``."""
    texts = [part if isinstance(part, str) else marked[part[0] : part[1]] for part in parts]
    spans = [part for part in parts if not isinstance(part, str)]
    origins = [i for start, end in spans for i in range(start, end) if marked[i] == HOLE]
    return glue.join(texts), origins


def needs_portal_host(old: str, new: str) -> bool:
    """Whether the rewrite leaves the console's paths for those of the API gateway, which has a host of its own."""
    return not _is_portal(old) and _is_portal(new)


def _is_portal(path: str) -> bool:
    return re.match(r"/v\d+/", path) is not None
