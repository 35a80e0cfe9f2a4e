"""String operations on symbolic texts: everything Python does to build a URL or a header."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence

from c42migrate.model import Hole, Literal, Text, hole, is_index, literal

_PERCENT = re.compile(r"%(?:\((?P<key>[^)]*)\))?[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?(?P<kind>[a-zA-Z%])")
_FIELD = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}:!]*)(?P<rest>(?:![rsa])?(?::[^{}]*(?:\{[^{}]*\}[^{}]*)*)?)\}")
_PLACEHOLDER = re.compile(r"\{\{?([^{}/?&=]*)\}?\}|%\((\w+)\)[sdr]|%[sdr]|<(\w+)>")


def percent(template: Text, positional: Sequence[Text], named: Mapping[str, Text]) -> Text:
    """``template % values``: directives are replaced in order, those without a value become holes."""
    values = iter(positional)

    def fill(match: re.Match[str]) -> Text | str:
        if match["kind"] == "%":
            return "%"
        value = named.get(match["key"]) if match["key"] is not None else next(values, None)
        return value if value is not None else hole(match["key"] or "")

    return _substitute(template, _PERCENT, fill)


def brace_format(template: Text, positional: Sequence[Text], named: Mapping[str, Text]) -> Text:
    """``template.format(...)`` with automatic, numbered, named and attribute fields; ``{{`` and ``}}`` unescape."""
    counter = iter(range(len(template.marked)))

    def fill(match: re.Match[str]) -> Text | str:
        if match[0] in {"{{", "}}"}:
            return match[0][0]
        name = match["name"].strip()
        root = re.split(r"[.\[]", name)[0]
        value = _field(root, positional, named, counter) if root == name else None
        return value if value is not None else hole(name)

    return _substitute(template, _FIELD, fill)


def _field(name: str, positional: Sequence[Text], named: Mapping[str, Text], counter: Iterator[int]) -> Text | None:
    if name == "":
        index = next(counter)
        return positional[index] if index < len(positional) else None
    if is_index(name):
        return positional[int(name)] if int(name) < len(positional) else None
    return named.get(name)


def _substitute(template: Text, pattern: re.Pattern[str], fill: Callable[[re.Match[str]], Text | str]) -> Text:
    out, last = Text(), 0
    for match in pattern.finditer(template.marked):
        value = fill(match)
        out += template.cut(last, match.start())
        out += template.cut(match.start(), match.start() + 1) if isinstance(value, str) else value
        last = match.end()
    return out + template.cut(last)


def strip(text: Text, characters: str | None, *, left: bool, right: bool) -> Text:
    """``str.strip`` and its two halves; a hole at an end stops the stripping there."""
    marked, chosen = text.marked, characters if characters is not None else string.whitespace
    start, end = 0, len(marked)
    while left and start < end and marked[start] in chosen:
        start += 1
    while right and end > start and marked[end - 1] in chosen:
        end -= 1
    return text.cut(start, end)


def urljoin(base: Text, path: Text) -> Text:
    """``urllib.parse.urljoin`` as far as it matters: an absolute path replaces the base's own path."""
    marked = path.marked
    if re.match(r"[a-zA-Z][\w+.-]*://", marked):
        return path
    stem = base.marked
    root = re.match(r"(?:[a-zA-Z][\w+.-]*://)?[^/]*", stem)
    if marked.startswith("/"):
        return base.cut(0, root.end() if root else 0) + path
    cut = stem.rfind("/") + 1
    inside = cut > (root.end() if root else 0)
    return (base.cut(0, cut) if inside else base + literal("/")) + path


def path_join(parts: Sequence[Text]) -> Text:
    """``posixpath.join``: a part with a leading slash starts anew."""
    out = Text()
    for part in parts:
        if part.marked.startswith("/") or not out.pieces:
            out = part
        else:
            out = out + (Text() if out.marked.endswith("/") else literal("/")) + part
    return out


def opened(text: Text) -> Text:
    """Return the text with every placeholder inside its literals turned into a hole of that name."""
    if not any(_PLACEHOLDER.search(piece.text) for piece in text.literals):
        return text
    out: list[Literal | Hole] = []
    for piece in text.pieces:
        out.extend(_opened(piece) if isinstance(piece, Literal) else (piece,))
    return Text(tuple(out))


def _opened(piece: Literal) -> list[Literal | Hole]:
    out: list[Literal | Hole] = []
    last = 0
    for match in _PLACEHOLDER.finditer(piece.text):
        if match.start() > last:
            out.append(piece.cut(last, match.start()))
        out.append(Hole(next((name for name in match.groups() if name), "")))
        last = match.end()
    if last < len(piece.text):
        out.append(piece.cut(last, len(piece.text)))
    return out
