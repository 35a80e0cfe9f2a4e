"""Which values of a class depend on the object: set by a subclass, or given by constructions that are not alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from c42migrate.readers.python import ir
from c42migrate.readers.python.program import Program, Spot
from c42migrate.readers.python.subclassing import hook_of, hooks, keywords
from c42migrate.readers.python.values import Class, Function, Known

if TYPE_CHECKING:
    from c42migrate.readers.python.classes import Classes
    from c42migrate.readers.python.evaluate import Evaluator


def methods(program: Program, owner: Class) -> Iterator[tuple[Spot, str]]:
    """The methods of a class, each with the name it has for ``self``."""
    module = program.modules[owner.module]
    for child in module.children.get(owner.scope, ()):
        scope = module.module.scopes[child]
        if scope.kind == "function" and scope.params:
            yield Spot(owner.module, child), scope.params[0].name


class Differences:
    """Remembers the answer per class."""

    def __init__(self, program: Program, evaluator: Evaluator, classes: Classes) -> None:
        self._program = program
        self._evaluator = evaluator
        self._classes = classes
        self._known: dict[Class, frozenset[str]] = {}

    def of(self, owner: Class) -> frozenset[str]:
        """The names of the values of ``self`` that a method of ``owner`` cannot know."""
        if owner not in self._known:
            self._known[owner] = frozenset()  # for classes that inherit from themselves
            below = [name for sub in self._classes.derived(owner) for name in (*self._own(sub), *self.of(sub))]
            self._known[owner] = frozenset((*below, *(self._given(owner) if self._is_made_differently(owner) else ())))
        return self._known[owner]

    def forget(self) -> None:
        """Drop the answers: more constructions may have been seen since."""
        self._known.clear()

    def _is_made_differently(self, owner: Class) -> bool:
        made = self._classes.constructions(owner)
        if len(made) > 1 or any(bound.shape.owners for given in made for bound in given):
            return True
        return any(
            self._program.modules[sub.module].method(sub.scope, "__init__") is not None
            for sub in self._classes.derived(owner)
        )

    def _given(self, owner: Class) -> set[str]:
        """The names to which the ``__init__`` that runs for a class gives strings."""
        init = self._classes.initializer(owner)
        scope = self._program.modules[init.module].module.scopes[init.scope] if init else None
        if init is None or scope is None or not scope.params:
            return set()
        return set(self._set_by(Spot(init.module, init.scope), scope.params[0].name))

    def _own(self, owner: Class) -> set[str]:
        """Values set in the body of a class, and strings set on ``self`` by its methods."""
        scope = self._program.modules[owner.module].module.scopes[owner.scope]
        body = {e.target.id for e in scope.events if isinstance(e, ir.Assign) and isinstance(e.target, ir.Name)}
        told = (
            name
            for upper in (
                hooks(self._program, self._classes.lineage(owner)) if keywords(self._evaluator, owner) else ()
            )
            if (hook := hook_of(self._program, upper)) is not None
            for name in self._set_by(Spot(hook.module, hook.scope), self._receiver(hook))
        )
        return (
            body | set(told) | {name for spot, own in methods(self._program, owner) for name in self._set_by(spot, own)}
        )

    def _receiver(self, method: Function) -> str:
        params = self._program.modules[method.module].module.scopes[method.scope].params
        return params[0].name if params else ""

    def _set_by(self, spot: Spot, own_name: str) -> Iterator[str]:
        """The names a method gives strings to on ``self``."""
        for name, events in self._program.modules[spot.module].scopes[spot.scope].by_attribute.items():
            base, _, last = name.rpartition(".")
            if base == own_name and all(self._is_text(event, spot) for event in events):
                yield last

    def _is_text(self, event: ir.Assign, spot: Spot) -> bool:
        at = Spot(spot.module, spot.scope, event.branch, event.order)
        return event.value is not None and all(isinstance(v, Known) for v in self._evaluator.value(event.value, at))
