"""The modules of a run and how names lead from one to another. Nothing is evaluated here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from c42migrate.readers.python import ir
from c42migrate.readers.python.modules import ModuleNames

_END = 1 << 60


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an expression is evaluated: module, scope index, and the branch and order of its event."""

    module: str
    scope: int
    branch: ir.Branch = ()
    order: int = _END

    @property
    def owner(self) -> str:
        """Identity of the scope, as used in ``Hole.param``."""
        return f"{self.module}:{self.scope}"


@dataclass(slots=True)
class ScopeIndex:
    """The bindings of one scope by name, in source order."""

    by_name: dict[str, list[ir.Assign | ir.Define | ir.Import]] = field(default_factory=lambda: defaultdict(list))
    stars: list[ir.Import] = field(default_factory=list)
    by_attribute: dict[str, list[ir.Assign]] = field(default_factory=lambda: defaultdict(list))
    by_item: dict[str, list[ir.Assign]] = field(default_factory=lambda: defaultdict(list))
    by_growth: dict[str, list[ir.Evaluate]] = field(default_factory=lambda: defaultdict(list))
    """Calls of ``append`` and ``extend``, by the name of the list."""


def dotted(expr: ir.Expr) -> str:
    """``a.b.c`` for a chain of names, else ``""``."""
    if isinstance(expr, ir.Name):
        return expr.id
    if isinstance(expr, ir.Attribute):
        base = dotted(expr.base)
        return f"{base}.{expr.name}" if base else ""
    return ""


def targets(target: ir.Expr) -> Iterator[ir.Expr]:
    """The single targets of a (possibly nested) tuple target."""
    if isinstance(target, ir.Seq):
        for item in target.items:
            yield from targets(item)
    else:
        yield target


class ModuleIndex:
    """One lowered module with its scopes indexed."""

    def __init__(self, key: str, module: ir.Module) -> None:
        self.key = key
        self.module = module
        self.scopes = [self._index(scope) for scope in module.scopes]
        for index, scope in enumerate(module.scopes):
            self._globals(index, scope)

    @staticmethod
    def _index(scope: ir.Scope) -> ScopeIndex:
        index = ScopeIndex()
        for event in scope.events:
            if isinstance(event, ir.Define):
                index.by_name[event.name].append(event)
            elif isinstance(event, ir.Import):
                (index.stars if event.name == "*" else index.by_name[event.alias]).append(event)
            elif isinstance(event, ir.Assign):
                _index_assign(index, event)
            elif isinstance(event, ir.Evaluate) and (name := _grown(event.value)):
                index.by_growth[name].append(event)
        return index

    def _globals(self, number: int, scope: ir.Scope) -> None:
        for name in scope.globals if number else ():
            self.scopes[0].by_name[name].extend(self.scopes[number].by_name.get(name, ()))

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Scope index → indices of the scopes directly inside it."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, scope in enumerate(self.module.scopes):
            found[scope.parent].append(index)
        return found

    def method(self, scope: int, name: str) -> int | None:
        """Index of the function ``name`` defined in class ``scope``, the last one if several."""
        for event in reversed(self.scopes[scope].by_name.get(name, [])):
            if isinstance(event, ir.Define):
                return event.scope
        return None


def _grown(expr: ir.Expr) -> str:
    """``urls`` for ``urls.append(…)`` and ``urls.extend(…)``, else ``""``."""
    if not isinstance(expr, ir.Call) or not isinstance(expr.func, ir.Attribute) or len(expr.args) != 1:
        return ""
    return dotted(expr.func.base) if expr.func.name in {"append", "extend"} else ""


def _index_assign(index: ScopeIndex, event: ir.Assign) -> None:
    for target in targets(event.target):
        if isinstance(target, ir.Name):
            index.by_name[target.id].append(event)
        elif isinstance(target, ir.Attribute):
            index.by_attribute[dotted(target)].append(event)
        elif isinstance(target, ir.Subscript):
            index.by_item[dotted(target.base)].append(event)


def reaching(
    events: Iterable[ir.Assign | ir.Define | ir.Import], branch: ir.Branch, order: int
) -> list[ir.Assign | ir.Define | ir.Import]:
    """The bindings that may hold at ``(branch, order)``: after the last one that certainly ran, none that excludes it.

    When none comes before (a loop, a later definition used inside a function), all that do not exclude it.
    """
    possible = [event for event in events if not _exclude(event.branch, branch)]
    before = [event for event in possible if event.order < order]
    last = max((i for i, e in enumerate(before) if _prefix(e.branch, branch)), default=0)
    return before[last:] if before else possible


def _prefix(shorter: ir.Branch, longer: ir.Branch) -> bool:
    return longer[: len(shorter)] == shorter


def _exclude(one: ir.Branch, other: ir.Branch) -> bool:
    arms = dict(one)
    return any(statement in arms and arms[statement] != arm for statement, arm in other)


class Program:
    """All modules of a run."""

    def __init__(self, modules: dict[str, ir.Module]) -> None:
        self.modules = {key: ModuleIndex(key, module) for key, module in modules.items()}
        self._names = ModuleNames(self.modules)

    def find(self, importer: str, module: str, level: int) -> str | None:
        """Key of the project module that ``module`` names when imported from ``importer``, else None."""
        return self._names.find(importer, module, level)
