"""Lists of words: splitting, joining and trimming of symbolic texts, as a shell does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from c42migrate.model import Place, Text, literal
from c42migrate.readers import texts

Words = tuple[Text, ...]

_SPACE = re.compile(r"\S+")
_FORMAT = re.compile(r"%(?:%|[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])")


def fuse(parts: Iterable[Words]) -> Words:
    """Neighbouring parts of one word: the last word of each grows into the first of the next."""
    result: Words = ()
    for part in parts:
        result = (*result[:-1], result[-1] + part[0], *part[1:]) if result and part else result + part
    return result


def split(text: Text) -> Words:
    """Return the blank-separated words of an unquoted value."""
    return tuple(text.cut(*match.span()) for match in _SPACE.finditer(text.marked))


def lines(text: Text) -> list[Text]:
    """Return the lines of a text that have anything in them."""
    return [text.cut(*match.span()) for match in re.finditer(r"[^\r\n]+", text.marked)]


def fields(line: Text, count: int) -> list[Text]:
    """Return a line in ``count`` words as ``read`` takes it: the last is the rest of the line, missing ones are
    empty."""
    found = [match.span() for match in _SPACE.finditer(line.marked)]
    spans = [*found[: count - 1], *([(found[count - 1][0], found[-1][1])] if len(found) >= count > 0 else [])]
    return [*(line.cut(*span) for span in spans), *[Text()] * (count - len(spans))]


def stepped(words: Words, place: Place, note: str) -> Words:
    """``words`` with one more step on the trail of every literal."""
    return tuple(texts.stepped(word, place, note) for word in words)


def used(words: Words, name: str, place: Place) -> Words:
    """Return the value of variable ``name`` as it is used at ``place``: an unknown value takes the variable's name."""
    return tuple(texts.used(word, name, place) for word in words)


def formatted(words: Words) -> Text:
    """Return what ``printf FORMAT VALUE…`` prints; a value that is missing is empty."""
    if not words:
        return Text()
    template, values = texts.replaced(words[0], "\\n", literal("\n"), every=True), iter(words[1:])
    result, at = Text(), 0
    for match in _FORMAT.finditer(template.marked):
        value = template.cut(match.start(), match.start() + 1) if match[0] == "%%" else next(values, Text())
        result += template.cut(at, match.start()) + value
        at = match.end()
    return result + template.cut(at)
