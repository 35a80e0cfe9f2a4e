"""What the header of a class hands to ``__init_subclass__``: ``class Users(Resource, path="/api/User")``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from c42migrate.readers.python.program import Program, Spot
from c42migrate.readers.python.values import Bound, Class, Function, Instance, Value, Values

if TYPE_CHECKING:
    from c42migrate.readers.python.evaluate import Evaluator

_HOOK = "__init_subclass__"


def hooks(program: Program, lineage: Iterable[Value]) -> Iterator[Class]:
    """The classes of a lineage that are told of subclasses."""
    for owner in lineage:
        if isinstance(owner, Class) and program.modules[owner.module].method(owner.scope, _HOOK) is not None:
            yield owner


def hook_of(program: Program, owner: Class) -> Function | None:
    """The ``__init_subclass__`` of a class."""
    number = program.modules[owner.module].method(owner.scope, _HOOK)
    return Function(owner.module, number, Instance(owner)) if number is not None else None


def headed(evaluator: Evaluator, values: Values, lineage: Iterable[Value]) -> Values:
    """``values`` with the parameters of ``__init_subclass__`` replaced by what the nearest class header gives."""
    if not any(value.shape.owners for value in values):
        return values
    classes = [owner for owner in lineage if isinstance(owner, Class)]
    given = next((bounds for owner in classes if (bounds := keywords(evaluator, owner))), ())
    for owner in hooks(evaluator.program, classes) if given else ():
        hook = hook_of(evaluator.program, owner)
        values = evaluator.calls.fill(values, hook, given) if hook else values
    return values


def keywords(evaluator: Evaluator, owner: Class) -> tuple[Bound, ...]:
    """The keyword arguments of a class header."""
    scope = evaluator.program.modules[owner.module].module.scopes[owner.scope]
    spot = Spot(owner.module, max(scope.parent, 0))
    named = (arg for arg in scope.bases if arg.keyword and arg.keyword != "metaclass")
    return tuple(Bound(evaluator.value(arg.value, spot), arg.keyword, arg.star, arg) for arg in named)
