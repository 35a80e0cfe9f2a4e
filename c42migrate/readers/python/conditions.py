"""Conditions under which a call is made, as far as they compare a value with known strings.

``if method == "get": requests.get(url)`` inside a wrapper must not turn ``wrapper("put", …)`` into a GET.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from c42migrate.readers.python import ir
from c42migrate.readers.python.program import Spot
from c42migrate.readers.python.values import Mapping, Plain, Row, Value, Values, texts

if TYPE_CHECKING:
    from c42migrate.readers.python.substitute import Filling


@dataclass(frozen=True, slots=True)
class Condition:
    """``subject`` equals one of ``options`` (lower case), or none of them when ``negated``.

    ``options`` None: ``subject`` is true, or false when ``negated``.
    """

    subject: Values
    options: frozenset[str] | None
    negated: bool

    def filled(self, substitution: Filling) -> Condition:
        """The condition as seen from a caller."""
        return replace(self, subject=substitution.all(self.subject))


def holds(condition: Condition) -> bool:
    """False only when the subject is known and contradicts the condition."""
    options = condition.options
    if options is None:
        return condition.negated not in {_is_true(value) for value in condition.subject} or len(condition.subject) != 1
    known = [text.known for text in texts(condition.subject)]
    if not known or any(word is None for word in known) or len(known) != len(condition.subject):
        return True
    return any(((word or "").lower() in options) != condition.negated for word in known)


def _is_true(value: Value) -> bool | None:
    """Whether Python takes a value for true; None when that is not known."""
    match value:
        case Plain():
            return value.written not in {"None", "False", "0", "0.0"}
        case Mapping():
            return True if value.pairs else None
        case Row():
            return True if value.items else None
        case _:
            return None


Evaluate = Callable[[ir.Expr, Spot], Values]


def conditions(guards: tuple[ir.Guard, ...], spot: Spot, evaluate: Evaluate) -> tuple[Condition, ...]:
    """The conditions of the arms that ``spot`` stands in."""
    arms = set(spot.branch)
    standing = (guard for guard in guards if (guard.statement, guard.arm) in arms)
    return tuple(made for guard in standing if (made := _condition(guard, spot, evaluate)) is not None)


def _condition(guard: ir.Guard, spot: Spot, evaluate: Evaluate) -> Condition | None:
    test = guard.test
    if isinstance(test, ir.Name):
        return Condition(evaluate(test, spot), None, guard.negated)
    if not isinstance(test, ir.Compare) or len(test.operators) != 1:
        return None
    operator = test.operators[0]
    if operator not in {"==", "!=", "in", "not in"}:
        return None
    options = _words(evaluate(test.operands[1], spot))
    subject = test.operands[0]
    if options is None and operator in {"==", "!="}:
        options, subject = _words(evaluate(test.operands[0], spot)), test.operands[1]
    if options is None:
        return None
    return Condition(evaluate(subject, spot), options, guard.negated != (operator in {"!=", "not in"}))


def _words(values: Values) -> frozenset[str] | None:
    found: set[str] = set()
    for value in values:
        items = tuple(v for item in value.items for v in item) if isinstance(value, Row) else (value,)
        for item in items:
            words = texts((item,))
            if not words or words[0].known is None:
                return None
            found.add(words[0].known.lower())
    return frozenset(found)
