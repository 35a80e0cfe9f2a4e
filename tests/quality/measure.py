"""Recall and precision of ``c42migrate check`` over a labelled corpus.

A label is one line of ``<corpus>.labels``: ``path:line families``. Families are those of the rules, ``-`` marks a hard
negative (must not be flagged), ``?`` a line on which opinions differ (ignored). Lines are 1-based.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.program import run

CORPORA = Path(__file__).parent.parent / "corpus"
Line = tuple[str, int]

_LANGUAGES = {
    ".py": "python",
    ".ipynb": "notebook",
    ".sh": "shell",
    ".ps1": "powershell",
    ".psm1": "powershell",
    ".psd1": "powershell",
    ".zsh": "shell",
    ".bash": "shell",
    ".xml": "xml",
    ".plist": "xml",
    ".proj": "xml",
    ".build": "xml",
    ".jmx": "xml",
    ".md": "markdown",
    ".yml": "ci",
    ".txt": "requirements",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: its family, its code, and the lines of its primary and related locations.

    A note is found where it is wanted, and not wrong where it is not: it asks nobody to do anything.
    """

    family: str
    code: str
    primary: Line
    related: tuple[Line, ...]
    note: bool = False


@dataclass(slots=True)
class Score:
    """Counts of one language; the lists hold what went wrong, for people."""

    labelled: int = 0
    found: int = 0
    found_primary: int = 0
    findings: int = 0
    right: int = 0
    negatives: int = 0
    flagged: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of labelled lines on which a finding of a labelled family has a location."""
        return self.found / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        """Share of findings with a location on a line labelled with their family."""
        return self.right / self.findings if self.findings else 1.0


def language(path: str) -> str:
    """The group a file is counted in."""
    name = PurePosixPath(path)
    if name.name.startswith("requirements"):
        return "requirements"
    return _LANGUAGES.get(name.suffix, "other")


def labels(corpus: str) -> dict[Line, frozenset[str]]:
    """The labels of a corpus by (path, line)."""
    found = {}
    for entry in (CORPORA / f"{corpus}.labels").read_text("utf-8").splitlines():
        place, families = entry.rsplit(" ", 1)
        path, line = place.rsplit(":", 1)
        found[path, int(line)] = frozenset(families.split(","))
    return found


def findings(corpus: str) -> list[Found]:
    """What ``c42migrate check`` reports over a corpus, as one project."""
    done = run("check", ".", "--format", "json", "--exit-zero", cwd=CORPORA / corpus)
    return [_found(entry) for entry in json.loads(done.out)["findings"]]


def _found(entry: Mapping[str, object]) -> Found:
    related = entry["related"]
    assert isinstance(related, list)
    family, code = str(entry["family"]), str(entry["code"])
    return Found(family, code, _line(entry), tuple(_line(place) for place in related), entry["severity"] == "note")


def _line(place: Mapping[str, object]) -> Line:
    path, line = place["path"], place["line"]
    assert isinstance(path, str)
    assert isinstance(line, int)
    return PurePosixPath(path).as_posix(), line


def measure(corpus: str) -> dict[str, Score]:
    """Scores per language, and ``all``."""
    wanted, found = labels(corpus), findings(corpus)
    scores: dict[str, Score] = defaultdict(Score)
    _recall(scores, wanted, found)
    for finding in found:
        for score in (scores[language(finding.primary[0])], scores["all"]):
            _judge(score, finding, wanted)
    return dict(scores)


def _recall(scores: dict[str, Score], wanted: Mapping[Line, frozenset[str]], found: Sequence[Found]) -> None:
    primary: dict[Line, set[str]] = defaultdict(set)
    anywhere: dict[Line, set[str]] = defaultdict(set)
    loud = {finding.primary for finding in found if not finding.note}
    for finding in found:
        primary[finding.primary].add(finding.family)
        for line in (finding.primary, *finding.related):
            anywhere[line].add(finding.family)
    for line, families in wanted.items():
        for score in (scores[language(line[0])], scores["all"]):
            if "-" in families:
                score.negatives += 1
                score.flagged += line in loud
            elif "?" not in families:
                _count(score, line, bool(families & anywhere[line]), bool(families & primary[line]))


def _count(score: Score, line: Line, found: bool, primary: bool) -> None:
    score.labelled += 1
    score.found += found
    score.found_primary += primary
    if not found:
        score.missed.append(f"{line[0]}:{line[1]}")


def _judge(score: Score, finding: Found, wanted: Mapping[Line, frozenset[str]]) -> None:
    lines = (finding.primary, *finding.related)
    right = any(finding.family in wanted.get(line, ()) for line in lines) and "-" not in wanted.get(finding.primary, ())
    if "?" in wanted.get(finding.primary, ()) or (finding.note and not right):
        return
    score.findings += 1
    if right:
        score.right += 1
    else:
        score.wrong.append(f"{finding.primary[0]}:{finding.primary[1]} {finding.code} {finding.family}")
