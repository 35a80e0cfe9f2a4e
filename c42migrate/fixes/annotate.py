"""Comments for people, and for the tool: what is left to be done by hand, and what is not to be reported any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from c42migrate.fixes.comments import Comment, Placed, commented
from c42migrate.model import Dated, Place
from c42migrate.outcome import Outcome

_NEAR = 4
"""A note so many lines above a finding is one about it."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """``after``: path → new bytes; ``added``: the comments in them."""

    after: Mapping[str, bytes] = field(default_factory=dict)
    added: tuple[Placed, ...] = ()


def annotated(outcome: Outcome) -> Annotated:
    """Return a line ``# C42-303 user-deactivate: by hand, see c42migrate explain C42-303`` above every finding that
    has no fix and no such line yet."""
    after, added = commented(outcome, _notes(outcome))
    return Annotated(after, tuple(added))


def _notes(outcome: Outcome) -> Iterator[Comment]:
    for dated in _of_rules(outcome):
        if dated.finding.fixes:
            continue
        code, place = dated.finding.code, dated.finding.place
        text = f"# {code} {outcome.catalogue.rules[code].name}: by hand, see c42migrate explain {code}"
        above = outcome.contents[place.path][: place.start].split(b"\n")[-1 - _NEAR : -1]
        if not any(text.encode() in line for line in above):
            yield Comment(place.path, _line(outcome, place), text)


def ignored(outcome: Outcome, reason: str, check: Callable[[Mapping[str, bytes]], Outcome]) -> Annotated:
    """Return a line ``# c42migrate: ignore[C42-303] reason`` above every finding.

    ``check`` looks again with the new texts: a comment that does not silence its findings is not made.
    """
    after, added = commented(outcome, _suppressions(outcome, reason))
    useless = _useless(check(after), added) if added else set()
    if useless:
        after, added = commented(outcome, [one.comment for one in added if one.comment not in useless])
        if added and _useless(check(after), added):
            after, added = {}, []
    return Annotated(after, tuple(added))


def _suppressions(outcome: Outcome, reason: str) -> Iterator[Comment]:
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for dated in _of_rules(outcome):
        place = dated.finding.place
        found[place.path, _line(outcome, place)].add(dated.finding.code)
    for (path, line), codes in found.items():
        yield Comment(path, line, f"# c42migrate: ignore[{', '.join(sorted(codes))}] {reason}")


def _useless(outcome: Outcome, added: Iterable[Placed]) -> set[Comment]:
    """Return the comments of which something is still reported: what they are about, or that they silence nothing."""
    standing = {(dated.finding.place.path, _line(outcome, dated.finding.place)) for dated in outcome.active}
    return {one.comment for one in added if standing & {(one.comment.path, one.line), (one.comment.path, one.about)}}


def _of_rules(outcome: Outcome) -> Iterator[Dated]:
    """Return the findings that count, without those about the tool's own comments."""
    return (d for d in outcome.active if d.finding.code in outcome.catalogue.rules)


def _line(outcome: Outcome, place: Place) -> int:
    return 1 + outcome.contents[place.path].count(b"\n", 0, place.start)
