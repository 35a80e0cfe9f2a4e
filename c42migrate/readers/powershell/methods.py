"""Calls of .NET methods: strings, tables and the web clients of the framework."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from c42migrate.model import Certainty, Credential, Place, Request, Text, Verb, VerbForm, hole
from c42migrate.readers import texts, web
from c42migrate.readers.choices import Choice, only, product
from c42migrate.readers.powershell import classes, given, objects
from c42migrate.readers.powershell.cmdlets import handed, headers_of
from c42migrate.readers.powershell.values import (
    Table,
    Value,
    Values,
    as_list,
    as_text,
    concatenated,
    formatted,
    mapped,
    word,
)
from c42migrate.readers.syntax import core

if TYPE_CHECKING:
    from tree_sitter import Node

    from c42migrate.readers.powershell.machine import Machine

_GET = "downloadstring downloaddata downloadfile openread getasync getstringasync getstreamasync getbytearrayasync"
_VERBS = dict.fromkeys(_GET.split(), "GET") | {
    "uploadstring": "POST",
    "uploaddata": "POST",
    "uploadfile": "POST",
    "uploadvalues": "POST",
    "postasync": "POST",
    "putasync": "PUT",
    "patchasync": "PATCH",
    "deleteasync": "DELETE",
}
"""Methods of System.Net.WebClient and System.Net.Http.HttpClient that send a request to their first argument."""
_TRIMS: dict[str, Callable[[Text, str], Text]] = {
    "trimend": texts.without_end,
    "trimstart": texts.without_start,
}
_SENDING = frozenset(["getresponse", "getresponseasync", "sendasync", "send"])
_KEPT = frozenset(["tostring", "trim", "gettype", "clone"])
_STORING = frozenset(["add", "set", "tryaddwithoutvalidation"])


def call(machine: Machine, node: Node) -> Values:
    """The value of ``x.name(…)`` or ``[type]::name(…)``; a request that it sends is noted."""
    base = node.named_children[0]
    name = next((machine.script.read(c) for c in node.named_children[1:] if c.type == "member_name"), "").lower()
    arguments = _arguments(machine, node)
    if base.type == "type_literal":
        kind = machine.script.read(base).lower().strip("[]")
        return classes.of_class(machine, kind, name, arguments) or _static(machine, node, kind, name, arguments)
    if name == "open" and len(arguments) > 1 and (as_text(arguments[0][0].value).known or "").upper() in web.VERBS:
        _open(machine, node, base, arguments)
        return only(Text())
    if name == "setrequestheader" and len(arguments) > 1:
        key = as_text(arguments[0][0].value)
        machine.store(base, (word("headers"), key), arguments[1], machine.script.place(node))
        return only(Text())
    if name in _STORING and len(arguments) > 1:
        _add(machine, node, base, arguments)
        return only(Text())
    if name in _STORING and len(arguments) == 1:
        _add_line(machine, node, base, as_text(arguments[0][0].value))
    bases = machine.evaluate(base)
    passed = [_passed(values, machine.script.place(node), name) for values in arguments]
    own = classes.called(machine, bases[0].value, name, passed) if bases else None
    if own is not None:
        return own
    if name == "append" and len(arguments) == 1 and all(isinstance(choice.value, Text) for choice in bases):
        return _append(machine, node, bases, arguments[0])
    rows = product([bases, *arguments])
    values = tuple(Choice(_method(row.value[0], name, row.value[1:]), row.arms) for row in rows)
    for row in rows:
        _send(machine, node, name, row.value[0], row.value[1:])
    return values


def call_of(machine: Machine, member: Node, arguments: Node) -> Values:
    """``$x.name(…)`` as an argument without brackets, which the grammar takes for two."""
    base, *names = member.named_children
    name = machine.script.read(names[-1]).lower() if names else ""
    rows = product([machine.evaluate(base), *_given([arguments], machine)])
    return tuple(Choice(_method(row.value[0], name, row.value[1:]), row.arms) for row in rows)


def _arguments(machine: Machine, node: Node) -> list[Values]:
    return _given([child for child in node.named_children if child.type == "argument_list"], machine)


def _given(lists: Sequence[Node], machine: Machine) -> list[Values]:
    inner = [c for top in lists for c in top.named_children]
    nodes = [c for top in inner for c in (top.named_children if top.type == "argument_expression_list" else [top])]
    return [machine.evaluate(child) for child in nodes if child.type != "comment"]


def _passed(values: Values, place: Place, name: str) -> Values:
    note = f"passed to {name} here"
    return tuple(Choice(mapped(c.value, lambda text: texts.stepped(text, place, note)), c.arms) for c in values)


def _add(machine: Machine, node: Node, base: Node, arguments: Sequence[Values]) -> None:
    key = as_text(arguments[0][0].value)
    machine.store(base, (key,), arguments[1], machine.script.place(node))


def _open(machine: Machine, node: Node, base: Node, arguments: Sequence[Values]) -> None:
    """``open(verb, url, async, user, password)`` of Microsoft's COM objects: what their ``send`` will send."""
    names = ("method", "requesturi", "", "credentials")
    for name, values in zip(names, arguments, strict=False):
        if name:
            machine.store(base, (word(name),), values, machine.script.place(node))


