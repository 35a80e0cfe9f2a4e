"""Command lines that Python runs: ``subprocess.run([...])``, ``os.system("curl …")``."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.lexicon import Lexicon
from c42migrate.readers import curl
from c42migrate.readers.commandwords import split
from c42migrate.readers.installs import installed
from c42migrate.readers.python import signatures as sig
from c42migrate.readers.python.operators import combinations
from c42migrate.readers.python.records import CallRecord
from c42migrate.readers.python.values import Known, Ref, Row, Values
from c42migrate.symbolic import Text
from c42migrate.usages import Certainty, Command, Request, Requirement


def commandlines(leaf: CallRecord, lexicon: Lexicon) -> Iterator[Request | Command | Requirement]:
    """The requests of curl-like commands and the SDK commands a call runs."""
    (callee,) = leaf.callee
    if not isinstance(callee, Ref) or callee.name not in sig.SHELLS or not leaf.args:
        return
    for words in _lines(leaf.args[0].values):
        yield from _read(words, leaf, lexicon)


def _read(words: tuple[Text, ...], leaf: CallRecord, lexicon: Lexicon) -> Iterator[Request | Command | Requirement]:
    program = curl.program(words[0]) if words else ""
    if program in lexicon.programs:
        sure = Certainty.RESOLVED if leaf.depth else Certainty.EXACT
        yield Command(program, words[1:], leaf.place, sure, leaf.scope)
    yield from curl.requests(words, leaf.place, scope=leaf.scope)
    yield from installed(words, lexicon.packages, leaf.origin)


def _lines(values: Values) -> Iterator[tuple[Text, ...]]:
    for value in values:
        if isinstance(value, Row):
            yield from combinations(value.items)
        elif isinstance(value, Known):
            yield from split(value.text)
