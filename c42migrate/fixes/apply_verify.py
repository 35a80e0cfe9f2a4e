"""Makes fixes in memory and believes them only after the whole program was checked again with the new texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from c42migrate.engine_types import Outcome
from c42migrate.errors import FixError
from c42migrate.fixes.apply import Chosen, Plan, check_edits, furthest, plan, spliced, wanted
from c42migrate.model import Dated

PASSES = 10
"""Overlapping fixes are made one after the other; more rounds than this would mean they chase each other."""

Check = Callable[[Mapping[str, bytes]], Outcome]
"""Checks the program again with some files' bytes replaced."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A fix that was not made, and why."""

    path: str
    code: str
    message: str


@dataclass(slots=True)
class Repair:
    """``before`` / ``after``: path → bytes of the files that change; ``remaining``: the run with the new texts.

    ``made``: (path, code) of each fix made; ``failures``: fixes that were tried and taken back, or still overlap.
    """

    remaining: Outcome
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    made: list[Chosen] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def repair(outcome: Outcome, level: str, check: Check, impossible: Iterable[Failure] = ()) -> Repair:
    """Makes every fix of ``outcome`` up to ``level`` that survives verification. Writes nothing.

    ``impossible``: files that cannot be changed; what would have to change them is left out.
    """
    result = Repair(outcome, failures=list(impossible))
    barred = {failure.path for failure in result.failures}
    for _ in range(PASSES):
        planned = plan(result.remaining.findings, level, barred)
        if not planned.chosen:
            break
        _round(result, planned, level, check, barred)
    left = plan(result.remaining.findings, level, barred).chosen
    result.failures += [_failure(c, f"still wants fixing after {PASSES} rounds") for c in left]
    result.failures += _drawn_in(result, level, barred)
    return result


def _drawn_in(result: Repair, level: str, barred: set[str]) -> list[Failure]:
    """What stays because a file stays that would have been changed with it, unless its own file was named already."""
    named = {failure.path for failure in result.failures}
    found: list[Failure] = []
    for one in wanted(result.remaining.findings, level) if barred else ():
        in_the_way = sorted(one.paths & barred)
        if in_the_way and one.dated.finding.place.path not in named:
            found.append(_failure(one, f"left as it was, together with {in_the_way[0]}"))
    return found


def _round(result: Repair, planned: Plan, level: str, check: Check, barred: set[str]) -> None:
    """One pass: splice, check again, keep the files that came out right; bar the others for good."""
    chosen, new = _splice_each(planned.chosen, result, barred)
    while chosen:
        outcome = check({**result.after, **new})
        wrong = _wrong(result.remaining, outcome, chosen, level)
        if not wrong:
            _accept(result, outcome, chosen, new)
            return
        lost = [c for c in chosen if not c.paths.isdisjoint(wrong)] or list(chosen)
        for one in lost:
            result.failures.append(_failure(one, next((wrong[p] for p in sorted(one.paths) if p in wrong), "unsure")))
            barred |= one.paths
        chosen = tuple(c for c in chosen if c.paths.isdisjoint(barred))
        new = spliced(chosen, result.remaining.contents, result.remaining.encodings)


def _splice_each(
    chosen: Iterable[Chosen], result: Repair, barred: set[str]
) -> tuple[tuple[Chosen, ...], dict[str, bytes]]:
    """Leaves out the fixes whose own edits cannot be made, and every other fix of the same files."""
    outcome = result.remaining
    kept = list(chosen)
    for one in kept:
        try:
            check_edits(one, outcome.contents, outcome.encodings)
        except FixError as error:
            result.failures.append(_failure(one, error.message))
            barred |= one.paths
    left = tuple(c for c in kept if c.paths.isdisjoint(barred))
    return left, spliced(left, outcome.contents, outcome.encodings)


def _accept(result: Repair, outcome: Outcome, chosen: Iterable[Chosen], new: Mapping[str, bytes]) -> None:
    for path, data in new.items():
        result.before.setdefault(path, result.remaining.contents[path])
        result.after[path] = data
    result.made += chosen
    result.remaining = outcome


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
    return wrong


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


def _failure(chosen: Chosen, message: str) -> Failure:
    return Failure(chosen.dated.finding.place.path, chosen.dated.finding.code, message)
