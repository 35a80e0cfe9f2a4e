"""Paths, headers and command lines that stand in a module without being seen to be sent: constants of other tools,
unused ones, tables. What a program serves itself (route tables, mocks) is no use."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from c42migrate.model import Certainty, Command, Entry, Field, Header, Place, Request, Text
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.auth import header, place_of
from c42migrate.readers.python.clients import looks_like_path
from c42migrate.readers.python.commands import written
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.nodes import Display, String, children, dotted, keyword, last_name
from c42migrate.readers.python.scopes import Assignment, Evaluation, Event, Scope, Spot
from c42migrate.readers.python.texts import opened
from c42migrate.readers.python.values import Class, Function, Mapping, Pair, Ref, Response, Value, texts

_PROSE_ROLES = frozenset({"raise", "print", "assert"})
_FOLDS = frozenset({"format", "join", "strip", "lstrip", "rstrip", "lower", "upper", "replace", "encode", "decode"})
_ABOUT = frozenset({"help", "description", "message", "msg", "title", "doc", "summary"})
"""Arguments that are read by people."""
_HANDLER = re.compile(r"(?:Handler|View|Resource|Controller|\.as_view(?:\(\))?)$")

_SILENT = frozenset({cst.Name, cst.Integer, cst.Lambda, cst.Comparison})
"""Kinds of expressions in which no string is used that is not an event of its own, or only to be compared."""

_SEVERAL = 3
"""So many fields among the keys of one mapping make it a table of them."""

Token = tuple[str, int]
"""A string token: file and start byte."""


def tokens(text: Text) -> Iterator[Token]:
    """Yield the tokens that give the text more than a slash."""
    for piece in text.literals:
        if piece.place is not None and re.search(r"[A-Za-z]", piece.text):
            yield (piece.place.path, piece.token)


class Unattributed:
    """Finds usages in the expressions of one module.

    ``consumed`` are tokens already reported as sent, ``docstrings`` (see ``Module``) those that are prose.
    """

    def __init__(self, evaluator: Evaluator, consumed: set[Token], docstrings: set[int]) -> None:
        self._evaluator = evaluator
        self._lexicon = evaluator.lexicon
        self._consumed = consumed
        self._docstrings = docstrings

    def strings(self, node: cst.BaseExpression, spot: Spot) -> Iterator[Request | Header | Command]:
        """Path-like strings inside ``node`` that no request used, strings that start with an authorization scheme,
        and command lines that nothing was seen to run."""
        if type(node) in _SILENT or speaks(node) or self._serves(node, spot):
            return
        place = spot.scope.positions.place(node)
        if commands := self._commands(node, spot, place):
            yield from commands
            return
        if _is_string(node):
            known = texts(self._evaluator.value(node, spot))
            found = [text for text in known if self._is_new(text, place)]
            for text in found:
                yield Request(opened(text), place, certainty=Certainty.MAYBE, scope=spot.scope.qualname)
            schemes = [text for text in known if self._is_scheme(text)]
            for text in schemes:
                yield Header("Authorization", text, place_of(text, place), certainty=Certainty.RESOLVED)
            if found or schemes:
                return
        for child in _spoken_children(node):
            yield from self.strings(child, spot)

    def _commands(self, node: cst.BaseExpression, spot: Spot, place: Place) -> list[Command | Request]:
        """Return the command lines that ``node`` itself is, as a string or as a list of words."""
        if not (_is_string(node) or isinstance(node, Display)) or place.start in self._docstrings:
            return []
        values = self._evaluator.value(node, spot)
        found = [made for value in values for made in written(value, place, spot.scope.qualname, self._lexicon)]
        return [made for made in found if not self._is_run(made)]

    def _is_run(self, made: Command | Request) -> bool:
        used = {token for word in (made.words if isinstance(made, Command) else (made.url,)) for token in tokens(word)}
        return bool(used & self._consumed)

    def _is_new(self, text: Text, inside: Place) -> bool:
        if not looks_like_path(text):
            return False
        own = Text(tuple(p for p in text.literals if p.place is not None and inside.holds(p.place)))
        found = [token for token in tokens(own) if token[1] not in self._docstrings]
        return bool(found) and not self._consumed.intersection(found)

    def _is_scheme(self, text: Text) -> bool:
        """Return True for ``scheme <token>`` where the token is a value or a placeholder, not a word of a message."""
        match = re.match(r"([A-Za-z]\w*) (?:[\ufffc{%]|\S{16,}$)", text.marked)
        return match is not None and match[1].lower() in self._lexicon.schemes

    # -- headers and fields ----------------------------------------------------------------------

    def headers(self, scope: Scope) -> Iterator[Header]:
        """Headers of dict displays and ``dict()`` calls with a header's name as key, and those put into a mapping that
        nothing else is known of: ``request.headers["Authorization"] = …``."""
        for node, spot in (*scope.used(cst.Dict), *scope.used(cst.Call)):
            for value in self._evaluator.value(node, spot):
                for pair in value.pairs if isinstance(value, Mapping) else ():
                    yield from self._header(pair)
        for name in scope.by_item:
            for pair in self._evaluator.later_entries(name, scope):
                yield from self._header(pair)

    def _header(self, pair: Pair) -> Iterator[Header]:
        """Yield the header an entry of a mapping is, when its key names one."""
        if any((key.known or "").lower() in self._lexicon.headers for key in texts(pair.key or ())):
            yield from (head for head in header(pair) if head.name.lower() in self._lexicon.headers)

    def fields(self, scope: Scope, sent: dict[Place, Request]) -> Iterator[Field]:
        """Keys read from replies (``reply["lastLoginDate"]``, ``reply.get("lastLoginDate")``), those that head a table,
        and names given to an SDK's object (``query.sort_key = "eventTimestamp"``)."""
        for item, spot in scope.used(cst.Subscript):
            yield from self._field(texts(self._evaluator.key(item, spot)), item.value, spot, sent)
        for call, spot in scope.used(cst.Call):
            if isinstance(call.func, cst.Attribute) and call.func.attr.value == "get" and call.args:
                key = texts(self._evaluator.value(call.args[0].value, spot))
                yield from self._field(key, call.func.value, spot, sent)
        for display, spot in scope.used(cst.Dict):
            yield from self._headed(display, spot)
        for events in scope.by_attribute.values():
            for event in events:
                yield from self._given(event)

    def _headed(self, display: cst.Dict, spot: Spot) -> Iterator[Field]:
        """Yield the keys of a mapping of several fields to what a person calls them."""
        found = []
        for value in self._evaluator.value(display, spot):
            for pair in value.pairs if isinstance(value, Mapping) else ():
                known = [text for text in texts(pair.key or ()) if text.known in self._lexicon.fields]
                if known and all(text.known and "." not in text.known for text in texts(pair.values)):
                    found += known[:1]
        for text in found if len(found) >= _SEVERAL else ():
            place = place_of(text, spot.scope.positions.place(display))
            entry = Entry((text.known or "",), text.literals[0])
            yield Field(entry, "response", place, None, Certainty.MAYBE, spot.scope.qualname)

    def _given(self, event: Assignment) -> Iterator[Field]:
        """Yield a field's name that an attribute of an SDK's object is set to."""
        if not isinstance(event.target, cst.Attribute) or event.value is None:
            return
        owners = self._evaluator.value(event.target.value, event.spot)
        if any(isinstance(one, Ref) and one.root in self._lexicon.packages for one in owners):
            for text in texts(self._evaluator.value(event.value, event.spot)):
                if text.known in self._lexicon.fields:
                    entry = Entry((event.target.attr.value,), None, text)
                    place = place_of(text, event.spot.scope.positions.place(event.value))
                    yield Field(entry, "request", place, None, Certainty.RESOLVED, event.spot.scope.qualname)

    def _field(
        self, key: tuple[Text, ...], base: cst.BaseExpression, spot: Spot, sent: dict[Place, Request]
    ) -> Iterator[Field]:
        known = [text for text in key if text.known in self._lexicon.fields and text.literals]
        values = self._evaluator.value(base, spot) if known else ()
        reply = next((value.place for value in values if isinstance(value, Response)), None)
        request = sent.get(reply) if reply is not None else None
        for text in known if reply is not None else ():
            entry = Entry((text.known or "",), text.literals[0])
            place = place_of(text, spot.scope.positions.place(base))
            sure = Certainty.RESOLVED if request else Certainty.MAYBE
            call = reply if request is None else None
            yield Field(entry, "response", place, request, sure, spot.scope.qualname, call)

    # -- what is served here ---------------------------------------------------------------------

    def _serves(self, node: cst.BaseExpression, spot: Spot) -> bool:
        """Whether a node is a route, or a call of a library whose paths are its own (web servers, mocks, boto3)."""
        if isinstance(node, Display):
            return self._is_route(node, spot)
        if type(node) is not cst.Call:
            return False
        value = self._evaluator.value
        if last_name(node.func) in lib.ROUTES and any(
            _is_handler(v) for arg in node.args[1:] for v in value(arg.value, spot)
        ):
            return True
        return any(isinstance(v, Ref) and lib.is_served(v.name) for v in value(node.func, spot))

    def _is_route(self, node: Display, spot: Spot) -> bool:
        """``(r"/api/Server", ServerHandler, …)``: a path and the class that answers it."""
        if len(node.elements) < 2 or not isinstance(node.elements[0].value, cst.SimpleString):
            return False
        return any(_is_handler(v, names=False) for v in self._evaluator.value(node.elements[1].value, spot))


