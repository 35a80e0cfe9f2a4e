"""Where a rule stands on a given day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from c42migrate.catalogue.model import Basis, Milestone, Rule
from c42migrate.terms import Severity, Status

WARN_DAYS = 90
SEVERITY = {
    Status.ANNOUNCED: Severity.NOTE,
    Status.DEPRECATED: Severity.NOTE,
    Status.ENDING: Severity.WARNING,
    Status.ENDED: Severity.ERROR,
    Status.REMOVED: Severity.ERROR,
}
"""How loud each status is: a stop in sight is a warning, a stop that has passed is an error."""
_SEEN = (Basis.STATED, Basis.OBSERVED)
"""Only this makes a thing removed: no policy and no inference does."""


class Standing(NamedTuple):
    """``end_of_life``: the day of the removal once the thing is removed. ``basis``: how that day is known ("" when
    there is none). ``days_left``: negative once it has passed. ``removed``: the day of the removal when it has come."""

    status: Status
    severity: Severity
    end_of_life: date | None
    basis: str
    days_left: int | None
    removed: date | None = None


def status(rule: Rule, as_of: date, warn_days: int = WARN_DAYS) -> Standing:
    """Return the rule's status on the day ``as_of``; ``ending`` starts ``warn_days`` before the end of life.

    On the day of its end a thing counts as ended. Only a removal that was stated or seen makes it ``removed``: a
    policy date that has passed says ``ended``. An inferred end that has passed is a warning, no error: nobody has
    stated it. Before its announcement a rule is already ``announced``: nothing quieter exists.
    """
    gone = rule.lifecycle.removed
    removed = gone if gone and gone.basis in _SEEN and _reached(gone, as_of) else None
    end = removed or end_of_life(rule)
    if end is None:
        word = _status(rule, as_of, None, warn_days)
        return Standing(word, SEVERITY[word], None, "", None)
    left = (end.date - as_of).days
    word = Status.REMOVED if removed else _status(rule, as_of, left, warn_days)
    loud = Severity.WARNING if word is Status.ENDED and end.basis is Basis.INFERRED else SEVERITY[word]
    return Standing(word, loud, end.date, end.basis.value, left, removed.date if removed else None)


def end_of_life(rule: Rule) -> Milestone | None:
    """Return the day from which the thing may not answer: its end of life, or its removal when that came first."""
    ends = [mark for mark in (rule.lifecycle.end_of_life, rule.lifecycle.removed) if mark]
    return min(ends, key=lambda mark: mark.date) if ends else None


def _status(rule: Rule, as_of: date, left: int | None, warn_days: int) -> Status:
    if left is not None and left <= 0:
        return Status.ENDED
    if left is not None and left <= warn_days:
        return Status.ENDING
    return Status.DEPRECATED if _reached(rule.lifecycle.deprecated, as_of) else Status.ANNOUNCED


def _reached(mark: Milestone | None, as_of: date) -> bool:
    return mark is not None and mark.date <= as_of
