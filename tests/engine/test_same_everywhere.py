"""A file says the same wherever it is checked from, whatever else is named, from disk, standard input or an editor."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from c42migrate import config, engine
from c42migrate.model import Dated, Place
from c42migrate.options import CheckOptions
from c42migrate.settings import Given, check_options

TESTS = Path(__file__).parents[1]
CORPORA = [TESTS / "scripts", *sorted(path for path in (TESTS / "corpus").iterdir() if path.is_dir())]
FEW = 3
"""So many files of two corpora are tried in the fast suite, spread over those with findings."""

Said = Mapping[str, list[object]]
"""Path from the root → all that is said of it."""


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A corpus as a project of its own."""
    root = tmp_path / "project"
    shutil.copytree(request.param, root)
    (root / ".git").mkdir()
    (tmp_path / "elsewhere").mkdir()
    return root


def _options(path: str) -> CheckOptions:
    given = Given((path,), as_of=date(2026, 11, 23), jobs=1)
    return check_options(given, config.load(given.paths))


def _said(options: CheckOptions, root: Path) -> Said:
    found: dict[str, list[object]] = defaultdict(list)

    def place(where: Place) -> tuple[str, int, int]:
        return os.path.relpath(os.path.abspath(where.path), root), where.start, where.end

    for dated in engine.check(options).findings:
        finding = dated.finding
        path, start, end = place(finding.place)
        related = [(*place(each.place), each.message) for each in finding.related]
        fixes = [
            (fix.applicability, fix.description, [(*place(edit.place), edit.text, edit.expect) for edit in fix.edits])
            for fix in finding.fixes
        ]
        found[path].append((start, end, _rest(dated), related, fixes))
    return found


def _rest(dated: Dated) -> Dated:
    """All that has no path in it."""
    plain = replace(dated.finding, place=Place("", 0, 0), related=(), fixes=())
    return replace(dated, finding=plain)


def _alone(options: CheckOptions, name: str, data: bytes, way: str) -> CheckOptions:
    """Options that look at one file, by one of the ways there are."""
    if way == "standard input":
        return replace(options, stdin=data, stdin_filename=name)
    if way == "editor":
        return replace(options, contents={name: data})
    return options


WAYS: dict[str, Callable[[str], tuple[str, str]]] = {
    "named": lambda path: (".", path),
    "from its folder": lambda path: (os.path.dirname(path) or ".", os.path.basename(path)),
    "from elsewhere": lambda path: ("../elsewhere", f"../project/{path}"),
    "by its absolute path": lambda path: ("../elsewhere", os.path.abspath(path)),
    "standard input": lambda path: (".", path),
    "editor": lambda path: (".", os.path.abspath(path)),
}
"""How a file may be checked: from its path → the directory to stand in and the name to give, from the root."""


def _differences(root: Path, paths: Sequence[str], whole: Said) -> Iterator[str]:
    for path in paths:
        data = (root / path).read_bytes()
        for way, spelled in WAYS.items():
            os.chdir(root)
            folder, name = spelled(path)
            os.chdir(folder)
            said = _said(_alone(_options(name), name, data, way), root)
            if said.get(path, []) != whole.get(path, []):
                yield f"{path}: {way}"
            if said.keys() - {path}:
                yield f"{path}: {way} reports others"


def _spread(paths: Sequence[str], count: int) -> list[str]:
    return [paths[len(paths) * at // count] for at in range(min(count, len(paths)))]


@pytest.mark.parametrize("project", CORPORA[:2], indirect=True, ids=lambda path: path.name)
def test_some_files_say_the_same_everywhere(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    whole = _said(_options("."), project)
    assert whole
    assert list(_differences(project, _spread(sorted(whole), FEW), whole)) == []


@pytest.mark.slow
@pytest.mark.parametrize("project", CORPORA, indirect=True, ids=lambda path: path.name)
def test_all_files_say_the_same_everywhere(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    whole = _said(_options("."), project)
    files = [path.relative_to(project).as_posix() for path in sorted(project.rglob("*")) if path.is_file()]
    assert list(_differences(project, files, whole)) == []


@pytest.mark.parametrize("project", CORPORA[:1], indirect=True, ids=lambda path: path.name)
def test_a_difference_would_be_seen(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    whole = _said(_options("."), project)
    path = min(whole)
    file = project / path
    file.write_bytes(b"\n" + file.read_bytes())
    assert {each.partition(": ")[2] for each in _differences(project, [path], whole)} == set(WAYS)
