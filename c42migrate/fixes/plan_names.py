"""Edits of SDK calls: the dotted name, the names of arguments, an argument more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from c42migrate.catalogue.model import CallFix, SymbolMatch
from c42migrate.fixes.plan import Data, Edits, cut, replace_in, united
from c42migrate.model import Argument, Edit, Place, Symbol

_STARS = frozenset({"*", "**"})


def call_edits(symbol: Symbol, match: SymbolMatch, fix: CallFix, texts: Data) -> Edits | None:
    """Return what ``fix`` does to one use of a symbol; None when it cannot be done exactly, or would change what is
    asked."""
    if fix.drop:
        argument = argument_of(match, symbol.arguments)
        edit = cut(argument.span, texts) if argument and argument.name else None
        return (edit,) if edit else None
    if _has_obstacle(symbol, fix):
        return None
    groups: list[Edits | None] = [renamed(symbol, fix.symbol, texts)] if fix.symbol else []
    groups += [_keyword(argument, fix.rename, texts) for argument in symbol.arguments]
    groups += [_inserted(symbol, fix.insert, texts)] if fix.insert else []
    return united(groups) or None


def argument_of(match: SymbolMatch, arguments: tuple[Argument, ...]) -> Argument | None:
    """Return the argument a rule speaks of, given by name or by position."""
    return next(
        (a for a in arguments if a.name == match.argument or (not a.name and a.position == match.position)), None
    )


def _has_obstacle(symbol: Symbol, fix: CallFix) -> bool:
    """Whether arguments are given, or may be, that the successor reads otherwise."""
    touchy = bool(fix.rename or fix.insert or fix.unless_arguments or fix.positional >= 0)
    if touchy and symbol.form != "call":
        return True
    names = [argument.name for argument in symbol.arguments]
    if touchy and _STARS & set(names):
        return True
    if fix.positional >= 0 and names.count("") > fix.positional:
        return True
    return any(name in fix.unless_arguments for name in names)


def renamed(symbol: Symbol, new: str, texts: Data) -> Edits | None:
    """Token by token; the names must be of one length and differ only in parts that are written here."""
    old_parts, new_parts = symbol.name.split("."), new.split(".")
    hidden = len(old_parts) - len(symbol.tokens)
    if len(old_parts) != len(new_parts) or hidden < 0 or old_parts[:hidden] != new_parts[:hidden]:
        return None
    edits = [
        replace_in(token, 0, len(token.text), want, texts)
        for token, have, want in zip(symbol.tokens, old_parts[hidden:], new_parts[hidden:], strict=True)
        if have != want and token.text == have
    ]
    changed = sum(have != want for have, want in zip(old_parts, new_parts, strict=True))
    found = tuple(edit for edit in edits if edit)
    return found if found and len(found) == changed else None


def _keyword(argument: Argument, rename: Mapping[str, str], texts: Data) -> Edits | None:
    new = rename.get(argument.name)
    if new is None:
        return ()
    token = argument.keyword
    edit = replace_in(token, 0, len(token.text), new, texts) if token and token.text == argument.name else None
    return (edit,) if edit else None


def _inserted(symbol: Symbol, written: str, texts: Data) -> Edits | None:
    """``name=value`` as the last argument, or the value in place of the False that was given."""
    name, _, value = written.partition("=")
    data = texts.get(symbol.place.path, b"")
    given = next((a for a in symbol.arguments if a.name == name), None)
    if given is not None:
        return _revalued(given, value, data)
    opening = re.compile(rb"\s*\(").match(data, symbol.place.end)
    if opening is None:
        return None
    if not symbol.arguments:
        empty = re.compile(rb"\s*\)").match(data, opening.end())
        return (Edit(Place(symbol.place.path, opening.end(), opening.end()), written),) if empty else None
    return tuple(_appended(symbol, opening.end(), written)) or None


def _revalued(given: Argument, value: str, data: bytes) -> Edits | None:
    place, old = given.place, given.constant.encode()
    if place is None or not old or data[place.end - len(old) : place.end] != old:
        return None
    return (Edit(Place(place.path, place.end - len(old), place.end), value, old),)


def _appended(symbol: Symbol, opening: int, written: str) -> Iterator[Edit]:
    """Behind the last argument, when all of them stand in this call."""
    places = [argument.place for argument in symbol.arguments]
    known = [p for p in places if p is not None and p.path == symbol.place.path and p.start >= opening]
    if len(known) == len(places):
        end = max(place.end for place in known)
        yield Edit(Place(symbol.place.path, end, end), f", {written}")
