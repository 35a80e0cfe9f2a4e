"""Leaves a comment above what only a person can change. Python files alone: there it can be proven to be a comment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from c42migrate.engine_types import Outcome
from c42migrate.model import Dated

_INDENT = re.compile(rb"[ \t]*")


def annotated(outcome: Outcome) -> dict[str, bytes]:
    """Path → new bytes, with a line ``# C42-303 user-deactivate: by hand, see c42migrate explain C42-303`` above every
    finding that has no fix and no such line yet.

    A file in which a comment would stand inside something else (a long string), or that Python 3 cannot parse, is
    left out whole. Line ends, encoding and indentation are kept.
    """
    paths = {d.finding.place.path for d in outcome.active if not d.finding.fixes}
    made = {path: _commented(outcome, path) for path in sorted(paths) if path.endswith((".py", ".pyw"))}
    return {path: data for path, data in made.items() if data is not None}


def _commented(outcome: Outcome, path: str) -> bytes | None:
    data = outcome.contents[path]
    lines = _by_feed(data)
    for row, text in sorted(set(_notes(outcome, path, data)), reverse=True):
        indent = _INDENT.match(lines[row])
        above = (indent[0] if indent else b"") + text.encode("ascii")
        if text.encode("ascii") not in b"".join(lines[max(row - 4, 0) : row]):
            lines.insert(row, above + _line_end(lines))
    new = b"".join(lines)
    return new if new != data and _is_same_program(data, new) else None


def _notes(outcome: Outcome, path: str, data: bytes) -> Iterator[tuple[int, str]]:
    """The row (0-based) and the text of each comment."""
    for dated in outcome.active:
        place = dated.finding.place
        if place.path == path and not dated.finding.fixes and dated.finding.code in outcome.catalogue.rules:
            yield data.count(b"\n", 0, place.start), _text(outcome, dated)


def _text(outcome: Outcome, dated: Dated) -> str:
    code = dated.finding.code
    return f"# {code} {outcome.catalogue.rules[code].name}: by hand, see c42migrate explain {code}"


def _by_feed(data: bytes) -> list[bytes]:
    """Lines that end in a line feed; form feeds and the like stay inside their lines."""
    return [line for line in re.split(rb"(?<=\n)", data) if line]


def _line_end(lines: list[bytes]) -> bytes:
    return b"\r\n" if any(line.endswith(b"\r\n") for line in lines) else b"\n"


def _is_same_program(old: bytes, new: bytes) -> bool:
    """Whether both parse, to the same: a comment that stands inside a string would change it."""
    try:
        return ast.dump(ast.parse(old)) == ast.dump(ast.parse(new))
    except (SyntaxError, ValueError, RecursionError):
        return False
