"""What is done with files that speak of Code42: read what belongs together, match it, keep what is found."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from c42migrate.catalogue.index import Catalogue
from c42migrate.engine import analyse, pool
from c42migrate.engine.analyse import Analysis, Job, Key
from c42migrate.engine.context import Unit, units
from c42migrate.engine.found import Found
from c42migrate.engine.survey import Looker
from c42migrate.errors import Problem
from c42migrate.files.globs import fits
from c42migrate.model import Edit, Finding, Fix, Place, Related
from c42migrate.options import CheckOptions
from c42migrate.policy.fingerprints import anchored

PATIENCE = 60.0
BYTES_A_SECOND = 20_000
"""The time limit of a unit: some seconds, and one more for each of so many bytes."""

ALONE = 50_000
"""So many bytes are read sooner than another process is started."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """Does the jobs of one run. ``known``: what came of jobs that were done before; ``found``: what comes of these."""

    options: CheckOptions
    catalogue: Catalogue
    known: dict[Key, Analysis]
    found: Found

    def do(self, speaking: Sequence[Looker], tell: Callable[[str], None], files: int) -> None:
        """Read and match the files of projects that speak of Code42. ``files``: how many were looked at."""
        jobs = [job for looker in speaking for job in self._jobs(looker)]
        if jobs:
            tell(f"reading {sum(len(job.contents) for job in jobs)} of {files} files")
            self._analyse(jobs)

    def _jobs(self, looker: Looker) -> Iterator[Job]:
        """Yield what has to be read, largest first."""
        tree = looker.tree()
        for unit in sorted(units(tree), key=lambda unit: -len(unit.files)):
            yield self._job(unit, tree.kinds, looker)

    def _job(self, unit: Unit, kinds: Mapping[str, str], looker: Looker) -> Job:
        self.found.cut += unit.cut
        named = looker.project.named
        shown = {path: named.get(path) or _shown(os.path.join(unit.root, path)) for path in unit.files}
        self.found.roots.update(dict.fromkeys(shown.values(), unit.root))
        contents = {path: looker.read(path) for path in unit.files}
        said = {path: _product(os.path.join(unit.root, path), self.options) for path in unit.files}
        products = {path: product for path, product in said.items() if product != "auto"}
        return Job(contents, {path: kinds[path] for path in unit.files}, unit.reported, shown, products, unit.cut > 0)

    def _analyse(self, jobs: Sequence[Job]) -> None:
        """Read and match all jobs; the files of one that fails are not analysed, not even in part."""
        for job in jobs:
            if (done := self.known.get(job.key)) is not None:
                self._keep(job, done)
        for job in self._attempt(sorted((job for job in jobs if job.key not in self.known), key=lambda job: -job.size)):
            shown = (job.shown[path] for path in sorted(job.reported))
            self.found.problems += [Problem(path, "timeout", "not analysed: it takes too long") for path in shown]

    def _attempt(self, jobs: Sequence[Job]) -> list[Job]:
        """Read and match jobs; return those that failed."""
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
        found, move = self.found, job.shown
        found.findings += [moved(finding, move) for finding in done.findings]
        found.problems += [replace(one, path=move[one.path]) for one in done.problems if one.path in job.reported]
        found.within.update({shown: path for path, shown in move.items()})
        found.contents.update({move[path]: data for path, data in job.contents.items()})
        found.encodings.update({move[path]: name for path, name in done.encodings.items()})
        found.unparsed += len(done.unparsed & job.reported)
        found.read += len(job.reported)
        for path in job.reported:
            found.ways[job.kinds[path], _way(path, job.kinds[path], done)] += 1


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
