"""The plan: per script what ends when, what ``fix`` does, what it does with ``--unsafe-fixes``, what is left by hand.

It is made of what the two kinds of fixes were seen to do, in memory, and is plain data: plans of many repositories are
joined into one. Scripts stand in the order of work: what has ended first, and of these the least effort first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum

from c42migrate.edits import Chosen
from c42migrate.reports.parts import Item
from c42migrate.reports.view import View
from c42migrate.reports.words import deprecated, instead, lifetime, manual_reasons, product, review

SCHEMA = "c42migrate/plan/1"
"""What a plan in JSON calls its shape."""

SMALL, MEDIUM = 5, 25
"""Points of effort up to which a script is S or M: 1 for a use to review or with an exact replacement, 3 for any other
that is left by hand."""
EFFORTS = f"S: up to {SMALL} points, M: up to {MEDIUM}, L: more; 1 point for each use to review or to replace by an \
exact equivalent, 3 for any other use left"


class Effort(StrEnum):
    """How much is left to do by hand."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


@dataclass(frozen=True, slots=True)
class Made:
    """What the fixes of one level came to: those made, and what is found afterwards."""

    chosen: Sequence[Chosen]
    after: View


@dataclass(frozen=True, slots=True)
class Use:
    """One use: what is written there, what takes its place, and whether that is known of exactly this use.

    ``cell``: the cell of a notebook and the line in it, in words; "" elsewhere.
    """

    line: int
    cell: str
    used: str
    instead: str
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One rule in one script. ``left``: findings of the rule after ``--unsafe-fixes``, ``by_hand``: which they are."""

    code: str
    name: str
    ends: str
    end: str
    has_ended: bool
    uses: int
    safe: int
    unsafe: int
    left: int
    does: tuple[str, ...]
    """What the fixes do, each with its level."""
    review: tuple[str, ...]
    by_hand: tuple[Use, ...]
    reasons: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """``clients`` and ``lookups``: what is needed once, before any step. ``product``: what is not known of it."""

    path: str
    effort: Effort
    product: str
    clients: tuple[str, ...]
    lookups: tuple[str, ...]
    steps: tuple[Step, ...]

    def total(self, name: str) -> int:
        """Return the sum of a number of its steps: ``uses``, ``safe``, ``unsafe`` or ``left``."""
        return sum(getattr(step, name) for step in self.steps)

    @property
    def ended(self) -> int:
        """How many uses are past their end."""
        return sum(step.uses for step in self.steps if step.has_ended)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, by a name that is "" where there is one only."""

    name: str
    scripts: tuple[Script, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole; ``next_end``: the soonest end that is still to come, "" for none."""

    as_of: str
    next_end: str
    repositories: tuple[Repository, ...]

    @property
    def scripts(self) -> list[Script]:
        """All scripts."""
        return [script for repository in self.repositories for script in repository.scripts]


def plan_of(view: View, safe: Made, unsafe: Made) -> Plan:
    """Return the plan of one run by what its fixes come to."""
    ends = [item.dated.end_of_life for item in view.items if item.dated.end_of_life]
    soonest = min((end for end in ends if end > view.outcome.as_of), default=None)
    builder = _Builder(view, safe, unsafe)
    scripts = tuple(sorted(builder.scripts(), key=_urgency))
    return Plan(view.outcome.as_of.isoformat(), _iso(soonest), (Repository("", scripts),) if scripts else ())


def _urgency(script: Script) -> tuple[bool, int, int, str]:
    points = sum(map(_points, script.steps))
    return not script.ended, list(Effort).index(script.effort), points, script.path


def _points(step: Step) -> int:
    return step.unsafe + sum(1 if use.is_exact else 3 for use in step.by_hand)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


class _Builder:
    """Sorts findings, fixes and what they leave by script and rule."""

    def __init__(self, view: View, safe: Made, unsafe: Made) -> None:
        self._view = view
        self._before = _by_rule(view)
        self._after = _by_rule(unsafe.after)
        beyond = [one for one in unsafe.chosen if one.fix.applicability != "safe"]
        self._safe, self._unsafe = _counted(safe.chosen), _counted(beyond)
        self._chosen = [*safe.chosen, *beyond]
        self._done = {(one.dated.finding.code, one.dated.finding.place) for one in unsafe.chosen}

    def scripts(self) -> Iterator[Script]:
        """Yield a script for every file in which a rule has something to say."""
        keys = [*self._before, *(key for key in self._after if key not in self._before)]
        paths: dict[str, list[Step]] = defaultdict(list)
        for path, code in keys:
            paths[path].append(self._step(path, code))
        for path, steps in paths.items():
            points = sum(map(_points, steps))
            advice = dict.fromkeys(text for step in steps for text in step.steps)
            first = next((whose for item in self._items(path) if (whose := product(item))), "")
            yield Script(
                path=path,
                effort=Effort.SMALL if points <= SMALL else Effort.MEDIUM if points <= MEDIUM else Effort.LARGE,
                product=first,
                clients=tuple(filter(_is_client, advice)),
                lookups=tuple(filter(_is_lookup, advice)),
                steps=tuple(sorted(steps, key=lambda step: (step.end or "9999", step.code))),
            )

    def _items(self, path: str) -> Iterator[Item]:
        yield from (item for (where, _), items in self._before.items() if where == path for item in items)

    def _step(self, path: str, code: str) -> Step:
        before, after = self._before.get((path, code), []), self._after.get((path, code), [])
        shown = (before or after)[0]
        fixes = [
            one.fix for one in self._chosen if (one.dated.finding.place.path, one.dated.finding.code) == (path, code)
        ]
        reasons = [reason for item in after for reason in manual_reasons(item)]
        return Step(
            code=code,
            name=shown.name,
            ends=lifetime(shown.dated) if shown.rule else "",
            end=_iso(shown.dated.end_of_life),
            has_ended=shown.dated.status in {"ended", "removed"},
            uses=len(before),
            safe=self._safe[path, code],
            unsafe=self._unsafe[path, code],
            left=len(after),
            does=tuple(
                dict.fromkeys(f"{fix.applicability}: {self._view.mask.prose(fix.description)}" for fix in fixes)
            ),
            review=tuple(dict.fromkeys(filter(None, (self._view.mask.prose(review(shown, fix)) for fix in fixes)))),
            by_hand=tuple(self._by_hand(before, after)),
            reasons=tuple(dict.fromkeys(reasons)),
            steps=shown.rule.steps if shown.rule and after else (),
        )

    def _by_hand(self, before: Sequence[Item], after: Sequence[Item]) -> Iterator[Use]:
        """Yield what is left, at the lines of today: first what no fix touched, then what one changed and still is
        found."""
        key = [(item.code, item.dated.finding.place) in self._done for item in before]
        order = [item for done in (False, True) for item, is_done in zip(before, key, strict=True) if is_done is done]
        left = sorted(order[: len(after)], key=lambda item: item.spot.line)
        for item in left:
            yield Use(
                item.spot.line, str(item.cell or ""), self._view.change(item)[0], instead(item), bool(item.successor)
            )
        for item in after[len(left) :]:
            yield Use(0, "", deprecated(item), instead(item) or item.message, bool(item.successor) or item.rule is None)


def _by_rule(view: View) -> dict[tuple[str, str], list[Item]]:
    """Return the findings of each script and rule; of the tool's own findings only the places to review."""
    found: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in view.items:
        if item.rule is not None or item.name == "review":
            found[item.spot.path, item.code].append(item)
    return dict(found)


def _counted(chosen: Iterable[Chosen]) -> Counter[tuple[str, str]]:
    return Counter((one.dated.finding.place.path, one.dated.finding.code) for one in chosen)


def _is_client(step: str) -> bool:
    """Whether a step of the catalogue is about an API client and what it may do."""
    return "API client" in step


def _is_lookup(step: str) -> bool:
    """Whether a step of the catalogue is about ids that have to be looked up."""
    return step.lower().startswith("look ") or " look the " in step


def merged(plans: Sequence[tuple[str, Plan]]) -> Plan:
    """One plan of many; each repository gets the label that stands beside its plan, where there is one."""
    repositories = [
        Repository(label or repository.name, repository.scripts)
        for label, plan in plans
        for repository in plan.repositories
    ]
    ends = sorted(plan.next_end for _, plan in plans if plan.next_end)
    return Plan(max(plan.as_of for _, plan in plans), ends[0] if ends else "", tuple(repositories))


def data(value: object) -> object:
    """Return a plan, or a part of it, as what JSON knows."""
    if isinstance(value, tuple):
        return [data(item) for item in value]
    if is_dataclass(value):
        return {field.name: data(getattr(value, field.name)) for field in fields(value)}
    return value


TOTALS = ("uses", "ended", "safe", "unsafe", "left")


def totals(scripts: Iterable[Script]) -> dict[str, int]:
    """Return the sums over scripts, by the names in ``TOTALS``, and how many scripts there are."""
    listed = list(scripts)
    sums = {name: sum(s.ended if name == "ended" else s.total(name) for s in listed) for name in TOTALS}
    return {"scripts": len(listed), **sums}


def efforts(scripts: Iterable[Script]) -> dict[str, int]:
    """How many scripts there are of each effort."""
    counts = Counter(script.effort for script in scripts)
    return {effort: counts[effort] for effort in Effort}
