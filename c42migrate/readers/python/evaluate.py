"""Evaluating expressions to values: names, attributes, items; calls are in ``calls``, strings in ``builtins``."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from dataclasses import replace

from c42migrate.lexicon import Lexicon
from c42migrate.model import Literal, Place, Text
from c42migrate.readers.python import ir, steps
from c42migrate.readers.python.classes import Classes
from c42migrate.readers.python.cli_options import PARSED, CliOptions
from c42migrate.readers.python.entries import completed
from c42migrate.readers.python.items import chosen, elements, spread, unpacked
from c42migrate.readers.python.operators import added, binary, joined, plain_text
from c42migrate.readers.python.outside import Outside, is_open
from c42migrate.readers.python.program import Program, Spot, dotted, reaching
from c42migrate.readers.python.trail import stepped
from c42migrate.readers.python.values import (
    Class,
    Function,
    Instance,
    Known,
    Mapping,
    Pair,
    Plain,
    ProjectModule,
    Ref,
    Response,
    Row,
    Value,
    Values,
    hole_of,
    merged,
    unknown,
)

_DEPTH = 60
"""Deepest chain of evaluations; a deeper value is unknown."""

BUILTINS = frozenset(dir(builtins)) | {"unicode", "basestring", "raw_input", "unichr", "xrange", "long"}
"""Names that need no import, Python 2's too."""


