"""Puts a finding on the calendar; the catalogue knows what a rule's dates mean on a given day."""

from __future__ import annotations

from datetime import date

from c42migrate.catalogue.dates import status
from c42migrate.catalogue.model import HeaderMatch, Rule, ShapeMatch
from c42migrate.model import Dated, Finding, Severity


def date_finding(finding: Finding, rule: Rule, as_of: date, warn_days: int) -> Dated:
    """Return ``finding`` with the status, severity and dates its rule has on the day ``as_of``.

    What only a text for people speaks of breaks nothing and is a note; so is an old shape or
    authorization scheme on CrashPlan, of which the vendor's notices do not speak.
    """
    standing = status(rule.of(finding.used or finding.deprecated.path), as_of, warn_days)
    is_served = finding.product == "crashplan" and isinstance(rule.match, ShapeMatch | HeaderMatch)
    severity = Severity.NOTE if finding.prose or is_served else standing.severity
    return Dated(
        finding,
        severity,
        standing.status,
        standing.end_of_life,
        standing.basis,
        standing.days_left,
        removed=standing.removed,
    )
