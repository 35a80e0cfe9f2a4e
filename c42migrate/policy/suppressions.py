"""Marks findings that a comment silences; comments that silence nothing, and markers of fixes, become findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from c42migrate.catalogue.model import Basis
from c42migrate.model import Applicability, Certainty, Dated, Deprecated, Edit, Finding, Fix, Place, Severity, Status
from c42migrate.policy.directives import MARK, Directive, directives
from c42migrate.policy.lines import Lines
from c42migrate.policy.own import EXPIRED, REVIEW, UNKNOWN, UNUSED, OwnRule
from c42migrate.policy.selection import Selector

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue


@dataclass(slots=True)
class _State:
    """A directive and what became of each of its words."""

    directive: Directive
    codes: dict[str, frozenset[str]]
    used: set[str] = field(default_factory=set)
    expired: dict[str, date] = field(default_factory=dict)


def suppress(
    dated: Sequence[Dated],
    contents: Mapping[str, bytes],
    encodings: Mapping[str, str],
    catalogue: Catalogue,
    as_of: date,
    *,
    judged: frozenset[str],
    expire_with_item: bool = True,
) -> list[Dated]:
    """``dated`` with silenced ones marked, followed by the findings about the comments themselves.

    ``judged``: the codes that were looked for in this run; a comment about another is not called unused.
    """
    silencer = _Silencer(catalogue, as_of, expire_with_item=expire_with_item)
    comments = {path: directives(path, data, encodings.get(path, "utf-8")) for path, data in _marked(contents)}
    states = {path: silencer.states(found) for path, found in comments.items()}
    reviews = [_review(one) for found in comments.values() for one in found if one.is_review]
    dated = [*dated, *(one for one in reviews if REVIEW.code in judged)]
    lines = {path: Lines(contents[path], encodings.get(path, "utf-8")) for path, found in states.items() if found}
    marked = [silencer.mark(d, states[p], lines[p]) if (p := d.finding.place.path) in lines else d for d in dated]
    own = [about for found in states.values() for state in found for about in silencer.judge(state, judged)]
    return [*marked, *own]


def _marked(contents: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return ((path, data) for path, data in contents.items() if MARK in data.lower())


def _covered(place: Place, lines: Lines) -> range:
    """Return the lines of a place."""
    return range(lines.position(place.start)[0], lines.position(max(place.start, place.end - 1))[0] + 1)


class _Silencer:
    """Applies directives as of a day."""

    def __init__(self, catalogue: Catalogue, as_of: date, *, expire_with_item: bool) -> None:
        self._catalogue = catalogue
        self._selector = Selector(catalogue)
        self._as_of = as_of
        self._expire_with_item = expire_with_item

    def states(self, found: Iterable[Directive]) -> list[_State]:
        return [
            _State(one, {word: self._selector.find(word) for word in one.words or ("all",)})
            for one in found
            if not one.is_review
        ]

    def mark(self, dated: Dated, states: Iterable[_State], lines: Lines) -> Dated:
        place = dated.finding.place
        sent = (one.place for one in dated.finding.related if one.message.startswith(("used here", "sent here")))
        covered = {line for one in (place, *sent) if one.path == place.path for line in _covered(one, lines)}
        for state in states:
            found = state.directive
            if (found.whole_file or not found.lines.isdisjoint(covered)) and self._silences(state, dated):
                return replace(dated, suppressed=found.reason or "no reason given")
        return dated

    def _silences(self, state: _State, dated: Dated) -> bool:
        for word, codes in state.codes.items():
            if dated.finding.code in codes and not state.directive.bad_until:
                over = self._over(state.directive, dated)
                if over is None:
                    state.used.add(word)
                    return True
                state.expired[word] = over
        return False

    def _over(self, directive: Directive, dated: Dated) -> date | None:
        """Return the day the directive stopped counting for this finding, or None while it counts."""
        if directive.until is not None:
            return directive.until if directive.until < self._as_of else None
        ended = dated.end_of_life if dated.basis == Basis.STATED and self._expire_with_item else None
        return ended if ended is not None and ended <= self._as_of else None

    def judge(self, state: _State, judged: frozenset[str]) -> Iterator[Dated]:
        found = state.directive
        if found.bad_until:
            yield _about(UNKNOWN, f"until={found.bad_until} is no date (YYYY-MM-DD), so nothing is silenced", state, ())
            return
        unknown = [word for word, codes in state.codes.items() if not codes]
        if unknown:
            hint = self._selector.hint(unknown[0])
            yield _about(UNKNOWN, f"No rule is called {', '.join(unknown)} ({hint})", state, unknown)
        expired = [word for word in state.expired if word not in state.used]
        if expired:
            yield _about(EXPIRED, self._expired_message(state, expired), state, expired)
        unused = [word for word in state.codes if self._is_unused(state, word, judged)]
        if unused:
            what = "Nothing here needs" if not found.whole_file else "Nothing in this file needs"
            yield _about(UNUSED, f"{what} this suppression{_of(found, unused)}", state, unused)

    @staticmethod
    def _is_unused(state: _State, word: str, judged: frozenset[str]) -> bool:
        codes = state.codes[word]
        return bool(codes) and codes <= judged and word not in state.used and word not in state.expired

    def _expired_message(self, state: _State, words: list[str]) -> str:
        day = min(state.expired[word] for word in words)
        if state.directive.until is not None:
            return f"This suppression{_of(state.directive, words)} ended on {day}"
        return (
            f"This suppression{_of(state.directive, words)} stopped counting on {day}, when the item reached its "
            "stated end of life; write until=YYYY-MM-DD to keep it longer"
        )


def _review(found: Directive) -> Dated:
    """Return what a fix left to a person, as a finding that goes when the marker is removed."""
    words = ", ".join(found.words)
    what = found.reason or "what was rewritten here"
    about = Deprecated("", f"review[{words}]" if words else "review")
    message = f"To be reviewed: {what}; remove this comment afterwards"
    finding = Finding(REVIEW.code, found.place, message, Certainty.EXACT, "unknown", about, matched=what)
    return Dated(finding, Severity.WARNING, Status.STALE, None, "", None)


def _of(directive: Directive, words: Sequence[str]) -> str:
    return f" of {', '.join(words)}" if directive.words else ""


def _about(rule: OwnRule, message: str, state: _State, words: Sequence[str]) -> Dated:
    found = state.directive
    label = "ignore-file" if found.whole_file else "ignore"
    finding = Finding(
        code=rule.code,
        place=found.place,
        message=message,
        certainty=Certainty.EXACT,
        product="unknown",
        deprecated=Deprecated("", f"{label}[{', '.join(found.words)}]" if found.words else label),
        fixes=_removal(found, words) if words else (),
        matched=",".join(found.words),
    )
    return Dated(finding, Severity.WARNING, Status.STALE, None, "", None)


def _removal(found: Directive, words: Sequence[str]) -> tuple[Fix, ...]:
    if not found.removable:
        return ()
    kept = [word for word in found.words if word not in words]
    if kept and found.brackets is not None:
        edit = Edit(found.brackets, ", ".join(kept))
        return (Fix(Applicability.SAFE, f"Take {', '.join(words)} out of the suppression", (edit,)),)
    return (Fix(Applicability.SAFE, "Remove the suppression comment", (Edit(found.removal, ""),)),)
