"""Makes fixes in memory and believes them only after the whole program was checked again with the new texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from c42migrate.catalogue.model import FieldMatch, Rule, SymbolMatch
from c42migrate.edits import Cause, Chosen, Failure, Key, Plan, check_edits, furthest, overlap, plan, spliced, wanted
from c42migrate.errors import FixError
from c42migrate.fixes.comments import Comment, commented
from c42migrate.model import Applicability, Dated, Edit, Mark, Place
from c42migrate.outcome import Outcome

PASSES = 10
"""Overlapping fixes are made one after the other; more rounds than this would mean they chase each other."""
TRIALS = 200
"""Checks of the whole program in one repair: to find k culprits among n fixes takes about 2 k log n."""
_LINE_END = re.compile(r"\r\n|\n|\r")

Check = Callable[[Mapping[str, bytes]], Outcome]
"""Checks the program again with some files' bytes replaced."""


@dataclass(slots=True)
class Repair:
    """``before`` / ``after``: path → bytes of the files that change; ``remaining``: the run with the new texts.

    ``made``: each fix made; ``failures``: those wanted that were not. ``refused``: why, for each fix that did not
    survive its verification; it may still have been planned anew, and made, later. ``barred``: files that stay.
    """

    remaining: Outcome
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    made: list[Chosen] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    refused: dict[Key, str] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()


def repair(outcome: Outcome, level: str, check: Check, impossible: Iterable[Failure] = ()) -> Repair:
    """Make every fix of ``outcome`` up to ``level`` that survives verification. Writes nothing.

    ``impossible``: files that cannot be changed; what would have to change them is left out.
    """
    result = Repair(outcome, failures=list(impossible))
    result.barred = frozenset(failure.path for failure in result.failures)
    verifier = _Verifier(result, level, check)
    for _ in range(PASSES):
        planned = plan(result.remaining.findings, level, result.barred, result.refused)
        if not planned.chosen:
            break
        verifier.round(planned)
    result.failures += _left(result, level)
    return result


def _left(result: Repair, level: str) -> Iterator[Failure]:
    """Every fix that is still wanted, once, with the reason why it was not made."""
    named = {failure.path for failure in result.failures}
    for one in wanted(result.remaining.findings, level):
        path = one.dated.finding.place.path
        in_the_way = sorted(one.paths & result.barred)
        if not in_the_way:
            reason = result.refused.get(one.key, f"still wants fixing after {PASSES} rounds")
            yield Failure(path, one.dated.finding.code, reason, _line(result.remaining, one.dated), Cause.UNVERIFIED)
        elif path not in named:
            line = _line(result.remaining, one.dated)
            yield Failure(path, one.dated.finding.code, f"left as it was, together with {in_the_way[0]}", line)


def _line(outcome: Outcome, dated: Dated) -> int:
    """Return the 1-based line of a finding, 0 when its file is not at hand."""
    place = dated.finding.place
    if place.path not in outcome.contents:
        return 0
    before = outcome.contents[place.path][: place.start]
    return 1 + len(_LINE_END.findall(before.decode(outcome.encodings.get(place.path, "utf-8"), "replace")))


