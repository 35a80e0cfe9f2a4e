"""What a text is also used for, beside being sent: compared, logged, shown, a key, taken apart, digested, stored.

Also through functions of the project: what ``def fetch(path): …; open(path[5:], "w")`` does with its parameter is
done with every string that it is called with. A text with such a use must not be edited.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import libcst as cst

from c42migrate.model import Text
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.nodes import CONSTANTS, String, key_of, last_name, subexpressions
from c42migrate.readers.python.scopes import Assignment, Evaluation, Event, Return, Scope, Spot
from c42migrate.readers.python.unattributed import Token, speaks, tokens
from c42migrate.readers.python.values import Bound, Function, Known, Ref, Response, Values, value_texts

_APART = frozenset({"split", "rsplit", "partition", "rpartition", "find", "rfind", "index", "rindex", "count"})
_MATCHES = frozenset({"match", "search", "fullmatch", "findall", "finditer"})
_SEPARATES = re.compile(r"(?!.*://)(?=.*[A-Za-z/])(?!//\Z|\{)")
_FETCHES = re.compile(r"(?:^|[\s/])(?:curl|wget|http|https|code42|incydr)(?:\s|$)")
_ROUNDS = 3
"""So many functions are looked through, from the use of a parameter outwards."""
_URL_PARTS = (5, 6)
"""So many parts have the results of ``urlsplit`` and ``urlparse``, which keep the value of their text."""

_Param = tuple[str, str]


class Effects:
    """Finds the tokens of a program that something else than a request depends on."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._value = evaluator.value

    def tokens(self) -> frozenset[Token]:
        """The tokens that must not be edited."""
        said = (values for scope in self._evaluator.program.scopes for values in self._said(scope))
        found = {token for values in said for text in value_texts(values) for token in tokens(text)}
        found.update(token for text in self._used_up() for token in tokens(text))
        return frozenset(found)

    def sent_beside(self) -> frozenset[Token]:
        """The tokens that are sent beside a URL: none of them may change with the URL, but as a header they may."""
        scopes = self._evaluator.program.scopes
        calls = (found for scope in scopes for found in scope.used(cst.Call))
        sent = (values for call, spot in calls for values in self._sent_along(call, spot))
        return frozenset(token for values in sent for text in value_texts(values) for token in tokens(text))

    # -- said: compared, shown, a key ------------------------------------------------------------

    def _said(self, scope: Scope) -> Iterator[Values]:
        for event in scope.events:
            if isinstance(event, Evaluation) and event.role == "assert":
                yield self._value(event.value, event.spot)
        for compared, spot in scope.used(cst.Comparison):
            yield from (self._value(operand, spot) for operand in _operands(compared))
        for call, spot in scope.used(cst.Call):
            name = last_name(call.func)
            is_probe = name in _MATCHES and bool(self._known(call.args[:1], spot))
            if speaks(call) and name not in lib.SHOWN and not is_probe:
                yield from (self._value(arg.value, spot) for arg in call.args)
        for display, spot in scope.used(cst.Dict):
            yield from (self._value(e.key, spot) for e in display.elements if isinstance(e, cst.DictElement))

    # -- used up: taken apart, digested, stored, sent beside -------------------------------------

    def _used_up(self) -> Iterator[Text]:
        open_: set[_Param] = set()
        for scope in self._evaluator.program.scopes:
            for values in (*self._kept(scope), *self._used(scope)):
                for text in value_texts(values):
                    open_.update(gap.param for gap in text.holes if gap.param)
                    yield text
        yield from self._handed(open_)

    def _handed(self, wanted: set[_Param]) -> Iterator[Text]:
        """What the parameters are given by the program's own calls, and by the callers of these."""
        if not wanted:
            return
        scopes = {scope.owner: scope for scope in self._evaluator.program.scopes}
        calls: dict[str, list[tuple[cst.Call, Spot]]] = defaultdict(list)
        for scope in self._evaluator.program.scopes:
            for call, spot in scope.used(cst.Call):
                calls[last_name(call.func)].append((call, spot))
        seen: set[_Param] = set()
        for _ in range(_ROUNDS):
            wanted -= seen
            seen |= wanted
            found: list[Text] = []
            for owner in sorted({owner for owner, _ in wanted if owner in scopes}):
                names = [name for of, name in wanted if of == owner]
                found += self._given(scopes[owner], names, calls.get(scopes[owner].name, ()))
            yield from found
            wanted = {gap.param for text in found for gap in text.holes if gap.param}

    def _given(self, scope: Scope, names: list[str], calls: Iterable[tuple[cst.Call, Spot]]) -> Iterator[Text]:
        for call, spot in calls:
            for callee in self._value(call.func, spot):
                if isinstance(callee, Function) and callee.scope is scope:
                    given = self._evaluator.bind(callee, self._evaluator.bounds(call, spot))
                    yield from (text for name in names for text in value_texts(given.get(name, ())))

    def _used(self, scope: Scope) -> Iterator[Values]:
        """What the expressions of a scope use up, with no regard to what it is called with by others."""
        for item, spot in scope.used(cst.Subscript):
            key = key_of(item)
            yield self._evaluator.key(item, spot)
            if key is None and not _is_tail(item):
                yield _strings(self._value(item.value, spot))
            elif isinstance(key, cst.Integer) and key.value == "2":
                yield _parsed(self._value(item.value, spot))
        for attribute, spot in scope.used(cst.Attribute):
            if attribute.attr.value == "path":
                yield _parsed(self._value(attribute.value, spot))
        for made, spot in scope.used(cst.DictComp):
            yield _strings(self._value(made.key, spot))
        yield from self._compared(scope)
        for operation, spot in scope.used(cst.BinaryOperation):
            if isinstance(operation.operator, cst.Divide) and _is_path(self._value(operation.left, spot)):
                yield self._inside(operation.right, spot)
        for call, spot in scope.used(cst.Call):
            yield from self._called(call, spot)

    def _compared(self, scope: Scope) -> Iterator[Values]:
        """What is compared with other things that are not constants: callers' strings may be among them."""
        for compared, spot in scope.used(cst.Comparison):
            operands = _operands(compared)
            if not any(isinstance(one, String | cst.BaseNumber) or _is_constant(one) for one in operands):
                yield from (_strings(self._value(one, spot)) for one in operands)

    def _sent_along(self, call: cst.Call, spot: Spot) -> Iterator[Values]:
        """What a call is given to send beside its URL, and the keys of a mapping that it makes."""
        for arg in call.args:
            if arg.keyword is not None and arg.keyword.value in lib.BESIDE:
                yield self._value(arg.value, spot)
        match call:
            case cst.Call(cst.Name("dict"), [cst.Arg(cst.Call(cst.Name("zip"), [cst.Arg(keys), *_])), *_]):
                yield self._value(keys, spot)

    def _called(self, call: cst.Call, spot: Spot) -> Iterator[Values]:
        """What a call takes apart, digests, stores or matches."""
        name = last_name(call.func)
        if isinstance(call.func, cst.Attribute) and name in _APART:
            if any(_SEPARATES.match(text) for text in self._known(call.args[:1], spot)):
                yield _strings(self._value(call.func.value, spot))
        elif isinstance(call.func, cst.Attribute) and name in lib.ALIGNS:
            yield _strings(self._value(call.func.value, spot))
        elif name in lib.MEASURES:
            yield from (self._value(arg.value, spot) for arg in call.args)
        elif name in lib.USERS and self._uses(call, name, spot):
            yield from (self._inside(arg.value, spot) for arg in call.args)

    def _uses(self, call: cst.Call, name: str, spot: Spot) -> bool:
        refs = [value for value in self._value(call.func, spot) if isinstance(value, Ref)]
        if name in _MATCHES:
            told = [text.known for ref in refs for text in value_texts(_first(ref.args)) if text.known]
            patterns = [*told, *self._known(call.args[:1], spot)]
            return bool(refs) and not patterns  # a known one is a probe
        uses = any(ref.name in lib.DIGESTING or ref.name.startswith(lib.STORES) for ref in refs)
        return uses and not (name in lib.RUNNING and any(map(_FETCHES.search, self._known(call.args[:1], spot))))

    def _inside(self, node: cst.BaseExpression, spot: Spot) -> Values:
        """The value of an expression, and of the names in it: what is made of them may not be known."""
        names = (one for one in subexpressions(node) if isinstance(one, cst.Name | cst.Attribute) and one is not node)
        return (*self._value(node, spot), *(v for one in names for v in _strings(self._value(one, spot))))

    def _known(self, args: Iterable[cst.Arg], spot: Spot) -> list[str]:
        return [text.known for arg in args for text in value_texts(self._value(arg.value, spot)) if text.known]

    # -- kept: returned beside the reply, or put into a container ---------------------------------

    def _kept(self, scope: Scope) -> Iterator[Values]:
        beside: list[tuple[cst.Name, Spot]] = []
        for event in scope.events:
            if isinstance(event, Assignment) and event.value is not None:
                if self._is_store(event):
                    yield self._value(event.value, event.spot)
                elif isinstance(event.target, cst.Tuple | cst.List) and len(event.target.elements) in _URL_PARTS:
                    yield _strings(self._value(event.value, event.spot))
            beside += ((name, event.spot) for name in _beside(event))
        sent = self._sent(scope, {name.value for name, _ in beside}) if beside else set()
        yield from (self._value(name, spot) for name, spot in beside if name.value in sent)

    def _is_store(self, event: Assignment) -> bool:
        """``os.environ["X"] = …``, ``reply["source"] = …``"""
        if not isinstance(event.target, cst.Subscript):
            return False
        into = self._value(event.target.value, event.spot)
        return any(
            isinstance(one, Response) or (isinstance(one, Ref) and one.name.startswith(lib.SETTINGS)) for one in into
        )

    def _sent(self, scope: Scope, names: set[str]) -> set[str]:
        """Those of the names that a call which gets a reply is given."""
        found: set[str] = set()
        for call, spot in scope.used(cst.Call):
            inside = (one for arg in call.args for one in subexpressions(arg.value))
            given = names & {one.value for one in inside if isinstance(one, cst.Name)}
            if given - found and any(isinstance(value, Response) for value in self._value(call, spot)):
                found |= given
        return found


