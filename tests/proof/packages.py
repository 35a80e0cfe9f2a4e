"""Fixes of SDK calls and command lines: what they write is called on the real packages, whose requests are recorded.

Runs in a process of its own (``python -m tests.proof.packages``): it replaces what ``requests`` sends. Prints one line
a rule: code, ``proven``, ``empty`` or ``wrong``, what was seen before the fix, and why it is wrong, between tabs.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import json
import re
import shlex
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, urlsplit

import click
import requests

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.catalogue.examples import scripts
from c42migrate.catalogue.model import CommandMatch, Rule, SymbolMatch
from c42migrate.engine.repair import repair
from c42migrate.options import CheckOptions
from tests.server.world import Call, World

AS_OF = date(2026, 11, 23)
WORLD = World()
BROKEN = (AttributeError, ImportError, TypeError, NameError, SyntaxError)
"""What a call of something that is not there, or not with these arguments, raises."""
STOPPED = "stops before it asks for anything"
PACKAGES = ("py42", "incydr", "_incydr_sdk", "_incydr_cli")


@dataclass(frozen=True)
class Proof:
    """``state`` of a rule as in the table, what the old call was seen to be (``seen_as``), and why it is wrong."""

    code: str
    state: str
    before: str = ""
    why: str = ""


@dataclass(frozen=True)
class Run:
    """What broke ("" when nothing did), the requests and what the packages warned of."""

    error: str
    seen: tuple[str, ...]
    warned: tuple[str, ...]


def fixable() -> list[Rule]:
    """The rules about packages that have a fix."""
    rules = current().rules.values()
    return [r for r in rules if r.fix.applicability != "manual" and isinstance(r.match, SymbolMatch | CommandMatch)]


def written(text: str, name: str, level: str) -> str:
    """The text after a fix."""
    options = CheckOptions((name,), AS_OF, stdin=text.encode(), stdin_filename=name, alone=True)
    done = repair(engine.check(options), level, lambda new: engine.check(replace(options, contents=new)))
    return done.after.get(name, text.encode()).decode()


class Replies:
    """Answers every request with what a client needs to go on; ``seen``: method and URL of each."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, session: requests.Session, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        self.seen.append(f"{request.method} {request.url}")
        reply = requests.Response()
        reply.status_code, reply.url, reply.request = 200, request.url or "", request
        token = {"access_token": "t", "token_type": "bearer", "expires_in": 900}
        known = {**token, "v3_user_token": "t", "stsBaseUrl": "https://sts.us.code42.com"}
        body = {**known, "data": known, "searches": []}
        reply._content = json.dumps(body).encode()
        reply.headers["Content-Type"] = "application/json"
        reply.encoding = "utf-8"
        return reply


