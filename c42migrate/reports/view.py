"""What every format shows of a finding, worked out once: positions, words, dates, masked quotations.

Most runs find nothing: what only findings need is imported where it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from c42migrate.catalogue.model import Replacement, Rule
    from c42migrate.model import Dated, Finding, Fix, Place
    from c42migrate.outcome import Outcome
    from c42migrate.policy.own import OwnRule
    from c42migrate.reports.cells import Cells
    from c42migrate.reports.masking import Mask
    from c42migrate.reports.parts import Item, Snippet, Spot
    from c42migrate.reports.quotes import Quotes
    from c42migrate.reports.trend import Trend


class View:
    """An outcome seen by a report. ``items`` holds the findings that count, ``silenced`` the others.

    ``errors``: the run's problems; a parser may quote the source, so they are masked too. ``suppressed`` and
    ``baselined`` count the silenced. ``trend``: what changed since an earlier report, when one was given.
    ``with_source``: whether JSON is to carry quotations and diffs.
    """

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.quotes = cache(self._read)
        self._cells = cache(self._read_cells)
        self.errors = tuple(replace(e, message=self.mask.prose(e.message)) for e in outcome.errors)
        shown = [self._item(dated) for dated in outcome.findings]
        self.items = tuple(i for i in shown if not i.dated.suppressed and not i.dated.baselined)
        self.silenced = tuple(i for i in shown if i.dated.suppressed or i.dated.baselined)
        self.suppressed = sum(bool(item.dated.suppressed) for item in self.silenced)
        self.baselined = sum(item.dated.baselined for item in self.silenced)
        self.trend: Trend | None = None
        self.with_source = False

    @cached_property
    def mask(self) -> Mask:
        """What hides the unknown words of the sources."""
        from c42migrate.reports.masking import Mask

        return Mask(self.outcome.catalogue)

    def spot(self, place: Place) -> Spot:
        """Line and column of a place; 1:1 when its file's bytes were not kept."""
        from c42migrate.reports.parts import Spot

        lines = self.quotes(place.path).lines
        return Spot(place.path, *lines.position(place.start), *lines.position(place.end))

    def snippet(self, item: Item, limit: int = 6) -> tuple[Snippet, ...]:
        """Return the source lines of an item, at most ``limit``."""
        spot = item.spot
        last = spot.end_line if spot.end_column > 1 or spot.end_line == spot.line else spot.end_line - 1
        return tuple(self._quote(spot, number) for number in range(spot.line, min(last, spot.line + limit - 1) + 1))

    def patch(self, fix: Fix) -> str:
        """Return the lines that a fix changes, as a masked diff without file headers; "" without the sources."""
        from c42migrate.reports.diff import of_fix

        return "\n".join(of_fix(fix.edits, self.quotes))

    def change(self, item: Item) -> tuple[str, str]:
        """Return what is used, as it is written there, and what the first fix makes of it ("" where that is not one
        edit)."""
        finding = item.dated.finding
        place, method = finding.place, finding.deprecated.method
        old, new = finding.deprecated.path, ""
        if self.known(place.path) and old.startswith("/") and item.spot.line == item.spot.end_line:
            quotes = self.quotes(place.path)
            old = quotes.between(place.start, place.end)
            edits = [e for e in item.fixes[0].edits if place.holds(e.place)] if item.fixes else []
            if len(edits) == 1:
                edit = edits[0].place
                new = quotes.between(place.start, edit.start) + edits[0].text + quotes.between(edit.end, place.end)
        old, new = (f"{text}…" if text.endswith("/") else text for text in (old, new))
        return f"{method} {old}".strip(), new

    def known(self, path: str) -> bool:
        """Whether the bytes of a file are at hand, so that offsets can be turned into lines."""
        return path in self.outcome.contents

    def _quote(self, spot: Spot, number: int) -> Snippet:
        from c42migrate.reports.masking import column_after, cover
        from c42migrate.reports.parts import Snippet

        quotes = self.quotes(spot.path)
        text = quotes.lines.text(number)
        start = spot.column - 1 if number == spot.line else len(text) - len(text.lstrip())
        end = spot.end_column - 1 if number == spot.end_line else len(text)
        hidden = quotes.hidden(number)
        low, high = column_after(start, hidden), column_after(end, hidden)
        return Snippet(number, cover(text, hidden), low, max(low, high))

    def _read_cells(self, path: str) -> Cells:
        from c42migrate.reports.cells import Cells

        return Cells(path, self.outcome.contents.get(path, b""))

    def _read(self, path: str) -> Quotes:
        from c42migrate.reports.quotes import Quotes

        outcome = self.outcome
        return Quotes(self.mask, path, outcome.contents.get(path, b""), outcome.encodings.get(path, "utf-8"))

    def _item(self, dated: Dated) -> Item:
        from c42migrate.policy.own import OWN_RULES
        from c42migrate.reports.parts import Item

        finding = dated.finding
        rule = self.outcome.catalogue.rules.get(finding.code)
        about: Rule | OwnRule = rule or OWN_RULES[finding.code]
        life = rule.of(finding.used or finding.deprecated.path).lifecycle if rule else None
        chain = self.outcome.catalogue.chains.get(finding.code)
        discreet = self._discreet(dated)
        finding = discreet.finding
        return Item(
            dated=discreet,
            name=about.name,
            family=about.family,
            summary=about.summary,
            spot=self.spot(finding.place),
            message=self._message(finding) if rule else finding.message,
            related=tuple((self.spot(r.place), self.mask.prose(r.message)) for r in finding.related),
            fixes=tuple(sorted(self._fixes(finding.fixes), key=lambda fix: fix.applicability != "safe")),
            chain=chain.codes if chain else (),
            replacement=self._replacement(chain.terminal if chain else rule.replacement if rule else None, finding),
            announced=life.announced or life.deprecated if life else None,
            rule=rule,
            cell=self._cells(finding.place.path).at(finding.place.start),
            successor=rule.successors.get(rule.successor(finding.used or finding.deprecated.path), "") if rule else "",
        )

    def _message(self, finding: Finding) -> str:
        """Return the message with what is written there: in its place if it has one, else behind it in brackets."""
        used = self.mask.path(finding.used) or finding.deprecated.path
        used = f"{finding.deprecated.method} {used}".strip()
        if "{used}" in finding.message:
            return finding.message.replace("{used}", used)
        return finding.message if not used or used in finding.message else f"{finding.message} ({used})"

    def _replacement(self, found: Replacement | None, finding: Finding) -> Replacement | None:
        """Return what takes its place, exactly here where the finding knows that; None when nothing does."""
        if found is None or found.status == "none":
            return None
        if finding.instead:
            method, _, path = self.mask.operation(finding.instead).rpartition(" ")
            return replace(found, method=method, path=path)
        target = found.path or found.symbol or found.command
        target = "" if "{Resource}" in target or "{rest}" in target else target
        return None if found.status == "unknown" and not target else replace(found, path=target)

    def _discreet(self, dated: Dated) -> Dated:
        """Return the same, its path, notes and the reason of its suppression masked."""
        finding = dated.finding
        deprecated = replace(finding.deprecated, path=self.mask.path(finding.deprecated.path))
        notes = tuple(self.mask.prose(note) for note in finding.notes)
        evidence = self.mask.prose(finding.product_evidence)
        finding = replace(
            finding,
            message=self.mask.prose(finding.message),
            deprecated=deprecated,
            notes=notes,
            product_evidence=evidence,
        )
        return replace(dated, finding=finding, suppressed=self.mask.line(dated.suppressed))

    def _names(self, path: str) -> frozenset[str] | None:
        """Return the names of a program; None when its source is not at hand."""
        return self.quotes(path).names

    def _fixes(self, fixes: tuple[Fix, ...]) -> Iterator[Fix]:
        """Yield the fixes, their sentences masked; without edits where these write what may not be shown."""
        for fix in fixes:
            shown = all(self.mask.shows(e.text, e.place.path, self._names(e.place.path)) for e in fix.edits)
            about, reason = self.mask.prose(fix.description), self.mask.prose(fix.reason)
            yield replace(fix, description=about, reason=reason, edits=fix.edits if shown else ())


def days(left: int | None, ends: date | None) -> str:
    """``3 days left``, ``today`` or ``12 days ago``; ``""`` without a date."""
    if left is None or ends is None:
        return ""
    if left == 0:
        return "today"
    count = abs(left)
    unit = "day" if count == 1 else "days"
    return f"{count} {unit} left" if left > 0 else f"{count} {unit} ago"
