"""From bytes to findings, as workers do it: files to the readers of their kinds, what these find to the rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from c42migrate.catalogue.index import Catalogue
from c42migrate.engine.contain import contained
from c42migrate.errors import Problem, ReadError
from c42migrate.files.decode import decode
from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Applicability, Finding, Reading

CONTAINERS = frozenset({"notebook", "markdown", "rst", "xml", "yaml", "dockerfile", "makefile", "crontab"})
"""Kinds whose parts are programs of other kinds."""

PARSED = ("python", "shell", "powershell")
"""Kinds that have a parser."""

REQUIREMENTS = frozenset({"requirements", "pyproject", "setup-cfg", "pipfile", "conda", "gemfile", "yaml"})
"""Kinds that may declare dependencies."""


_HANDS_OVER = re.compile(r"<<|\bpython")
"""What a shell script that holds other programs has in it."""

TOO_LARGE = 2_000_000
"""Bytes of a program that is searched by wording only: its tree would take 300 times that in memory."""

_PARTIAL = "unsafe here: this file is linked to files that are too large to be read with it"

T = TypeVar("T")


Key = tuple[tuple[tuple[str, str, str, bytes], ...], frozenset[str], bool]


@dataclass(frozen=True, slots=True)
class Job:
    """Files that are read together: ``contents`` and ``kinds`` by path from the root of their project.

    ``reported``: the files whose findings are wanted. ``shown``: path → how the user is shown it. ``products``: path →
    the product that the user says it speaks to, for those where that is said. ``partial``: more files are linked to
    these than are read.
    """

    contents: Mapping[str, bytes]
    kinds: Mapping[str, str]
    reported: frozenset[str]
    shown: Mapping[str, str]
    products: Mapping[str, str]
    partial: bool = False

    @property
    def key(self) -> Key:
        """What the analysis depends on, beside the catalogue."""
        files = ((path, self.kinds[path], self.products.get(path, ""), data) for path, data in self.contents.items())
        return tuple(files), self.reported, self.partial

    @property
    def size(self) -> int:
        """The number of bytes to read."""
        return sum(map(len, self.contents.values()))


@dataclass(frozen=True, slots=True)
class Analysis:
    """What became of a job: findings and problems by path from the root, and how each file was read."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    encodings: Mapping[str, str]
    parsed: frozenset[str]
    unparsed: frozenset[str]


_CATALOGUE: list[Catalogue] = []


def begin(catalogue: Catalogue) -> None:
    """Take the catalogue that all jobs of this process are matched with."""
    _CATALOGUE[:] = [catalogue]


def run(job: Job) -> Analysis:
    """Read and match the files of a job."""
    from c42migrate.matching import match

    catalogue = _CATALOGUE[0]
    done = read(job.contents, job.kinds, catalogue.lexicon)
    found = contained(
        min(job.reported), done.problems, lambda: match(done.readings, job.contents, catalogue, job.products)
    )
    findings = tuple(finding for finding in found or () if finding.place.path in job.reported)
    if not job.partial and any(_may_gain(finding, job) for finding in findings):
        findings = tuple(_told(findings, job, done, catalogue))
    findings = tuple(map(_doubted, findings)) if job.partial else findings
    return Analysis(findings, tuple(done.problems), done.encodings, frozenset(done.parsed), frozenset(done.unparsed))


def _may_gain(finding: Finding, job: Job) -> bool:
    """Whether it could make a fix of a finding safer that the user says it is Incydr's; what is CrashPlan's is not."""
    lacks = all(fix.applicability is not Applicability.SAFE for fix in finding.fixes)
    is_doubted = finding.product == "unknown" or any(fix.reason for fix in finding.fixes)
    is_open = finding.product != "crashplan" and finding.place.path not in job.products
    return lacks and is_doubted and is_open and bool(finding.product_evidence)


