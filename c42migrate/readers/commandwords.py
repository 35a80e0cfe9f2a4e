"""The words of a shell command line that stands in a text: in a string of another language, or handed to a shell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.model import Hole, Text

_PART = re.compile(
    r"""(?P<to>\d*(?:>>?|<)(?:&\d)?)|(?P<end>[;|&\n]+)|(?:[^\s"';|&<>\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+""", re.DOTALL
)
_INSIDE = re.compile(r"[\"']|\$(?:(\w+)|\{(\w+)[^}]*\})")


def command_lines(text: Text) -> Iterator[tuple[Text, ...]]:
    """Yield the simple commands of a text, quotes taken off and variables as holes; redirections are left out."""
    words: list[Text] = []
    is_redirected = False
    for match in _PART.finditer(text.marked.replace("\\\n", "  ")):
        if match["end"]:
            if words:
                yield tuple(words)
            words, is_redirected = [], False
        elif match["to"]:
            is_redirected = True
        elif not is_redirected:
            words.append(_word(text.cut(*match.span())))
    if words:
        yield tuple(words)


def separated(text: Text) -> list[Text]:
    """Return the words between blanks."""
    return [text.cut(*match.span()) for match in re.finditer(r"\S+", text.marked)]


def _word(written: Text) -> Text:
    result, at = Text(), 0
    for match in _INSIDE.finditer(written.marked):
        name = match[1] or match[2]
        result += written.cut(at, match.start()) + (Text((Hole(name),)) if name else Text())
        at = match.end()
    return result + written.cut(at)
