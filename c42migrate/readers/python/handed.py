"""Functions handed to others that call them: ``map(fetch, paths)``, ``pool.submit(fetch, path)``,
``Thread(target=fetch, args=(path,))``."""

from __future__ import annotations

from collections.abc import Sequence

from c42migrate.readers.python.items import elements
from c42migrate.readers.python.values import Bound, Function, Mapping, Ref, Row, Values, texts

_MAPS = frozenset({"map", "imap", "imap_unordered", "map_async", "amap"})
_APPLIES = frozenset({"apply", "apply_async"})
_SUBMITS = frozenset({"submit", "to_thread", "run_in_executor", "deferToThread", "spawn", "run_sync", "call_soon"})

Handed = tuple[Values, tuple[Bound, ...]]
"""What is called, and with what."""


def handed(written: str, bounds: Sequence[Bound]) -> Handed | None:
    """The call that a call written as ``written`` with the arguments ``bounds`` brings about; None for any other."""
    name = written.rpartition(".")[2]
    plain = [bound for bound in bounds if not bound.keyword and not bound.star]
    first = next((n for n, bound in enumerate(plain[:2]) if _is_callable(bound.values)), None)
    named = {bound.keyword: bound.values for bound in bounds if bound.keyword}
    if "target" in named and _is_callable(named["target"]):
        return named["target"], (*_row(named.get("args", ())), *_mapping(named.get("kwargs", ())))
    if first is None:
        return None
    rest = plain[first + 1 :]
    if name in _MAPS:
        return plain[first].values, tuple(Bound(elements(bound.values)) for bound in rest)
    if name in _SUBMITS:
        return plain[first].values, (*rest, *(bound for bound in bounds if bound.keyword))
    if name in _APPLIES or (name == "Timer" and first == 1):
        given = rest[0].values if rest else named.get("args", ())
        return plain[first].values, (*_row(given), *_mapping(named.get("kwds", ())))
    return None


def _is_callable(values: Values) -> bool:
    """Whether values are functions of the project, or of a library by its name (``requests.get``)."""
    return bool(values) and all(
        isinstance(value, Function) or (isinstance(value, Ref) and "." in value.name and not value.name.endswith("()"))
        for value in values
    )


def _row(values: Values) -> list[Bound]:
    """The items of one tuple or list as arguments."""
    (row,) = values if len(values) == 1 else (None,)
    return [Bound(item) for item in row.items] if isinstance(row, Row) else []


def _mapping(values: Values) -> list[Bound]:
    """The entries of one mapping as keyword arguments."""
    (mapping,) = values if len(values) == 1 else (None,)
    pairs = mapping.pairs if isinstance(mapping, Mapping) else ()
    named = [(texts(pair.key or ()), pair.values) for pair in pairs]
    return [Bound(values, keyword=keys[0].known) for keys, values in named if len(keys) == 1 and keys[0].known]