def _told(findings: tuple[Finding, ...], job: Job, done: Read, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield the same findings, those marked that would have a safe fix if the user said that all of this is
    Incydr's."""
    from c42migrate.matching import match

    said = {**dict.fromkeys(job.contents, "incydr"), **job.products}
    again = contained(min(job.reported), [], lambda: match(done.readings, job.contents, catalogue, said))
    safe = {
        (finding.code, finding.place)
        for finding in again or ()
        if any(fix.applicability is Applicability.SAFE for fix in finding.fixes)
    }
    for finding in findings:
        gains = _may_gain(finding, job) and (finding.code, finding.place) in safe
        yield replace(finding, safe_if_incydr=True) if gains else finding


def _doubted(finding: Finding) -> Finding:
    """Return a finding without safe fixes: what is not read may use the same text."""
    if not any(fix.applicability is Applicability.SAFE for fix in finding.fixes):
        return finding
    fixes = tuple(replace(fix, applicability=Applicability.UNSAFE) for fix in finding.fixes)
    return replace(finding, fixes=fixes, notes=(*finding.notes, _PARTIAL))


@dataclass(slots=True)
class Read:
    """The readings of a run, the encodings of the files read, and what went wrong."""

    readings: list[Reading] = field(default_factory=list)
    encodings: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    parsed: set[str] = field(default_factory=set)
    unparsed: set[str] = field(default_factory=set)


def read(contents: Mapping[str, bytes], kinds: Mapping[str, str], lexicon: Lexicon) -> Read:
    """Read files here and now; their programs of one language are read together."""
    done = Read()
    large = {path for path, data in contents.items() if len(data) > TOO_LARGE and kinds[path] in {*PARSED, "notebook"}}
    if large:
        _read_large({path: contents[path] for path in large}, kinds, lexicon, done)
    sources = list(_decoded({path: data for path, data in contents.items() if path not in large}, kinds, done))
    parts = [part for source in sources for part in _contained(source, done, _parts) or ()]
    programs = [*sources, *parts]
    for kind in PARSED:
        alike = [source for source in programs if source.kind == kind]
        _keep(_linked(alike, lexicon, done), alike, lexicon, done)
    for part in parts:
        if part.kind not in PARSED:
            _contained(part, done, lambda one: _keep_text(one, lexicon, done))
    alike = [source for source in sources if source.kind == "text"]
    done.readings += _linked(alike, lexicon, done)
    for source in sources:
        _contained(source, done, lambda one: _keep_rest(one, lexicon, done))
    return done


def _contained(source: Source, done: Read, work: Callable[[Source], T]) -> T | None:
    return contained(source.path, done.problems, lambda: work(source))


def _failed(source: Source) -> Reading:
    return Reading(source.path, parsed=False)


def _linked(sources: list[Source], lexicon: Lexicon, done: Read) -> list[Reading]:
    """Return sources of one language read together or, when one of them keeps that from being done, each alone."""
    ignored: list[Problem] = []
    together = contained("", ignored, lambda: _together(sources, lexicon))
    if together is not None:
        return together
    return [
        (_contained(source, done, lambda one: _together([one], lexicon)) or [_failed(source)])[0] for source in sources
    ]


def _read_large(contents: Mapping[str, bytes], kinds: Mapping[str, str], lexicon: Lexicon, done: Read) -> None:
    """Read programs as text that are too large for their parsers."""
    from c42migrate.readers import lexical

    for source in _decoded(contents, kinds, done):
        done.unparsed.add(source.path)
        done.readings += [replace(reading, parsed=False) for reading in lexical.read([source], lexicon)]
        done.problems.append(Problem(source.path, "parse", "too large for its parser, searched by wording only"))


def _decoded(contents: Mapping[str, bytes], kinds: Mapping[str, str], done: Read) -> Iterator[Source]:
    for path, data in contents.items():
        try:
            source = decode(path, data, kinds[path])
        except ReadError as error:
            done.problems.append(Problem(path, error.kind, error.message))
            continue
        if source.encoding.lower().replace("_", "-") not in {"utf-8", "ascii"}:
            done.encodings[path] = source.encoding
        yield source


def _parts(source: Source) -> list[Source]:
    """Return the programs inside a source, at any depth."""
    holds = (
        _HANDS_OVER.search(source.text) if source.kind == "shell" else source.kind in {*CONTAINERS, "text", "groovy"}
    )
    if not holds:
        return []
    from c42migrate.readers.containers import parts

    return [inner for part in parts(source) for inner in (part, *_parts(part))]


def _together(sources: list[Source], lexicon: Lexicon) -> list[Reading]:
    """Return the readings of sources that are all of the same language."""
    if not sources:
        return []
    if sources[0].kind == "python":
        from c42migrate.readers import python

        return python.read(sources, lexicon)
    if sources[0].kind == "shell":
        from c42migrate.readers import shell

        return shell.read(sources, lexicon)
    if sources[0].kind == "powershell":
        from c42migrate.readers import powershell

        return powershell.read(sources, lexicon)
    from c42migrate.readers import lexical

    return lexical.read(sources, lexicon)


def _keep(readings: list[Reading], sources: list[Source], lexicon: Lexicon, done: Read) -> None:
    """Keep readings; what could not be parsed is read lexically instead, and counted."""
    for reading, source in zip(readings, sources, strict=True):
        if reading.parsed:
            done.parsed.add(source.path)
            done.readings.append(reading)
            done.problems.extend(reading.problems)
        else:
            from c42migrate.readers import lexical

            done.unparsed.add(source.path)
            done.problems.extend(reading.problems)
            by_wording = _contained(source, done, lambda one: lexical.read([one], lexicon)) or [reading]
            done.readings.append(replace(by_wording[0], parsed=False))


def _keep_text(part: Source, lexicon: Lexicon, done: Read) -> None:
    """Return a program inside another file that no parser knows."""
    from c42migrate.readers import lexical

    done.readings += lexical.read([part], lexicon)


def _keep_rest(source: Source, lexicon: Lexicon, done: Read) -> None:
    """Return declared dependencies, and the text around embedded programs or of kinds without a parser."""
    if source.kind in REQUIREMENTS:
        from c42migrate.readers import requirements

        done.readings.append(requirements.read(source, lexicon))
    if source.kind == "python" and "# /// script" in source.text:
        from c42migrate.readers.requirements import read_script_header

        done.readings.append(Reading(source.path, read_script_header(source, lexicon)))
    if source.kind not in {"python", "shell", "powershell", "notebook", "markdown", "rst"}:
        from c42migrate.readers import lexical

        if source.kind != "text":
            done.readings += lexical.read([source], lexicon)
        if source.kind not in CONTAINERS:
            done.parsed.add(source.path)
