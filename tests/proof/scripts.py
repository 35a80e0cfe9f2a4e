"""Writes the same request the way people write it: every string form of the URL, every client, every place of the verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

AUTH = '{"Authorization": "Bearer " + token}'


@dataclass(frozen=True)
class Asked:
    """A request to write down. ``path`` is a template; ``values``: its holes; ``body`` None when there is none."""

    method: str
    host: str
    path: str
    values: Mapping[str, str]
    query: str = ""
    body: Any = None
    headers: str = AUTH


@dataclass(frozen=True)
class Written:
    """Source lines that define names, and the expression of the URL."""

    lines: tuple[str, ...]
    url: str


def _parts(asked: Asked) -> list[str]:
    """The path cut at its holes: texts at even places, names of holes at odd ones."""
    return re.split(r"\{(\w+)\}", asked.path + asked.query)


def _literal(base: str, asked: Asked) -> Written:
    return Written((), repr(base + re.sub(r"\{(\w+)\}", lambda m: asked.values[m[1]], asked.path + asked.query)))


def _fstring(base: str, asked: Asked) -> Written:
    return Written((f"BASE = {base!r}",), f'f"{{BASE}}{asked.path}{asked.query}"')


def _concatenated(base: str, asked: Asked) -> Written:
    parts = _parts(asked)
    parts[0] = base + parts[0]
    return Written((), " + ".join(part if i % 2 else repr(part) for i, part in enumerate(parts) if part))


def _percent(base: str, asked: Asked) -> Written:
    names = ", ".join(["BASE", *_parts(asked)[1::2]])
    text = "%s" + re.sub(r"\{\w+\}", "%s", asked.path + asked.query)
    return Written((f"BASE = {base!r}",), f"{text!r} % ({names},)")


def _format(base: str, asked: Asked) -> Written:
    names = ", ".join(["BASE", *_parts(asked)[1::2]])
    text = "{}" + re.sub(r"\{\w+\}", "{}", asked.path + asked.query)
    return Written((f"BASE = {base!r}",), f"{text!r}.format({names})")


def _constant(base: str, asked: Asked) -> Written:
    names = ", ".join(f"{name}={name}" for name in _parts(asked)[1::2])
    lines = (f"BASE = {base!r}", f"PATH = {asked.path + asked.query!r}")
    return Written(lines, f"BASE + PATH.format({names})" if names else "BASE + PATH")


def _implicit(base: str, asked: Asked) -> Written:
    rest = f'f"{asked.path}{asked.query}"'
    return Written((), f"({base!r} {rest})" if base else f"({asked.path[:1]!r} {rest.replace(asked.path[:1], '', 1)})")


def _joined(base: str, asked: Asked) -> Written:
    segments = [part for part in re.split(r"/|(?<=\})", asked.path) if part]
    pieces = [repr(base), *(part[1:-1] if part.startswith("{") else repr(part) for part in segments)]
    tail = f" + {asked.query!r}" if asked.query else ""
    return Written((), f'"/".join([{", ".join(pieces)}]){tail}')


FORMS: dict[str, Callable[[str, Asked], Written]] = {
    "literal": _literal,
    "f-string": _fstring,
    "+": _concatenated,
    "%": _percent,
    ".format": _format,
    "constant": _constant,
    "implicit": _implicit,
    "join": _joined,
}


def _requests(asked: Asked, url: Written, form: str) -> list[str]:
    """The verb is a method name, a string, a keyword or a variable, depending on the form."""
    rest = f"headers={asked.headers}" + (f", json={asked.body!r}" if asked.body is not None else "")
    verb = asked.method
    calls = {
        "literal": [f"reply = requests.{verb.lower()}({url.url}, {rest})"],
        "f-string": [f"reply = requests.request({str(verb)!r}, {url.url}, {rest})"],
        "+": [f"reply = requests.request(method={str(verb)!r}, url={url.url}, {rest})"],
        "%": [f"METHOD = {str(verb)!r}", f"reply = requests.request(METHOD, {url.url}, {rest})"],
        ".format": ["session = requests.Session()", f"reply = session.{verb.lower()}({url.url}, {rest})"],
        "constant": [f"reply = requests.{verb.lower()}({url.url}, {rest})"],
        "implicit": [f"url = {url.url}", f"reply = requests.{verb.lower()}(url, {rest})"],
        "join": [f"reply = requests.request({str(verb).lower()!r}, {url.url}, {rest})"],
    }
    return ["import requests", *url.lines, *calls[form]]


def _httpx(asked: Asked, url: Written, form: str) -> list[str]:
    rest = f"headers={asked.headers}" + (f", json={asked.body!r}" if asked.body is not None else "")
    bare = asked.method in {"GET", "DELETE"} and asked.body is not None
    if form in {"literal", "%", "constant", "implicit"} and not bare:
        return ["import httpx", *url.lines, f"reply = httpx.{asked.method.lower()}({url.url}, {rest})"]
    lines = ["import httpx", *url.lines, "with httpx.Client() as client:"]
    return [*lines, f"    reply = client.request({str(asked.method)!r}, {url.url}, {rest})"]


def _urllib(asked: Asked, url: Written, form: str) -> list[str]:
    data = f"data=json.dumps({asked.body!r}).encode(), " if asked.body is not None else ""
    call = f"Request({url.url}, {data}headers={asked.headers}, method={str(asked.method)!r})"
    lines = ["import json", "from urllib.request import Request, urlopen", *url.lines]
    if form in {"f-string", "%", "join"}:
        return [*lines, f"request = {call}", "reply = urlopen(request)"]
    return [*lines, f"reply = urlopen({call})"]


def _http_client(asked: Asked, url: Written, form: str) -> list[str]:
    body = f"body=json.dumps({asked.body!r}), " if asked.body is not None else ""
    connect = f"http.client.HTTPSConnection({asked.host!r})"
    return [
        "import http.client",
        "import json",
        *url.lines,
        f"connection = {connect}",
        f"connection.request({str(asked.method)!r}, {url.url}, {body}headers={asked.headers})",
        "reply = connection.getresponse()",
    ]


CLIENTS = {"requests": _requests, "httpx": _httpx, "urllib": _urllib, "http.client": _http_client}


def script(asked: Asked, form: str, client: str, after: str = "") -> str:
    """The program text of one request: constants, and ``main`` that takes the token and the values of the holes.

    ``after``: a line that reads ``found``, the decoded reply.
    """
    base = "" if client == "http.client" else "https://" + asked.host
    lines = CLIENTS[client](asked, FORMS[form](base, asked), form)
    top = [line for line in lines if re.match(r"(import|from|BASE|PATH)\b", line)]
    body = [line for line in lines if line not in top] + ([_reading(client), after] if after else [])
    return "\n".join(
        [*top, "", "", f"def main({', '.join(['token', *asked.values])}):", *(f"    {x}" for x in body), ""]
    )


def _reading(client: str) -> str:
    return "found = reply.json()" if client in {"requests", "httpx"} else "found = json.loads(reply.read())"
