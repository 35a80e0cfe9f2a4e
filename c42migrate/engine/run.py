"""The stages of a run in their order: list, look for needles, read and match what belongs together, judge."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from c42migrate.catalogue import current
from c42migrate.catalogue.index import Catalogue
from c42migrate.engine import pool
from c42migrate.engine.analyse import Analysis, Job, Key
from c42migrate.engine.context import Unit, units
from c42migrate.engine.own import with_own_words
from c42migrate.engine.requirements import with_requirements
from c42migrate.engine.survey import Bytes, Looker, Survey, is_whole, survey
from c42migrate.files.globs import fits
from c42migrate.files.project import absolute, configuration_in
from c42migrate.model import Edit, Finding, Fix, Place, Problem, Related
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from c42migrate.policy.fingerprints import anchored

PATIENCE = 60.0
BYTES_A_SECOND = 20_000
"""The time limit of a unit: some seconds, and one more for each of so many bytes."""

ALONE = 50_000
"""So many bytes are read sooner than another process is started."""

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
        catalogue = with_own_words(current(options.rules_dirs), options)
        tell("looking for files that speak of Code42")
        return _check(_Run(options, catalogue, survey(options), self._known, fixing=contents is not None), tell)


def _check(run: _Run, tell: Tell) -> Outcome:
    jobs = list(run.jobs())
    if jobs:
        tell(f"reading {sum(len(job.contents) for job in jobs)} of {run.seen.kinds.total()} files")
        run.analyse(jobs)
    return run.outcome()


@dataclass(slots=True)
class _Run:
    """One run, and what it has found so far; paths in ``findings`` and after are those that the user is shown.

    ``fixing``: whether requirements have fixes. ``within``: such a path → the same from the root of its project;
    ``roots``: such a path → that root.
    """

    options: CheckOptions
    catalogue: Catalogue
    seen: Survey
    known: dict[Key, Analysis]
    fixing: bool
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    encodings: dict[str, str] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    ways: Counter[tuple[str, str]] = field(default_factory=Counter)
    unparsed: int = 0
    read: int = 0
    cut: int = 0

    def jobs(self) -> Iterator[Job]:
        """Yield what has to be read, largest first within each project."""
        stand_ins = {absolute(path): data for path, data in self.options.contents.items()}
        if self.options.stdin is not None:
            stand_ins.setdefault(absolute(self.options.stdin_filename), self.options.stdin)
        source = Bytes(stand_ins, self.options.max_size)
        for project in self.seen.projects.values():
            whole = is_whole(project, self.options)
            looker = Looker(project, source, self.catalogue.needles, self.options)
            if looker.speaking(whole=whole):
                tree = looker.tree(whole=whole)
                for unit in sorted(units(tree), key=lambda unit: -len(unit.files)):
                    yield self._job(unit, tree.kinds, looker.read)
            for path, message in looker.unreadable.items():
                if path in project.named:
                    self.problems.append(Problem(project.named[path], "read", message))

    def _job(self, unit: Unit, kinds: Mapping[str, str], read: Callable[[str], bytes]) -> Job:
        self.cut += unit.cut
        named = self.seen.projects[unit.root].named
        shown = {path: named.get(path) or _shown(os.path.join(unit.root, path)) for path in unit.files}
        self.roots.update(dict.fromkeys(shown.values(), unit.root))
        contents = {path: read(path) for path in unit.files}
        said = {path: _product(os.path.join(unit.root, path), self.options) for path in unit.files}
        products = {path: product for path, product in said.items() if product != "auto"}
        return Job(contents, {path: kinds[path] for path in unit.files}, unit.reported, shown, products, unit.cut > 0)

    def analyse(self, jobs: Sequence[Job]) -> None:
        """Read and match all jobs; the files of one that fails are not analysed, not even in part."""
        for job in jobs:
            if (done := self.known.get(job.key)) is not None:
                self._keep(job, done)
        for job in self._attempt(sorted((job for job in jobs if job.key not in self.known), key=lambda job: -job.size)):
            shown = (job.shown[path] for path in sorted(job.reported))
            self.problems += [Problem(path, "timeout", "not analysed: it takes too long") for path in shown]

    def _attempt(self, jobs: Sequence[Job]) -> list[Job]:
        """Read and match jobs; return those that failed."""
        from c42migrate.engine import analyse

        if not jobs:
            return []
        wanted = min(self.options.jobs or pool.cores(), sum(job.size for job in jobs) // ALONE + 1)
        work: pool.Work[Job, Analysis] = pool.Work(analyse.run, _seconds, analyse.begin, (self.catalogue,))
        failed = []
        for job, result in zip(jobs, self._done(work, jobs, wanted), strict=True):
            if isinstance(result, pool.Failed):
                failed.append(job)
            else:
                self.known[job.key] = result
                self._keep(job, result)
        return failed

    def _done(
        self, work: pool.Work[Job, Analysis], jobs: Sequence[Job], processes: int
    ) -> Iterator[Analysis | pool.Failed]:
        if self.options.alone:
            yield from pool.in_order(work, jobs)
        else:
            yield from pool.results(work, jobs, processes, self.options.wanted)

    def _keep(self, job: Job, done: Analysis) -> None:
        move = job.shown
        self.findings += [moved(finding, move) for finding in done.findings]
        self.problems += [replace(one, path=move[one.path]) for one in done.problems if one.path in job.reported]
        self.within.update({shown: path for path, shown in move.items()})
        self.contents.update({move[path]: data for path, data in job.contents.items()})
        self.encodings.update({move[path]: name for path, name in done.encodings.items()})
        self.unparsed += len(done.unparsed & job.reported)
        self.read += len(job.reported)
        for path in job.reported:
            self.ways[job.kinds[path], _way(path, job.kinds[path], done)] += 1

    def outcome(self) -> Outcome:
        """Judge what was found as of the day asked for."""
        from c42migrate.policy import overlay

        options = self.options
        findings = tuple(self._with_requirements() if self.fixing else self.findings)
        dated = overlay(findings, self.contents, self.encodings, self.catalogue, options, self.within)
        files = self.seen.kinds.total()
        kept = {(each.finding.code, each.finding.place) for each in dated}
        skipped = self.seen.kinds
        for (kind, _), count in self.ways.items():
            skipped[kind] -= count
        return Outcome(
            catalogue=self.catalogue,
            as_of=options.as_of,
            findings=dated,
            contents=self.contents,
            encodings=self.encodings,
            errors=(*self.seen.problems, *self.problems),
            files=files,
            parsed=sum(count for (_, way), count in self.ways.items() if way == "parsed"),
            prefiltered=files - self.read,
            unparsed=self.unparsed,
            kinds=dict(self.seen.kinds),
            read={**self.ways, **{(kind, "skipped"): count for kind, count in skipped.items() if count > 0}},
            evidence=bool(self.contents),
            left_out=self._left_out(),
            own_reports=self.seen.own_reports,
            turned_off=sum((finding.code, finding.place) not in kept for finding in findings),
            scanned_directory=any(os.path.isdir(path) for path in options.paths),
        )

    def _with_requirements(self) -> Iterator[Finding]:
        whole = {each.root for each in self.seen.projects.values() if is_whole(each, self.options)}
        return with_requirements(self.findings, self.contents, self.roots, self.catalogue, whole)

    def _left_out(self) -> dict[str, int]:
        """Return why paths, linked files and settings do not count → how many."""
        root = os.path.abspath(self.options.root)
        nested = sum(each != root and configuration_in(each) is not None for each in self.seen.projects)
        counts = {**self.seen.left_out, "linked": self.cut, "configurations": nested}
        return {why: count for why, count in counts.items() if count}


def _product(path: str, options: CheckOptions) -> str:
    """Return the product that the user says a file speaks to, by its absolute path; ``auto`` when that is not said."""
    within = anchored(path, options.root)
    said = [product for pattern, product in options.per_file_product if fits(within, pattern)]
    return said[-1] if said else options.product


def _seconds(job: Job) -> float:
    return PATIENCE + job.size / BYTES_A_SECOND


SEARCHED = frozenset({"text", "http", "yaml", "xml", "dockerfile", "makefile", "crontab"})
"""Kinds that are searched by wording around the programs inside them."""


def _way(path: str, kind: str, done: Analysis) -> str:
    programs = path in done.parsed and kind not in {"text", "http"}
    return "lexical" if path in done.unparsed or (kind in SEARCHED and not programs) else "parsed"


def _shown(path: str) -> str:
    """Return an absolute path as the user sees it from the working directory."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")


def moved(finding: Finding, names: Mapping[str, str]) -> Finding:
    """Return ``finding`` with every path replaced by its value in ``names``."""

    def place(old: Place) -> Place:
        return Place(names.get(old.path, old.path), old.start, old.end)

    def fix(old: Fix) -> Fix:
        edits = tuple(Edit(place(edit.place), edit.text, edit.expect) for edit in old.edits)
        return replace(old, edits=edits, marks=tuple(replace(mark, place=place(mark.place)) for mark in old.marks))

    return replace(
        finding,
        place=place(finding.place),
        related=tuple(Related(place(one.place), one.message) for one in finding.related),
        fixes=tuple(map(fix, finding.fixes)),
    )


__all__ = ["Checker", "check"]
