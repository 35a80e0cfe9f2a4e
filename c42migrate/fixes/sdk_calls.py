"""The arguments of a call of one SDK, for the call that takes its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from c42migrate.catalogue.model import Twin
from c42migrate.catalogue.twins import CLIENT, REST, NewCall, Parameter, new_call, old_name, olds
from c42migrate.fixes.plan import Data
from c42migrate.model import Argument, Edit, Place, Site, Symbol

_EQUALS = re.compile(rb"\s*=\s*")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NUMBER_LESS = re.compile(r"(\d+) - 1")

Render = Callable[[Place], str]
"""What stands in a place once the smaller edits in it are made."""


@dataclass(slots=True)
class CallPlan:
    """How a call is written anew, or why it cannot be. ``given``: old parameter → where its value stands.

    ``chain``: what is called on the client; "" where the whole call becomes the text of ``expression``.
    """

    obstacle: str = ""
    chain: str = ""
    suffix: str = ""
    given: dict[str, Place] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)


def plan_call(symbol: Symbol, twin: Twin, texts: Data) -> CallPlan:
    """Whether the arguments of a call fit its twin."""
    plan = CallPlan(marks=[twin.review] if twin.review else [])
    try:
        made = new_call(twin)
    except ValueError as error:  # refused when the rules are read
        plan.obstacle = str(error)
        return plan
    plan.chain, plan.suffix = (made.chain, made.suffix) if made else ("", "")
    for argument in symbol.arguments:
        _take(argument, twin, plan, texts)
    wanted = set(_wanted(made, twin))
    for old in plan.given:
        if old not in wanted and old not in twin.forget and REST not in wanted and not _is_none(symbol, old, twin):
            plan.obstacle = plan.obstacle or f"{old} has no equivalent"
    missing = [old for old in _PLACEHOLDER.findall(twin.call) if old not in {CLIENT, REST, *plan.given}]
    lost = [one.old for one in made.parameters if one.needed and one.old not in plan.given] if made else []
    if lost:
        plan.obstacle = plan.obstacle or f"{lost[0]} is needed"
    if made is None and missing:
        plan.obstacle = plan.obstacle or f"{missing[0]} is needed"
    return plan


def _wanted(made: NewCall | None, twin: Twin) -> tuple[str, ...]:
    if made is None:
        return tuple(_PLACEHOLDER.findall(twin.call))
    return tuple(old for parameter in made.parameters for old in parameter.wanted)


def _take(argument: Argument, twin: Twin, plan: CallPlan, texts: Data) -> None:
    old = old_name(twin, argument.name, argument.position)
    if argument.place is None or not old or old in plan.given:
        old = argument.name
        plan.obstacle = plan.obstacle or (
            f"{old} has no equivalent" if old.isidentifier() else "its arguments are not known"
        )
        return
    plan.given[old] = value_place(argument, texts)
    mapped = twin.values.get(old)
    known = argument.value.known if argument.value is not None else None
    if mapped is not None and known not in mapped and (known or not plan.chain):
        why = f"{known} has no single equal" if known else f"the value of {old} is not known here"
        plan.obstacle = plan.obstacle or why


def value_place(argument: Argument, texts: Data) -> Place:
    """Where the value of an argument stands, without its name."""
    place = argument.place or Place("", 0, 0)
    name = argument.keyword.place if argument.keyword is not None else None
    if name is None:
        return place
    equals = _EQUALS.match(texts.get(place.path, b""), name.end)
    return Place(place.path, equals.end() if equals else name.end, place.end)


def _is_none(symbol: Symbol, old: str, twin: Twin) -> bool:
    found = [a for a in symbol.arguments if old_name(twin, a.name, a.position) == old]
    return all(argument.constant == "None" for argument in found)


def written(
    symbol: Symbol, site: Site, twin: Twin, plan: CallPlan, client: str, texts: Data, render: Render
) -> list[Edit] | None:
    """Return the edits of a call that fits, asked of ``client``; None where a comment would be lost."""
    made = new_call(twin)
    values = {old: _value(symbol, old, place, twin, render) for old, place in plan.given.items()}
    if made is None:
        return [_edit(site.call, _filled(twin.call, client, values, twin), texts)]
    edits = [_edit(site.callee, f"{client}.{made.chain}", texts)]
    if made.suffix:
        edits.append(Edit(Place(site.call.path, site.call.end, site.call.end), made.suffix))
    in_place = _renamed(symbol, made, twin, texts)
    if in_place is not None:
        return edits + in_place
    inside = texts.get(site.call.path, b"")[site.callee.end : site.call.end]
    return None if b"#" in inside and b"\n" in inside else edits + _rebuilt(symbol, made, twin, values, site, texts)


def _edit(place: Place, text: str, texts: Data) -> Edit:
    return Edit(place, text, texts.get(place.path, b"")[place.start : place.end])


def _value(symbol: Symbol, old: str, place: Place, twin: Twin, render: Render) -> str:
    mapped = twin.values.get(old)
    if mapped is None:
        return render(place)
    values = (a.value for a in symbol.arguments if old_name(twin, a.name, a.position) == old)
    known = next((value.known for value in values if value is not None), None)
    if known is None:  # looked up when the script runs
        return f"{{{', '.join(f'{json.dumps(key)}: {new}' for key, new in mapped.items())}}}[{render(place)}]"
    return mapped[known]


def _filled(template: str, client: str, values: Mapping[str, str], twin: Twin) -> str:
    """``{client}`` and ``{old}`` filled in; ``{rest}`` is what has no place of its own."""
    named = set(_PLACEHOLDER.findall(template))
    rest = ", ".join(f"{old}={values[old]}" for old in olds(twin) if old in values and old not in named)
    known = {**values, CLIENT: client, REST: rest}
    filled = _PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), template)
    return _NUMBER_LESS.sub(lambda found: str(int(found[1]) - 1), filled)


def _renamed(symbol: Symbol, made: NewCall, twin: Twin, texts: Data) -> list[Edit] | None:
    """Return the names of arguments that stay where they are; None when more has to change."""
    by_old = {parameter.old: (number, parameter) for number, parameter in enumerate(made.parameters) if parameter.old}
    given = {old_name(twin, argument.name, argument.position) for argument in symbol.arguments}
    if twin.values or any(not one.old or (one.default and one.old not in given) for one in made.parameters):
        return None
    edits: list[Edit] = []
    is_positional = True
    for number, argument in enumerate(symbol.arguments):
        old = old_name(twin, argument.name, argument.position)
        if old not in by_old or argument.place is None:
            return None
        at, parameter = by_old[old]
        is_positional = is_positional and not argument.name and at == number and not parameter.by_name
        if argument.keyword is not None and argument.keyword.place is not None:
            if argument.name != parameter.name:
                edits.append(_edit(argument.keyword.place, parameter.name, texts))
        elif not is_positional:
            edits.append(
                Edit(Place(argument.place.path, argument.place.start, argument.place.start), f"{parameter.name}=")
            )
    return edits


def _rebuilt(
    symbol: Symbol, made: NewCall, twin: Twin, values: Mapping[str, str], site: Site, texts: Data
) -> list[Edit]:
    """All arguments written anew."""
    parts: list[str] = []
    is_positional = True
    first = [old_name(twin, a.name, a.position) for a in symbol.arguments if not a.name]
    for number, parameter in enumerate(made.parameters):
        text = _parameter(parameter, values)
        if text is None:
            is_positional = False
            continue
        is_positional = is_positional and not parameter.by_name and parameter.old in first[number : number + 1]
        parts.append(text if is_positional else f"{parameter.name}={text}")
    data = texts.get(site.call.path, b"")
    start = data.find(b"(", site.callee.end, site.call.end)
    return [_edit(Place(site.call.path, start + 1, site.call.end - 1), ", ".join(parts), texts)]


def _parameter(parameter: Parameter, values: Mapping[str, str]) -> str | None:
    """Return the value of a parameter of the new call, None when it is left out."""
    if any(old not in values for old in parameter.wanted):
        return parameter.default or None
    if parameter.old:
        return values[parameter.old]
    filled = _PLACEHOLDER.sub(lambda found: values[found[1]], parameter.value)
    return _NUMBER_LESS.sub(lambda found: str(int(found[1]) - 1), filled)