def _method(replies: Replies) -> Any:
    """A function, which unlike an object that is called takes the session it is looked up on."""

    def send(session: requests.Session, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        return replies(session, request, **more)

    return send


def _filler(name: str) -> Any:
    known: dict[str, Any] = {
        "host": "console.us.code42.com",
        "url": "https://api.us.code42.com",
        "print": lambda *_: None,
    }
    return known.get(name, f"v-{name}")


def _free(text: str) -> set[str]:
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    return (
        {n.id for n in nodes if isinstance(n.ctx, ast.Load)}
        - {n.id for n in nodes if not isinstance(n.ctx, ast.Load)}
        - set(dir(builtins))
    )


def _client(text: str) -> Any:
    """A client of the package that a text is about."""
    if "incydr" in text:
        return importlib.import_module("incydr").Client("https://api.us.code42.com", "key-1", "secret")
    return importlib.import_module("py42.sdk").from_api_client("console.us.code42.com", "key-1", "secret")


def _given(name: str, text: str) -> Any:
    return _client(text) if name in {"sdk", "client", "c", "py42_client", "code42"} else _filler(name)


def _call(function: Any, text: str) -> None:
    wanted = [
        n
        for n, p in inspect.signature(function).parameters.items()
        if (p.default is p.empty and p.kind < p.VAR_POSITIONAL) or p.kind is p.KEYWORD_ONLY
    ]
    _read(function(**{name: _given(name, text) for name in wanted}))


class _Reading(ast.NodeTransformer):
    """Reads the first item of what a statement makes and leaves: generators ask for nothing before."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        call = ast.Call(ast.Name("_read", ast.Load()), [node.value], [])
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(ast.copy_location(call, node)), node))


def _read(value: Any) -> None:
    if inspect.isgenerator(value):
        next(value, None)


def execute(text: str) -> Run:
    """A program is run and all it defines is called."""
    replies = Replies()
    with mock.patch.object(requests.Session, "send", _method(replies)), warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        error = _broken(text, replies)
    warned = (str(one.message) for one in told if one.category is DeprecationWarning)
    return Run(error, tuple(replies.seen), tuple(word for word in warned if "deprecated" in word))


def _broken(text: str, replies: Replies) -> str:
    try:
        names = {name: _given(name, text) for name in _free(text)} | {"_read": _read}
        given = set(names)
        exec(compile(_Reading().visit(ast.parse(text)), "<example>", "exec"), names)
        for name, value in list(names.items()):
            if name not in given and getattr(value, "__module__", "") == "builtins":
                _use(value, text)
    except BROKEN as error:
        return _blame(error)
    except Exception as error:  # noqa: BLE001  replies of ours are not what a model or a script goes on to read
        return "" if _own(replies.seen) else f"{STOPPED}: {error!r:.120}"
    return ""


def _own(seen: Iterable[str]) -> list[str]:
    """The requests without those of the login."""
    return [url for url in seen if not re.search("oauth|/User/my|ServerEnv", url)]


SENDS_NOTHING = "only builds a part of a query of version 1, sends nothing itself"


def seen_as(rule: Rule, texts: Iterable[str]) -> str:
    """What the old calls were seen to be when the real package made them: refused by it, deprecated by the server or
    by the package's own warning. What cannot be run says so."""
    if isinstance(rule.match, CommandMatch):
        return "not run: an old command line cannot stand beside incydr, and incydr's own needs a login"
    found = [execute(text) for text in texts]
    refused = [run.error.partition(" (")[0] for run in found if run.error and not run.error.startswith(STOPPED)]
    asked = [old for run in found for url in _own(run.seen) if (old := _deprecated(url))]
    warned = [word for run in found for word in run.warned]
    for kind, words in (("deprecated", asked), ("refused", refused), ("warned", warned)):
        if words:
            return f"{kind}: {words[0].splitlines()[0]:.90}"
    return SENDS_NOTHING


def _deprecated(seen: str) -> str:
    """What is deprecated about a request, by the tables of the server that plays Code42."""
    method, _, url = seen.partition(" ")
    parts = urlsplit(url)
    verdict = WORLD.judge(Call(parts.hostname or "", method, parts.path, tuple(parse_qsl(parts.query)), None, ""))
    return f"{method} {parts.path} is {', '.join(verdict.old)}" if verdict.old else ""


def _use(value: Any, text: str) -> None:
    if inspect.isfunction(value):
        _call(value, text)
    elif inspect.isclass(value):
        own = SimpleNamespace(**{name: _given(name, text) for name in ("sdk", "client", "c")})
        for method in vars(value).values():
            if inspect.isfunction(method):
                _call(method.__get__(own), text)


def _blame(error: BaseException) -> str:
    """The error, when the example itself meets it at the package; not when the package stumbles over our replies."""
    frames = inspect.getinnerframes(error.__traceback__) if error.__traceback__ else []
    own = not frames or frames[-1].filename in {"<example>", __file__}
    return f"{type(error).__name__}: {error}" if own else ""


def _command(text: str) -> str:
    """What the real program says against a command line, "" when it takes it."""
    from _incydr_cli.main import incydr

    lines = re.findall(r"\bincydr [a-z][^|>\n)]*", text.replace("\\\n", " "))
    if not lines:
        return "no command"
    for line in lines:
        if why := _taken(incydr, shlex.split(line)[1:]):
            return why
    return ""


def _taken(group: Any, words: list[str]) -> str:
    while words and isinstance(group, click.Group):
        command = group.get_command(click.Context(group), words[0])
        if command is None:
            return f"no command {words[0]}"
        group, words = command, words[1:]
    known = {opt for param in group.params for opt in (*param.opts, *param.secondary_opts)} | {"--help"}
    wrong = [word for word in words if word.startswith("--") and word.partition("=")[0] not in known]
    return f"no option {', '.join(wrong)}" if wrong else ""


def prove(rule: Rule) -> Proof:
    """The best of the rule's examples that its fix changes."""
    found, old = [], []
    for test in (script for example in rule.found for script in scripts(rule.match, example)):
        name = {"python": "a.py", "shell": "a.sh", "powershell": "a.ps1"}.get(test.kind, "")
        after = written(test.code, name, rule.fix.applicability) if name else test.code
        if after == test.code:
            continue
        old.append(test.code)
        why = _command(after) if isinstance(rule.match, CommandMatch) else execute(after).error
        found.append(Proof(rule.code, "wrong" if why else "proven", why=why))
    best = min(found, key=lambda one: one.state, default=Proof(rule.code, "empty"))
    return replace(best, before=seen_as(rule, old))


def main() -> Iterator[Proof]:
    """Every rule, one after the other."""
    warnings.simplefilter("ignore")
    for rule in fixable():
        yield prove(rule)


def outcomes() -> list[Proof]:
    """All of them, proven in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.proof.packages"],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return [Proof(*line.split("\t")) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        mock.patch.object(Path, "home", return_value=Path(home)).start()
        for one in main():
            told = (word.replace("\t", " ").replace("\n", " ") for word in (one.code, one.state, one.before, one.why))
            sys.stdout.write("\t".join(told) + "\n")
