"""How one call of an SDK becomes a call of its successor: what ``moves:`` and ``shapes:`` of the rule files say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from c42migrate.catalogue.model import Twin

_PARAMETER = re.compile(r"(?:(?P<name>\w+)=)?(?P<value>[^,!:]+)(?P<needed>!)?(?::(?P<default>\w+))?")
_CALL = re.compile(r"(?P<chain>\w+(?:\.\w+)+)\((?P<inside>[^()]*)\)(?P<suffix>(?:\.\w+)*)")
_FIELD = re.compile(
    r"(?P<name>[\w.]+|-)(?:, id (?P<id>\w+))?(?:, (?P<many>list )?of (?P<shape>[\w-]+))?(?P<date>, date)?"
)
_GIVES = re.compile(r"(?P<form>\w+)(?: (?P<key>\w+))?(?: of (?P<shape>[\w-]+))?")
_OLD = re.compile(r"\{(\w+)\}")
CLIENT = "client"
"""Stands for the new client in an expression."""
REST = "rest"
"""Stands for the arguments that are named nowhere else, with their names."""
SAME = "dict"
"""The shape of what stays a dictionary with the same keys."""


class Form(StrEnum):
    """What a call gives, old → new.

    ``nothing``: nothing to read. ``response``: the HTTP response, with its status. ``stream``: the same response.
    ``object``: an object → an object. ``list``: an object with a list under ``key`` → the list. ``one``: a list of one
    under ``key`` → the one. ``rows``: a list → a list. ``pages``: objects with lists under ``key`` → the items of all.
    """

    NOTHING = "nothing"
    RESPONSE = "response"
    STREAM = "stream"
    OBJECT = "object"
    LIST = "list"
    ONE = "one"
    ROWS = "rows"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Gives:
    """``gives:`` of a twin, taken apart."""

    form: Form
    key: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a key of an old reply is called in a model: ``-`` when it has no equivalent, ``.`` for the same object.

    ``shape``: what its value, or each of its ``many`` items, is. ``is_date``: a text became a ``datetime``. ``id``: the
    attribute that holds what new calls take where old ones took this.
    """

    name: str
    id: str = ""
    shape: str = ""
    many: bool = False
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the new call. ``old``: the old one whose value it takes as it is, "" for ``value`` to be written
    (``{name}`` in it are old ones). ``needed``: the call has no meaning without (``!`` behind it). ``default``: what is
    written where the old call was not given it (``:True`` behind it). ``by_name``: never by position (behind ``*``)."""

    name: str
    old: str = ""
    value: str = ""
    needed: bool = False
    default: str = ""
    by_name: bool = False

    @property
    def wanted(self) -> tuple[str, ...]:
        """The old parameters that it needs."""
        return (self.old,) if self.old else tuple(_OLD.findall(self.value))


@dataclass(frozen=True, slots=True)
class NewCall:
    """``call:`` of a twin: what is called on the client, with what, and what is read of the answer at once."""

    chain: str
    parameters: tuple[Parameter, ...]
    suffix: str = ""


def new_call(twin: Twin) -> NewCall | None:
    """``call:`` taken apart; None for an expression that is filled in as a whole. Raises ValueError."""
    if f"{{{CLIENT}}}" in twin.call:
        return None
    found = _CALL.fullmatch(twin.call)
    if found is None:
        raise ValueError(f"call: {twin.call!r} is not of the form part.v1.method(parameter, parameter=old)")
    return NewCall(found["chain"], tuple(_parameters(found["inside"], twin)), found["suffix"])


def _parameters(inside: str, twin: Twin) -> Iterator[Parameter]:
    by_name = False
    for part in filter(None, (piece.strip() for piece in inside.split(","))):
        if part == "*":
            by_name = True
            continue
        found = _PARAMETER.fullmatch(part)
        value = found["value"] if found else ""
        if found and value in olds(twin):
            yield Parameter(found["name"] or value, value, "", bool(found["needed"]), found["default"] or "", by_name)
        elif found and found["name"]:
            yield Parameter(found["name"], "", value)
        else:
            raise ValueError(f"call: {part!r} is none of {', '.join(olds(twin))}")


def olds(twin: Twin) -> tuple[str, ...]:
    """Return the parameters of the old call; of one that has two names the first."""
    return tuple(name.partition("|")[0] for name in twin.takes)


def old_name(twin: Twin, name: str, position: int) -> str:
    """Return the parameter of the old call that an argument goes to, "" when there is none."""
    if not name:
        return olds(twin)[position] if position < len(twin.takes) else ""
    return next((given.partition("|")[0] for given in twin.takes if name in given.split("|")), "")


def gives(twin: Twin) -> Gives:
    """Return ``gives:`` taken apart. Raises ValueError."""
    found = _GIVES.fullmatch(twin.gives)
    if found is None or found["form"] not in set(Form):
        raise ValueError(f"gives: {twin.gives!r} is none of {', '.join(Form)} [key] [of shape]")
    return Gives(Form(found["form"]), found["key"] or "", found["shape"] or "")


def attribute(written: str) -> Attribute:
    """Return a line of a shape, taken apart. Raises ValueError."""
    found = _FIELD.fullmatch(written)
    if found is None:
        raise ValueError(f"shapes: {written!r} is not of the form name[, id name][, [list ]of shape][, date]")
    return Attribute(found["name"], found["id"] or "", found["shape"] or "", bool(found["many"]), bool(found["date"]))


def check(name: str, twin: Twin, shapes: Mapping[str, Mapping[str, str]]) -> None:
    """Raise ValueError when a twin says something that cannot be."""
    made = new_call(twin)
    wanted = (
        {old for parameter in made.parameters for old in parameter.wanted} if made else set(_OLD.findall(twin.call))
    )
    for old in sorted({*wanted, *twin.forget, *twin.ids} - {CLIENT, REST, *olds(twin)}):
        raise ValueError(f"moves.{name}: {old!r} is none of takes: {', '.join(olds(twin))}")
    shape = gives(twin).shape
    if shape and shape != SAME and shape not in shapes:
        raise ValueError(f"moves.{name}: there is no shape {shape!r}")
