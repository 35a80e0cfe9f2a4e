"""Keys of requests and replies against the field rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from c42migrate.catalogue.model import FieldFix, FieldMatch, Rule
from c42migrate.fixes.plan import cut, replace_in
from c42migrate.matching.applicability import applicability, trust
from c42migrate.matching.build import Draft
from c42migrate.matching.context import Context, weakest
from c42migrate.matching.evidence import Product
from c42migrate.matching.match_names import covers, product_at
from c42migrate.matching.targets import Target
from c42migrate.matching.urls import QueryKey, Url
from c42migrate.model import Applicability, Certainty, Entry, Field, Fix, Literal, Place, Step, Symbol

_SEPARATOR = re.compile(r"(?:&amp;|[?&])$")


@dataclass(frozen=True, slots=True)
class Key:
    """A key that is sent or read, the rule it is held against, and the bytes to point at when it has none itself."""

    rule: Rule
    match: FieldMatch
    entry: Entry
    place: Place


@dataclass(frozen=True, slots=True)
class Caller:
    """What asks for an operation: a request, or a call of an SDK, whose names move with the SDK and never alone.

    ``sure``: False when its verb, or all of it, is a guess.
    """

    place: Place
    certainty: Certainty
    product: Product
    scope: str
    sure: bool
    is_sdk: bool = False


Called = Mapping[str, Caller]
"""By the code of a field rule what asks for one of its operations."""

_SEVERAL = 3
"""So many keys of one rule in a file whose SDK calls answer with them, wherever they are read."""


def sent_fields(target: Target, context: Context) -> Iterator[Draft]:
    """Drafts for the query and body keys of one request, those written in the URL included."""
    called = called_by((target,), context)
    entries = entries_of(target) if called else ()
    for rule, match in _rules("request", called, context) if entries else ():
        for entry in entries:
            yield from _drafts(Key(rule, match, entry, target.request.place), called[rule.code], context)


def entries_of(target: Target) -> tuple[Entry, ...]:
    """Return the keys that a request sends, those written in its URL included."""
    return (*target.request.query, *target.request.body, *_written_keys(target))


def rules_called(direction: str, target: Target, context: Context) -> Iterator[tuple[Rule, FieldMatch]]:
    """Yield the field rules of a direction whose operations a request calls."""
    yield from _rules(direction, called_by((target,), context), context)


def _rules(direction: str, called: Called, context: Context) -> Iterator[tuple[Rule, FieldMatch]]:
    """Yield the field rules of a direction whose operations are called."""
    for rule in context.rules(FieldMatch) if called else ():
        if rule.code in called and isinstance(rule.match, FieldMatch) and rule.match.direction == direction:
            yield rule, rule.match


def drops(rule: Rule) -> bool:
    """Whether the key goes, with its value."""
    return isinstance(rule.fix, FieldFix) and rule.fix.drop


def read_field(field: Field, called: Called, context: Context) -> Iterator[Draft]:
    """Drafts for a key that is read, or sent where no request could be attached.

    ``called``: by the field's own request or, for a key alone says little, by those of its file.
    """
    for rule, match in _rules(field.direction, called, context):
        caller = called[rule.code]
        key = Key(rule, match, field.entry, field.place)
        yield from _drafts(key, replace(caller, sure=caller.sure and field.request is not None), context)


def called_by(targets: Iterable[Target], context: Context) -> Called:
    """Return the field rules whose operations are called, each with the first target that does."""
    found: dict[str, Caller] = {}
    for target in targets:
        if target.product not in {Product.NONE, Product.CRASHPLAN}:
            request = target.request
            for code, sure in _calls(target, context):
                found.setdefault(code, Caller(request.place, request.certainty, target.product, request.scope, sure))
    return found


def asked_of_sdk(field: Field, fields: Iterable[Field], symbols: Sequence[Symbol], context: Context) -> Called:
    """Return the field rules whose operations an SDK is asked for, where that is shown to be what ``field`` is about.

    ``fields`` and ``symbols`` are those of its file. It is when the answer of that call is read, when the SDK is given
    the name, or when the file speaks of several names of the rule.
    """
    found: dict[str, Caller] = {}
    near = [one for one in fields if one.request is None]
    for rule in context.rules(FieldMatch):
        match = rule.match
        if not isinstance(match, FieldMatch) or not match.symbols or match.direction != field.direction:
            continue
        asked = [one for one in symbols if any(covers(name, one.name) for name in match.symbols)]
        own = [one for one in asked if _answers(one, field)]
        if not own and any(_answers(one, field) for one in symbols):
            continue  # another call answers with it
        several = len({name for one in near if (name := _named(match, one.entry)[1])}) >= _SEVERAL
        if asked and (own or several or field.direction == "request"):
            by = (own or asked)[0]
            found[rule.code] = Caller(
                by.place, by.certainty, product_at(by.place, context), by.scope, False, is_sdk=True
            )
    return found


def _answers(symbol: Symbol, field: Field) -> bool:
    return field.call is not None and field.call.holds(symbol.place)


def _calls(target: Target, context: Context) -> Iterator[tuple[str, bool]]:
    verb = target.request.verb.name.upper() if target.request.verb else ""
    for route, guessed in target.reads():
        sure = bool(verb) and not guessed and not route.open_end
        for operation in context.tables.senders.at(route):
            if operation.rule and (not verb or {verb, "*"}.intersection(operation.methods)):
                yield operation.rule.code, sure


def _written_keys(target: Target) -> Iterator[Entry]:
    url = target.url
    for key, follower in zip_longest(url.query, url.query[1:]):
        name = url.text.cut(key.start, key.start + len(key.name))
        value = url.text.cut(key.value, key.end)
        literal = name.pieces[0] if len(name.pieces) == 1 else None
        if isinstance(literal, Literal):
            yield Entry((key.name,), literal, value, _item(url, key, follower))


def _item(url: Url, key: QueryKey, follower: QueryKey | None) -> Place | None:
    """Return the bytes of ``name=value`` and one separator, None unless they are plain characters of one literal."""
    before = _SEPARATOR.search(url.marked, 0, key.start)
    start, end = (key.start, follower.start) if follower else (before.start() if before else key.start, key.end)
    item = url.text.cut(start, end)
    literal = item.literals[0] if len(item.pieces) == len(item.literals) == 1 else None
    if literal is None or literal.place is None or not literal.editable:
        return None
    return literal.place if literal.place.end - literal.place.start == len(literal.text) else None


def _drafts(key: Key, caller: Caller, context: Context) -> Iterator[Draft]:
    literal, name = _named(key.match, key.entry)
    if not name:
        return
    at = literal.place if literal and literal.place else key.place
    certainty = caller.certainty if caller.sure else weakest(caller.certainty, Certainty.MAYBE)
    uses = (Step(caller.place, "the request it belongs to"),)
    fix = _fix(key, literal, name, certainty, context)
    fixes = (fix,) if fix and not caller.is_sdk else ()
    new = key.match.renames.get(name) or key.match.near.get(name, "")
    yield Draft(key.rule, at, "", name, certainty, caller.product, uses, fixes, caller.scope, instead=new)


def _named(match: FieldMatch, entry: Entry) -> tuple[Literal | None, str]:
    """Return the literal to point at and the name found, ``""`` when the entry is not one of the rule's."""
    if not entry.keys:
        return None, ""
    if not match.value_of:
        dotted = ".".join(entry.keys)
        found = (name for name in match.names if dotted == name or dotted.endswith("." + name))
        return entry.key, next(found, "")
    value = entry.value.known if entry.value and entry.keys[-1] in match.value_of else None
    literal = entry.value.literals[0] if value and entry.value and len(entry.value.literals) == 1 else None
    return (literal, value) if value in match.names and value else (None, "")


def _fix(key: Key, literal: Literal | None, name: str, certainty: Certainty, context: Context) -> Fix | None:
    fix = key.rule.fix
    if fix.applicability is Applicability.MANUAL or certainty is Certainty.LEXICAL or key.match.at:
        return None
    level = applicability(fix.applicability, certainty)
    if drops(key.rule):
        edit = cut(key.entry.span, context.texts)
        calls = edit is not None and b"(" in edit.expect  # what is called may do more than give a value
        found = trust(fix.applicability, certainty, None, "what it calls is not called any more" if calls else "")
        return Fix(found.level, f"drop {name}", (edit,), reason=found.doubt) if edit else None
    new = key.match.renames.get(name) or key.match.near.get(name, "")
    if literal is None or not new:
        return None
    old, new = (name, new) if key.match.value_of else (name.rpartition(".")[2], new.rpartition(".")[2])
    edit = replace_in(literal, 0, len(literal.text), new, context.texts) if literal.text == old else None
    return Fix(level, f"rename {old} to {new}", (edit,)) if edit else None
