"""The one-line tests of rules, written out as scripts: every way of writing a request, a call or a command line."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import ndiff
from enum import StrEnum

from c42migrate.catalogue.model import (
    CommandMatch,
    LineTest,
    Match,
    RequestMatch,
    Rule,
    RuleTest,
    ScriptTest,
    ShapeMatch,
    SymbolMatch,
)

CONSOLE = "https://console.us.code42.com"
API = "https://api.us.code42.com"
_PARAMETER = re.compile(r"\{(\w+)\}")
_CLIENT = re.compile(r"\b(py42|incydr)\.client\b")
_MAKERS = {
    "py42": ("import py42.sdk", 'py42.sdk.from_api_client("console.us.code42.com", key, secret)'),
    "incydr": ("import incydr", 'incydr.Client("https://api.us.code42.com", key, secret)'),
}


class Form(StrEnum):
    """What a program shows: the forms of a string, other Python clients, another language."""

    STRINGS = "strings"
    CLIENTS = "clients"
    SHELL = "shell"
    POWERSHELL = "powershell"


@dataclass(frozen=True, slots=True)
class Program:
    """``text`` of the file kind ``kind``; ``uses``: the lines, counted from 0, that the use stands in."""

    form: Form
    kind: str
    text: str
    uses: tuple[int, ...]


def programs(match: Match, line: str) -> list[Program]:
    """Return the programs that a one-line test stands for; none for a kind of rule that takes scripts only."""
    match match:
        case RequestMatch() | ShapeMatch():
            return list(_requests(line))
        case CommandMatch():
            return list(_commands(line))
        case SymbolMatch():
            return [_statement(line)]
    return []


def scripts(match: Match, test: RuleTest) -> list[ScriptTest]:
    """Return a test as whole scripts; what fixes make of a line is known of its first program."""
    if isinstance(test, ScriptTest):
        return [test]
    found = [ScriptTest(program.text, program.kind) for program in programs(match, test.line)]
    fixed, unsafe = (programs(match, line)[0].text if line else None for line in (test.fixed, test.fixed_unsafe))
    return [replace(found[0], fixed=fixed, fixed_unsafe=unsafe), *found[1:]] if found else []


@dataclass(frozen=True, slots=True)
class Change:
    """What a fix of ``level`` (safe, unsafe) makes of an example: the lines that change, before and after."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    level: str


