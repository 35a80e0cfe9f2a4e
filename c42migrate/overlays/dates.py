"""What a deprecation means on a given day: status, severity, days left."""

from __future__ import annotations

from datetime import date, timedelta

from c42migrate.catalogue.model import Lifecycle, Milestone
from c42migrate.findings import Dated, Finding

SEVERITIES = ("note", "warning", "error")
"""Mildest first."""

STATUSES = ("announced", "deprecated", "ending", "ended", "removed")
"""In the order of a life."""

_SEVERITY = {"announced": "note", "deprecated": "warning", "ending": "warning", "ended": "error", "removed": "error"}


def status(lifecycle: Lifecycle, as_of: date, warn_days: int) -> str:
    """One of ``STATUSES``. The day a milestone names belongs to it: an item ends on its end-of-life date."""
    if _reached(lifecycle.removed, as_of):
        return "removed"
    if _reached(lifecycle.end_of_life, as_of):
        return "ended"
    ends = lifecycle.end_of_life or lifecycle.removed
    if ends is not None and ends.date - as_of <= timedelta(days=warn_days):
        return "ending"
    began = lifecycle.deprecated or lifecycle.announced
    return "announced" if began is not None and as_of < began.date else "deprecated"


def severity(state: str) -> str:
    """The severity of a status: ``note``, ``warning`` or ``error``."""
    return _SEVERITY[state]


def date_finding(finding: Finding, lifecycle: Lifecycle, as_of: date, warn_days: int) -> Dated:
    """``finding`` as of a day. Without an end-of-life date its removal stands in; without both, nothing is invented."""
    state = status(lifecycle, as_of, warn_days)
    ends = lifecycle.end_of_life or lifecycle.removed
    if ends is None:
        return Dated(finding, severity(state), state, None, "", None)
    return Dated(finding, severity(state), state, ends.date, str(ends.basis), (ends.date - as_of).days)


def _reached(milestone: Milestone | None, as_of: date) -> bool:
    return milestone is not None and milestone.date <= as_of
