"""Where a rule stands on a given day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from c42migrate.catalogue.model import Milestone, Rule
from c42migrate.model import Severity, Status

WARN_DAYS = 90
SEVERITY = {
    Status.ANNOUNCED: Severity.NOTE,
    Status.DEPRECATED: Severity.NOTE,
    Status.ENDING: Severity.WARNING,
    Status.ENDED: Severity.ERROR,
    Status.REMOVED: Severity.ERROR,
}
"""How loud each status is: a stop in sight is a warning, a stop that has passed is an error."""


class Standing(NamedTuple):
    """``basis``: how the end of life is known ("" when there is none); ``days_left``: negative once it has passed."""

    status: Status
    severity: Severity
    end_of_life: date | None
    basis: str
    days_left: int | None


def status(rule: Rule, as_of: date, warn_days: int = WARN_DAYS) -> Standing:
    """The rule's status on the day ``as_of``; ``ending`` starts ``warn_days`` before the end of life.

    On the day of its end a thing counts as ended. Only a date of removal makes it ``removed``: a policy date that has
    passed says ``ended``. Before its announcement a rule is already ``announced``: nothing quieter exists.
    """
    end = end_of_life(rule)
    left = (end.date - as_of).days if end else None
    word = _status(rule, as_of, left, warn_days)
    return Standing(word, SEVERITY[word], end.date if end else None, end.basis.value if end else "", left)


def end_of_life(rule: Rule) -> Milestone | None:
    """The day from which the thing may not answer: its end of life, or its removal when that came first."""
    ends = [mark for mark in (rule.lifecycle.end_of_life, rule.lifecycle.removed) if mark]
    return min(ends, key=lambda mark: mark.date) if ends else None


def _status(rule: Rule, as_of: date, left: int | None, warn_days: int) -> Status:
    if _reached(rule.lifecycle.removed, as_of):
        return Status.REMOVED
    if left is not None and left <= 0:
        return Status.ENDED
    if left is not None and left <= warn_days:
        return Status.ENDING
    return Status.DEPRECATED if _reached(rule.lifecycle.deprecated, as_of) else Status.ANNOUNCED


def _reached(mark: Milestone | None, as_of: date) -> bool:
    return mark is not None and mark.date <= as_of
