"""Joins JSON reports of many repositories or shards into one view that every format can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from c42migrate.catalogue.model import (
    Basis,
    Confidence,
    Lifecycle,
    Method,
    Milestone,
    Replacement,
    ReplacementStatus,
    RequestFix,
    RequestMatch,
    Rule,
)
from c42migrate.errors import Problem
from c42migrate.model import Applicability, Fix
from c42migrate.outcome import Outcome
from c42migrate.policy.own import OWN_RULES
from c42migrate.reports.masking import column_after, cover
from c42migrate.reports.parts import Entry, Item, Report, Snippet, Spot
from c42migrate.reports.view import View

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue

_COUNTED = ("files", "parsed", "prefiltered", "unparsed", "suppressed", "baselined", "own_reports")


class MergedView(View):
    """A view without the sources: quotations are those that the reports carry, masked again: they may be anyone's."""

    def __init__(self, outcome: Outcome, entries: Sequence[Entry], counts: Mapping[str, int]) -> None:
        super().__init__(replace(outcome, findings=()))
        self.outcome = outcome
        self.items = tuple(self._merged(entry) for entry in entries)
        self.suppressed, self.baselined = counts["suppressed"], counts["baselined"]
        self._sources = {item.key: entry.source for item, entry in zip(self.items, entries, strict=True)}
        fixes = (zip(entry.dated.finding.fixes, entry.diffs, strict=True) for entry in entries)
        self._diffs = {fix.edits: diff for pairs in fixes for fix, diff in pairs}

    def snippet(self, item: Item, limit: int = 6) -> tuple[Snippet, ...]:
        """Return the quoted lines of the report the item comes from; none when it has none."""
        return tuple(self._masked(snippet) for snippet in self._sources[item.key][:limit])

    def patch(self, fix: Fix) -> str:
        """Return the diff that the report carries; "" when it has none."""
        return self.mask.line(self._diffs.get(fix.edits, "")) if fix.edits else ""

    def _masked(self, snippet: Snippet) -> Snippet:
        hidden = self.mask.hidden(snippet.text)
        start, end = (column_after(column, hidden) for column in (snippet.start, snippet.end))
        return Snippet(snippet.line, cover(snippet.text, hidden), start, max(start, end))

    def _merged(self, entry: Entry) -> Item:
        item = _item(entry, self.outcome.catalogue)
        return replace(
            item,
            dated=self._discreet(item.dated),
            message=self.mask.prose(item.message),
            related=tuple((spot, self.mask.prose(text)) for spot, text in item.related),
            fixes=tuple(self._fixes(item.fixes)),
        )

    def _names(self, path: str) -> None:
        """Not known without the sources."""


def merge(reports: Sequence[tuple[str, Report]], catalogue: Catalogue) -> MergedView:
    """One view of all reports. A label, where not "", goes before every path of its report: ``label/path``.

    Dates and severities stay as they were reported; what several reports say of one place is said once.
    """
    entries = _unique(_labelled(label, entry) for label, report in reports for entry in report.entries)
    errors = dict.fromkeys(Problem(_in(label, e.path), e.kind, e.message) for label, r in reports for e in r.errors)
    counts = {key: sum(report.counts.get(key, 0) for _, report in reports) for key in _COUNTED}
    as_of = max(report.as_of for _, report in reports)
    known = replace(catalogue, rules={**_stand_ins(entries, as_of), **catalogue.rules})
    outcome = Outcome(
        known=lambda: known,
        verified_on=catalogue.verified_on,
        as_of=as_of,
        findings=tuple(entry.dated for entry in entries),
        errors=tuple(errors),
        files=counts["files"],
        parsed=counts["parsed"],
        prefiltered=counts["prefiltered"],
        unparsed=counts["unparsed"],
        own_reports=counts["own_reports"],
        read=sum((Counter(report.read) for _, report in reports), Counter[tuple[str, str]]()),
        left_out=sum((Counter(report.left_out) for _, report in reports), Counter[str]()),
    )
    return MergedView(outcome, entries, counts)


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    found = {(e.spot, e.dated.finding.code, e.dated.finding.fingerprint): e for e in entries}
    return sorted(found.values(), key=lambda e: (e.spot.path, e.spot.line, e.spot.column, e.dated.finding.code))


def _labelled(label: str, entry: Entry) -> Entry:
    if not label:
        return entry
    finding = entry.dated.finding
    moved = replace(
        finding,
        place=replace(finding.place, path=_in(label, finding.place.path)),
        fixes=tuple(_labelled_fix(label, fix) for fix in finding.fixes),
    )
    return replace(
        entry,
        dated=replace(entry.dated, finding=moved),
        spot=_spot(label, entry.spot),
        related=tuple((_spot(label, spot), text) for spot, text in entry.related),
    )


def _labelled_fix(label: str, fix: Fix) -> Fix:
    edits = (replace(e, place=replace(e.place, path=_in(label, e.place.path))) for e in fix.edits)
    return replace(fix, edits=tuple(edits))


def _spot(label: str, spot: Spot) -> Spot:
    return replace(spot, path=_in(label, spot.path))


def _in(label: str, path: str) -> str:
    return f"{label}/{path.removeprefix('./').lstrip('/')}" if label else path


def _item(entry: Entry, catalogue: Catalogue) -> Item:
    code = entry.dated.finding.code
    own = OWN_RULES.get(code)
    rule = None if own else catalogue.rules[code]
    return Item(
        dated=entry.dated,
        name=entry.name,
        family=entry.family,
        summary=own.summary if own else rule.summary if rule else "",
        spot=entry.spot,
        message=entry.dated.finding.message,
        related=entry.related,
        fixes=entry.dated.finding.fixes,
        chain=entry.chain,
        replacement=_replacement(entry),
        announced=(rule.lifecycle.announced or rule.lifecycle.deprecated) if rule else None,
        rule=rule,
    )


def _replacement(entry: Entry) -> Replacement | None:
    if entry.replacement is None:
        return None
    method, path, text = entry.replacement
    return Replacement(ReplacementStatus.UNKNOWN, text, method, path)


def _stand_ins(entries: Iterable[Entry], as_of: date) -> dict[str, Rule]:
    """Return a rule for each code, made of what the report says: it may come from a newer catalogue, or one with own
    rules."""
    return {e.dated.finding.code: _stand_in(e, as_of) for e in entries if e.dated.finding.code not in OWN_RULES}


def _stand_in(entry: Entry, as_of: date) -> Rule:
    dated = entry.dated
    deprecated = dated.finding.deprecated
    method = Method(deprecated.method) if deprecated.method in set(Method) else Method.ANY
    basis = Basis(dated.basis) if dated.basis in set(Basis) else Basis.STATED
    ends = Milestone(dated.end_of_life, basis, "the report") if dated.end_of_life else None
    return Rule(
        code=dated.finding.code,
        name=entry.name,
        family=entry.family,
        summary=dated.finding.message,
        match=RequestMatch((method,), (deprecated.path,)),
        lifecycle=Lifecycle(removed=ends) if dated.removed else Lifecycle(end_of_life=ends),
        replacement=_replacement(entry) or Replacement(ReplacementStatus.NONE, "nothing replaces it"),
        fix=RequestFix(Applicability.MANUAL),
        confidence=Confidence.INFERRED,
        verified_on=as_of,
    )
