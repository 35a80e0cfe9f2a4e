"""Scripts for a CrashPlan server: another package with the same calls takes the place of py42, by its name."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from c42migrate.model import Applicability, Edit, Fix, Place, Symbol

OLD, NEW = "py42", "pycpg"
_MODULES = ("sdk", "exceptions", "settings", "util", "response")
_GONE = re.compile(
    r"py42\.sdk\.queries|.*(?:Case|Watchlist|TrustedActivity|Rule|Profile|CloudAlias|OnList|Description)"
)
"""What is Incydr's, and the errors of it."""
_OTHER = "legalhold"
"""Its calls have the same names, other arguments and other replies."""
REASON = "the server must be one of CrashPlan"


def renamed(symbols: Sequence[Symbol], members: Collection[str], texts: Mapping[str, bytes]) -> Fix | None:
    """Return the fix that names the other package wherever these symbols of py42 stand; None when it has not all of
    them.

    ``members``: the parts of a client whose calls are the same.
    """
    paths = sorted({symbol.place.path for symbol in symbols})
    if not paths or not all(_is_same(symbol.name, members) for symbol in symbols):
        return None
    if not all(path.endswith(".py") for path in paths):
        return None
    edits = [edit for path in paths for edit in _edits(path, texts.get(path, b""))]
    return Fix(Applicability.UNSAFE, f"use {NEW}", tuple(edits), reason=REASON) if edits else None


def _is_same(name: str, members: Collection[str]) -> bool:
    _, asks, chain = name.partition(".client.")
    if asks:
        return chain.partition(".")[0] in {*members} - {_OTHER}
    return name == OLD or (name.split(".")[1] in _MODULES and _GONE.match(name) is None)


def _edits(path: str, data: bytes) -> Iterator[Edit]:
    """Every word of the program that is the package's name, or a class with it in its name."""
    lines = [0]
    for line in data.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    for word, row, column in _words(data):
        new = NEW if word == OLD else f"Pycpg{word[len('Py42') :]}" if word.startswith("Py42") else ""
        if new:
            text = data[lines[row - 1] : lines[row]].decode("utf-8", "replace")
            start = lines[row - 1] + len(text[:column].encode())
            yield Edit(Place(path, start, start + len(word)), new, word.encode())


def _words(data: bytes) -> Iterable[tuple[str, int, int]]:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(data.decode("utf-8")).readline))
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError):
        return []
    return [(token.string, *token.start) for token in tokens if token.type == tokenize.NAME]
