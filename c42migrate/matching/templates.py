"""OpenAPI path templates and how a URL's segments meet them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from c42migrate.matching.urls import Segment


@dataclass(frozen=True, slots=True)
class Template:
    """A path template by segments: lower-case text, or None for a parameter; ``names`` are the parameters' names."""

    path: str
    fixed: tuple[str | None, ...]
    names: tuple[str, ...]

    @property
    def weight(self) -> tuple[bool, ...]:
        """Sort key: of two templates that fit, the one with the earlier fixed segment is the closer one."""
        return tuple(part is not None for part in self.fixed)

    @property
    def anchor(self) -> int:
        """Index of the last fixed segment, which names the operation."""
        return max((i for i, part in enumerate(self.fixed) if part is not None), default=0)


@cache
def compile_template(path: str) -> Template:
    """``/v1/users/{userId}`` as a Template; a query in the template is left out."""
    parts = [part for part in path.partition("?")[0].split("/") if part]
    is_name = [part.startswith("{") and part.endswith("}") for part in parts]
    fixed = tuple(None if name else part.lower() for part, name in zip(parts, is_name, strict=True))
    return Template(path, fixed, tuple(part[1:-1] for part, name in zip(parts, is_name, strict=True) if name))


@dataclass(frozen=True, slots=True)
class Route:
    """A path as it is compared with templates: ``words`` in lower case (None = not known).

    ``segments[i]`` is where ``words[i]`` stands in the URL, None for a word that is not written there (``v1`` of an old
    shape). ``open_end``: the last word is known but more may follow it without a slash (``/api/User`` + query).
    """

    words: tuple[str | None, ...]
    segments: tuple[Segment | None, ...]
    open_end: bool = False


def fits(template: Template, route: Route) -> bool:
    """Whether the route can be a use of the template: fixed segments equal, parameters any one segment."""
    if len(template.fixed) != len(route.words):
        return route.open_end and _is_longer(template, route)
    return all(want is None or want == word for want, word in zip(template.fixed, route.words, strict=True))


def _is_longer(template: Template, route: Route) -> bool:
    """Tell whether an open end may hold one more parameter (``"/api/UserBlock" + tail``)."""
    head = len(route.words)
    return template.fixed[head:] == (None,) and template.fixed[:head] == tuple(route.words)


def route(segments: Sequence[Segment]) -> Route:
    """Return the route of a path as written."""
    words = [segment.fixed for segment in segments]
    tail = segments[-1].prefix if segments else None
    if tail is not None:
        words[-1] = tail
    return Route(tuple(words), tuple(segments), tail is not None)