def _operands(node: cst.Comparison) -> tuple[cst.BaseExpression, ...]:
    return (node.left, *(target.comparator for target in node.comparisons))


def _is_constant(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value in CONSTANTS


def _beside(event: Event) -> Iterator[cst.Name]:
    """Names that are returned with other things, or put into a container under a key."""
    parts: Iterable[cst.CSTNode] = ()
    match event:
        case Return(value=cst.Tuple(elements=elements) | cst.List(elements=elements) | cst.Set(elements=elements)):
            parts = (element.value for element in elements)
        case Return(value=cst.Dict(elements=elements)):
            parts = (element.value for element in elements)
        case Return(value=cst.DictComp(value=value)):
            parts = (value,)
        case Assignment(op="=", target=cst.Subscript(), value=cst.Name() as name):
            parts = (name,)
    yield from (part for part in parts if isinstance(part, cst.Name))


def _parsed(values: Values) -> Values:
    """The URLs whose path is taken: what is parsed keeps the value of its text, and no other text has a ``path``."""
    parsed = (value for value in values if isinstance(value, Ref) and value.name in lib.URL_PARSERS)
    return (*_strings(values), *(one for ref in parsed for one in _first(ref.args)))


def _is_path(values: Values) -> bool:
    return any(isinstance(value, Ref) and value.name.startswith("pathlib.") for value in values)


def _first(bounds: Iterable[Bound]) -> Values:
    return next((bound.values for bound in bounds), ())


def _strings(values: Values) -> Values:
    """The strings; parts of lists are none."""
    return tuple(value for value in values if isinstance(value, Known))


def _is_tail(node: cst.Subscript) -> bool:
    """``[:-1]``: a slash at the end goes."""
    if len(node.slice) != 1 or not isinstance(node.slice[0].slice, cst.Slice):
        return False
    inside = node.slice[0].slice
    return inside.lower is None and (inside.upper is None) != (inside.step is None)
