"""Packages that a command line installs: ``pip install``, ``python -m pip install``, ``pipx``, ``uv``, ``conda`` …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from c42migrate.model import Place, Requirement, Text
from c42migrate.readers import web
from c42migrate.readers.curl import program
from c42migrate.readers.requirements import Declared, normal_name, requirement

_INSTALLER = re.compile(r"(?:pip|pipx|easy_install)[\d.]*|uv|poetry|pipenv|pdm|rye|conda|mamba|micromamba")
_ACTIONS = frozenset({"install", "add", "download", "inject", "easy_install", "run", "upgrade"})
_VALUED = frozenset(
    ["-r", "--requirement", "-c", "--constraint", "-i", "--index-url", "--extra-index-url", "-t", "--target", "-n"]
)
"""Options whose value is no package."""


def installed(words: Sequence[Text], packages: frozenset[str], place: Place) -> Iterator[Requirement]:
    """Yield the packages among ``packages`` that the command ``words`` (program first) installs."""
    start = _arguments(words)
    wanted = {normal_name(package) for package in packages}
    for before, word in pairwise(words[start - 1 :]) if start else ():
        if before.known in _VALUED or word.known is None:
            continue
        for found in _declared(word.known):
            if normal_name(found.name) in wanted:
                yield Requirement(normal_name(found.name), found.specifier, web.extent(word, place))


def _arguments(words: Sequence[Text]) -> int:
    """Index of the first word after ``pip install``, 0 when nothing is installed."""
    for index, word in enumerate(words):
        name = program(word)
        if name.startswith("easy_install"):
            return index + 1
        if _INSTALLER.fullmatch(name):
            return next((i + 1 for i, w in enumerate(words[index + 1 :], index + 1) if w.known in _ACTIONS), 0)
    return 0


def _declared(written: str) -> Iterator[Declared]:
    """Yield a requirement as pip takes it; conda's ``name=1.2`` too."""
    text = re.sub(r"^([\w.-]+)=(?!=)", r"\1==", written.strip())
    yield from requirement(text, 0)