class _Verifier:
    """Makes the fixes of one plan after the other, and finds out which of them cannot be made."""

    def __init__(self, result: Repair, level: str, check: Check) -> None:
        self._result = result
        self._level = level
        self._check = check
        self._trials = TRIALS

    def round(self, planned: Plan) -> None:
        """One pass: all at once where possible; else halves, and halves of those, until the culprits are alone."""
        base = self._result.remaining
        good: tuple[Chosen, ...] = ()
        checked = base
        waiting = [self._spliceable(planned.chosen)]
        while waiting:
            batch = waiting.pop()
            if not batch:
                continue
            if not self._trials:
                self._refuse(batch, f"not tried, for {TRIALS} attempts had been made to find fixes that can be made")
                continue
            self._trials -= 1
            tried = (*good, *batch)
            outcome = self._check({**self._result.after, **spliced(tried, base.contents, base.encodings)})
            wrong = _wrong(base, outcome, tried, self._level)
            if not wrong:
                good, checked = tried, outcome
            elif len(batch) == 1:
                self._refuse(batch, _reason(batch[0], wrong))
            else:
                waiting += _parts(batch, wrong)
        if good:
            self._accept(good, checked)

    def _spliceable(self, chosen: Iterable[Chosen]) -> tuple[Chosen, ...]:
        """Leaves out the fixes whose own edits cannot be made."""
        outcome = self._result.remaining
        kept = []
        for one in chosen:
            try:
                check_edits(one, outcome.contents, outcome.encodings)
            except FixError as error:
                self._refuse([one], error.message)
            else:
                kept.append(one)
        return tuple(kept)

    def _refuse(self, chosen: Iterable[Chosen], reason: str) -> None:
        self._result.refused.update((one.key, reason) for one in chosen)

    def _accept(self, chosen: Sequence[Chosen], outcome: Outcome) -> None:
        result = self._result
        base = result.remaining
        for path, data in spliced(chosen, base.contents, base.encodings).items():
            result.before.setdefault(path, base.contents[path])
            result.after[path] = data
        result.made += [replace(one, line=_line(base, one.dated)) for one in chosen]
        result.remaining = self._with_reviews(chosen, base, outcome)

    def _with_reviews(self, chosen: Sequence[Chosen], base: Outcome, outcome: Outcome) -> Outcome:
        """Put a marker above every call that may do something else now, for a person to look at and to remove."""
        unsafe = [one for one in chosen if one.fix.applicability is Applicability.UNSAFE and not one.fix.is_marked]
        told = [one for one in unsafe if one.fix.is_move or one.fix.reason or one.fix.marks]
        moved: dict[frozenset[Edit], Chosen] = {}
        for one in sorted(told, key=lambda one: isinstance(_rule(one, base).match, FieldMatch)):
            moved.setdefault(frozenset(one.fix.edits), one)
        wanted = (comment for one in moved.values() for comment in _reviews(one, chosen, base))
        contents = {**outcome.contents, **self._result.after}  # also of files in which nothing is found any more
        whole = replace(outcome, contents=contents, encodings={**base.encodings, **outcome.encodings})
        made, _ = commented(whole, wanted) if moved else ({}, [])
        self._result.after.update(made)
        return self._check(self._result.after) if made else outcome


def _rule(one: Chosen, outcome: Outcome) -> Rule:
    return outcome.catalogue.rules[one.dated.finding.code]


def _reviews(one: Chosen, chosen: Sequence[Chosen], base: Outcome) -> Iterator[Comment]:
    """Yield the markers of a fix, each with its line in the new text: one for the call, and its own."""
    about = one.dated.finding.place
    spot = min((e.place for e in one.fix.edits), key=lambda p: (p.path != about.path, abs(p.start - about.start)))
    reason = one.fix.reason or _rule(one, base).fix.reason or "ids, body and reply may differ"
    said: dict[tuple[str, int, str], list[str]] = {}
    own = [Mark(spot, one.dated.finding.code, reason)] if one.fix.is_move or one.fix.reason else []
    for mark in (*own, *one.fix.marks):
        said.setdefault((mark.place.path, _new_line(mark.place, chosen, base), mark.code), []).append(mark.what)
    for (path, line, code), texts in said.items():
        yield Comment(path, line, f"# c42migrate: review[{code}] {'; '.join(texts)}")


def _new_line(spot: Place, chosen: Sequence[Chosen], base: Outcome) -> int:
    """Return the line (1-based) of a place of the old text in the new one."""
    before = {e for other in chosen for e in other.fix.edits if e.place.path == spot.path and e.place < spot}
    line = 1 + base.contents[spot.path].count(b"\n", 0, spot.start)
    return line + sum(edit.text.count("\n") - edit.expect.count(b"\n") for edit in before)


def _reason(one: Chosen, wrong: Mapping[str, str]) -> str:
    """Why a fix that was tried alone cannot be made."""
    own = [wrong[path] for path in sorted(one.paths) if path in wrong]
    return own[0] if own else next(f"in {path} {message}" for path, message in sorted(wrong.items()))


