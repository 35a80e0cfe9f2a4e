"""Paths and headers that stand in a module without being seen to be sent: constants of other tools, unused ones,
tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.model import Certainty, Command, Entry, Field, Header, Place, Request, Text
from c42migrate.readers.python import ir, quiet
from c42migrate.readers.python.authentication import header, place_of
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.loose_commands import commands
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.routes import serves
from c42migrate.readers.python.sinks import looks_like_path
from c42migrate.readers.python.templates import opened
from c42migrate.readers.python.values import Mapping, Pair, Response, texts
from c42migrate.readers.python.walk import children

_PROSE_ROLES = frozenset({"raise", "print", "assert"})
_FOLDS = frozenset({"format", "join", "strip", "lstrip", "rstrip", "lower", "upper", "replace", "encode", "decode"})


Token = tuple[str, int]
"""A string token: file and start byte."""


def tokens(text: Text) -> Iterator[Token]:
    """The tokens that give the text more than a slash."""
    for piece in text.literals:
        if piece.place is not None and re.search(r"[A-Za-z]", piece.text):
            yield (piece.place.path, piece.token)


class Loose:
    """Finds usages in the expressions of one module; ``consumed`` are tokens already reported as sent."""

    def __init__(self, evaluator: Evaluator, consumed: set[Token]) -> None:
        self._evaluator = evaluator
        self._lexicon = evaluator.lexicon
        self._consumed = consumed

    def strings(
        self, expr: ir.Expr, spot: Spot, scope: ir.Scope, docstrings: frozenset[int]
    ) -> Iterator[Request | Header | Command]:
        """Path-like strings inside ``expr`` that no request used, strings that start with an authorization scheme,
        and command lines that nothing was seen to run."""
        if isinstance(expr, ir.Compare) or speaks(expr) or serves(expr, spot, self._evaluator):
            return
        if found_commands := self._commands(expr, spot, scope, docstrings):
            yield from found_commands
            return
        if _is_string(expr):
            known = texts(self._evaluator.value(expr, spot))
            found = [text for text in known if self._is_new(text, expr.place, docstrings)]
            for text in found:
                yield Request(opened(text), expr.place, certainty=Certainty.MAYBE, scope=scope.qualname)
            schemes = [text for text in known if self._is_scheme(text)]
            for text in schemes:
                yield Header("Authorization", text, place_of(text, expr.place), certainty=Certainty.RESOLVED)
            if found or schemes:
                return
        for child in _spoken_children(expr):
            yield from self.strings(child, spot, scope, docstrings)

    def _commands(self, expr: ir.Expr, spot: Spot, scope: ir.Scope, docstrings: frozenset[int]) -> list[Command]:
        """The command lines that ``expr`` itself is, as a string or as a list of words."""
        if not (_is_string(expr) or isinstance(expr, ir.Seq)) or expr.place.start in docstrings:
            return []
        values = self._evaluator.value(expr, spot)
        found = [made for value in values for made in commands(value, expr.place, scope.qualname, self._lexicon)]
        return [made for made in found if not self._is_run(made)]

    def _is_run(self, made: Command) -> bool:
        used = {token for word in made.words for token in tokens(word)}
        return bool(used & self._consumed)

    def _is_new(self, text: Text, inside: Place, docstrings: frozenset[int]) -> bool:
        if not looks_like_path(text):
            return False
        own = Text(tuple(p for p in text.literals if p.place is not None and inside.holds(p.place)))
        found = [token for token in tokens(own) if token[1] not in docstrings]
        return bool(found) and not self._consumed.intersection(found)

    def headers(self, expr: ir.Expr, spot: Spot) -> Iterator[Header]:
        """Headers of dict displays and ``dict()`` calls with a header's name as key."""
        for value in self._evaluator.value(expr, spot) if isinstance(expr, ir.Dict | ir.Call) else ():
            if isinstance(value, Mapping):
                for pair in value.pairs:
                    yield from self.entry(pair)

    def entry(self, pair: Pair) -> Iterator[Header]:
        """The header an entry of a mapping is, when its key names one."""
        if any((key.known or "").lower() in self._lexicon.headers for key in texts(pair.key or ())):
            yield from (head for head in header(pair) if head.name.lower() in self._lexicon.headers)

    def _is_scheme(self, text: Text) -> bool:
        """True for ``scheme <token>`` where the token is a value or a placeholder, not a word of a message."""
        match = re.match(r"([A-Za-z]\w*) (?:[\ufffc{%]|\S{16,}$)", text.marked)
        return match is not None and match[1].lower() in self._lexicon.schemes

    def fields(self, expr: ir.Expr, spot: Spot, sent: dict[Place, Request], scope: ir.Scope) -> Iterator[Field]:
        """Keys read from replies: ``reply["lastLoginDate"]`` and ``reply.get("lastLoginDate")``."""
        key, base = _read(expr)
        if key is None or base is None:
            return
        known = [t for t in texts(self._evaluator.value(key, spot)) if t.known in self._lexicon.fields]
        if not known:
            return
        for value in self._evaluator.value(base, spot):
            if isinstance(value, Response) and known[0].literals:
                entry = Entry((known[0].known or "",), known[0].literals[0])
                place = known[0].literals[0].place or expr.place
                request = sent.get(value.place)
                sure = Certainty.RESOLVED if request else Certainty.MAYBE
                yield Field(entry, "response", place, request, sure, scope.qualname)
                return


def _read(expr: ir.Expr) -> tuple[ir.Expr | None, ir.Expr | None]:
    if isinstance(expr, ir.Subscript):
        return expr.key, expr.base
    if isinstance(expr, ir.Call) and isinstance(expr.func, ir.Attribute) and expr.func.name == "get" and expr.args:
        return expr.args[0].value, expr.func.base
    return None, None


def _is_string(expr: ir.Expr) -> bool:
    if isinstance(expr, ir.Str | ir.Join | ir.Binary):
        return True
    return isinstance(expr, ir.Call) and isinstance(expr.func, ir.Attribute) and expr.func.name in _FOLDS


def speaks(expr: ir.Expr) -> bool:
    """True for calls that only talk about their arguments."""
    if not isinstance(expr, ir.Call):
        return False
    words = {word.strip("_").lower() for word in dotted(expr.func).split(".")}
    last = expr.func.name if isinstance(expr.func, ir.Attribute) else dotted(expr.func)
    if last in _FOLDS:
        return False
    return (
        bool(words & quiet.QUIET_NAMES)
        or bool(words & quiet.QUIET_ROOTS)
        or last.endswith(("Error", "Exception", "Warning"))
    )


def _spoken_children(expr: ir.Expr) -> tuple[ir.Expr, ...]:
    if isinstance(expr, ir.Call):
        args = (
            a.value
            for a in expr.args
            if a.keyword not in {"help", "description", "message", "msg", "title", "doc", "summary"}
        )
        return (expr.func, *args)
    if isinstance(expr, ir.Dict):
        return tuple(item.value for item in expr.items)
    if isinstance(expr, ir.Subscript):
        return (expr.base,)
    return children(expr)


def is_prose(event: ir.Event) -> bool:
    """True for events whose strings are messages: ``raise``, ``print``, ``assert``."""
    return isinstance(event, ir.Evaluate) and event.role in _PROSE_ROLES
