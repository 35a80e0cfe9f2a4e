"""Reads JSON reports back: the way in of ``merge`` and ``--trend``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar, cast

from c42migrate.errors import ConfigError, Problem
from c42migrate.model import (
    Applicability,
    Certainty,
    Dated,
    Deprecated,
    Edit,
    Finding,
    Fix,
    Place,
    Severity,
    Status,
)
from c42migrate.reports.parts import SCHEMA, Entry, Report, Snippet, Spot

LARGEST = 200_000_000
"""Bytes of a report that is read; one of ten thousand findings with their sources has some thirty million."""
MOST = 2**53
"""The largest number that JSON can be trusted with."""
YEARS = range(1990, 2201)
_ALONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of surrogate pairs that stand for no byte of a file name."""
_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=StrEnum)


class Node:
    """An object of a document; every getter raises ConfigError with the way to the key."""

    def __init__(self, value: object, file: Path, where: str) -> None:
        self.file, self.where = file, where
        if not isinstance(value, dict):
            raise self.error("", "an object")
        self.value = cast("dict[str, object]", value)

    def error(self, key: str, wanted: str) -> ConfigError:
        """Return the error that a key is not what it should be."""
        return ConfigError(
            f"{self.where}{key} is not {wanted}", path=str(self.file), hint="is it a JSON report of c42migrate?"
        )

    def _typed(self, key: str, kind: type[_T], default: _T | None) -> _T:
        found = self.value.get(key)
        if found is None and default is not None:
            return default
        if not isinstance(found, kind) or isinstance(found, bool):
            raise self.error(key, {str: "text", int: "a number", list: "a list"}[kind])
        return found

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text of a key, or ``default`` where it has none."""
        return _ALONE.sub("?", self._typed(key, str, default))

    def code(self) -> str:
        """Return the code of a rule under ``code``."""
        if not re.fullmatch(r"[A-Z][A-Z0-9]{0,20}-\d{1,9}", found := self.text("code"), re.ASCII):
            raise self.error("code", "the code of a rule")
        return found

    def number(self, key: str, least: int = 0) -> int:
        """Return the number of a key, not below ``least``."""
        found = self._typed(key, int, None)
        if not least <= found <= MOST:
            raise self.error(key, f"a number from {least} to {MOST}")
        return found

    def word(self, key: str, kind: type[_Word]) -> _Word:
        """Return the text of a key as a member of ``kind``."""
        try:
            return kind(self.text(key))
        except ValueError as error:
            raise self.error(key, f"one of {', '.join(kind)}") from error

    def flag(self, key: str) -> bool:
        """Whether a key is true."""
        found = self.value.get(key)
        if not isinstance(found, bool):
            raise self.error(key, "true or false")
        return found

    def day(self, key: str) -> date:
        """Return the date of a key."""
        try:
            found = date.fromisoformat(self.text(key))
        except ValueError as error:
            raise self.error(key, "a date") from error
        if found.year not in YEARS:
            raise self.error(key, f"a date from {YEARS[0]} to {YEARS[-1]}")
        return found

    def node(self, key: str) -> Node:
        """Return the object of a key."""
        return Node(self.value.get(key), self.file, f"{self.where}{key}.")

    def nodes(self, key: str) -> Iterator[Node]:
        """Yield the objects in the list of a key; none where it is missing."""
        for number, item in enumerate(self._typed(key, list, [])):
            yield Node(item, self.file, f"{self.where}{key}[{number}].")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts in the list of a key; none where it is missing."""
        found = self._typed(key, list, [])
        if not all(isinstance(item, str) for item in found):
            raise self.error(key, "a list of texts")
        return tuple(_ALONE.sub("?", item) for item in found)


def document(file: Path) -> Node:
    """Return the JSON object in ``file``. Raises ConfigError when it cannot be read."""
    try:
        with file.open("rb") as stream:
            text = stream.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"cannot read the report: {error.strerror}", path=str(file)) from error
    if len(text) > LARGEST:
        raise ConfigError(f"the report is larger than {LARGEST} bytes", path=str(file))
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"the report is not JSON: {error}", path=str(file)) from error
    return Node(data, file, "")


