"""A finding: one deprecated use, with everything a report needs to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from c42migrate.symbolic import Place
from c42migrate.usages import Certainty


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding (a use of the constant, a step of the trail)."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the bytes of ``place`` by ``text`` (encoded as the file is). ``expect`` are the bytes that must
    stand there."""

    place: Place
    text: str
    expect: bytes = b""


@dataclass(frozen=True, slots=True)
class Fix:
    """One atomic group of edits. ``applicability`` is ``safe`` or ``unsafe``."""

    applicability: str
    description: str
    edits: tuple[Edit, ...]
    leaves: tuple[str, ...] = ()
    """Codes of rules that cover what the edits write: a first step onto something that ends later."""


@dataclass(frozen=True, slots=True)
class Deprecated:
    """What was found, in the catalogue's words: verb ("" when none or unknown) and path or symbol."""

    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Finding:
    """See ../README.md and the published JSON Schema for the meaning of each field.

    ``matched`` is the source text under ``place`` (for fingerprints), ``scope`` the qualified name around it.
    """

    code: str
    place: Place
    message: str
    certainty: Certainty
    product: str
    deprecated: Deprecated
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    matched: str = ""
    scope: str = ""
    notes: tuple[str, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A finding as of a day: severity and status derived from the rule's lifecycle."""

    finding: Finding
    severity: str
    status: str
    end_of_life: date | None
    basis: str
    days_left: int | None
    suppressed: str = ""
    baselined: bool = False
