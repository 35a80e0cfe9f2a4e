"""The lines that say what ``fix`` changed, or would change, and what it could not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from c42migrate.catalogue.model import Basis
from c42migrate.edits import Chosen, Failure
from c42migrate.fixes.comments import Placed
from c42migrate.reports.closing import plural
from c42migrate.reports.masking import Mask
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View


def changes(
    made: Sequence[Chosen], comments: Sequence[Placed], paths: Iterable[str], *, wrote: bool, each: bool
) -> Iterator[str]:
    """Yield a line for every file of ``paths``, which are those that change; with ``each`` one for every fix and
    comment."""
    fixes = Counter(path for chosen in made for path in chosen.paths)
    notes = Counter(one.comment.path for one in comments)
    for path in sorted(paths):
        counts = [f"{fixes[path]} {'fixed' if wrote else 'would be fixed'}"] if fixes[path] else []
        if notes[path]:
            counts.append(f"{plural(notes[path], 'comment')} {'added' if wrote else 'would be added'}")
        yield f"{plain(path)}: {', '.join(counts)}"
        if each:
            yield from _each(path, made, comments)


def _each(path: str, made: Sequence[Chosen], comments: Sequence[Placed]) -> Iterator[str]:
    for chosen in sorted(made, key=lambda one: one.line):
        finding = chosen.dated.finding
        if path in chosen.paths:
            where = "" if path == finding.place.path else f"for {plain(finding.place.path)}, "
            level, what = chosen.fix.applicability, plain(chosen.fix.description)
            yield f"  {where}line {chosen.line}: {finding.code} [{level}] {what}"
    for one in comments:
        if path == one.comment.path:
            yield f"  line {one.line}: {plain(one.comment.text)}"


def total(made: Sequence[Chosen], comments: Sequence[Placed], left: int, *, wrote: bool) -> Iterator[str]:
    """Yield the sums. ``left``: the findings that remain."""
    files = len({path for chosen in made for path in chosen.paths})
    commented = len({one.comment.path for one in comments})
    remain = f"{plural(left, 'finding')} remain{'s' if left == 1 else ''}" if left else "no findings remain"
    if comments:
        verb = "Added" if wrote else "Would add"
        yield f"{verb} {plural(len(comments), 'comment')} to {plural(commented, 'file')}."
    if wrote and (made or left):
        what = f"{len(made)} in {plural(files, 'file')}" if made else "nothing"
        yield f"Fixed {what}; {remain}."
    elif made:
        yield f"Would fix {len(made)} in {plural(files, 'file')}."


def not_made(failures: Iterable[Failure], mask: Mask) -> Iterator[str]:
    """Every fix that was wanted and not made, and every file that could not be written, with the reason."""
    for failure in failures:
        place = f"{plain(failure.path)}:{failure.line}" if failure.line else plain(failure.path)
        yield f"{place}: {f'{failure.code} ' if failure.code else ''}not fixed: {plain(mask.prose(failure.message))}"


def unsilenced(view: View, reason: str) -> Iterator[str]:
    """Yield the findings that still count after suppressions with ``reason`` were added, and why."""
    for item in view.items:
        dated = item.dated
        if item.code not in view.outcome.catalogue.rules:
            continue
        ended = dated.basis == Basis.STATED and dated.end_of_life and dated.end_of_life <= view.outcome.as_of
        why = "no comment that would silence it can be placed there"
        if ended and "until=" not in reason:
            why = "its end of life has passed; a reason with until=YYYY-MM-DD silences it for so long"
        yield f"{plain(item.spot.path)}:{item.spot.line}: {item.code} not suppressed: {why}"