def _parts(batch: Sequence[Chosen], wrong: Mapping[str, str]) -> list[tuple[Chosen, ...]]:
    """Return the smaller batches to try instead of one that came out wrong; the last is to be tried first."""
    suspects = tuple(one for one in batch if not one.paths.isdisjoint(wrong))
    others = tuple(one for one in batch if one.paths.isdisjoint(wrong))
    if suspects and others:
        return [suspects, others]
    half = len(batch) // 2
    return [tuple(batch[half:]), tuple(batch[:half])]


def _wrong(before: Outcome, after: Outcome, chosen: Iterable[Chosen], level: str) -> dict[str, str]:
    """Path → what went wrong there: it no longer parses, something new is found, or the finding stands as it was."""
    paths = {path for one in chosen for path in one.paths}
    problems = {p.path: p.message for p in after.errors} if after.errors else {}
    known = {p.path for p in before.errors}
    wrong = {p: f"the result would not parse: {m}" for p, m in problems.items() if p in paths and p not in known}
    for path, code in _new_findings(before, after, chosen):
        wrong.setdefault(path, f"the result would have a new {code}")
    for path, code in _unmoved(before, after, chosen, level):
        wrong.setdefault(path, f"{code} would stand as before")
    for path, code in _vanished(before, after, chosen, level):
        wrong.setdefault(path, f"{code} would not be seen any more, though nothing was done about it")
    return wrong


def _vanished(before: Outcome, after: Outcome, chosen: Iterable[Chosen], level: str) -> set[tuple[str, str]]:
    """(path, code) of findings without a fix that are gone; what a move makes due instead of them is said by it."""
    made = list(chosen)
    mended = {(path, one.dated.finding.code) for one in made for path in one.paths}
    moved = {path for one in made if one.fix.leaves for path in one.paths}
    left = [d for d in before.active if not furthest(d, level) and d.finding.code in before.catalogue.rules]
    taken = _rewritten(made, before)
    had = _counts(d for d in left if not any(overlap(d.finding.place, place) for place in taken))
    has = _counts(after.findings)
    return {key for key, count in had.items() if has[key] < count and key not in mended and key[0] not in moved}


def _rewritten(made: Iterable[Chosen], outcome: Outcome) -> list[Place]:
    """Return what calls of an SDK take with them when they move: their queries, and what reads their replies."""
    rules = outcome.catalogue.rules
    named = {code for code, rule in rules.items() if isinstance(rule.match, SymbolMatch)}
    return [edit.place for one in made if one.dated.finding.code in named for edit in one.fix.edits]


def _new_findings(before: Outcome, after: Outcome, chosen: Iterable[Chosen]) -> set[tuple[str, str]]:
    """(path, code) found more often than before, other than a later step of a fixed finding's own chain.

    The tool's own findings do not count: a comment whose reason was fixed away becomes an unused one.
    """
    allowed = {
        (path, code)
        for one in chosen
        for path in one.paths
        for code in (*_following(before, one.dated.finding.code), *one.fix.leaves)
    }
    more = _counts(after.findings) - _counts(before.findings)
    return {key for key in more if key not in allowed and key[1] in after.catalogue.rules}


def _following(outcome: Outcome, code: str) -> tuple[str, ...]:
    chain = outcome.catalogue.chains.get(code)
    return chain.codes if chain else ()


def _counts(findings: Iterable[Dated]) -> Counter[tuple[str, str]]:
    return Counter((d.finding.place.path, d.finding.code) for d in findings)


def _unmoved(before: Outcome, after: Outcome, chosen: Iterable[Chosen], level: str) -> set[tuple[str, str]]:
    """(path, code) with as many findings that still want a fix as before, although one was made."""
    made = Counter((c.dated.finding.place.path, c.dated.finding.code) for c in chosen)
    had = _counts(d for d in before.active if furthest(d, level))
    has = _counts(d for d in after.active if furthest(d, level))
    return {key for key, count in made.items() if has[key] > had[key] - count}
