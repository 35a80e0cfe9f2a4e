"""The one way to make a finding, and what must be true of every finding.

A draft is a match of one usage; drafts of the same rule on the same bytes become one finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from c42migrate.catalogue.model import Rule
from c42migrate.matching.context import surest
from c42migrate.matching.evidence import Product
from c42migrate.model import Certainty, Deprecated, Finding, Fix, Place, Related, Step

PART = "part of the path"
"""The note of a place where a word of the path stands; such places come first."""
_SAFETY = {"safe": 0, "unsafe": 1}


@dataclass(frozen=True, slots=True)
class Draft:
    """One usage that a rule covers.

    ``place``: the bytes to point at. ``uses``: where the value is used and how it got there. ``fixes``: what can be
    done about this usage alone; a finding keeps a fix only when all of its drafts have the same one.
    """

    rule: Rule
    place: Place
    method: str
    path: str
    certainty: Certainty
    product: Product
    uses: tuple[Step, ...] = ()
    fixes: tuple[Fix, ...] = ()
    scope: str = ""
    notes: tuple[str, ...] = ()
    plan: int = -1
    """Number of the plan that makes its fixes; -1 when ``fixes`` has them already."""
    prose: bool = False
    """True where a text for people speaks of it."""
    used: str = ""
    instead: str = ""
    """See ``Finding``."""
    product_evidence: str = ""
    """What tells the product, or why nothing does."""


Merge = Callable[[Sequence[Draft]], tuple[tuple[Fix, ...], tuple[str, ...]]]
"""The fixes of drafts that became one finding, and notes on those it cannot have."""


def findings(drafts: Iterable[Draft], texts: Mapping[str, bytes], merge: Merge) -> list[Finding]:
    """Return the findings of all drafts, by place and code. ``merge`` makes the fixes of drafts that belong
    together."""
    groups: dict[tuple[Place, str], list[Draft]] = {}
    for draft in drafts:
        if _has_bytes(draft.place, texts):
            groups.setdefault((draft.place, draft.rule.code), []).append(draft)
    made = [_finding(groups[key], texts, merge) for key in sorted(groups)]
    return _numbered(made)


def _has_bytes(place: Place, texts: Mapping[str, bytes]) -> bool:
    size = len(texts[place.path]) if place.path in texts else place.end
    return 0 <= place.start < place.end <= size


def _finding(group: Sequence[Draft], texts: Mapping[str, bytes], merge: Merge) -> Finding:
    first = group[0]
    products = {draft.product for draft in group}
    product = products.pop() if len(products) == 1 else Product.UNKNOWN
    matched = texts.get(first.place.path, b"")[first.place.start : first.place.end].decode("utf-8", "replace")
    methods = {draft.method for draft in group}
    fixes, reasons = merge(group)
    return Finding(
        code=first.rule.code,
        place=first.place,
        message=first.rule.message or first.rule.summary,
        certainty=surest(draft.certainty for draft in group),
        product=(Product.UNKNOWN if product is Product.NONE else product).value,
        deprecated=Deprecated(methods.pop() if len(methods) == 1 else "", first.path),
        related=_related(first.place, (step for draft in group for step in draft.uses)),
        fixes=_checked(fixes, texts),
        matched=matched,
        scope=first.scope,
        notes=tuple(dict.fromkeys((*(note for draft in group for note in draft.notes), *reasons))),
        prose=all(draft.prose for draft in group),
        used=first.used,
        instead=_agreed(draft.instead for draft in group),
        product_evidence=first.product_evidence,
    )


def _agreed(texts: Iterable[str]) -> str:
    """Return the text that all have, "" when they differ."""
    found = set(texts)
    return found.pop() if len(found) == 1 else ""


def _related(primary: Place, steps: Iterable[Step]) -> tuple[Related, ...]:
    notes: dict[Place, str] = {}
    for step in steps:
        if step.place != primary:
            notes.setdefault(step.place, step.note)
    return tuple(Related(place, notes[place]) for place in sorted(notes, key=lambda at: (notes[at] != PART, at)))


def _checked(fixes: Iterable[Fix], texts: Mapping[str, bytes]) -> tuple[Fix, ...]:
    """Only fixes whose edits say truly what stands there now and change it; safest first."""
    kept = [fix for fix in fixes if fix.edits and all(_is_true(edit.place, edit.expect, texts) for edit in fix.edits)]
    return tuple(sorted(kept, key=lambda fix: _SAFETY[fix.applicability]))


def _is_true(place: Place, expect: bytes, texts: Mapping[str, bytes]) -> bool:
    return place.path in texts and texts[place.path][place.start : place.end] == expect


def _numbered(made: Sequence[Finding]) -> list[Finding]:
    """With fingerprints: no line in them, so that they outlive edits elsewhere; the ordinal tells twins apart."""
    seen: dict[tuple[str, ...], int] = {}
    result = []
    for finding in made:
        key = (finding.code, finding.place.path, finding.scope, finding.matched)
        seen[key] = seen.get(key, 0) + 1
        digest = sha256("\0".join([*key, str(seen[key])]).encode("utf-8", "surrogateescape")).hexdigest()
        result.append(replace(finding, fingerprint=digest[:32]))
    return result
