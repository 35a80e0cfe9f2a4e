"""Authorization headers and explicit basic authentication in token streams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from c42migrate.model import Certainty, Credential, Header, Literal, Place, Step, Text, hole, literal
from c42migrate.readers import web
from c42migrate.readers.lexical.program import Program

_SEPARATORS = frozenset({",", ":", "=>", "=", "]", ")", "->", "(", "."})
_LINE = re.compile(r"\s*authorization\s*[:=]\s*(?=\S)", re.IGNORECASE)
_SCHEMES = {
    "basic_auth": "basic",
    "basicauth": "basic",
    "authorization_basic": "basic",
    "setbasicauth": "basic",
    "http_basic_authenticate_with": "basic",
    "curlopt_userpwd": "basic",
    "httpbasicauth": "basic",
    "httpbasicauthenticator": "basic",
    "networkcredential": "challenge",
    "username and password of xmlhttprequest": "challenge",
    "usernamepasswordcredentials": "challenge",
    "passwordauthentication": "challenge",
}
_OF_CLIENTS = frozenset(
    {"httpbasicauthenticator", "httpbasicauth", "usernamepasswordcredentials", "passwordauthentication"}
)
"""Given to a client before it sends anything; the others are given to a request that was just built."""

_USERS = frozenset({"user", "url_username"})
_YES = frozenset({"yes", "true", "on"})
_MIDDLEWARE = re.compile(r"\.request[ \t(]+(?::authorization,[ \t]*)?:basic\Z")
_CURL_USER = re.compile(r"(?:^|\s)(?:-\w*u|--user)[= ]+\S*:\S*")
_SECRETS = re.compile(r"(?:id|key)\b\W{1,24}(?:\w+\W{1,2}){0,3}\w*secret|client_?id|client_?secret", re.IGNORECASE)
_EXCHANGE = re.compile(r"\boauth|client_credentials|/token\b", re.IGNORECASE)
_AROUND = 600
"""Characters on either side in which the path of a token exchange may stand."""
_HOST = re.compile(r"https?://(?:[^/@\s]*@)?([\w.-]+)")
_SENDS = re.compile(
    r"curl_(?:init|exec)|NewRequest|\.Do\(|Net::HTTP|openConnection|HTTP::Request|\.execute\b|(?:->|\.)(?:request|send)\b"
)
_SEVERAL = 2
_REACH = 25
"""Lines between a credential and the request it is taken to belong to."""


def headers(program: Program) -> Iterator[Header]:
    """Return Authorization headers whose value begins with known characters."""
    return (header for _, header in _headers(program))


def _headers(program: Program) -> Iterator[tuple[int, Header]]:
    """Yield the headers, each with the token it begins at."""
    for index, token in enumerate(program.tokens):
        if token.text.lower() == "authorization":
            value = _value_after(program, index)
            if program.text_of(index - 2) == "forHTTPHeaderField":
                value = _first_argument(program, index)
        elif token.text == "AuthenticationHeaderValue":
            value = _scheme(program, index)
        elif token.kind == "string" and (match := _LINE.match(token.text)):
            whole = program.expression(index)
            value = whole.text.cut(match.end()) if whole else None
        else:
            continue
        if value and value.pieces and isinstance(value.pieces[0], Literal) and not _is_clients(program, index):
            yield index, _header(program, index, value)


def _header(program: Program, index: int, value: Text) -> Header:
    place, token = _place(program, index, value), program.tokens[index]
    here = program.source.place(token.start, token.end)
    used = () if 0 <= place.start - here.end < _REACH else (Step(here, "sent here"),)
    return Header("Authorization", value, place, certainty=Certainty.LEXICAL, used_at=used)


def _is_clients(program: Program, index: int) -> bool:
    """Whether a header carries the id and secret of an API client: they stand in it, and an OAuth path near it."""
    text, at = program.source.text, program.tokens[index].start
    line = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at) if "\n" in text[at:] else len(text)]
    around = text[max(at - _AROUND, 0) : at + _AROUND]
    return _SECRETS.search(line) is not None and _EXCHANGE.search(around) is not None


def _place(program: Program, index: int, value: Text) -> Place:
    first = next((piece.place for piece in value.literals if piece.place), None)
    token = program.tokens[index]
    return first or program.source.place(token.start, token.end)


def _value_after(program: Program, index: int) -> Text | None:
    """Return the expression after the header's name: ``"Authorization": v``, ``["Authorization"] = v`` and so on."""
    at = index + 1
    while program.text_of(at) in _SEPARATORS:
        at += 1
    expression = program.expression(at) if index + 1 < at < len(program.tokens) else None
    if expression is None or program.text_of(expression.end) not in {":", "=>"}:
        return expression.text if expression else None
    return _value_after(program, at) if program.tokens[at].text == "value" else None


