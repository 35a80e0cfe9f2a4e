"""Dependencies that a ``setup.py`` declares."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.lexicon import Lexicon
from c42migrate.model import Requirement, Text
from c42migrate.readers import web
from c42migrate.readers.python.records import CallRecord
from c42migrate.readers.python.values import Known, Mapping, Row, Values
from c42migrate.readers.requirements import normal_name, requirement

_SETUP = frozenset({"setup", "setuptools.setup", "distutils.core.setup"})
_ARGUMENTS = frozenset({"install_requires", "setup_requires", "tests_require", "extras_require", "requires"})


def declared(leaf: CallRecord, lexicon: Lexicon) -> Iterator[Requirement]:
    """The packages of ``lexicon.packages`` that a call of ``setuptools.setup`` requires."""
    if leaf.written not in _SETUP:
        return
    wanted = {normal_name(package) for package in lexicon.packages}
    for bound in leaf.args:
        for text in _texts(bound.values) if bound.keyword in _ARGUMENTS else ():
            for found in requirement(text.known or "", 0):
                if normal_name(found.name) in wanted:
                    yield Requirement(normal_name(found.name), found.specifier, web.extent(text, leaf.origin))


def _texts(values: Values) -> Iterator[Text]:
    """The strings in a list, or in the lists of a mapping."""
    for value in values:
        if isinstance(value, Known):
            yield value.text
        for inner in value.items if isinstance(value, Row) else ():
            yield from _texts(inner)
        for pair in value.pairs if isinstance(value, Mapping) else ():
            yield from _texts(pair.values)
