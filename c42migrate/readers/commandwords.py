"""The words of a shell command line that stands in a string of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.model import Text

_WORD = re.compile(r"""'([^']*)'|"((?:[^"\\]|\\.)*)"|((?:[^\s'"\\]|\\.)+)""", re.DOTALL)
_END = frozenset({"|", "||", "&&", ";", ">", ">>", "<", "&"})


def split(text: Text) -> Iterator[tuple[Text, ...]]:
    """The simple commands of a shell command line, as words; quotes are taken off, nothing is expanded."""
    words: list[Text] = []
    for match in _pieces(text.marked):
        shown = text.marked[match[0] : match[1]]
        if shown in _END:
            if words:
                yield tuple(words)
            words = []
        else:
            words.append(text.cut(match[0], match[1]))
    if words:
        yield tuple(words)


def words(text: Text) -> list[Text]:
    """The words between blanks."""
    return [text.cut(*match.span()) for match in re.finditer(r"\S+", text.marked)]


def _pieces(marked: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(marked):
        group = match.lastindex or 0
        yield match.span(group)