def _dedented(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(textwrap.dedent("\n".join(line.rstrip() for line in lines)).splitlines())


def change(rule: Rule, asked: str = "") -> Change | None:
    """Return an example of the rule that uses ``asked`` (a symbol, a command), with what its fix makes of it."""
    shown = [test for test in rule.found if asked in (test.line if isinstance(test, LineTest) else test.code)]
    made = ((found, isinstance(test, LineTest)) for test in shown if (found := _change(test)))
    return min(made, key=lambda pair: (not pair[1], len(pair[0].before)), default=(None, True))[0]


def _change(test: RuleTest) -> Change | None:
    """Return what a test says of the furthest fix that changes its code."""
    code = test.line if isinstance(test, LineTest) else test.code
    for level, fixed in (("unsafe", test.fixed_unsafe), ("safe", test.fixed)):
        if fixed is not None and fixed != code:
            before, after = (_CLIENT.sub("client", text).splitlines() for text in (code, fixed))
            lines = list(ndiff(before, after))
            old, new = (_dedented(line[2:] for line in lines if line.startswith(mark)) for mark in "-+")
            return Change(old, new, level) if old and new else None
    return None


def _requests(line: str) -> Iterator[Program]:
    """Yield ``METHOD /path`` or ``METHOD https://host/path`` through several clients; parameters are variables."""
    method, _, url = line.partition(" ")
    if url.startswith("/"):
        url = (API if re.match(r"/v\d+/", url) else CONSOLE) + url
    host, path = re.fullmatch(r"(\w+://[^/]*)(.*)", url, re.DOTALL).groups()  # type: ignore[union-attr]
    names = list(dict.fromkeys(_PARAMETER.findall(path)))
    yield _strings(method, host, path, names)
    yield _clients(method, url, names)
    auth = '-H "Authorization: Bearer $TOKEN"'
    yield _program(Form.SHELL, "shell", ["#!/bin/sh", f'curl -X {method} {auth} "{_dollars(url)}"'], _dollars(path))
    call = f'Invoke-RestMethod -Method {method.title()} -Headers $headers -Uri "{_dollars(url)}"'
    yield _program(Form.POWERSHELL, "powershell", ["$headers = Get-Headers", call], _dollars(path))


def _strings(method: str, host: str, path: str, names: list[str]) -> Program:
    """Return a constant, an f-string, ``format`` and ``+``."""
    parts = re.split(r"\{(\w+)\}", path)
    added = " + ".join(["HOST", *(part if at % 2 else f'"{part}"' for at, part in enumerate(parts) if part)])
    filled = ", ".join(["HOST", *_PARAMETER.findall(path)])
    urls = {
        "constant": f'"{host}{_PARAMETER.sub("123", path)}"',
        "f_string": f'f"{{HOST}}{path}"',
        "formatted": f'"{{}}{_PARAMETER.sub("{}", path)}".format({filled})',
        "added": added,
    }
    given = ", ".join([*names, "headers"])
    lines = ["import requests", "", f'HOST = "{host}"']
    for name, url in urls.items():
        call = f"requests.{method.lower()}({url}, headers=headers)"
        lines += ["", "", f"def {name}({given}):", f"    return {call}"]
    return _program(Form.STRINGS, "python", lines, "    return requests.")


def _clients(method: str, url: str, names: list[str]) -> Program:
    """Return a session, and urllib."""
    given = ", ".join([*names, "headers"])
    lines = [
        "import requests",
        "from urllib.request import Request, urlopen",
        "",
        "session = requests.Session()",
        "",
        "",
        f"def with_a_session({given}):",
        f'    return session.request("{method}", f"{url}", headers=headers)',
        "",
        "",
        f"def with_urllib({given}):",
        f'    return urlopen(Request(f"{url}", headers=headers, method="{method}"))',
    ]
    return _program(Form.CLIENTS, "python", lines, f'f"{url}"')


def _commands(line: str) -> Iterator[Program]:
    """Yield a command line in a shell, in PowerShell and started from Python."""
    yield _program(Form.SHELL, "shell", ["#!/bin/sh", line], line)
    yield _program(Form.POWERSHELL, "powershell", ["$ErrorActionPreference = 'Stop'", line], line)
    words = ", ".join(f'"{word}"' for word in shlex.split(line))
    call = f"subprocess.run([{words}], check=True)"
    yield _program(Form.CLIENTS, "python", ["import subprocess", "", call], call)


def _statement(line: str) -> Program:
    """Return a Python statement; where it needs a client, once with a variable and once with an attribute."""
    client = _CLIENT.search(line)
    if client is None:
        return _program(Form.STRINGS, "python", [line], line)
    setup, made = _MAKERS[client[1]]
    plain, attribute = _CLIENT.sub("client", line), _CLIENT.sub("self.client", line)
    lines = [
        setup,
        "",
        f"client = {made}",
        plain,
        "",
        "",
        "class Job:",
        "    def __init__(self, key, secret):",
        f"        self.client = {made}",
        "",
        "    def run(self, user, value):",
        f"        {attribute}",
    ]
    return Program(Form.STRINGS, "python", _text(lines), (3, len(lines) - 1))


def _dollars(text: str) -> str:
    return _PARAMETER.sub(lambda found: f"${found[1]}", text)


def _program(form: Form, kind: str, lines: list[str], use: str) -> Program:
    """Return the lines as a program; the use stands in those that hold ``use``."""
    return Program(form, kind, _text(lines), tuple(at for at, line in enumerate(lines) if use in line))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
