"""The stages of a run in their order: list, look for needles, read and match what belongs together, judge.

Most runs end after the needles: what only the others need is imported for them alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from c42migrate.catalogue.compiled import current, digest
from c42migrate.engine.found import Found
from c42migrate.engine.survey import Bytes, Looker, Survey, is_whole, survey
from c42migrate.files.project import absolute, configuration_in
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue
    from c42migrate.engine.analyse import Analysis, Key
    from c42migrate.model import Dated

Tell = Callable[[str], None]


def check(options: CheckOptions, tell: Tell = lambda _stage: None) -> Outcome:
    """Look at everything ``options.paths`` name, once. See ``Checker``."""
    return Checker(options).check(tell)


class Checker:
    """Looks at everything that ``options.paths`` name, as often as asked; what did not change is not read again."""

    def __init__(self, options: CheckOptions) -> None:
        self._options = options
        self._known: dict[Key, Analysis] = {}

    def check(self, tell: Tell = lambda _stage: None, contents: Mapping[str, bytes] | None = None) -> Outcome:
        """Return what is found; write nothing. ``tell`` hears what is being done.

        ``contents`` not None: fixes are tried. It is path → bytes that stand in for what is on disk, and requirements
        have fixes too: what to require follows from all files named, so no file says it alone.
        Raises CatalogueError, ConfigError or UsageError; what is wrong with one file comes as a ``Problem`` instead.
        """
        options = self._options if contents is None else replace(self._options, contents=contents)
        known = cache(partial(_catalogue, options))
        brief = digest(options.rules_dirs)
        tell("looking for files that speak of Code42")
        seen = survey(options)
        needles, source, found = brief.needles.with_hosts(options.hosts), _source(options), Found()
        lookers = [Looker(project, source, needles, options) for project in seen.projects.values()]
        speaking = [looker for looker in lookers if looker.speaking()]
        if speaking:
            from c42migrate.engine.jobs import Jobs

            Jobs(options, known(), self._known, found).do(speaking, tell, seen.kinds.total())
            if contents is not None:
                _require(found, seen, options, known())
        found.problems[:0] = [*seen.problems, *(problem for looker in lookers for problem in looker.problems())]
        return _outcome(seen, found, known, brief.verified_on, options)


def _catalogue(options: CheckOptions) -> Catalogue:
    from c42migrate.engine.own import with_own_words

    return with_own_words(current(options.rules_dirs), options)


def _source(options: CheckOptions) -> Bytes:
    """Return what reads files, or what stands in for them."""
    stand_ins = {absolute(path): data for path, data in options.contents.items()}
    if options.stdin is not None:
        stand_ins.setdefault(absolute(options.stdin_filename), options.stdin)
    return Bytes(stand_ins, options.max_size)


def _require(found: Found, seen: Survey, options: CheckOptions, catalogue: Catalogue) -> None:
    from c42migrate.engine.requirements import with_requirements

    whole = {each.root for each in seen.projects.values() if is_whole(each, options)}
    found.findings = list(with_requirements(found.findings, found.contents, found.roots, catalogue, whole))


def _outcome(
    seen: Survey, found: Found, known: Callable[[], Catalogue], verified_on: date, options: CheckOptions
) -> Outcome:
    """Judge what was found as of the day asked for."""
    dated = _judged(found, known, options)
    kept = {(each.finding.code, each.finding.place) for each in dated}
    skipped = seen.kinds
    files = skipped.total()
    for (kind, _), count in found.ways.items():
        skipped[kind] -= count
    return Outcome(
        known=known,
        verified_on=verified_on,
        as_of=options.as_of,
        findings=dated,
        contents=found.contents,
        encodings=found.encodings,
        errors=tuple(found.problems),
        files=files,
        parsed=sum(count for (_, way), count in found.ways.items() if way == "parsed"),
        prefiltered=files - found.read,
        unparsed=found.unparsed,
        kinds=dict(seen.kinds),
        read={**found.ways, **{(kind, "skipped"): count for kind, count in skipped.items() if count > 0}},
        evidence=bool(found.contents),
        left_out=_left_out(seen, found, options),
        own_reports=seen.own_reports,
        turned_off=sum((finding.code, finding.place) not in kept for finding in found.findings),
        scanned_directory=any(os.path.isdir(path) for path in options.paths),
    )


def _judged(found: Found, known: Callable[[], Catalogue], options: CheckOptions) -> tuple[Dated, ...]:
    """Return the findings with their dates; words of the user's that mean no rule are an error without any, too."""
    words = (options.select, options.ignore, options.per_file_ignores, options.severities)
    if not found.contents and not any(words) and options.baseline is None:
        return ()
    from c42migrate.policy.overlay import overlay

    return overlay(found.findings, found.contents, found.encodings, known(), options, found.within)


def _left_out(seen: Survey, found: Found, options: CheckOptions) -> dict[str, int]:
    """Return why paths, linked files and settings do not count → how many."""
    root = os.path.abspath(options.root)
    nested = sum(each != root and configuration_in(each) is not None for each in seen.projects)
    counts = {**seen.left_out, "linked": found.cut, "configurations": nested}
    return {why: count for why, count in counts.items() if count}


__all__ = ["Checker", "check"]