def _first_argument(program: Program, index: int) -> Text | None:
    """Swift's ``setValue(value, forHTTPHeaderField: "Authorization")``."""
    expression = program.expression(program.enclosing[index] + 1)
    return expression.text if expression is not None else None


def _scheme(program: Program, index: int) -> Text | None:
    """.NET's ``new AuthenticationHeaderValue("scheme", parameter)``: the scheme is a string of its own."""
    last = min(index + 2, len(program.tokens) - 1)
    token = program.tokens[last]
    spoken = token.kind == "string" and token.text != "Basic"  # that one is a credential, see ``credentials``
    expression = program.expression(last) if spoken else None
    apart = expression is not None and program.text_of(index + 1) == "(" and program.text_of(expression.end) == ","
    if expression is None or not apart:
        return None
    given = program.expression(expression.end + 1)
    return expression.text + literal(" ") + (given.text if given and given.text.literals else hole("parameter"))


@dataclass(frozen=True, slots=True)
class Located:
    """A credential with the token it stands at."""

    index: int
    credential: Credential


def credentials(program: Program) -> list[Located]:
    """Every explicit user name and password hand-over."""
    ready = ((index, basic) for index, head in _headers(program) for basic in web.basic_headers((head,)))
    return [*_credentials(program), *(Located(index, basic) for index, basic in ready)]


def _credentials(program: Program) -> Iterator[Located]:
    for index, token in enumerate(program.tokens):
        how = _how(program, index)
        if how:
            scheme = _SCHEMES.get(how.lower(), "basic")
            place = program.source.place(token.start, token.end)
            yield Located(index, Credential(scheme, place, how, certainty=Certainty.LEXICAL))


def _how(program: Program, index: int) -> str:
    """Return the form of the credential that token ``index`` is, or ""."""
    token = program.tokens[index]
    if token.kind == "string" and token.text == "auth":
        return (
            "auth"
            if [t.text for t in program.tokens[index + 1 : index + 6]] == [":", "{", "type", ":", "basic"]
            else ""
        )
    if token.kind == "string":
        return "curl -u" if _CURL_USER.search(token.text) and "curl" in _line_text(program, index) else ""
    if token.kind == "name" and token.text.lower() in _SCHEMES:
        return token.text
    if (
        token.text == "AuthenticationHeaderValue"
        and program.tokens[min(index + 2, len(program.tokens) - 1)].text == "Basic"
    ):
        return token.text
    if token.kind == "name" and token.text in _USERS and program.lang.layout == "yaml":
        return token.text if _is_forced(program, index) else ""
    if token.text == "username" and _is_of_xhr(program, index):
        return "username and password of XMLHttpRequest"
    if token.kind == "name" and token.text == "basic" and _MIDDLEWARE.search(_line_text(program, index)):
        return "request :basic"
    return "auth" if token.kind == "name" and token.text == "auth" and _opens_user(program, index + 1) else ""


def _is_of_xhr(program: Program, index: int) -> bool:
    """``$.ajax({url: …, username: u, password: p})``, also as ``{url, username, password}``."""
    opened = program.enclosing[index]
    if program.text_of(opened) != "{" or program.text_of(opened - 1) != "(":
        return False
    beside = {program.tokens[i].text for i in program.inside(opened, index)}
    return {"url", "password"} <= beside and program.text_of(program.callee(opened - 1)) in {"ajax", "request"}


