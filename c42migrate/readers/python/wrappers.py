"""Calls of functions that the user's configuration declares to send requests; their code is not part of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from c42migrate.model import is_index
from c42migrate.readers.python import signatures as sig
from c42migrate.readers.python.values import Bound, Ref, Value

Spec = tuple[str, str]
"""Verb and path of a wrapper: the position (0-based) or name of an argument each; the verb also itself (``GET``)."""


def declared(
    written: str, callee: Value, args: Sequence[Bound], wrappers: Mapping[str, Spec]
) -> tuple[str, Bound, Bound | None] | None:
    """(verb it always sends or "", path argument, verb argument) of a declared call; None for any other call.

    A function is known by its dotted name, or as it is written at the call (``written``).
    """
    name = callee.name.replace("()", "") if isinstance(callee, Ref) else written
    spec = wrappers.get(name) or wrappers.get(written)
    url = _argument(args, spec[1]) if spec else None
    return (_fixed(spec[0]), url, _argument(args, spec[0])) if spec and url else None


def _argument(args: Sequence[Bound], word: str) -> Bound | None:
    """The argument at a position, or of a name; None when the call does not have it."""
    if is_index(word):
        plain = [bound for bound in args if not bound.keyword and not bound.star]
        return plain[int(word)] if int(word) < len(plain) else None
    return next((bound for bound in args if bound.keyword == word), None)


def _fixed(word: str) -> str:
    """``GET`` when a wrapper always sends that; "" when ``word`` names an argument."""
    return word if word.isupper() and word.lower() in sig.VERBS else ""
