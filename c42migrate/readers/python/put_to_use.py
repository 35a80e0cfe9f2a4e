"""Strings that a program does more with than send them: taken apart, digested, stored, or the name of a file.

Also through functions of the project: what ``def fetch(path): …; open(path[5:], "w")`` does with its parameter is
done with every string that it is called with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from c42migrate.model import Text
from c42migrate.readers.python import ir, quiet
from c42migrate.readers.python.binding import bind
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.kept import kept
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.values import Bound, Function, Known, Ref, Values
from c42migrate.readers.python.walk import subexpressions, value_texts

_APART = frozenset({"split", "rsplit", "partition", "rpartition", "find", "rfind", "index", "rindex", "count"})
_MATCHES = frozenset({"match", "search", "fullmatch", "findall", "finditer"})
_TELLS = re.compile(r"[A-Za-z]")
_SEPARATES = re.compile(r"(?!.*://)(?=.*[A-Za-z/])(?!//\Z|\{)")
_FETCHES = re.compile(r"(?:^|[\s/])(?:curl|wget|http|https|code42|incydr)(?:\s|$)")
_ROUNDS = 3
"""So many functions are looked through, from the use of a parameter outwards."""

_Param = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Call:
    """A call in a program and where it stands."""

    expr: ir.Call
    spot: Spot


def put_to_use(evaluator: Evaluator) -> Iterator[Text]:
    """The texts that something in the program depends on, beside what is sent."""
    open_: set[_Param] = set()
    calls: dict[str, list[_Call]] = defaultdict(list)
    used: list[Values] = list(kept(evaluator))
    for expr, spot in _expressions(evaluator):
        if isinstance(expr, ir.Call):
            calls[_last(expr.func)].append(_Call(expr, spot))
        used.append(_used(evaluator, expr, spot))
    for text in (text for values in used for text in value_texts(values)):
        open_.update(gap.param for gap in text.holes if gap.param)
        yield text
    yield from _handed(evaluator, open_, calls)


def _expressions(evaluator: Evaluator) -> Iterator[tuple[ir.Expr, Spot]]:
    for key, module in evaluator.program.modules.items():
        for number, scope in enumerate(module.module.scopes):
            for event in scope.events:
                if isinstance(event, ir.Define | ir.Import):
                    continue
                spot = Spot(key, number, event.branch, event.order)
                for root in _roots(event):
                    yield from ((expr, spot) for expr in subexpressions(root))


def _roots(event: ir.Assign | ir.Evaluate | ir.Return) -> Iterator[ir.Expr]:
    if event.value is not None:
        yield event.value
    if isinstance(event, ir.Assign) and isinstance(event.target, ir.Subscript):
        yield event.target.key


def _handed(evaluator: Evaluator, wanted: set[_Param], calls: dict[str, list[_Call]]) -> Iterator[Text]:
    """What the parameters are given by the program's own calls, and by the callers of these."""
    seen: set[_Param] = set()
    for _ in range(_ROUNDS):
        wanted -= seen
        seen |= wanted
        found = [text for owner in {owner for owner, _ in wanted} for text in _given(evaluator, owner, wanted, calls)]
        yield from found
        wanted = {gap.param for text in found for gap in text.holes if gap.param}


def _given(evaluator: Evaluator, owner: str, wanted: set[_Param], calls: dict[str, list[_Call]]) -> Iterator[Text]:
    names = [name for of, name in wanted if of == owner]
    for call in calls.get(_name_of(evaluator, owner), ()):
        for callee in evaluator.value(call.expr.func, call.spot):
            if isinstance(callee, Function) and Spot(callee.module, callee.scope).owner == owner:
                given = bind(evaluator, callee, evaluator.calls.bounds(call.expr, call.spot))
                yield from (text for name in names for text in value_texts(given.get(name, ())))


def _name_of(evaluator: Evaluator, owner: str) -> str:
    """The name of the function whose parameters have that owner."""
    for key, module in evaluator.program.modules.items():
        for number, scope in enumerate(module.module.scopes):
            if Spot(key, number).owner == owner:
                return scope.qualname.rpartition(".")[2]
    return ""


