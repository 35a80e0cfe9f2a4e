"""Moves a file from one SDK to another: imports, the client and every call on it, all together or not at all."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from posixpath import dirname

from c42migrate.catalogue.model import ClientFix, Rule, SymbolMatch
from c42migrate.fixes.plan import Data, Edits, replace_in, united
from c42migrate.fixes.plan_imports import Move
from c42migrate.model import Applicability, Certainty, Edit, Fix, Place, Symbol

_WHOLE = re.compile(r"(?:https?://)?([\w.-]+)/?")


def client_moves(
    symbols: Sequence[Symbol], rules: Iterable[Rule], texts: Data, hosts: Mapping[str, str], makers: Container[str]
) -> dict[str, Move]:
    """Path → what can be done, for every file that makes a client by a factory whose rule has a ``ClientFix``.

    ``symbols``: all symbols of the run. ``hosts``: console host → API host. ``makers``: all
    callables that make a client. A file that is handed its client from
    elsewhere blocks those beside, above and below it.
    """
    factories = {name: rule for rule in rules if isinstance(rule.fix, ClientFix) for name in _names(rule)}
    by_path: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        by_path.setdefault(symbol.place.path, []).append(symbol)
    made = {path: next((factories[s.name] for s in own if _makes(s, factories)), None) for path, own in by_path.items()}
    clients = tuple({f"{name.split('.')[0]}.client." for name in factories})
    guests = [dirname(path) for path, own in by_path.items() if _is_guest(own, clients, makers)]
    return {
        path: _near(path, guests) or _move(own, rule.fix, factories, texts, hosts)
        for path, own in by_path.items()
        if (rule := made[path]) is not None and isinstance(rule.fix, ClientFix)
    }


def _names(rule: Rule) -> tuple[str, ...]:
    return rule.match.names if isinstance(rule.match, SymbolMatch) else ()


def _makes(symbol: Symbol, factories: Mapping[str, Rule]) -> bool:
    return symbol.form == "call" and symbol.name in factories


def _is_guest(symbols: Sequence[Symbol], clients: tuple[str, ...], makers: Container[str]) -> bool:
    works = any(symbol.name.startswith(clients) for symbol in symbols)
    return works and not any(symbol.form == "call" and symbol.name in makers for symbol in symbols)


def _near(path: str, guests: Iterable[str]) -> Move | None:
    folder = dirname(path)
    for other in guests:
        if f"{folder}/".startswith(f"{other}/") or f"{other}/".startswith(f"{folder}/"):
            return Move(obstacle="another file here works with a client it does not make; move them together")
    return None


def _move(
    symbols: Sequence[Symbol], fix: ClientFix, factories: Mapping[str, Rule], texts: Data, hosts: Mapping[str, str]
) -> Move:
    """Every symbol of the old package must be one that can be moved."""
    root = next(iter(factories)).split(".")[0]
    groups: list[Edits | None] = []
    for symbol in (symbol for symbol in symbols if symbol.name.split(".")[0] == root):
        edits = _edits(symbol, fix, factories, texts, hosts)
        if edits is None or symbol.certainty is Certainty.MAYBE:
            return Move(obstacle=f"{symbol.name} ({symbol.form}) has to be moved by a person")
        groups.append(edits)
    edits = united(groups)
    if not edits:
        return Move(obstacle="the edits would touch each other")
    return Move((Fix(Applicability.UNSAFE, f"move the file to {fix.client}", edits),), package=fix.client.split(".")[0])


def _edits(
    symbol: Symbol, fix: ClientFix, factories: Mapping[str, Rule], texts: Data, hosts: Mapping[str, str]
) -> Edits | None:
    data = texts.get(symbol.place.path, b"")
    if symbol.form == "import":
        return _import(symbol, fix, factories, data)
    if _makes(symbol, factories):
        return united([_callee(symbol, fix, data), *_arguments(symbol, fix, hosts, texts)])
    new = fix.symbols.get(symbol.name)
    return _chain(symbol, new, data) if new and symbol.form == "call" and _is_positional(symbol) else None


def _is_positional(symbol: Symbol) -> bool:
    return all(not argument.name for argument in symbol.arguments)


def _import(symbol: Symbol, fix: ClientFix, factories: Mapping[str, Rule], data: bytes) -> Edits | None:
    """``import py42.sdk`` and the like, alone in its statement, becomes the import of the new package."""
    known = {part for name in factories for part in _prefixes(name)}
    first = symbol.tokens[0].place if symbol.tokens else None
    if symbol.name not in known or first is None:
        return None
    module = re.escape(".".join(token.text for token in symbol.tokens)).encode()
    start = max(data.rfind(b"import", 0, first.start), data.rfind(b"from", 0, first.start))
    package, _, name = symbol.name.rpartition(".")
    patterns = (
        rb"import[ \t]+%b(?:[ \t]+as[ \t]+\w+)?(?=[ \t]*(?:[;#\r\n]|\Z))" % module,
        rb"from[ \t]+%b[ \t]+import[ \t]+%b(?:[ \t]+as[ \t]+\w+)?(?=[ \t]*(?:[;#\r\n]|\Z))"
        % (re.escape(package).encode(), re.escape(name).encode()),
    )
    match = next((found for pattern in patterns if (found := re.compile(pattern).match(data, max(start, 0)))), None)
    if start < 0 or match is None:
        return None
    return (Edit(Place(first.path, start, match.end()), f"import {fix.client.split('.')[0]}", match[0]),)


def _prefixes(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:size]) for size in range(1, len(parts) + 1))


def _callee(symbol: Symbol, fix: ClientFix, data: bytes) -> Edits | None:
    """The whole dotted name before the parenthesis. Where only the imported name is written, the place is the call."""
    path, start, end = symbol.place.path, symbol.place.start, symbol.place.end
    if symbol.tokens:
        name = re.escape(symbol.tokens[-1].text.encode())
        match = re.search(rb"(?:\b\w+[ \t]*\.[ \t]*)*\b%b\Z" % name, data[max(end - 200, 0) : end])
        start = end - len(match[0]) if match else end
    else:
        match = re.match(rb"[\w.]+(?=\s*\()", data[start:end])
    return (Edit(Place(path, start, start + len(match[0])), fix.client, match[0]),) if match else None


def _arguments(symbol: Symbol, fix: ClientFix, hosts: Mapping[str, str], texts: Data) -> Iterator[Edits | None]:
    """The host becomes the API's, named arguments get their new names; anything else that is named stops the move."""
    if len(symbol.arguments) != 3:
        yield None
        return
    for argument in symbol.arguments:
        if argument.name and argument.name not in fix.rename:
            yield None
        elif argument.name and argument.keyword:
            edit = replace_in(argument.keyword, 0, len(argument.name), fix.rename[argument.name], texts)
            yield (edit,) if edit else None
    host = next(
        (a for a in symbol.arguments if a.name == next(iter(fix.rename)) or (not a.name and not a.position)), None
    )
    written = host.value.literals if host and host.value and host.value.known else ()
    whole = _WHOLE.fullmatch(written[0].text) if len(written) == 1 and written[0].whole else None
    api = hosts.get(whole[1].lower()) if whole else None
    edit = replace_in(written[0], 0, len(written[0].text), f"https://{api}", texts) if api else None
    yield (edit,) if edit else None


def _chain(symbol: Symbol, new: str, data: bytes) -> Edits | None:
    """``watchlists.get`` → ``watchlists.v2.get``: the part after the client, written in one piece."""
    old = symbol.name.partition(".client.")[2].split(".")
    if [token.text for token in symbol.tokens] != old:
        return None
    place = symbol.place
    written = data[place.start : place.end]
    if re.sub(rb"\s", b"", written) != ".".join(old).encode():
        return None
    return (Edit(place, new.partition(".client.")[2], written),)
