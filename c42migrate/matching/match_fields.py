"""Keys of requests and replies against the field rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from c42migrate.catalogue.model import FieldMatch, Rule
from c42migrate.findings import Fix
from c42migrate.fixes.plan import Edits, cut, replace_in, united
from c42migrate.matching.build import Draft
from c42migrate.matching.context import Context, weakest
from c42migrate.matching.evidence import Product
from c42migrate.matching.targets import Target
from c42migrate.matching.templates import Template, compile_template, fits
from c42migrate.matching.urls import QueryKey, Url
from c42migrate.symbolic import Literal, Place, Step
from c42migrate.usages import Certainty, Entry, Field

_SEPARATOR = re.compile(r"(?:&amp;|[?&])$")


@dataclass(frozen=True, slots=True)
class Key:
    """A key that is sent or read, the rule it is held against, and the bytes to point at when it has none itself."""

    rule: Rule
    match: FieldMatch
    entry: Entry
    place: Place


def sent_fields(target: Target, context: Context) -> Iterator[Draft]:
    """Drafts for the query and body keys of one request, those written in the URL included."""
    for rule in context.rules(FieldMatch):
        match = rule.match
        if not isinstance(match, FieldMatch) or match.direction != "request":
            continue
        sure = calls(target, match)
        if sure is None:
            continue
        for entry in (*target.request.query, *target.request.body, *_written_keys(target)):
            yield from _drafts(Key(rule, match, entry, target.request.place), target, sure, context)


def renames(target: Target, nearby: Sequence[Field], context: Context) -> Edits | None:
    """The edits that give the keys and terms of a request their new names, for the day its operation moves.

    ``nearby``: fields of the same file that no request could be found for. None when one cannot be renamed, or may be
    sent unseen: then the operation must not move either.
    """
    loose = any(_is_loose(field, target, context) for field in nearby) or _hides(target, context)
    made = [draft.fixes for draft in sent_fields(target, context) if not draft.rule.fix.drop]
    return None if loose or not all(made) else united(fix.edits for fixes in made for fix in fixes)


def _hides(target: Target, context: Context) -> bool:
    """Whether the body has parts that are not seen where keys or terms with new names may stand."""
    request = target.request
    rules = (rule for rule in context.rules(FieldMatch) if not rule.fix.drop)
    matches = [
        m
        for r in rules
        if isinstance(m := r.match, FieldMatch) and m.direction == "request" and calls(target, m) is not None
    ]
    places = {key for match in matches for key in (*match.value_of, *match.within)}
    return bool(matches) and (request.open_body or any(not path or path[-1] in places for path in request.unseen))


def _is_loose(field: Field, target: Target, context: Context) -> bool:
    """Whether a key without a request may be sent by this one."""
    here = field.request is None and field.direction == "request" and field.place.path == target.request.place.path
    return here and any(read_field(field, None, (target,), context))


def read_field(field: Field, target: Target | None, nearby: Sequence[Target], context: Context) -> Iterator[Draft]:
    """Drafts for a key that is read, or sent where no request could be attached.

    ``nearby``: the other targets of the file. A key alone says little: without a request of its own, one of them must
    be the operation the rule is about.
    """
    for rule in context.rules(FieldMatch):
        match = rule.match
        if not isinstance(match, FieldMatch) or match.direction != field.direction:
            continue
        candidates = [target] if target is not None else [] if field.request is not None else nearby
        found = next(((t, sure) for t in candidates if (sure := calls(t, match)) is not None), None)
        if found is not None:
            sure = found[1] and field.request is not None
            yield from _drafts(Key(rule, match, field.entry, field.place), found[0], sure, context)


def calls(target: Target, match: FieldMatch) -> bool | None:
    """Whether a request is one of the rule's operations: True, None when not, False when only the verb is unknown."""
    if target.product in {Product.NONE, Product.CRASHPLAN}:
        return None
    verb = target.request.verb.name.upper() if target.request.verb else ""
    operations = [_operation(text) for text in match.operations]
    for route, guessed in target.reads():
        if any((not verb or method in {verb, "*"}) and fits(path, route) for method, path in operations):
            return bool(verb) and not guessed and not route.open_end
    return None


def _operation(text: str) -> tuple[str, Template]:
    method, _, path = text.partition(" ")
    return method.upper(), compile_template(path)


def _written_keys(target: Target) -> Iterator[Entry]:
    url = target.url
    for key, follower in zip_longest(url.query, url.query[1:]):
        name = url.text.cut(key.start, key.start + len(key.name))
        value = url.text.cut(key.value, key.end)
        literal = name.pieces[0] if len(name.pieces) == 1 else None
        if isinstance(literal, Literal):
            yield Entry((key.name,), literal, value, _item(url, key, follower))


def _item(url: Url, key: QueryKey, follower: QueryKey | None) -> Place | None:
    """The bytes of ``name=value`` and one separator, None unless they are plain characters of one literal."""
    before = _SEPARATOR.search(url.marked, 0, key.start)
    start, end = (key.start, follower.start) if follower else (before.start() if before else key.start, key.end)
    item = url.text.cut(start, end)
    literal = item.literals[0] if len(item.pieces) == len(item.literals) == 1 else None
    if literal is None or literal.place is None or not literal.editable:
        return None
    return literal.place if literal.place.end - literal.place.start == len(literal.text) else None


def _drafts(key: Key, target: Target, sure: bool, context: Context) -> Iterator[Draft]:
    literal, name = _named(key.match, key.entry)
    if not name:
        return
    at = literal.place if literal and literal.place else key.place
    certainty = target.request.certainty if sure else weakest(target.request.certainty, Certainty.MAYBE)
    uses = (Step(target.request.place, "the request it belongs to"),)
    fix = _fix(key, literal, name, certainty, context)
    fixes = (fix,) if fix else ()
    yield Draft(key.rule, at, "", name, certainty, target.product, uses, fixes, target.request.scope)


def _named(match: FieldMatch, entry: Entry) -> tuple[Literal | None, str]:
    """The literal to point at and the name found, ``""`` when the entry is not one of the rule's."""
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
    if fix.applicability == "manual" or certainty is Certainty.LEXICAL:
        return None
    level = "unsafe" if certainty is Certainty.MAYBE else fix.applicability
    if fix.drop:
        edit = cut(key.entry.span, context.texts)
        return Fix(level, f"drop {name}", (edit,)) if edit else None
    new = fix.rename.get(name, key.match.renames.get(name, ""))
    if literal is None or not new:
        return None
    old, new = (name, new) if key.match.value_of else (name.rpartition(".")[2], new.rpartition(".")[2])
    edit = replace_in(literal, 0, len(literal.text), new, context.texts) if literal.text == old else None
    return Fix(level, f"rename {old} to {new}", (edit,)) if edit else None