def _append(machine: Machine, node: Node, bases: Values, more: Values) -> Values:
    """``$builder.Append(a).Append(b)``: the text grows where it is kept, and is passed on."""
    rows = product([bases, more])
    grown = tuple(Choice(concatenated(*row.value), row.arms) for row in rows)
    root = node
    while root.type == "invokation_expression":
        root = core(root.named_children[0])
    machine.store(root, (), grown, machine.script.place(node))
    return grown


def _add_line(machine: Machine, node: Node, base: Node, line: Text) -> None:
    """``$request.Headers.Add("Name: value")``."""
    head = web.header(line, machine.script.place(node))
    if head is not None:
        machine.store(base, (word(head.name),), only(head.value), machine.script.place(node))


def _static(machine: Machine, node: Node, kind: str, name: str, arguments: Sequence[Values]) -> Values:
    rows = product(arguments)
    action = _STATIC.get((kind.rpartition(".")[2], name))
    if (kind.rpartition(".")[2], name) == ("scriptblock", "create"):
        for row in rows:
            given.run(machine, as_text(row.value[0]) if row.value else Text(), machine.script.source.path)
    if name == "new":
        return tuple(Choice(objects.made(kind, row.value), row.arms) for row in rows)
    if action is None:
        return machine.unknown(node)
    return tuple(Choice(action(row.value), row.arms) for row in rows)


def _format(values: Sequence[Value]) -> Value:
    return formatted(as_text(values[0]), values[1:]) if values else hole()


def _join(values: Sequence[Value]) -> Value:
    parts = [item for value in values[1:] for item in as_list(value)]
    return texts.join([as_text(part) for part in parts], as_text(values[0]).known or "") if values else hole()


def _created(values: Sequence[Value]) -> Value:
    return Table(((word("requesturi"), values[0]),)) if values else hole()


_STATIC: dict[tuple[str, str], Callable[[Sequence[Value]], Value]] = {
    ("string", "format"): _format,
    ("string", "join"): _join,
    ("string", "concat"): lambda values: sum((as_text(value) for value in values), Text()),
    ("webrequest", "create"): _created,
    ("webrequest", "createhttp"): _created,
    ("httpwebrequest", "create"): _created,
    ("httpwebrequest", "createhttp"): _created,
}


def _method(value: Value, name: str, arguments: Sequence[Value]) -> Value:
    if (built := objects.address(value, name)) is not None:
        return built
    if name in _KEPT:
        return value
    if name in ("tolower", "toupper", "tolowerinvariant", "toupperinvariant"):
        return mapped(value, lambda text: texts.folded(text, name[2:7]))
    if name in _TRIMS and arguments and (tail := as_text(arguments[0]).known):
        return mapped(value, lambda text: _TRIMS[name](text, tail))
    if name == "replace" and len(arguments) > 1 and (old := as_text(arguments[0]).known):
        return mapped(value, lambda text: texts.replaced(text, old, as_text(arguments[1]), every=True))
    return hole()


def _send(machine: Machine, node: Node, name: str, value: Value, arguments: Sequence[Value]) -> None:
    client = value if isinstance(value, Table) else Table()
    if name in _SENDING and (message := _message(client, arguments)) is not None:
        url, method = message
        verb = Verb(method.known.upper(), VerbForm.STRING, _place(machine, node, method)) if method.known else None
        _note(machine, node, url, verb or Verb("GET", VerbForm.IMPLIED), client)
    elif name in _VERBS and arguments:
        named = as_text(arguments[1]).known if name.startswith("upload") and arguments[2:] else None
        verb = Verb(named.upper(), VerbForm.STRING, _place(machine, node, as_text(arguments[1]))) if named else None
        _note(machine, node, as_text(arguments[0]), verb or Verb(_VERBS[name], VerbForm.IMPLIED), client)


def _message(client: Table, arguments: Sequence[Value]) -> tuple[Text, Text] | None:
    """Address and method of the request that is sent: it is the object itself, or what it is given to send."""
    sent = arguments[0] if arguments and isinstance(arguments[0], Table) else client
    url = sent.get("requesturi")
    return (as_text(url), as_text(sent.get("method") or Text())) if url is not None else None


def _place(machine: Machine, node: Node, text: Text) -> Place | None:
    fallback = machine.script.place(node)
    place = web.extent(text, fallback)
    return place if place != fallback else None


def _note(machine: Machine, node: Node, url: Text, verb: Verb, client: Table) -> None:
    place = machine.script.place(node)
    url = objects.joined(as_text(client.get("baseaddress") or Text()), url)
    headers = headers_of(client.get("headers") or client.get("defaultrequestheaders"), place)
    credentials = [*web.basic_headers(headers)]
    if (given := client.get("credentials")) is not None:
        credentials.append(Credential("challenge", place, ".Credentials", trail=handed(as_text(given), place)))
    certainty = web.certainty_of(url) if client != Table() else Certainty.MAYBE
    machine.collector.requests(
        [
            Request(
                url,
                place,
                verb,
                ".NET",
                headers,
                tuple(credentials),
                open_body=True,
                trail=web.trail_of(url),
                certainty=certainty,
                scope=machine.scope,
            )
        ]
    )
