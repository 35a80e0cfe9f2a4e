"""Queries for file events, built by py42's classes, as incydr builds them: ``EventQuery().equals("file.name", x)``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from c42migrate.fixes.plan import Data
from c42migrate.fixes.sdk_calls import value_place
from c42migrate.model import Place, ReplyUse, Symbol

_QUERY = re.compile(r"py42\.sdk\.queries\.fileevents\.[\w.]*\bFileEventQuery(?P<kind>\.all|\.any|)")
_FILTER = re.compile(r"py42\.sdk\.queries\.fileevents\.(?P<path>[\w.]*)\.(?P<class>[A-Z]\w*)\.(?P<method>\w+)")
_METHODS = {
    "eq": 'equals("{term}", {0})',
    "is_in": 'equals("{term}", {0})',
    "not_eq": 'not_equals("{term}", {0})',
    "not_in": 'not_equals("{term}", {0})',
    "exists": 'exists("{term}")',
    "not_exists": 'does_not_exist("{term}")',
    "greater_than": 'greater_than("{term}", {0})',
    "less_than": 'less_than("{term}", {0})',
    "on_or_after": 'date_range("{term}", start_date={0})',
    "on_or_before": 'date_range("{term}", end_date={0})',
    "in_range": 'date_range("{term}", start_date={0}, end_date={1})',
    "on_same_day": 'on("{term}", {0})',
    "within_the_last": 'date_range("{term}", start_date={0})',
}
_CONSTANT = re.compile(r"\b(?:\w+\.)*(?P<class>[A-Z]\w*)\.(?P<name>[A-Z][A-Z0-9_]+)\b")
PAGE_SIZE = 500
"""As many events as py42 asks for; incydr asks for 100."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that can be built anew: what is written instead of the expression at ``place``, or why it cannot be.

    ``given``: where its value is handed to calls.
    """

    place: Place
    text: str = ""
    obstacle: str = ""
    given: frozenset[Place] = frozenset()
    symbols: tuple[Symbol, ...] = ()


class Queries:
    """The queries among the symbols of a program. ``tables``: the shapes ``query-terms`` and ``query-values``."""

    def __init__(self, symbols: list[Symbol], texts: Data, tables: Mapping[str, Mapping[str, str]]) -> None:
        self._texts = texts
        self._terms = tables.get("query-terms", {})
        self._values = tables.get("query-values", {})
        calls = [symbol for symbol in symbols if symbol.form == "call" and symbol.site is not None]
        self._filters = {s.site.call: s for s in calls if s.site and _FILTER.fullmatch(s.name)}
        found = [self._query(symbol) for symbol in calls if _QUERY.fullmatch(symbol.name)]
        self._by_place = {place: query for query in found for place in (query.place, *query.given)}

    def at(self, place: Place) -> Query | None:
        """The query that an argument is."""
        return self._by_place.get(place)

    def _query(self, symbol: Symbol) -> Query:
        place = symbol.site.call if symbol.site else symbol.place
        reply = symbol.reply
        ends = reply.ends if reply is not None else ()
        given = frozenset(end.place for end in ends if end.use is ReplyUse.PASSED)
        used = [symbol]
        if reply is None or reply.reads or len(given) != len(ends) or any(end.beside for end in ends):
            return Query(place, obstacle="more is done with the query than to search", given=given)
        if b"#" in self._texts.get(place.path, b"")[place.start : place.end]:
            return Query(place, obstacle="there are comments in the query", given=given)
        parts = [f"incydr.EventQuery(page_size={PAGE_SIZE})"]
        parts += ["matches_any()"] if symbol.name.endswith(".any") else []
        for argument in symbol.arguments:
            one = self._filters.get(value_place(argument, self._texts)) if not argument.name else None
            text = self._filter(one) if one is not None else ""
            if one is None or not text:
                return Query(place, obstacle="a filter of the query has no equal or is not known here", given=given)
            used.append(one)
            parts.append(text)
        return Query(place, ".".join(parts), "", given, tuple(used))

    def _filter(self, symbol: Symbol) -> str:
        """One filter as a call on the query, "" when it has no equal."""
        found = _FILTER.fullmatch(symbol.name)
        if found is None:
            return ""
        module = found["path"].rpartition(".")[2]
        is_new = ".v2" in f".{found['path']}"
        term = self._terms.get(f"{module}.{found['class']}" if is_new else found["class"], "")
        template = _METHODS.get(found["method"], "")
        values = [self._value(value_place(a, self._texts), term) for a in symbol.arguments if not a.name]
        if not term or not template or len(values) != len(symbol.arguments) or None in values:
            return ""
        if len(values) != len(set(re.findall(r"\{(\d)\}", template))):
            return ""
        return template.format(*values, term=term)

    def _value(self, place: Place, term: str) -> str | None:
        """A value as it is written, with constants of py42's classes written out; None when one is not known."""
        text = self._texts.get(place.path, b"")[place.start : place.end].decode("utf-8", "replace")
        known = {name: self._values.get(f"{term}.{name}") for _, name in _CONSTANT.findall(text)}
        if None in known.values():
            return None
        return _CONSTANT.sub(lambda found: f'"{known[found["name"]]}"', text)
