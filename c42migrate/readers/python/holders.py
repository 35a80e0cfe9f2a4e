"""Classes of a project that keep an SDK client, for frameworks that hand out their objects under the class's name.

A plugin's ``class Connection`` sets ``self.api``; its actions say ``self.connection.api``, and nothing in the project
connects the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.readers.python import ir
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.program import Spot
from c42migrate.readers.python.values import Plain, Ref, Value

Held = tuple[str, str]


def holders(evaluator: Evaluator) -> dict[Held, str]:
    """(class in lower case, attribute) → package of the client it keeps; not those that may hold something else."""
    found: dict[Held, set[str]] = {}
    for key, module in evaluator.program.modules.items():
        for number, scope in enumerate(module.module.scopes):
            owner = module.module.scopes[scope.parent] if scope.parent > 0 else None
            if owner is not None and owner.kind == "class" and scope.params:
                for name, package in _kept(evaluator, Spot(key, number), scope.params[0].name):
                    found.setdefault((_last(owner).lower(), name), set()).add(package)
    return {held: package for held, packages in found.items() for package in packages if package and len(packages) == 1}


def _last(scope: ir.Scope) -> str:
    return scope.qualname.rpartition(".")[2]


def _kept(evaluator: Evaluator, spot: Spot, receiver: str) -> Iterator[tuple[str, str]]:
    """Attributes that a method sets, each with the package of the client, ``""`` for anything else but None."""
    for name, events in evaluator.program.modules[spot.module].scopes[spot.scope].by_attribute.items():
        root, _, attribute = name.partition(".")
        if root != receiver or "." in attribute:
            continue
        for event in events:
            if event.value is not None and event.op == "=":
                at = Spot(spot.module, spot.scope, event.branch, event.order)
                for value in evaluator.value(event.value, at):
                    if not (isinstance(value, Plain) and value.written == "None"):
                        yield attribute, _package(value, evaluator)


def _package(value: Value, evaluator: Evaluator) -> str:
    package, _, rest = value.name.partition(".") if isinstance(value, Ref) else ("", "", "")
    return package if rest == "client" and package in evaluator.lexicon.client_members else ""
