"""Reads shell and PowerShell snippets, and writes what was found as short lines: the same helpers for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Command, Literal, Place, Reading, Request

LEXICON = Lexicon(programs=frozenset({"code42", "incydr"}))


@dataclass(frozen=True)
class Language:
    """A reader, the kind of its sources, and the name of a script that is read alone."""

    read: Callable[[Sequence[Source], Lexicon], list[Reading]]
    kind: str
    name: str

    def source(self, script: str, *, name: str = "", bom: bool = False) -> Source:
        """The script as it is decoded; with characters of several bytes, or a mark, it has offsets."""
        offsets = [3 if bom else 0]
        for char in script:
            offsets.append(offsets[-1] + len(char.encode()))
        plain = script.isascii() and not bom
        return Source(name or self.name, script, self.kind, offsets=None if plain else offsets)

    def reading(self, script: str, *, bom: bool = False) -> Reading:
        """What is read of one script alone."""
        return self.read([self.source(script, bom=bom)], LEXICON)[0]

    def requests(self, script: str) -> list[Request]:
        """The requests of one script."""
        return [usage for usage in self.reading(script).usages if isinstance(usage, Request)]

    def shown(self, script: str) -> list[str]:
        """``VERB url`` of each request, ``?`` for an unknown verb."""
        return [f"{r.verb.name if r.verb else '?'} {r.url}" for r in self.requests(script)]

    def project(self, files: Mapping[str, str]) -> dict[str, list[str]]:
        """``VERB url`` of each request of scripts that are read together, by the file it stands in."""
        readings = self.read([self.source(text, name=name) for name, text in files.items()], LEXICON)
        return {
            reading.path: [f"{u.verb.name} {u.url}" for u in reading.usages if isinstance(u, Request) and u.verb]
            for reading in readings
        }


def at(script: str, place: Place | None) -> str:
    """The characters that stand at a place of a script."""
    assert place is not None
    return script.encode()[place.start : place.end].decode()


def assert_literals_stand_where_they_say(language: Language, script: str, *, bom: bool) -> None:
    """Every literal that may be edited is exactly the bytes at its place."""
    data = (b"\xef\xbb\xbf" if bom else b"") + script.encode()
    for piece in _literals(language.reading(script, bom=bom)):
        if piece.place is not None and piece.editable:
            assert data[piece.place.start : piece.place.end].decode() == piece.text
            assert piece.offset(len(piece.text)) == piece.place.end


def _literals(reading: Reading) -> list[Literal]:
    found: list[Literal] = []
    for usage in reading.usages:
        if isinstance(usage, Request):
            found += usage.url.literals
            found += [piece for head in usage.headers for piece in head.value.literals]
            found += [entry.key for entry in (*usage.body, *usage.query) if entry.key]
        elif isinstance(usage, Command):
            found += [piece for word in usage.words for piece in word.literals]
    return found