class Evaluator:
    """Evaluates expressions of a program. Values are remembered, cycles end in an unknown value."""

    def __init__(self, program: Program, lexicon: Lexicon) -> None:
        # Imported here: calls need the evaluator and the evaluator needs calls.
        from c42migrate.readers.python.calls import Calls

        self.program = program
        self.lexicon = lexicon
        self.classes = Classes(program, self)
        self.outside = Outside(program, self)
        self.calls = Calls(self)
        self._options = CliOptions(program)
        self._memo: dict[tuple[int, Spot], Values] = {}
        self._active: set[tuple[int, Spot]] = set()
        self.steps = steps.Steps(steps.MOST)

    def forget(self) -> None:
        """Drop what was evaluated: the next look sees what was learnt since (constructions of classes)."""
        self._memo.clear()
        self.calls.forget()
        self.classes.forget()

    # -- expressions -----------------------------------------------------------------------------

    def value(self, expr: ir.Expr, spot: Spot) -> Values:
        """The alternatives of ``expr`` at ``spot`` (never empty)."""
        key = (id(expr), spot)
        if key in self._memo:
            return self._memo[key]
        if key in self._active or len(self._active) > _DEPTH:
            return unknown(dotted(expr))
        self.steps.spend()
        self._active.add(key)
        try:
            found = merged(self._evaluate(expr, spot)) or unknown(dotted(expr))
        finally:
            self._active.discard(key)
        self._memo[key] = found
        return found

    def _evaluate(self, expr: ir.Expr, spot: Spot) -> Iterable[Value]:  # noqa: C901, PLR0912  one case per kind of expression
        match expr:
            case ir.Str():
                return (Known(expr.text),)
            case ir.Join():
                return joined([self.text_values(part, spot) for part in expr.parts])
            case ir.Constant():
                return (Plain(expr.value),)
            case ir.Name():
                return self.name(expr.id, spot, expr.place)
            case ir.Attribute():
                return self.attribute(expr, spot)
            case ir.Call():
                return self.calls.result(expr, spot)
            case ir.Subscript():
                return self.item(expr, spot)
            case ir.Binary():
                return added(expr, self.value(expr.left, spot), self.value(expr.right, spot))
            case ir.Choice():
                return [v for option in expr.options for v in self.value(option, spot)]
            case ir.Dict():
                return (Mapping(tuple(self._pair(item, spot) for item in expr.items), expr.place),)
            case ir.Seq():
                return (Row(tuple(i for item in expr.items for i in self._items(item, spot)), expr.place),)
            case ir.Lambda():
                return (Function(spot.module, expr.scope),)
            case ir.Opaque(what="comprehension"):
                return (Row(tuple((value,) for value in self.value(expr.children[0], spot)), expr.place),)
            case _:
                return unknown()

    def _items(self, item: ir.Expr, spot: Spot) -> Iterable[Values]:
        """The items that one expression of a display gives: several when it has a star."""
        if isinstance(item, ir.Opaque) and item.what == "star":
            return spread(self.value(item.children[0], spot))
        return (self.value(item, spot),)

    def text_values(self, expr: ir.Expr, spot: Spot) -> tuple[Text, ...]:
        """The alternatives of ``expr`` as strings: what is no string becomes a hole or its written form."""
        return tuple(plain_text(value, dotted(expr)) for value in self.value(expr, spot))

    def _pair(self, item: ir.Item, spot: Spot) -> Pair:
        key = self.value(item.key, spot) if item.key is not None else None
        return Pair(key, self.value(item.value, spot), item.place, item.removal)

    # -- names -----------------------------------------------------------------------------------

    def name(self, name: str, spot: Spot, at: Place | None = None) -> Values:
        """What ``name`` may stand for at ``spot``: its own scope first, then the enclosing ones, then star imports.

        ``at`` is where the name stands; it becomes a step of the trail.
        """
        module = self.program.modules[spot.module]
        number, here = spot.scope, True
        while number >= 0:
            scope = module.module.scopes[number]
            if (here or scope.kind != "class") and not (name in scope.globals and number):
                inner = spot if here else Spot(spot.module, number)
                if found := self._bound(name, inner):
                    return stepped(found, at, name)
            number, here = scope.parent, False
        if starred := self._starred(name, spot.module):
            return starred
        return (Ref(name),) if name in BUILTINS else unknown(name, at)

    def _bound(self, name: str, spot: Spot) -> Values:
        module = self.program.modules[spot.module]
        events = module.scopes[spot.scope].by_name.get(name, [])
        found = [v for event in reaching(events, spot.branch, spot.order) for v in self._binding(event, name, spot)]
        covered = any(e.order < spot.order and not e.branch for e in events)
        for param in module.module.scopes[spot.scope].params:
            if param.name == name and not covered:
                found.extend(self.parameter(param, spot))
        return merged(found)

    def parameter(self, param: ir.Param, spot: Spot) -> Values:
        """What a parameter stands for: ``self``, what its annotation says, else a hole to be filled at call sites."""
        if (own := self.classes.receiver(param, spot)) is not None:
            return (own,)
        if param.annotation is not None and (typed := self._annotated(param.annotation, spot)):
            return typed
        if param.kind in {"*", "**"}:
            return unknown(f"{param.kind}{param.name}", None, (spot.owner, f"{param.kind}{param.name}"))
        return unknown(param.name, None, (spot.owner, param.name))

    def _annotated(self, annotation: ir.Expr, spot: Spot) -> Values:
        outer = Spot(spot.module, max(self.program.modules[spot.module].module.scopes[spot.scope].parent, 0))
        for value in self.value(annotation, outer):
            if isinstance(value, Class):
                return (Instance(value),)
            if isinstance(value, Ref):
                root = value.name.split(".")[0]
                if root in self.lexicon.packages or value.name in self.lexicon.factories:
                    return (self.calls.constructed(value, annotation.place, ()),)
        return ()

    def _binding(self, event: ir.Assign | ir.Define | ir.Import, name: str, spot: Spot) -> Values:
        if isinstance(event, ir.Define):
            return self.calls.decorated(event, spot)
        if isinstance(event, ir.Import):
            return self.imported(event, spot.module)
        return self._assigned(event, name, Spot(spot.module, spot.scope, event.branch, event.order))

    def _assigned(self, event: ir.Assign, name: str, spot: Spot) -> Values:
        if event.value is None:
            return self._annotated(event.annotation, spot) if event.annotation is not None else ()
        value = self.value(event.value, spot)
        if event.op == "for":
            value = elements(value)
        if not isinstance(event.target, ir.Name):
            return unpacked(event.target, name, value)
        if event.op == "+=":
            return self._sum(event, name, spot, value)
        return completed(self, value, name, spot) if event.op in {"=", "with", "walrus"} else value

    def _sum(self, event: ir.Assign, name: str, spot: Spot, value: Values) -> Values:
        """``name += value``, remembered: a chain of them in branches would otherwise be walked once per path."""
        key = (id(event), spot)
        if key not in self._memo:
            self._memo[key] = value  # while it is being worked out
            self._memo[key] = merged(binary("+", self.name(name, spot), value))
        return self._memo[key]

    # -- modules ---------------------------------------------------------------------------------

    def imported(self, event: ir.Import, module: str) -> Values:
        """What an import binds."""
        key = self.program.find(module, event.module, event.level)
        if not event.name:
            if event.dotted:
                root = event.module.split(".")[0]
                own = self.program.find(module, root, 0)
                return (ProjectModule(own),) if own else (Ref(root),)
            return (ProjectModule(key),) if key else (Ref(event.module),)
        if key and (found := self.exported(key, event.name)):
            return found
        inner = self.program.find(module, f"{event.module}.{event.name}".strip("."), event.level)
        if inner:
            return (ProjectModule(inner),)
        if key:
            return unknown(event.alias, event.place)
        return (Ref(f"{event.module}.{event.name}" if event.module else event.name),)

    def exported(self, module: str, name: str) -> Values:
        """What ``name`` is in ``module`` once the module has run; empty when it does not say."""
        spot = Spot(module, 0)
        if found := self._bound(name, spot):
            return found
        return self._starred(name, module)

    def _starred(self, name: str, module: str) -> Values:
        key = (hash(("*", name)), Spot(module, 0))
        if key in self._active:
            return ()
        self._active.add(key)
        try:
            for star in self.program.modules[module].scopes[0].stars:
                found = self.program.find(module, star.module, star.level)
                if found is None and star.module.split(".")[0] in self.lexicon.packages and name[:1].isupper():
                    return (Ref(f"{star.module}.{name}"),)
                if found and (value := self.exported(found, name)):
                    return value
        finally:
            self._active.discard(key)
        return ()

    # -- attributes and items --------------------------------------------------------------------

    def attribute(self, expr: ir.Attribute, spot: Spot) -> Values:
        """``base.name``, for every alternative of the base."""
        found: list[Value] = []
        for base in self.value(expr.base, spot):
            found.extend(stepped(self.member(base, expr.name, expr.token), expr.place, expr.name))
        if is_open(tuple(found)) and (given := self.outside.named(expr, spot)):
            found = list(given)
        if any(isinstance(v, Mapping) for v in found):
            return completed(self, tuple(found), dotted(expr), spot)
        return merged(found)

    def member(self, base: Value, name: str, token: Literal | None = None) -> Values:
        """Attribute ``name`` of one value."""
        match base:
            case Ref() if base.name.endswith(PARSED):
                given = [v for expr, spot in self._options.defaults(name) for v in self.value(expr, spot)]
                solid = [v for v in given if isinstance(v, Known)]
                return merged((*solid, *unknown(name)))
            case Ref():
                tokens = (*base.tokens, token) if token else base.tokens
                return (replace(base, name=f"{base.name}.{name}", tokens=tokens),)
            case ProjectModule():
                if found := self.exported(base.name, name):
                    return found
                inner = self.program.find(base.name, name, 1)
                return (ProjectModule(inner),) if inner else unknown(name)
            case Class() | Instance():
                return self.classes.attribute(base, name, token)
            case Response():
                return (base,)
            case Known() if (gap := hole_of(base)) is not None:
                param = (gap.param[0], f"{gap.param[1]}.{name}") if gap.param else None
                return unknown(f"{gap.name}.{name}" if gap.name else name, gap.place, param)
            case Known() if name in {"value", "url"}:
                return (base,)  # a member of an Enum; a URL object
            case _:
                return unknown(name)

    def item(self, expr: ir.Subscript, spot: Spot) -> Values:
        """``base[key]`` for displays with known keys."""
        keys = self.value(expr.key, spot)
        found: list[Value] = []
        for base in self.value(expr.base, spot):
            found.extend(self.classes.item(base, keys) if isinstance(base, Instance) else chosen(base, keys))
        return merged(found) or unknown(dotted(expr.base))
