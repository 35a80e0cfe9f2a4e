"""The stages of a run in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from c42migrate.catalogue import current
from c42migrate.catalogue.index import Catalogue
from c42migrate.engine.gather import Gathered, gather
from c42migrate.engine.own import with_own_words
from c42migrate.engine_types import CheckOptions, Outcome
from c42migrate.model import Finding, Problem, Reading

if TYPE_CHECKING:
    from c42migrate.engine.read import Read


def check(options: CheckOptions, tell: Callable[[str], None], found: Gathered | None = None) -> Outcome:
    """Look at everything ``options.paths`` name; writes nothing. ``tell`` hears what is being done, a few words a time.

    ``found``: what was gathered already, with the built-in needles and options that say the same.
    Raises CatalogueError, ConfigError or UsageError; what is wrong with a single file comes as a ``Problem`` instead.
    """
    catalogue = with_own_words(current(options.rules_dirs), options)
    if found is None:
        tell("looking for files that speak of Code42")
        found = gather(options, catalogue.needles)
    if not found.contents:
        return _outcome(options, catalogue, found, (), (), {}, set(), set())
    tell(f"reading {len(found.contents)} of {found.files} files")
    return _read_and_match(options, catalogue, found, tell)


def _read_and_match(
    options: CheckOptions, catalogue: Catalogue, found: Gathered, tell: Callable[[str], None]
) -> Outcome:
    # Imported only now: most runs of a hook end before anything has to be parsed.
    from c42migrate.engine.readings import read

    done = found.done or read(found, catalogue, options.jobs, cache=options.cache)
    tell(f"comparing {len(found.contents)} files with {len(catalogue.rules)} rules")
    findings = _matched(done, found, catalogue, options)
    return _outcome(
        options, catalogue, found, tuple(findings), tuple(done.problems), done.encodings, done.parsed, done.unparsed
    )


def _matched(done: Read, found: Gathered, catalogue: Catalogue, options: CheckOptions) -> list[Finding]:
    """The findings of all files or, when one of them keeps that from being done, of each file alone."""
    from c42migrate.engine.contain import contained
    from c42migrate.matching import match

    def matched(readings: Sequence[Reading]) -> list[Finding]:
        return match(readings, found.contents, catalogue, products=options.product)

    together = contained("", [], lambda: matched(done.readings))
    if together is not None:
        return together
    alone: dict[str, list[Reading]] = {}
    for reading in done.readings:
        alone.setdefault(reading.path, []).append(reading)
    groups = [contained(path, done.problems, partial(matched, readings)) for path, readings in alone.items()]
    return [finding for group in groups for finding in group or ()]


def _outcome(
    options: CheckOptions,
    catalogue: Catalogue,
    found: Gathered,
    findings: tuple[Finding, ...],
    problems: tuple[Problem, ...],
    encodings: dict[str, str],
    parsed: set[str],
    unparsed: set[str],
) -> Outcome:
    from c42migrate.overlays import overlay

    dated = overlay(findings, found.contents, encodings, catalogue, options)
    kept = {(each.finding.code, each.finding.place) for each in dated}
    return Outcome(
        catalogue=catalogue,
        as_of=options.as_of,
        findings=dated,
        contents=found.contents,
        encodings=encodings,
        errors=(*found.problems, *problems),
        files=found.files,
        parsed=len(parsed - unparsed),
        prefiltered=found.prefiltered,
        unparsed=len(unparsed),
        kinds=dict(found.kinds),
        read=_ways(found, parsed, unparsed),
        evidence=found.evidence,
        left_out=found.left_out,
        turned_off=sum((finding.code, finding.place) not in kept for finding in findings),
        scanned_directory=found.scanned_directory,
    )


SEARCHED = frozenset({"text", "http", "yaml", "xml", "dockerfile", "makefile", "crontab"})
"""Kinds that are searched by wording around the programs inside them."""


def _ways(found: Gathered, parsed: set[str], unparsed: set[str]) -> dict[tuple[str, str], int]:
    """Kind and way of reading → number of files."""
    ways: Counter[tuple[str, str]] = Counter()
    for path, kind in found.file_kinds.items():
        programs = path in parsed and kind not in {"text", "http"}
        lexical = path in unparsed or (kind in SEARCHED and not programs)
        ways[kind, "lexical" if lexical else "parsed"] += 1
    skipped = Counter(found.kinds) - Counter(found.file_kinds.values())
    ways.update({(kind, "skipped"): count for kind, count in skipped.items()})
    return dict(ways)
