"""Declared dependencies on the vendor's packages: which package, which versions, and where exactly it is written.

Structured files are parsed for what they declare; the place of each declaration is then found by searching its text, so
a name in a comment or a description is never taken for a dependency.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Problem, Reading, Requirement
from c42migrate.readers.requirements_files import (
    Declared,
    conda,
    gemfile,
    pipfile,
    pre_commit,
    pyproject,
    requirements_txt,
    script_header,
    setup_cfg,
)

_READERS: dict[str, Callable[[str], Iterable[Declared]]] = {
    "requirements": requirements_txt,
    "pyproject": pyproject,
    "setup-cfg": setup_cfg,
    "pipfile": pipfile,
    "conda": conda,
    "pre-commit": pre_commit,
    "gemfile": gemfile,
}
_NAMES = (
    (re.compile(r"(?:^|/)pyproject\.toml$", re.IGNORECASE), "pyproject"),
    (re.compile(r"(?:^|/)setup\.cfg$", re.IGNORECASE), "setup-cfg"),
    (re.compile(r"(?:^|/)pipfile$", re.IGNORECASE), "pipfile"),
    (re.compile(r"(?:^|/)environment[^/]*\.ya?ml$", re.IGNORECASE), "conda"),
    (re.compile(r"(?:^|/)\.pre-commit-(?:config|hooks)\.ya?ml$", re.IGNORECASE), "pre-commit"),
    (re.compile(r"(?:requirements|constraints)(?:[^/]*|/[^/]+)\.(?:txt|in)$", re.IGNORECASE), "requirements"),
)


def read(source: Source, lexicon: Lexicon) -> Reading:
    """The requirements of a dependency file that name a package of ``lexicon.packages``.

    A file that is not valid TOML, YAML or ini gives a problem of kind ``parse`` and no usages.
    """
    reader = _READERS.get(_what(source))
    try:
        found = tuple(_usages(source, reader(source.text), lexicon)) if reader else ()
    except RecursionError:
        return Reading(source.path, (), (Problem(source.path, "parse", "too deeply nested"),), parsed=False)
    except ValueError as error:
        return Reading(source.path, (), (Problem(source.path, "parse", str(error).splitlines()[0]),), parsed=False)
    return Reading(source.path, found)


def read_script_header(source: Source, lexicon: Lexicon) -> tuple[Requirement, ...]:
    """The dependencies in the inline metadata (PEP 723) of a Python source; () when there is none or it is not TOML."""
    try:
        return tuple(_usages(source, script_header(source.text), lexicon))
    except (ValueError, RecursionError):
        return ()


def _what(source: Source) -> str:
    path = source.path.replace("\\", "/")
    by_name = next((kind for pattern, kind in _NAMES if pattern.search(path)), "")
    return source.kind if source.kind in _READERS else by_name


def _usages(source: Source, declared: Iterable[Declared], lexicon: Lexicon) -> Iterator[Requirement]:
    wanted = {normal_name(package) for package in lexicon.packages}
    for item in declared:
        if normal_name(item.name) in wanted:
            yield Requirement(normal_name(item.name), item.specifier, source.place(item.start, item.end))


def normal_name(name: str) -> str:
    """A package name as indexes compare it: lower case, runs of ``-_.`` as one dash."""
    return re.sub(r"[-_.]+", "-", name).lower()