def _is_forced(program: Program, index: int) -> bool:
    """``user: …`` in a mapping with ``force_basic_auth: yes``, as Ansible's module for requests has it."""
    inside = list(program.inside(program.enclosing[index], index)) if program.enclosing[index] >= 0 else []
    forced = (i for i in inside if program.text_of(i) == "force_basic_auth")
    return any(program.tokens[min(i + 2, len(program.tokens) - 1)].text.lower() in _YES for i in forced)


def _opens_user(program: Program, index: int) -> bool:
    """``auth: {username: …`` as axios has it, ``auth=(`` as requests has it."""
    words = [program.text_of(i) for i in (index, index + 1, index + 2)]
    named = words[0] in {":", "=>", "="} and words[1] == "{" and words[2].lower() in {"username", "user"}
    return named or words[:2] == ["=", "("]


def _line_text(program: Program, index: int) -> str:
    text, at = program.source.text, program.tokens[index].start
    return text[text.rfind("\n", 0, at) + 1 : program.tokens[index].end]


def attach(program: Program, found: Sequence[Located], starts: Sequence[int]) -> dict[int, tuple[Credential, ...]]:
    """Return the credentials of each request, by the token index in ``starts`` at which it begins."""
    result: dict[int, tuple[Credential, ...]] = {}
    for item in found:
        for start in _owners(program, item, starts):
            result[start] = (*result.get(start, ()), item.credential)
    return result


def _owners(program: Program, item: Located, starts: Sequence[int]) -> Sequence[int]:
    """Return the requests of the same call for an argument; else the last request before it, or those that follow."""
    if item.credential.how == "curl -u":
        return [start for start in starts if _lines_between(program, item.index, start) == 0]
    if program.text_of(item.index + 1) in {":", "=>", "="} or item.credential.how.startswith("username"):
        return _same_call(program, _among_headers(program, item.index), starts)
    same = [start for start in starts if not program.crosses_boundary(item.index, start)]
    near = [start for start in same if _lines_between(program, item.index, start) <= _REACH]
    if not same and (_is_for_block(program, item.index) or _is_for_all(program, item.index)):
        return [start for start in starts if start > item.index and program.tokens[start].text.startswith("/")]
    if item.credential.how.lower() in _OF_CLIENTS:
        return [start for start in near if start > item.index]
    return [start for start in near if start < item.index][-1:] or near


def _is_for_all(program: Program, index: int) -> bool:
    """Whether the function at ``index`` sends what others give it, to the only host that is named."""
    if not _SENDS.search(program.body(index)):
        return False
    hosts = {match[1].lower() for token in program.tokens for match in _HOST.finditer(token.text)}
    return len(hosts) < _SEVERAL


def _is_for_block(program: Program, index: int) -> bool:
    """``Faraday.new(…) do |f| f.basic_auth user, pass``: for the client that is being built, whoever uses it later."""
    if program.text_of(index - 1) != ".":
        return False
    name, text, at = program.text_of(index - 2), program.source.text, program.tokens[index].start
    return bool(name) and re.search(rf"\.new\b[^\n]*\|{re.escape(name)}\|", text[max(at - _AROUND, 0) : at]) is not None


def _among_headers(program: Program, index: int) -> int:
    """``index``, or for a key of ``headers: {…}`` where that stands."""
    opened = program.enclosing[index]
    name = opened - 2 if program.text_of(opened) == "{" and program.text_of(opened - 1) in {":", "=>", "="} else -1
    return name if name >= 0 and program.tokens[name].text.lower() == "headers" else index


def _same_call(program: Program, index: int, starts: Sequence[int]) -> list[int]:
    inner = program.enclosing[index]
    outer = program.enclosing[inner] if inner >= 0 else -1
    brackets = {inner, outer} if program.text_of(outer) == "(" else {inner}
    ranges = [(low, program.closing.get(low, low)) for low in brackets if low >= 0]
    return [start for start in starts if any(low < start < high for low, high in ranges)]


def _lines_between(program: Program, one: int, other: int) -> int:
    low, high = sorted((program.tokens[one].start, program.tokens[other].start))
    return program.source.text.count("\n", low, high)
