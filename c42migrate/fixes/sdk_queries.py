"""Queries for file events, built by py42's classes, as incydr builds them: ``EventQuery().equals("file.name", x)``."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.fixes.sdk_calls import value_place
from c42migrate.fixes.sdk_source import Sources
from c42migrate.model import Edit, Place, ReplyEnd, ReplyUse, Symbol

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
_SETTINGS = {
    ".page_size": ".page_size",
    ".page_number": ".page_num",
    ".page_token": ".page_token",
    ".sort_direction": ".sort_dir",
}
"""Attributes of a query that may be set; ``sort_key`` has other values now."""
PAGE_SIZE = 500
"""As many events as py42 asks for; incydr asks for 100."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that can be built anew: ``edits`` of the expression at ``place`` and around it, or why it cannot be.

    ``given``: where its value is handed to calls.
    """

    place: Place
    edits: tuple[Edit, ...] = ()
    obstacle: str = ""
    given: frozenset[Place] = frozenset()
    symbols: tuple[Symbol, ...] = ()


class Queries:
    """The queries among the symbols of a program. ``tables``: the shapes ``query-terms`` and ``query-values``."""

    def __init__(self, symbols: list[Symbol], sources: Sources, tables: Mapping[str, Mapping[str, str]]) -> None:
        self._sources = sources
        self._terms = tables.get("query-terms", {})
        self._values = tables.get("query-values", {})
        calls = [symbol for symbol in symbols if symbol.form == "call" and symbol.site is not None]
        self._filters = {s.site.call: s for s in calls if s.site and _FILTER.fullmatch(s.name)}
        self._held = self._kept()
        found = [self._query(symbol) for symbol in calls if _QUERY.fullmatch(symbol.name)]
        self._by_place = {place: query for query in found for place in (query.place, *query.given)}

    def at(self, place: Place) -> Query | None:
        """Return the query that an argument is."""
        return self._by_place.get(place)

    def _kept(self) -> dict[Place, list[Symbol]]:
        """Return the filters that a name or a list holds, which nothing else reads, by the place where a query takes
        it."""
        found: dict[Place, list[Symbol]] = defaultdict(list)
        for symbol in self._filters.values():
            ends = symbol.reply.ends if symbol.reply is not None else ()
            if len(ends) == 1 and ends[0].use is ReplyUse.PASSED and not ends[0].beside:
                found[ends[0].place].append(symbol)
        return {place: filters for place, filters in found.items() if self._assigned(filters)}

    def _assigned(self, filters: Sequence[Symbol]) -> Place | None:
        """Return the one statement that gives the filters to a name: ``f = A.eq(x)``, ``filters = [A.eq(x),
        B.exists()]``."""
        statements = {one.site.statement for one in filters if one.site}
        statement = statements.pop()
        text, last = self._sources.text(statement), filters[-1].site
        if statements or last is None or self._sources.indent(statement) is None or "#" in text:
            return None
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError):
            return None
        match body:
            case [ast.Assign(targets=[ast.Name(id=name)], value=ast.List(elts=elements))]:
                is_all = len(elements) == len(filters) and all(isinstance(one, ast.Call) for one in elements)
            case [ast.Assign(targets=[ast.Name(id=name)], value=ast.Call())]:
                is_all = len(filters) == 1 and statement.end == last.call.end
            case _:
                return None
        is_once = self._sources.handlers(statement.path).named(name) == 2
        return statement if is_all and is_once else None

    def _query(self, symbol: Symbol) -> Query:
        place = symbol.site.call if symbol.site else symbol.place
        ends = symbol.reply.ends if symbol.reply is not None else ()
        given = frozenset(end.place for end in ends if end.use is ReplyUse.PASSED)
        set_ = [self._set(end) for end in ends if end.place not in given]
        if symbol.reply is None or symbol.reply.reads or None in set_ or any(end.beside for end in ends):
            return Query(place, obstacle="more is done with the query than to search", given=given)
        if "#" in self._sources.text(place):
            return Query(place, obstacle="there are comments in the query", given=given)
        filters = self._given(symbol, place)
        texts = [self._filter(one) for one in filters or ()]
        if filters is None or "" in texts:
            return Query(place, obstacle="a filter of the query has no equivalent or is not known here", given=given)
        parts = [f"incydr.EventQuery(page_size={PAGE_SIZE})"]
        parts += ["matches_any()"] if symbol.name.endswith(".any") else []
        edits = [self._sources.edit(place, ".".join([*parts, *texts])), *filter(None, set_)]
        edits += [self._sources.without_line(statement) for statement in self._statements(place, filters)]
        return Query(place, tuple(edits), "", given, (symbol, *filters))

    def _statements(self, place: Place, filters: Sequence[Symbol]) -> Iterator[Place]:
        """Yield the statements that give the filters of the query at ``place`` to names."""
        for at, kept in self._held.items():
            statement = self._assigned(kept) if place.holds(at) and kept[0] in filters else None
            if statement is not None:
                yield statement

    def _given(self, symbol: Symbol, place: Place) -> list[Symbol] | None:
        """Return the filters that a query is made of; None when one of them is not known."""
        if any(argument.name for argument in symbol.arguments):
            return None
        kept = {at: filters for at, filters in self._held.items() if place.holds(at) and self._is_near(filters, symbol)}
        found: list[Symbol] = []
        starred = [argument for argument in symbol.arguments if argument.place is None]
        if starred:  # the reader has counted what is in the list
            found = next(iter(kept.values()), [])
            return found if len(kept) == 1 and len(found) == len(starred) == len(symbol.arguments) else None
        for argument in symbol.arguments:
            at = value_place(argument, self._sources.texts)
            here = [self._filters[at]] if at in self._filters else kept.get(at, [])
            if len(here) != 1:
                return None
            found += here
        return found

    @staticmethod
    def _is_near(filters: Sequence[Symbol], query: Symbol) -> bool:
        """Whether filters are made in the same function as the query, so that their values can be written there."""
        scopes = {one.site.scope for one in (*filters, query) if one.site}
        return len(scopes) == 1

    def _set(self, end: ReplyEnd) -> Edit | None:
        """Return an attribute of the query that is set, written anew."""
        if end.use is not ReplyUse.CHANGED or end.by not in _SETTINGS:
            return None
        place = Place(end.place.path, end.place.end, end.place.end + len(end.by))
        return self._sources.edit(place, _SETTINGS[end.by]) if self._sources.text(place) == end.by else None

    def _filter(self, symbol: Symbol) -> str:
        """One filter as a call on the query, "" when it has no equivalent."""
        found = _FILTER.fullmatch(symbol.name)
        if found is None:
            return ""
        module = found["path"].rpartition(".")[2]
        is_new = ".v2" in f".{found['path']}"
        term = self._terms.get(f"{module}.{found['class']}" if is_new else found["class"], "")
        template = _METHODS.get(found["method"], "")
        values = [self._value(value_place(a, self._sources.texts), term) for a in symbol.arguments if not a.name]
        if not term or not template or len(values) != len(symbol.arguments) or None in values:
            return ""
        if len(values) != len(set(re.findall(r"\{(\d)\}", template))):
            return ""
        return template.format(*values, term=term)

    def _value(self, place: Place, term: str) -> str | None:
        """Return a value as it is written, with constants of py42's classes written out; None when one is not known."""
        text = self._sources.text(place)
        known = {name: self._values.get(f"{term}.{name}") for _, name in _CONSTANT.findall(text)}
        if None in known.values():
            return None
        return _CONSTANT.sub(lambda found: f'"{known[found["name"]]}"', text)
