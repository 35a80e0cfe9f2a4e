"""Programs that Python runs (``subprocess.run([...])``, ``os.system("curl …")``) and packages that it requires."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from c42migrate.lexicon import Lexicon
from c42migrate.model import HOLE, Certainty, Command, Credential, Place, Request, Requirement, Step, Text, literal
from c42migrate.readers import curl, web
from c42migrate.readers.commandwords import command_lines
from c42migrate.readers.installs import installed
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.calls import Call
from c42migrate.readers.python.operations import combinations
from c42migrate.readers.python.values import Known, Mapping, Ref, Row, Value, Values
from c42migrate.readers.requirements import normal_name, requirement

_GIVES_USER = re.compile(r"-[A-Za-z]*u|--user\b|--netrc")
_SETUP = frozenset({"setup", "setuptools.setup", "distutils.core.setup"})
_REQUIRES = frozenset({"install_requires", "setup_requires", "tests_require", "extras_require", "requires"})
_TELLING = 3
"""So many words a line has at least: program, command, and what to do with it."""
_PROSE = re.compile(r"\s*(?:[A-Z][a-z]+[\s,.]|usage\b)|.*:\s*$", re.IGNORECASE)
_SHELL = re.compile(r"\s*(?:set|cd|export|source|if|for|while|do|sudo|exec|env)\b")


def run_by(call: Call, lexicon: Lexicon) -> Iterator[Request | Command | Requirement]:
    """Yield the requests of curl-like commands and the SDK commands a call runs."""
    (callee,) = call.callee
    if not isinstance(callee, Ref) or not call.args:
        return
    if callee.name.startswith("sh.") and callee.name.removeprefix("sh.") in lexicon.programs:
        given = [bound.values for bound in call.args if not bound.keyword and not bound.star]
        for words in combinations([(Known(literal(callee.name.removeprefix("sh."))),), *given]):
            yield from _read(words, call, lexicon)
    for value in call.args[0].values if callee.name in lib.SHELLS else ():
        if isinstance(value, Row | Known):
            for words in combinations(value.items) if isinstance(value, Row) else command_lines(value.text):
                yield from _read(words, call, lexicon)


def _read(words: tuple[Text, ...], call: Call, lexicon: Lexicon) -> Iterator[Request | Command | Requirement]:
    program = curl.program(words[0]) if words else ""
    if program in lexicon.programs:
        sure = Certainty.RESOLVED if call.depth else Certainty.EXACT
        yield Command(program, words[1:], _written(words, call), sure, call.scope, name=words[0])
    for request in curl.requests(words, call.place, scope=call.scope):
        yield replace(request, credentials=tuple(_moved(made, words, call) for made in request.credentials))
    yield from installed(words, lexicon.packages, call.origin)


def _written(words: tuple[Text, ...], call: Call) -> Place:
    """Where a command line stands: the call that runs it, or else its words."""
    places = [piece.place for word in words for piece in word.literals if piece.place is not None]
    if not places or any(call.place.holds(place) for place in places[:2]):
        return call.place
    near = [place for place in places if place.path == places[0].path and place.start >= places[0].start]
    return Place(places[0].path, places[0].start, max(place.end for place in near))


def _moved(made: Credential, words: tuple[Text, ...], call: Call) -> Credential:
    """Return the credential of an option, at the option when that does not stand in the call."""
    options = [word for word in words if made.place == call.place and _GIVES_USER.match(word.marked)]
    place = next((piece.place for word in options for piece in word.literals), None)
    if place is None or call.place.holds(place):
        return made
    return replace(made, place=place, used_at=(*made.used_at, Step(call.place, "run here")))


# -- command lines that nothing is seen to run ----------------------------------------------------


def written(value: Value, place: Place, scope: str, lexicon: Lexicon) -> Iterator[Command | Request]:
    """Yield the commands of the SDK's tool and of curl that a string or a list of words is: given to operators,
    helpers and schedulers of other libraries, returned, kept. ``place`` is where it stands. A sentence is none."""
    for words in _lines(value):
        first = words[0].literals[0].place if words and words[0].literals else None
        inside = _extent(words) if isinstance(value, Known) and first is not None else place
        if words and curl.program(words[0]) == "curl":
            for request in curl.requests(words, inside or place, scope=scope):
                yield replace(request, certainty=Certainty.MAYBE)
        elif _is_command(words, lexicon):
            yield Command(curl.program(words[0]), words[1:], inside or place, Certainty.MAYBE, scope, name=words[0])


def _lines(value: Value) -> Iterator[tuple[Text, ...]]:
    if isinstance(value, Row):
        yield from combinations(value.items)
    elif isinstance(value, Known) and not _is_prose(value.text.marked):
        yield from command_lines(value.text)


def _is_prose(marked: str) -> bool:
    """Whether a text of several lines is read by people: one of them is a sentence or a heading."""
    lines = [line for line in marked.splitlines() if line.strip()]
    return len(lines) > 1 and any(_PROSE.match(line) and not _SHELL.match(line) for line in lines)


def _is_command(words: Sequence[Text], lexicon: Lexicon) -> bool:
    """Whether words are a command line of a known program and no sentence about it."""
    if (
        len(words) < _TELLING
        or curl.program(words[0]) not in lexicon.programs
        or words[1].known not in lexicon.commands
    ):
        return False
    last = words[_TELLING].marked if len(words) > _TELLING else ""
    third = words[_TELLING - 1]
    told = third.marked.startswith(("-", HOLE)) or third.known in lexicon.subcommands
    return told and (not re.fullmatch(r"[a-z]+", last) or last in lexicon.subcommands)


def _extent(words: Sequence[Text]) -> Place | None:
    """From the first to the last of the words that stand one after the other in one file."""
    places = [piece.place for word in words for piece in word.literals if piece.place is not None]
    if not places or any(place.path != places[0].path for place in places):
        return places[0] if places else None
    ends = [place.end for place in places if place.start >= places[0].start]
    return Place(places[0].path, places[0].start, max(ends))


# -- setup.py -------------------------------------------------------------------------------------


def required(call: Call, lexicon: Lexicon) -> Iterator[Requirement]:
    """Yield the packages of ``lexicon.packages`` that a call of ``setuptools.setup`` requires."""
    if call.written not in _SETUP:
        return
    wanted = {normal_name(package) for package in lexicon.packages}
    for bound in call.args:
        for text in _texts(bound.values) if bound.keyword in _REQUIRES else ():
            for found in requirement(text.known or "", 0):
                if normal_name(found.name) in wanted:
                    yield Requirement(normal_name(found.name), found.specifier, web.extent(text, call.origin))


def _texts(values: Values) -> Iterator[Text]:
    """Yield the strings in a list, or in the lists of a mapping."""
    for value in values:
        if isinstance(value, Known):
            yield value.text
        for inner in value.items if isinstance(value, Row) else ():
            yield from _texts(inner)
        for pair in value.pairs if isinstance(value, Mapping) else ():
            yield from _texts(pair.values)
