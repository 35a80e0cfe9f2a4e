"""The compiled index: model objects as plain values that ``marshal`` reads in a moment.

``marshal`` builds no objects of its own, so a file of unknown origin can be wrong but cannot run anything; a checksum
finds the damaged ones. A rule is decoded when it is asked for.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from zlib import crc32

from c42migrate.catalogue import model
from c42migrate.catalogue.head import MAGIC, head_of, opened, plain, section
from c42migrate.catalogue.index import Catalogue, Chain, Needles
from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.lexicon import Lexicon
from c42migrate.model import Applicability

CLASSES: dict[str, Callable[..., object]] = {
    cls.__name__: cls
    for cls in (
        model.Milestone,
        model.Lifecycle,
        model.RequestMatch,
        model.ShapeMatch,
        model.HostMatch,
        model.HeaderMatch,
        model.CredentialMatch,
        model.SymbolMatch,
        model.CommandMatch,
        model.RequirementMatch,
        model.FieldMatch,
        model.Replacement,
        model.RequestFix,
        model.ShapeFix,
        model.HostFix,
        model.HeaderFix,
        model.CredentialFix,
        model.CallFix,
        model.ImportFix,
        model.ClientFix,
        model.CommandFix,
        model.RequirementFix,
        model.FieldFix,
        model.RuleTest,
        model.Rule,
        Chain,
        Needles,
        Vocabulary,
        Lexicon,
    )
} | {
    "date": date.fromordinal,
    "Basis": model.Basis,
    "Applicability": Applicability,
    "Confidence": model.Confidence,
    "ReplacementStatus": model.ReplacementStatus,
    "RuleProduct": model.RuleProduct,
}

LAYOUT = crc32(repr([(name, list(getattr(cls, "__dataclass_fields__", ()))) for name, cls in CLASSES.items()]).encode())
"""An index made for classes with other fields is not read."""


class Rules(Mapping[str, model.Rule]):
    """Rules by code, decoded one by one on first use."""

    def __init__(self, encoded: dict[str, bytes]) -> None:
        self._encoded = encoded
        self._decoded: dict[str, model.Rule] = {}

    def __getitem__(self, code: str) -> model.Rule:
        if code not in self._decoded:
            rule = thaw(marshal.loads(self._encoded[code]))  # noqa: S302 -- checksummed, and marshal runs nothing
            if not isinstance(rule, model.Rule):
                raise KeyError(code)
            self._decoded[code] = rule
        return self._decoded[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)


def freeze(value: object) -> object:
    """A model object as tuples, dicts, frozensets and scalars; objects become lists led by their class name."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(freeze(getattr(value, item.name)) for item in fields(value))]
    if isinstance(value, date):
        return ["date", value.toordinal()]
    if isinstance(value, StrEnum):
        return [type(value).__name__, str(value.value)]
    if isinstance(value, tuple):
        return tuple(freeze(item) for item in value)
    if isinstance(value, Mapping):
        return {key: freeze(item) for key, item in value.items()}
    return value


def thaw(value: object) -> object:
    """The inverse of ``freeze``. An unknown class raises KeyError, wrong arguments TypeError."""
    # Most values are scalars: a call for each would take longer than all the rest.
    if isinstance(value, list):
        return CLASSES[value[0]](*[item if type(item) in _SCALARS else thaw(item) for item in value[1:]])
    if isinstance(value, tuple):
        return tuple([item if type(item) in _SCALARS else thaw(item) for item in value])
    if isinstance(value, dict):
        return {key: item if type(item) in _SCALARS else thaw(item) for key, item in value.items()}
    return value


_SCALARS = frozenset({str, bytes, int, float, bool, type(None), frozenset})


def dumps(catalogue: Catalogue) -> bytes:
    """The catalogue as the bytes of an index file: first what every run needs, then the rest."""
    needles = catalogue.needles
    words = (needles.strong, needles.weak, needles.evidence, needles.whole)
    head = plain((*words, catalogue.version, catalogue.verified_on.toordinal()))
    rules = {code: plain(freeze(rule)) for code, rule in catalogue.rules.items()}
    rest = tuple(freeze(getattr(catalogue, item.name)) for item in fields(Catalogue) if item.name != "rules")
    return MAGIC + section(head) + section(plain((LAYOUT, rules, rest)))


def loads(data: bytes) -> Catalogue | None:
    """The catalogue of an index file, or None when the file is damaged or of another version."""
    if head_of(data) is None:
        return None
    payload, _ = opened(data, opened(data, len(MAGIC))[1])
    if payload is None:
        return None
    layout, rules, rest = marshal.loads(payload)  # noqa: S302 -- checksummed, and marshal runs nothing
    build: Callable[..., Catalogue] = Catalogue
    return build(Rules(rules), *map(thaw, rest)) if layout == LAYOUT else None
