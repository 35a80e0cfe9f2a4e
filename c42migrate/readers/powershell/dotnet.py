"""What .NET classes do that PowerShell scripts use for requests: addresses, strings and web clients."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from c42migrate.model import Certainty, Credential, Place, Request, Text, Verb, VerbForm, hole, literal
from c42migrate.readers import texts, web
from c42migrate.readers.placeholders import neutral
from c42migrate.readers.powershell.cmdlets import handed, headers_of
from c42migrate.readers.powershell.values import Items, Table, Value, as_list, as_text, formatted, mapped, word

_TABLES = re.compile(
    r"dictionary|hashtable|webclient|httpclient|webheadercollection|xmlhttp|winhttprequest", re.IGNORECASE
)
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
_SENDING = ("getresponse", "getresponseasync", "sendasync", "send")
_KEPT = ("tostring", "trim", "gettype", "clone")
_CUTTING = """replace split substring remove insert trimstart trimend trim startswith endswith contains indexof
    lastindexof equals compareto containskey"""
CUTTING = frozenset(_CUTTING.split())
"""Methods that cut a text or compare it."""
_TRIMS: dict[str, Callable[[Text, str], Text]] = {"trimend": texts.without_end, "trimstart": texts.without_start}


def made(kind: str, arguments: Sequence[Value]) -> Value:
    """Return a new object of the .NET class ``kind`` (lower case, with or without its namespace)."""
    values = arguments[0].values if len(arguments) == 1 and isinstance(arguments[0], Items) else tuple(arguments)
    maker = _MAKERS.get(kind.rpartition(".")[2])
    if maker is not None and values:
        return maker(values)
    return Table() if _TABLES.search(kind) else hole()


def joined(base: Text, path: Text) -> Text:
    """Two parts of an address with exactly one slash between them."""
    if not base.pieces or "://" in path.marked:
        return path
    slashes = base.marked.endswith("/") + path.marked.startswith("/")
    return base + path.cut(1) if slashes == 2 else base + path if slashes else base + literal("/") + path


def _uri(values: Sequence[Value]) -> Value:
    parts = [as_text(value) for value in values[:2]]
    return joined(*parts) if len(parts) == 2 and parts[1].known not in ("true", "false") else parts[0]


def _message(values: Sequence[Value]) -> Value:
    names = ("method", "requesturi")
    return Table(tuple((word(name), value) for name, value in zip(names, values, strict=False)))


def _scheme(values: Sequence[Value]) -> Value:
    """``AuthenticationHeaderValue(scheme, parameter)`` as it is sent."""
    return texts.join([as_text(value) for value in values[:2]])


_MAKERS: dict[str, Callable[[Sequence[Value]], Value]] = {
    "uri": _uri,
    "httprequestmessage": _message,
    "authenticationheadervalue": _scheme,
}


def static(kind: str, name: str, values: Sequence[Value]) -> Value | None:
    """Return what ``[kind]::name(values)`` yields (both in lower case), None when that is not known."""
    kind = kind.rpartition(".")[2]
    if name == "new":
        return made(kind, values)
    if not values:
        return None
    if name in ("create", "createhttp") and kind in ("webrequest", "httpwebrequest"):
        return Table(((word("requesturi"), values[0]),))
    if (kind, name) == ("environment", "getenvironmentvariable"):
        return hole(as_text(values[0]).known or "")
    if kind != "string":
        return None
    if name == "format":
        return formatted(as_text(values[0]), values[1:])
    if name == "join":
        parts = [item for value in values[1:] for item in as_list(value)]
        return texts.join([as_text(part) for part in parts], as_text(values[0]).known or "")
    return sum((as_text(value) for value in values), Text()) if name == "concat" else None


def method(value: Value, name: str, arguments: Sequence[Value]) -> Value:
    """Return what the method ``name`` (lower case) of a value yields."""
    if name in _KEPT:
        return value
    if name in ("tolower", "toupper", "tolowerinvariant", "toupperinvariant"):
        return mapped(value, lambda text: texts.cased(text, name[2:7]))
    first = as_text(arguments[0]).known if arguments else None
    if name in _TRIMS and first:
        return mapped(value, lambda text: _TRIMS[name](text, first))
    if name == "replace" and first and len(arguments) > 1:
        return mapped(value, lambda text: texts.replaced(text, first, as_text(arguments[1])))
    return hole()


def request(name: str, client: Value, arguments: Sequence[Value], place: Place, scope: str) -> Request | None:
    """Return the request that the method ``name`` of a web client sends, None when it sends none."""
    table = client if isinstance(client, Table) else Table()
    if name in _SENDING:
        sent = arguments[0] if arguments and isinstance(arguments[0], Table) else table
        url, verb = sent.get("requesturi"), as_text(sent.get("method") or Text())
    elif name in _VERBS and arguments:
        url = arguments[0]
        verb = as_text(arguments[1]) if name.startswith("upload") and arguments[2:] else Text()
    else:
        return None
    if url is None:
        return None
    headers = headers_of(table.get("headers") or table.get("defaultrequestheaders"), place)
    address = neutral(joined(as_text(table.get("baseaddress") or Text()), as_text(url)))
    return Request(
        url=address,
        place=place,
        verb=_verb(verb, _VERBS.get(name, "GET"), place),
        client=".NET",
        headers=headers,
        credentials=(*web.basic_headers(headers), *_credentials(table, place)),
        open_body=True,
        trail=web.trail_of(address),
        certainty=web.certainty_of(address) if table != Table() else Certainty.MAYBE,
        scope=scope,
    )


def _verb(written: Text, implied: str, place: Place) -> Verb:
    if not written.known:
        return Verb(implied, VerbForm.IMPLIED)
    spot = web.extent(written, place)
    return Verb(written.known.upper(), VerbForm.STRING, spot if spot != place else None)


def _credentials(table: Table, place: Place) -> Sequence[Credential]:
    given = table.get("credentials")
    return (Credential("challenge", place, ".Credentials", trail=handed(as_text(given), place)),) if given else ()
