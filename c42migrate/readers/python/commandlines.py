"""Command lines that Python runs: ``subprocess.run([...])``, ``os.system("curl …")``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from c42migrate.lexicon import Lexicon
from c42migrate.model import Certainty, Command, Credential, Place, Request, Requirement, Step, Text, literal
from c42migrate.readers import curl
from c42migrate.readers.commandwords import split
from c42migrate.readers.installs import installed
from c42migrate.readers.python import signatures as sig
from c42migrate.readers.python.operators import combinations
from c42migrate.readers.python.records import CallRecord
from c42migrate.readers.python.values import Known, Ref, Row, Values

_GIVES_USER = re.compile(r"-[A-Za-z]*u|--user\b|--netrc")


def commandlines(leaf: CallRecord, lexicon: Lexicon) -> Iterator[Request | Command | Requirement]:
    """The requests of curl-like commands and the SDK commands a call runs."""
    (callee,) = leaf.callee
    if not isinstance(callee, Ref) or not leaf.args:
        return
    if callee.name in {f"sh.{program}" for program in lexicon.programs}:
        given = [bound.values for bound in leaf.args if not bound.keyword and not bound.star]
        for words in combinations([(Known(literal(callee.name.removeprefix("sh."))),), *given]):
            yield from _read(words, leaf, lexicon)
    if callee.name not in sig.SHELLS:
        return
    for words in _lines(leaf.args[0].values):
        yield from _read(words, leaf, lexicon)


def _read(words: tuple[Text, ...], leaf: CallRecord, lexicon: Lexicon) -> Iterator[Request | Command | Requirement]:
    program = curl.program(words[0]) if words else ""
    if program in lexicon.programs:
        sure = Certainty.RESOLVED if leaf.depth else Certainty.EXACT
        yield Command(program, words[1:], _written(words, leaf), sure, leaf.scope)
    for request in curl.requests(words, leaf.place, scope=leaf.scope):
        yield replace(request, credentials=tuple(_moved(made, words, leaf) for made in request.credentials))
    yield from installed(words, lexicon.packages, leaf.origin)


def _written(words: tuple[Text, ...], leaf: CallRecord) -> Place:
    """Where a command line stands: the call that runs it, or else its words."""
    places = [piece.place for word in words for piece in word.literals if piece.place is not None]
    if not places or any(leaf.place.holds(place) for place in places[:2]):
        return leaf.place
    near = [place for place in places if place.path == places[0].path and place.start >= places[0].start]
    return Place(places[0].path, places[0].start, max(place.end for place in near))


def _moved(made: Credential, words: tuple[Text, ...], leaf: CallRecord) -> Credential:
    """The credential of an option, at the option when that does not stand in the call."""
    options = [word for word in words if made.place == leaf.place and _GIVES_USER.match(word.marked)]
    place = next((piece.place for word in options for piece in word.literals), None)
    if place is None or leaf.place.holds(place):
        return made
    return replace(made, place=place, used_at=(*made.used_at, Step(leaf.place, "run here")))


def _lines(values: Values) -> Iterator[tuple[Text, ...]]:
    for value in values:
        if isinstance(value, Row):
            yield from combinations(value.items)
        elif isinstance(value, Known):
            yield from split(value.text)
