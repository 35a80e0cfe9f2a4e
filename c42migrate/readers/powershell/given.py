"""Texts that a PowerShell script runs as programs: ``Invoke-Expression TEXT``, ``[scriptblock]::Create(TEXT)``."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from c42migrate.files.source import Source
from c42migrate.model import Hole, Literal, Piece, Text
from c42migrate.readers.choices import only

if TYPE_CHECKING:
    from c42migrate.readers.powershell.machine import Machine


def run(machine: Machine, text: Text, path: str) -> bool:
    """Run ``text`` in the state of ``machine``, if not too much was run; False when it is not in the file ``path``."""
    if not machine.affords(text):
        return True
    program = _Program.of(text, path)
    if program is None:
        return False
    for name, value in program.known.items():
        machine.flow.assign(name, only(value))
    machine.given(Source(path, program.text, "powershell", offsets=program.offsets))
    for name in program.known:
        machine.flow.assign(name, None)
    return True


@dataclass(slots=True)
class _Program:
    """``text`` with a byte offset for each character and one for its end, and what variables in it are ``known``.

    What comes from elsewhere (a hole, the value of a variable) is a variable, so that each literal of the program
    is one in the file.
    """

    text: str = ""
    offsets: array[int] = field(default_factory=lambda: array("Q"))
    known: dict[str, Text] = field(default_factory=dict)

    @classmethod
    def of(cls, text: Text, path: str) -> _Program | None:
        """``text`` as a program; None when nothing of it stands in the file ``path``."""
        inside = [piece.place.start for piece in text.literals if piece.place is not None and piece.place.path == path]
        if not inside:
            return None
        program = cls(offsets=array("Q", inside[:1]))
        for piece in text.pieces:
            program._add(piece, path)
        return program

    def _add(self, piece: Piece, path: str) -> None:
        at = self.offsets[-1]
        if isinstance(piece, Hole):
            self._fill(f"${{{re.sub(r'[^0-9A-Za-z]', '_', piece.name) or '_'}}}")
        elif piece.place is None and not piece.text.strip():
            self._fill(piece.text)
        elif not _stands(piece) or piece.place is None or piece.place.path != path or piece.place.start < at:
            self._name(Text((piece,)))
        else:
            self._part(piece)
            self.offsets[-1:] = array("Q", [piece.offset(i) for i in range(len(piece.text) + 1)])
            self.text += piece.text

    def _part(self, piece: Literal) -> None:
        """Keep a literal apart from one that stands before it with something between."""
        if self.text and piece.offset(0) > self.offsets[-1] and self.offsets[-1] != self.offsets[-2]:
            blank = self.text[-1].isspace() or piece.text[:1].isspace()
            self._fill(" ") if blank else self._name(Text())

    def _name(self, value: Text) -> None:
        name = f"part{len(self.known)}"
        self.known[name] = value
        self._fill(f"${{{name}}}")

    def _fill(self, word: str) -> None:
        self.offsets.extend([self.offsets[-1]] * len(word))
        self.text += word


def _stands(piece: Literal) -> bool:
    """Whether the characters are those of the file; an escape is one character for two."""
    return piece.editable or len(piece.text) == 1