def _used(evaluator: Evaluator, expr: ir.Expr, spot: Spot) -> Values:
    """What an expression uses up, with no regard to what it is called with by others."""
    match expr:
        case ir.Subscript(key=ir.Opaque(what="slice")) if not _is_tail(expr.key):
            return _strings(evaluator.value(expr.base, spot))
        case ir.Attribute(name="path") | ir.Subscript(key=ir.Constant(value="2")):
            return _parsed(evaluator.value(expr.base, spot))
        case ir.Call(
            func=ir.Name(id="dict"), args=(ir.Arg(value=ir.Call(func=ir.Name(id="zip"), args=(keys, *_))), *_)
        ):
            return evaluator.value(keys.value, spot)
        case ir.Opaque(what="dict comprehension"):
            return _strings(evaluator.value(expr.children[0], spot))
        case ir.Binary(op="/") if _is_path(evaluator.value(expr.left, spot)):
            return _inside(evaluator, expr.right, spot)
        case ir.Compare() if not any(isinstance(one, ir.Str | ir.Constant) for one in expr.operands):
            return tuple(v for one in expr.operands for v in _strings(evaluator.value(one, spot)))
        case ir.Call():
            return (*_sent_along(evaluator, expr, spot), *_called(evaluator, expr, spot))
        case _:
            return ()


def _parsed(values: Values) -> Values:
    """The URLs whose path is taken: what is parsed keeps the value of its text, and no other text has a ``path``."""
    parsed = (value for value in values if isinstance(value, Ref) and value.name in quiet.PARSERS)
    return (*_strings(values), *(one for ref in parsed for one in _first(ref.args)))


def _is_path(values: Values) -> bool:
    return any(isinstance(value, Ref) and value.name.startswith("pathlib.") for value in values)


def _sent_along(evaluator: Evaluator, expr: ir.Call, spot: Spot) -> Values:
    """What a call is given to send beside its URL."""
    beside = (arg.value for arg in expr.args if arg.keyword in quiet.BESIDE)
    return tuple(value for arg in beside for value in evaluator.value(arg, spot))


def _called(evaluator: Evaluator, expr: ir.Call, spot: Spot) -> Values:
    """What a call takes apart, digests, stores or matches."""
    name = _last(expr.func)
    if isinstance(expr.func, ir.Attribute) and name in _APART:
        apart = any(_SEPARATES.match(text) for text in _known(evaluator, expr.args[:1], spot))
        return _strings(evaluator.value(expr.func.base, spot)) if apart else ()
    if isinstance(expr.func, ir.Attribute) and name in quiet.ALIGNS:
        return _strings(evaluator.value(expr.func.base, spot))
    if name in quiet.MEASURES:
        return tuple(value for arg in expr.args for value in evaluator.value(arg.value, spot))
    if name not in quiet.USERS:
        return ()
    refs = [value for value in evaluator.value(expr.func, spot) if isinstance(value, Ref)]
    uses = _matches(evaluator, expr, spot, refs) if name in _MATCHES else any(_is_user(ref.name) for ref in refs)
    if name in quiet.RUNNING:
        uses = uses and not any(map(_FETCHES.search, _known(evaluator, expr.args[:1], spot)))
    return tuple(value for arg in expr.args for value in _inside(evaluator, arg.value, spot)) if uses else ()


def _matches(evaluator: Evaluator, expr: ir.Call, spot: Spot, refs: Iterable[Ref]) -> bool:
    """Whether a pattern with a word in it is held against something."""
    told = [text.known for ref in refs for text in value_texts(_first(ref.args)) if text.known]
    return bool(told or refs) and any(map(_TELLS.search, [*told, *_known(evaluator, expr.args[:1], spot)]))


def _is_user(name: str) -> bool:
    return name in quiet.DIGESTING or name.startswith(quiet.STORES)


def _inside(evaluator: Evaluator, expr: ir.Expr, spot: Spot) -> Values:
    """The value of an expression, and of the names in it: what is made of them may not be known."""
    names = (one for one in subexpressions(expr) if isinstance(one, ir.Name | ir.Attribute) and one is not expr)
    return (*evaluator.value(expr, spot), *(v for one in names for v in _strings(evaluator.value(one, spot))))


def _first(bounds: Iterable[Bound]) -> Values:
    return next((bound.values for bound in bounds), ())


def _strings(values: Values) -> Values:
    """The strings; parts of lists are none."""
    return tuple(value for value in values if isinstance(value, Known))


def _known(evaluator: Evaluator, args: Iterable[ir.Arg], spot: Spot) -> list[str]:
    return [text.known for arg in args for text in value_texts(evaluator.value(arg.value, spot)) if text.known]


def _last(func: ir.Expr) -> str:
    return func.name if isinstance(func, ir.Attribute) else dotted(func)


def _is_tail(key: ir.Expr) -> bool:
    """``[:-1]``: a slash at the end goes."""
    return isinstance(key, ir.Opaque) and len(key.children) == 1 and key.children[0].place.start > key.place.start
