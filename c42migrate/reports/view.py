"""What every format shows of a finding, worked out once: positions, words, dates, masked quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from c42migrate.catalogue.model import Replacement, Rule
from c42migrate.model import Dated, Fix, Place
from c42migrate.outcome import Outcome
from c42migrate.policy.lines import Lines
from c42migrate.policy.own import OWN_RULES, OwnRule
from c42migrate.reports.cells import Cells
from c42migrate.reports.masking import mask, secret_spans
from c42migrate.reports.parts import Item, Snippet, Spot
from c42migrate.reports.patch import patch
from c42migrate.reports.trend import Trend


class View:
    """An outcome seen by a report. ``items`` holds the findings that count, ``silenced`` the others.

    ``errors``: the run's problems; a parser may quote the source, so they are masked too. ``suppressed`` and
    ``baselined`` count the silenced. ``trend``: what changed since an earlier report, when one was given.
    ``with_source``: whether JSON is to carry quotations and diffs.
    """

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._lines = cache(self._read)
        self._secrets = cache(self._find_secrets)
        self._cells = cache(lambda path: Cells(path, outcome.contents.get(path, b"")))
        self.errors = tuple(replace(e, message=mask(e.message)) for e in outcome.errors)
        shown = [self._item(dated) for dated in outcome.findings]
        self.items = tuple(i for i in shown if not i.dated.suppressed and not i.dated.baselined)
        self.silenced = tuple(i for i in shown if i.dated.suppressed or i.dated.baselined)
        self.suppressed = sum(bool(item.dated.suppressed) for item in self.silenced)
        self.baselined = sum(item.dated.baselined for item in self.silenced)
        self.trend: Trend | None = None
        self.with_source = False

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Rules that have an item, by code."""
        codes = sorted({item.code for item in (*self.items, *self.silenced)} - set(OWN_RULES))
        return {code: self.outcome.catalogue.rules[code] for code in codes}

    def spot(self, place: Place) -> Spot:
        """Line and column of a place; 1:1 when its file's bytes were not kept."""
        lines = self._lines(place.path)
        return Spot(place.path, *lines.position(place.start), *lines.position(place.end))

    def snippet(self, item: Item, limit: int = 6) -> tuple[Snippet, ...]:
        """The source lines of an item, at most ``limit``."""
        spot = item.spot
        lines = self._lines(spot.path)
        last = spot.end_line if spot.end_column > 1 or spot.end_line == spot.line else spot.end_line - 1
        return tuple(
            self._quote(spot, lines, number) for number in range(spot.line, min(last, spot.line + limit - 1) + 1)
        )

    def patch(self, fix: Fix) -> str:
        """The lines that a fix changes, as a diff without file headers; secrets masked, "" without the sources."""
        return "\n".join(patch(fix.edits, self._lines, self._secrets))

    def known(self, path: str) -> bool:
        """Whether the bytes of a file are at hand, so that offsets can be turned into lines."""
        return path in self.outcome.contents

    def lines(self, path: str) -> Lines:
        """The lines of a file of the run."""
        return self._lines(path)

    def _quote(self, spot: Spot, lines: Lines, number: int) -> Snippet:
        text = lines.text(number)
        start = spot.column - 1 if number == spot.line else len(text) - len(text.lstrip())
        end = spot.end_column - 1 if number == spot.end_line else len(text)
        return Snippet(number, text, start, max(start, end), self._secrets(spot.path).get(number, ()))

    def _read(self, path: str) -> Lines:
        return Lines(self.outcome.contents.get(path, b""), self.outcome.encodings.get(path, "utf-8"))

    def _find_secrets(self, path: str) -> Mapping[int, tuple[tuple[int, int], ...]]:
        """Line → masked ranges. The whole text is searched, so that a call over several lines is seen."""
        lines = self._lines(path)
        texts = [lines.text(number) for number in range(1, len(lines) + 1)]
        return _by_line(texts, secret_spans("\n".join(texts), path))

    def _item(self, dated: Dated) -> Item:
        finding = dated.finding
        rule = self.outcome.catalogue.rules.get(finding.code)
        about: Rule | OwnRule = rule or OWN_RULES[finding.code]
        chain = self.outcome.catalogue.chains.get(finding.code)
        return Item(
            dated=dated,
            name=about.name,
            family=about.family,
            summary=about.summary,
            spot=self.spot(finding.place),
            message=mask(finding.message),
            related=tuple((self.spot(r.place), mask(r.message)) for r in finding.related),
            fixes=tuple(sorted(_discreet(finding.fixes), key=lambda fix: fix.applicability != "safe")),
            chain=chain.codes if chain else (),
            replacement=_replacement(chain.terminal if chain else rule.replacement if rule else None),
            announced=rule.lifecycle.announced or rule.lifecycle.deprecated if rule else None,
            rule=rule,
            cell=self._cells(finding.place.path).at(finding.place.start),
        )


def _discreet(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """The fixes whose new text carries no secret into the report, their descriptions masked."""
    for fix in fixes:
        if not any(secret_spans(edit.text) for edit in fix.edits):
            yield replace(fix, description=mask(fix.description))


def _replacement(found: Replacement | None) -> Replacement | None:
    """None when nothing replaces it."""
    if found is None or found.status == "none":
        return None
    target = found.path or found.symbol or found.command
    return None if found.status == "unknown" and not target else replace(found, path=target)


def _by_line(texts: list[str], spans: tuple[tuple[int, int], ...]) -> dict[int, tuple[tuple[int, int], ...]]:
    found: dict[int, list[tuple[int, int]]] = {}
    start, queue = 0, list(spans)
    for number, text in enumerate(texts, 1):
        end = start + len(text)
        while queue and queue[0][1] <= start:
            queue.pop(0)
        for low, high in queue:
            if low >= end:
                break
            found.setdefault(number, []).append((max(low, start) - start, min(high, end) - start))
        start = end + 1
    return {number: tuple(parts) for number, parts in found.items()}


def days(left: int | None, ends: date | None) -> str:
    """``3 days left``, ``today`` or ``12 days ago``; ``""`` without a date."""
    if left is None or ends is None:
        return ""
    if left == 0:
        return "today"
    count = abs(left)
    unit = "day" if count == 1 else "days"
    return f"{count} {unit} left" if left > 0 else f"{count} {unit} ago"