def _is_handler(value: Value, *, names: bool = True) -> bool:
    if isinstance(value, Function):
        return names
    return isinstance(value, Class) or (isinstance(value, Ref) and bool(_HANDLER.search(value.name)))


def _is_string(node: cst.BaseExpression) -> bool:
    if isinstance(node, String):
        return True
    if isinstance(node, cst.BinaryOperation):
        return isinstance(node.operator, cst.Add | cst.Modulo | cst.Divide)
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _FOLDS


def speaks(node: cst.BaseExpression) -> bool:
    """Return True for calls that only talk about their arguments."""
    if type(node) is not cst.Call or (last := last_name(node.func)) in _FOLDS:
        return False
    words = {word.strip("_").lower() for word in dotted(node.func).split(".")}
    return (
        bool(words & lib.QUIET_NAMES)
        or bool(words & lib.QUIET_ROOTS)
        or last.endswith(("Error", "Exception", "Warning"))
    )


def _spoken_children(node: cst.BaseExpression) -> tuple[cst.BaseExpression, ...]:
    match node:
        case cst.Call():
            return (node.func, *(arg.value for arg in node.args if keyword(arg) not in _ABOUT))
        case cst.Dict():
            return tuple(element.value for element in node.elements)
        case cst.Subscript():
            return (node.value,)
        case _:
            return tuple(children(node))


def is_prose(event: Event) -> bool:
    """Return True for events whose strings are messages: ``raise``, ``print``, ``assert``."""
    return isinstance(event, Evaluation) and event.role in _PROSE_ROLES