def load(file: Path) -> Report:
    """Return the report in ``file``. Raises ConfigError when it cannot be read or is none of this version."""
    return report(document(file))


def report(root: Node) -> Report:
    """Return the report that a JSON object is. Raises ConfigError when it is none of this version."""
    if root.value.get("schema") != SCHEMA:
        raise root.error("schema", f"{SCHEMA!r}")
    summary = root.node("summary")
    return Report(
        path=root.file,
        as_of=root.day("as_of"),
        catalogue=root.node("catalogue").text("version"),
        counts={key: summary.number(key) for key, value in summary.value.items() if not isinstance(value, dict)},
        entries=tuple(_entry(node) for node in root.nodes("findings")),
        errors=tuple(Problem(n.text("path"), n.text("kind"), n.text("message")) for n in root.nodes("errors")),
        read=_read(summary.node("kinds")) if "kinds" in summary.value else {},
        left_out=_left_out(summary.node("left_out")) if "left_out" in summary.value else {},
    )


def _read(kinds: Node) -> dict[tuple[str, str], int]:
    nodes = {kind: kinds.node(kind) for kind in kinds.value}
    return {(kind, way): node.number(way) for kind, node in nodes.items() for way in node.value}


def _left_out(counts: Node) -> dict[str, int]:
    return {why: counts.number(why) for why in counts.value}


def _entry(node: Node) -> Entry:
    path = node.text("path")
    spot = Spot(path, *(node.number(key, 1) for key in ("line", "column", "end_line", "end_column")))
    return Entry(
        dated=_dated(node, path),
        name=node.text("name"),
        family=node.text("family"),
        spot=spot,
        related=tuple(_related(found) for found in node.nodes("related")),
        chain=node.texts("chain"),
        replacement=_replacement(node),
        source=tuple(_snippet(found) for found in node.nodes("source")),
        diffs=tuple(found.text("diff", "") for found in node.nodes("fixes")),
    )


def _dated(node: Node, path: str) -> Dated:
    deprecated = node.node("deprecated")
    finding = Finding(
        code=node.code(),
        place=Place(path, 0, 0),
        message=node.text("message"),
        certainty=node.word("certainty", Certainty),
        product=node.text("product"),
        deprecated=Deprecated(deprecated.text("method"), deprecated.text("path")),
        fixes=tuple(_fix(found) for found in node.nodes("fixes")),
        fingerprint=node.text("fingerprint"),
        product_evidence=node.text("product_evidence", ""),
        safe_if_incydr=node.value.get("safe_if_incydr") is True,
    )
    ends = node.day("end_of_life") if node.value.get("end_of_life") else None
    left = node.number("days_left", -MOST) if node.value.get("days_left") is not None else None
    removed = node.day("removed") if node.value.get("removed") else None
    return Dated(
        finding,
        node.word("severity", Severity),
        node.word("status", Status),
        ends,
        node.text("basis", ""),
        left,
        removed=removed,
    )


def _fix(node: Node) -> Fix:
    edits = (
        Edit(Place(e.text("path"), e.number("start"), e.number("end")), e.text("text")) for e in node.nodes("edits")
    )
    level = node.word("applicability", Applicability)
    return Fix(level, node.text("description"), tuple(edits), reason=node.text("reason", ""))


def _related(node: Node) -> tuple[Spot, str]:
    line, column = node.number("line", 1), node.number("column", 1)
    return Spot(node.text("path"), line, column, line, column), node.text("message")


def _replacement(node: Node) -> tuple[str, str, str] | None:
    if node.value.get("replacement") is None:
        return None
    found = node.node("replacement")
    return found.text("method"), found.text("path"), found.text("text")


def _snippet(node: Node) -> Snippet:
    return Snippet(
        node.number("line"), node.text("text"), node.number("column", 1) - 1, node.number("end_column", 1) - 1
    )
