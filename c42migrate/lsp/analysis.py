"""What an editor asks for, without the protocol: the findings of one text, their fixes, and what explains them.

Positions are (0-based line, 0-based column in code points).
"""

from __future__ import annotations

import io
import os
import tokenize
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from c42migrate import config as configuration
from c42migrate import engine
from c42migrate.catalogue.model import Basis
from c42migrate.catalogue.render import Page
from c42migrate.edits import plan
from c42migrate.files.discover import Options, is_excluded
from c42migrate.fixes.comments import Comment, commented
from c42migrate.model import Applicability, Edit, Fix, Place, Status
from c42migrate.options import CheckOptions
from c42migrate.reports.parts import Item
from c42migrate.reports.view import View
from c42migrate.reports.words import one_line, target
from c42migrate.settings import Given, check_options

Position = tuple[int, int]

DAYS = 90
"""How long a suppression holds that an editor writes for what is past its end."""


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the text from ``start`` to ``end`` (exclusive)."""

    path: str
    start: Position
    end: Position
    text: str


class Analysis:
    """The findings of one text as it stands in an editor. ``path`` decides its language and its configuration.

    ``wanted``: as in ``CheckOptions``. ``problem``: why the text was not analysed, "" when it was.
    """

    def __init__(self, path: str, text: str, wanted: Callable[[], bool] | None = None) -> None:
        data = _encoded(path, text)
        options = _options(path, data)
        self.problem = ""
        if len(data) > options.max_size:
            self.problem = f"not analysed: {len(data)} bytes, more than the {options.max_size} that are read"
            options = _options(path, b"")
        self.excluded = is_excluded(path, Options(options.exclude, options.root))
        outcome = engine.check(replace(options, wanted=wanted))
        given_up = (problem.message for problem in outcome.errors if problem.kind in {"timeout", "internal"})
        self.problem = self.problem or next(given_up, "")
        self._view = View(outcome)

    @property
    def items(self) -> Sequence[Item]:
        """The findings that count; none in a file that the configuration excludes."""
        return () if self.excluded else self._view.items

    def span(self, place: Place) -> tuple[Position, Position]:
        """Where a place begins and ends."""
        spot = self._view.spot(place)
        return (spot.line - 1, spot.column - 1), (spot.end_line - 1, spot.end_column - 1)

    def at(self, start: Position, end: Position) -> Iterator[Item]:
        """Yield the findings that touch a range."""
        for item in self.items:
            low, high = self.span(item.dated.finding.place)
            if low <= end and start <= high:
                yield item

    def changes(self, fix: Fix) -> list[Change]:
        """Return the edits of a fix, in the order of the text."""
        return [self._change(edit) for edit in sorted(fix.edits)]

    def all_safe(self) -> Fix | None:
        """All safe fixes that do not touch each other, as one; None when there are none."""
        chosen = plan([item.dated for item in self.items], "safe").chosen
        edits = dict.fromkeys(edit for one in chosen for edit in one.fix.edits)
        return Fix(Applicability.SAFE, "Rewrite everything in this file that is safe", tuple(edits)) if edits else None

    def ignoring(self, item: Item) -> Change | None:
        """Return the comment that silences a finding on its line; None where no comment can stand.

        What is past its stated end is silenced for ``DAYS`` only: without a day of its own it would not be at all.
        """
        outcome, path = self._view.outcome, item.spot.path
        ended = item.dated.basis == Basis.STATED and item.dated.status in {Status.ENDED, Status.REMOVED}
        until = f" until={outcome.as_of + timedelta(days=DAYS)}" if ended else ""
        wanted = Comment(path, item.spot.line, f"# c42migrate: ignore[{item.code}]{until} because")
        after, placed = commented(outcome, [wanted])
        if item.rule is None or not placed:
            return None
        row = placed[0].line - 1
        text = after[path].split(b"\n")[row].decode(outcome.encodings.get(path, "utf-8"), "replace") + "\n"
        return Change(path, (row, 0), (row, 0), text)

    def explanation(self, item: Item) -> str:
        """Return what ``c42migrate explain`` says, with the sentence of the finding first; Markdown."""
        outcome, finding = self._view.outcome, item.dated.finding
        asked = finding.used or finding.deprecated.path
        about = item.summary
        if item.rule is not None:
            instead = target(item) if finding.instead else ""
            about = Page(item.rule, outcome.catalogue, outcome.as_of, asked, instead, is_short=True).text()
        return (
            f"**{item.code} {item.name}** {one_line(item)}\n\n```text\n{about.rstrip().replace('```', '` ` `')}\n```\n"
        )

    def _change(self, edit: Edit) -> Change:
        return Change(edit.place.path, *self.span(edit.place), edit.text)


def describe(fix: Fix) -> str:
    """Return the name of a quick fix; one that is not safe says so."""
    doubt = "" if fix.applicability == "safe" else " (unsafe: review ids, body and reply)"
    return f"c42migrate: {fix.description}{doubt}"


def _options(path: str, data: bytes) -> CheckOptions:
    """Return the options of ``check`` for a file; ``data`` stands in for what is on disk, or for a file not yet
    saved."""
    options = check_options(Given((path,)), configuration.load((path,)))
    if os.path.isfile(path):
        return replace(options, contents={path: data})
    return replace(options, stdin=data, stdin_filename=path)


def _encoded(path: str, text: str) -> bytes:
    """Return the bytes the text would have on disk, as its own first lines declare them."""
    if path.endswith((".py", ".pyw", ".pyi")):
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(text.encode("utf-8", "replace")).readline)
            return text.encode(encoding)
        except (SyntaxError, UnicodeEncodeError):
            pass
    return text.encode("utf-8", "replace")


def touching(items: Iterable[Item], level: str) -> Iterator[tuple[Item, Fix]]:
    """Return (finding, fix) for each fix of a level."""
    return ((item, fix) for item in items for fix in item.dated.finding.fixes if fix.applicability == level)
