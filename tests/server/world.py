"""Code42 as data: which call is live, which is deprecated and what it means, which is wrong.

Independent of the rules: it knows the portal's published operations (``tests/data/portal-operations.json``), the
table of deprecated things (``facts.csv``) and the vendor's table of console path shapes.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from tests.server import events

DATA = Path(__file__).parents[1] / "data"
OLD_API_HOSTS = {"api.prod.ffs.us2.code42.com": "api.us2.code42.com"}


# What a reply holds today where scripts read keys that have got new names since.
REPLIES: dict[tuple[str, str], dict[str, Any]] = {
    ("GET", "/v1/sessions/{}"): {
        "actorId": "a-1",
        "states": [{"stateV2": "OPEN"}],
        "riskIndicators": [{"id": "r-1"}],
    },
    ("POST", "/v1/alerts/query-details"): {"alerts": [{"riskSeverity": "HIGH"}]},
}


@dataclass(frozen=True)
class Call:
    """One request as it arrived. ``path`` without the query; ``body`` decoded JSON, None when there was none."""

    host: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    body: Any
    auth: str

    def __str__(self) -> str:
        query = "&".join(f"{k}={v}" for k, v in self.query)
        return f"{self.method} {self.host}{self.path}{'?' + query if query else ''} {self.body!r:.200}"


@dataclass(frozen=True)
class Verdict:
    """What the server makes of a call.

    ``state``: live, deprecated or invalid. ``old``: what about it is deprecated (operation id, ``shape``, ``host``,
    ``header``, ``param``). ``operation``: the live operation it means, holes as ``{}``; several where a table names
    more than one. ``values``: everything the caller filled in.
    """

    call: Call
    state: str
    old: tuple[str, ...] = ()
    operation: str = ""
    values: tuple[str, ...] = ()
    why: str = ""
    reply: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Operation:
    """A row of the tables. ``means``: the live operation to use instead, "" when there is none or several."""

    method: str
    path: str
    spec: Mapping[str, Any] | None = None
    fact: str = ""
    means: str = ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = re.split(r"\{\w+\}", self.path)
        return re.compile("([^/]+)".join(map(re.escape, parts)) + "/?")

    def fits(self, method: str, path: str) -> re.Match[str] | None:
        return self._pattern.fullmatch(path) if method == self.method else None


def blank(path: str) -> str:
    """A template with its holes unnamed and its query cut off."""
    return re.sub(r"\{\w+\}", "{}", path.partition("?")[0])


class World:
    """The tables, and the judgement of calls."""

    def __init__(self) -> None:
        data = json.loads((DATA / "portal-operations.json").read_text(encoding="utf-8"))
        self.enums: dict[str, list[str]] = data["enums"]
        self.terms: dict[str, str] = data["terms"] | {"insertionTimestamp": "event.inserted"}
        self.resources = {name.lower(): name for name in data["resources"]}
        self.webapps = "|".join(data["webapps"])
        specs = [Operation(row["method"], row["path"], row) for row in data["operations"]]
        self.live = [op for op in specs if op.spec and not op.spec.get("deprecated")]
        self.specs = {(op.method, blank(op.path)): op.spec for op in specs}
        self.deprecated = list(self._facts())
        self.live = [op for op in self.live if not self._is_deprecated(op)]

    def _is_deprecated(self, op: Operation) -> bool:
        return any((op.method, blank(op.path)) == (old.method, blank(old.path)) for old in self.deprecated)

    def _facts(self) -> Iterator[Operation]:
        with (DATA / "facts.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["id"]: row for row in csv.DictReader(file) if row["kind"] == "rest-endpoint"}
        written = [(name, row["method"], row["path"]) for name, row in rows.items()]
        written += [(name, row["method"], path) for name, row in rows.items() for path in row["also"].split()]
        seen = set()
        for name, method, old in written:
            path = self.modern(old.partition("?")[0])[0].replace("<", "{").replace(">", "}")
            if path.startswith("/") and (method, blank(path)) not in seen:
                seen.add((method, blank(path)))
                spec = self.specs.get((method, blank(path)))
                yield Operation(method, path, spec, name, _means(rows[name]["terminal"]))

    def modern(self, path: str) -> tuple[str, bool]:
        """A console path in its current shape, and whether it was written in an old one (table of January 2022)."""
        new = re.sub(r"^/c42api/v3/", "/api/v3/", path)
        new = re.sub(rf"^/(?:{self.webapps})/api/", "/api/", new)
        new = re.sub(r"^/api/(?!v\d+/)(\w+)", self._versioned, new)
        new = re.sub(r"^/(\w+)", self._rooted, new)
        new = re.sub(r"^(/api/v[12]/)(\w+)", self._capital, new)
        return new, new != path

    def _versioned(self, found: re.Match[str]) -> str:
        return f"/api/v1/{found[1]}" if found[1].lower() in self.resources else found[0]

    def _rooted(self, found: re.Match[str]) -> str:
        return f"/api/v1/{found[1]}" if found[1].lower() in self.resources else found[0]

    def _capital(self, found: re.Match[str]) -> str:
        return found[1] + self.resources.get(found[2].lower(), found[2])

    def judge(self, call: Call) -> Verdict:
        """What is to be said of a call."""
        old = []
        host = OLD_API_HOSTS.get(call.host, call.host)
        old += ["host"] if host != call.host else []
        old += ["header"] if call.auth.startswith("v3_user_token ") else []
        path, reshaped = (call.path, False) if host.startswith("api.") else self.modern(call.path)
        old += ["shape"] if reshaped else []
        for op in self.deprecated:
            if (found := op.fits(call.method, path)) and _is_served(host, path):
                return self._verdict(call, op, found.groups(), [*old, op.fact])
        path, is_portal = _twin(path), host.startswith("api.") or path != _twin(path)
        if is_portal:
            for op in self.live:
                if found := op.fits(call.method, path):
                    return self._verdict(call, op, found.groups(), old)
        elif (found := re.fullmatch(r"/api/v[123]/(\w+)(?:/(.*))?", path)) and self._is_console(path, found[1]):
            return self._console(call, path, old)
        return Verdict(call, "invalid", tuple(old), why="no such operation on this host")

    def _is_console(self, path: str, name: str) -> bool:
        return path.startswith("/api/v3/") or name in self.resources.values()

    def _console(self, call: Call, path: str, old: Sequence[str]) -> Verdict:
        """Resources of the console that are not deprecated; ``emailPromo`` is read no more."""
        query = tuple(pair for pair in call.query if pair[0] != "emailPromo")
        body = {k: v for k, v in call.body.items() if k != "emailPromo"} if isinstance(call.body, dict) else call.body
        old = [*old, "param"] if (query, body) != (call.query, call.body) else list(old)
        name = f"{call.method} {path}"
        reply = {"operation": name, "query": query, "body": body}
        values = (*(value for _, value in query), *_leaves(body))
        return Verdict(call, "deprecated" if old else "live", tuple(old), name, tuple(sorted(values)), "", reply)

    def _verdict(self, call: Call, op: Operation, holes: Sequence[str], old: Sequence[str]) -> Verdict:
        why = "; ".join(self._complaints(call, op.spec))
        name = op.means if op.fact else f"{op.method} {blank(op.path)}"
        leaves = [self._today(leaf, call) if op.fact else leaf for leaf in _leaves(call.body)]
        values = [*map(unquote, holes), *(value for _, value in call.query), *leaves]
        state = "invalid" if why else "deprecated" if old else "live"
        reply = {"operation": name, "path": holes, "query": call.query, "body": call.body}
        reply |= REPLIES.get((op.method, blank(op.path)), {})
        reply |= events.answer(op.path, call.body) if name == "POST /v2/file-events" else {}
        return Verdict(call, state, tuple(old), name, tuple(sorted(values)), why, reply)

    def _today(self, leaf: str, call: Call) -> str:
        """A search term of version 1 as version 2 calls it."""
        return self.terms.get(leaf, leaf) if "event" in call.path else leaf

    def _complaints(self, call: Call, spec: Mapping[str, Any] | None) -> Iterator[str]:
        if spec is None:
            return
        wanted = "Basic " if spec["auth"] == "basic" else ("Bearer ", "v3_user_token ")
        if not call.auth.startswith(wanted):
            yield "wrong or missing Authorization"
        for key, _ in call.query:
            if key not in spec.get("query", ()):
                yield f"no query key {key}"
        if "body" in spec and spec["body"].get("required") and call.body is None:
            yield "the body is missing"
        elif call.body is not None and "body" not in spec and "form" not in spec:
            yield "takes no body"
        elif call.body is not None and "body" in spec:
            yield from self._wrong(call.body, spec["body"], "body")

    def _wrong(self, value: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
        if "keys" in schema:
            if not isinstance(value, dict):
                yield f"{where} is no object"
                return
            yield from (f"{where} lacks {key}" for key in schema.get("required", ()) if key not in value)
            for key, part in value.items():
                if key not in schema["keys"]:
                    yield f"{where} has no key {key}"
                else:
                    yield from self._wrong(part, schema["keys"][key], f"{where}.{key}")
        elif "items" in schema:
            if not isinstance(value, list):
                yield f"{where} is no list"
                return
            for part in value:
                yield from self._wrong(part, schema["items"], f"{where}[]")
        elif "enum" in schema:
            names = schema["enum"] if isinstance(schema["enum"], list) else self.enums[schema["enum"]]
            if value not in names:
                yield f"{where} cannot be {value!r}"


def _twin(path: str) -> str:
    """The path in the portal of what the file event service serves on every other host (version 2)."""
    path = re.sub(r"^/forensic-search/queryservice/api/v2/fileevent(?=/|$)", "/v2/file-events", path)
    return re.sub(r"^/forensic-search/queryservice/api/v2/saved(?=/|$)", "/v2/file-events/saved-searches", path)


def _is_served(host: str, path: str) -> bool:
    """The portal's paths live on the API hosts only, the console's and the services' everywhere else."""
    return bool(re.match(r"/v\d+/", path)) == host.startswith("api.")


def _means(terminal: str) -> str:
    """The live operation of a table cell, "" unless it names exactly one."""
    found = re.findall(r"\b(GET|POST|PUT|PATCH|DELETE) (/\S+)", terminal)
    only = len(found) == 1 and "|" not in terminal and "+" not in terminal
    return f"{found[0][0]} {blank(found[0][1])}" if only else ""


def _leaves(body: Any) -> Iterator[str]:
    if isinstance(body, dict):
        for value in body.values():
            yield from _leaves(value)
    elif isinstance(body, list):
        for value in body:
            yield from _leaves(value)
    elif body is not None:
        yield str(body)


def read_call(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Call:
    """A call from what stands in an HTTP request."""
    path, _, query = re.sub(r"^\w+://[^/]*", "", target).partition("?")  # a proxy is given the whole URL
    host = (headers.get("Host") or "").partition(":")[0].lower()
    try:
        decoded = json.loads(body) if body else None
    except ValueError:
        decoded = body.decode("latin-1")
    pairs = tuple(parse_qsl(query, keep_blank_values=True))
    return Call(host, method, unquote(path), pairs, decoded, headers.get("Authorization") or "")
