"""Invoke-RestMethod and Invoke-WebRequest: their parameters (Windows PowerShell 5.1 and PowerShell 7) as a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from c42migrate.model import (
    Credential,
    Entry,
    Header,
    Literal,
    Place,
    Request,
    Step,
    Text,
    Verb,
    VerbForm,
    hole,
    literal,
)
from c42migrate.readers import curl, web
from c42migrate.readers.placeholders import neutral
from c42migrate.readers.powershell.functions import full_name
from c42migrate.readers.powershell.values import Items, Table, Value, as_text

NAMES = frozenset(["invoke-restmethod", "invoke-webrequest", "irm", "iwr", "curl", "wget"])
"""The cmdlets and their aliases; ``curl`` and ``wget`` are aliases in Windows PowerShell only."""

_VALUED = """uri method custommethod headers body infile outfile contenttype credential authentication token
websession sessionvariable useragent proxy proxycredential certificate certificatethumbprint timeoutsec
maximumredirection transferencoding form maximumretrycount retryintervalsec sslprotocol httpversion
responseheadersvariable statuscodevariable maximumfollowrellink connectiontimeoutseconds operationtimeoutseconds
erroraction errorvariable outvariable warningaction"""
_SWITCHES = """usebasicparsing usedefaultcredentials disablekeepalive passthru skipcertificatecheck skipheadervalidation
    allowunencryptedauthentication preserveauthorizationonredirect skiphttperrorcheck followrellink resume noproxy
    proxyusedefaultcredentials verbose debug"""
VALUED = frozenset(_VALUED.split())
SWITCHES = frozenset(_SWITCHES.split())
_PARAMETERS = sorted(VALUED | SWITCHES)


def parameter(name: str) -> str:
    """Return the full name of a parameter that may be abbreviated."""
    return full_name(name, _PARAMETERS)


def request(given: Mapping[str, Value], place: Place, scope: str) -> Request | None:
    """Return the request of one call; ``given`` are parameter values by full name. None without a URI."""
    if "uri" not in given:
        return None
    url = neutral(as_text(given["uri"]))
    headers = (*headers_of(given.get("headers"), place), *_token(given, place))
    verb = _verb(given, place)
    query, body, unseen = _content(given.get("body"), verb)
    return Request(
        url=url,
        place=place,
        verb=verb,
        client="Invoke-RestMethod",
        headers=headers,
        credentials=(*_credentials(given, place), *web.basic_headers(headers), *web.userinfo(url, place)),
        query=query,
        body=body,
        open_query=bool(unseen and verb is not None and verb.name == "GET"),
        open_body=unseen or "infile" in given or "form" in given,
        trail=web.trail_of(url),
        certainty=web.certainty_of(url),
        scope=scope,
    )


def _verb(given: Mapping[str, Value], place: Place) -> Verb | None:
    method = given.get("method", given.get("custommethod"))
    return Verb("GET", VerbForm.IMPLIED) if method is None else curl.word_verb(as_text(method), place)


def headers_of(value: Value | None, place: Place) -> tuple[Header, ...]:
    """Return the headers in a table; ``place`` is where they are sent."""
    entries = value.entries if isinstance(value, Table) else ()
    known = ((key, as_text(item)) for key, item in entries if key.known is not None)
    return tuple(web.named_header(str(key), text, _spot(key, text, place)) for key, text in known)


def _spot(name: Text, value: Text, sent: Place) -> Place:
    """Where a header is given whose value stands nowhere: its name, unless it is sent there."""
    written = name.literals[0].place if name.literals else None
    return sent if written is None or any(piece.place for piece in value.pieces) else written


def _token(given: Mapping[str, Value], place: Place) -> Sequence[Header]:
    if "token" not in given:
        return ()
    return (web.named_header("Authorization", literal("Bearer ") + hole("token"), place),)


def _credentials(given: Mapping[str, Value], place: Place) -> Sequence[Credential]:
    if "credential" not in given:
        return ()
    kind = as_text(given.get("authentication", Text())).known or ""
    user = as_text(given["credential"])
    scheme = "basic" if kind.lower() == "basic" else "challenge"
    return (Credential(scheme, place, "-Credential", user if user.pieces else None, trail=handed(user, place)),)


def handed(credential: Text, call: Place) -> tuple[Step, ...]:
    """Where a credential was put that is used by a call elsewhere (a table that is splatted, a property)."""
    places = [one.place for one in credential.holes if one.place is not None]
    apart = (p for p in places if p.path != call.path or not call.start <= p.start < call.end)
    return tuple(Step(place, "the credential is given here") for place in apart)


def _content(value: Value | None, verb: Verb | None) -> tuple[tuple[Entry, ...], tuple[Entry, ...], bool]:
    """Query entries, body entries, and whether something was not seen: a table sent by GET becomes the query."""
    if value is None:
        return (), (), False
    if isinstance(value, Table):
        found, unseen = tuple(_entries(value, ())), False
    else:
        found, unseen = web.entries(as_text(value))
    return (found, (), unseen) if verb is not None and verb.name == "GET" else ((), found, unseen)


def _entries(value: Value, keys: tuple[str, ...], key: Literal | None = None) -> Iterator[Entry]:
    """Yield the keys of a table and of the tables in it, and the texts of a list under ``key``."""
    if isinstance(value, Items):
        for item in value.values:
            if keys and isinstance(item, Text):
                yield Entry(keys, key, item)
            yield from _entries(item, keys, key)
    elif isinstance(value, Table):
        for name, inner in value.entries:
            path = (*keys, str(name))
            spot: Literal | None = name.literals[0] if len(name.pieces) == 1 and name.literals else None
            yield Entry(path, spot, inner if isinstance(inner, Text) else None)
            yield from _entries(inner, path, spot)
