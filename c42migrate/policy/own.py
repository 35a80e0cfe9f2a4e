"""The tool's own findings: what is wrong with suppression comments, and what a fix left to a person. They have no
lifecycle."""

from __future__ import annotations

from dataclasses import dataclass

FAMILY = "suppressions"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A check of the tool itself; the fields are those every report needs of a rule."""

    code: str
    name: str
    summary: str
    family: str = FAMILY


UNUSED = OwnRule("C42-001", "unused-suppression", "A suppression comment that silences nothing")
UNKNOWN = OwnRule("C42-002", "unknown-suppression", "A suppression comment that cannot be understood")
EXPIRED = OwnRule("C42-003", "expired-suppression", "A suppression comment whose time is over")
REVIEW = OwnRule("C42-004", "review", "A place that a fix left to a person")

OWN_RULES = {rule.code: rule for rule in (UNUSED, UNKNOWN, EXPIRED, REVIEW)}
