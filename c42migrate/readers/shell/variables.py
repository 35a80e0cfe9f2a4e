"""The variables of a shell script at one point of its run."""

from __future__ import annotations

from c42migrate.model import Text, hole, is_index
from c42migrate.readers.choices import Choices, only
from c42migrate.readers.flow import Flow
from c42migrate.readers.shell.words import Words

Values = Choices[Words]
"""Alternatives of a variable; each is a list of texts (one for a plain variable, more for an array)."""


class Variables(Flow[Words, Text]):
    """``values`` by name (array elements as ``name[key]``); ``arguments`` are ``$@``, None when unknown."""

    def __init__(self) -> None:
        super().__init__(hole())
        self.arguments: Words | None = None

    def get(self, name: str) -> Values | None:
        """Return the alternatives of a variable or positional parameter, None when nothing is known."""
        if name in ("@", "*"):
            return None if self.arguments is None else only(self.arguments)
        if not is_index(name) or name == "0":
            return self.values.get(name)
        if self.arguments is None:
            return None
        index = int(name) - 1
        return only((self.arguments[index] if index < len(self.arguments) else Text(),))
