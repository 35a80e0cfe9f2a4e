"""Command lines of the SDK's tool that stand in a module without being seen to be run: given to operators, helpers
and schedulers of other libraries, returned, kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from c42migrate.lexicon import Lexicon
from c42migrate.model import HOLE, Certainty, Command, Place, Text
from c42migrate.readers import curl
from c42migrate.readers.commandwords import split
from c42migrate.readers.python.operators import combinations
from c42migrate.readers.python.values import Known, Row, Value

_TELLING = 3
"""So many words a line has at least: program, command, and what to do with it."""
_PROSE = re.compile(r"\s*(?:[A-Z][a-z]+[\s,.]|usage\b)|.*:\s*$", re.IGNORECASE)
_SHELL = re.compile(r"\s*(?:set|cd|export|source|if|for|while|do|sudo|exec|env)\b")


def commands(value: Value, place: Place, scope: str, lexicon: Lexicon) -> Iterator[Command]:
    """The commands that a string or a list of words is; ``place`` is where it stands. A sentence is none."""
    for words in _lines(value):
        if is_command(words, lexicon):
            first = words[0].literals[0].place if words[0].literals else None
            inside = _extent(words) if isinstance(value, Known) and first is not None else place
            yield Command(curl.program(words[0]), words[1:], inside or place, Certainty.MAYBE, scope)


def _lines(value: Value) -> Iterator[tuple[Text, ...]]:
    if isinstance(value, Row):
        yield from combinations(value.items)
    elif isinstance(value, Known) and not _is_prose(value.text.marked):
        for start, end in _statements(value.text.marked):
            yield from split(value.text.cut(start, end))


def _is_prose(marked: str) -> bool:
    """Whether a text of several lines is read by people: one of them is a sentence or a heading."""
    lines = [line for line in marked.splitlines() if line.strip()]
    return len(lines) > 1 and any(_PROSE.match(line) and not _SHELL.match(line) for line in lines)


def _statements(marked: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"(?:\\\n|[^\n;])+", marked):
        yield match.span()


def is_command(words: Sequence[Text], lexicon: Lexicon) -> bool:
    """Whether words are a command line of a known program and no sentence about it."""
    if (
        len(words) < _TELLING
        or curl.program(words[0]) not in lexicon.programs
        or words[1].known not in lexicon.commands
    ):
        return False
    last = words[_TELLING].marked if len(words) > _TELLING else ""
    told = _is_argument(words[_TELLING - 1].marked) or words[_TELLING - 1].known in lexicon.subcommands
    return told and (not re.fullmatch(r"[a-z]+", last) or last in lexicon.subcommands)


def _is_argument(shown: str) -> bool:
    return shown.startswith(("-", HOLE))


def _extent(words: Sequence[Text]) -> Place | None:
    """From the first to the last of the words that stand one after the other in one file."""
    places = [piece.place for word in words for piece in word.literals if piece.place is not None]
    if not places or any(place.path != places[0].path for place in places):
        return places[0] if places else None
    ends = [place.end for place in places if place.start >= places[0].start]
    return Place(places[0].path, places[0].start, max(ends))
