"""Fixes of SDK calls and command lines: what they write is called on the real packages, whose requests are recorded.

Runs in a process of its own (``python -m tests.proof.packages``): it replaces what ``requests`` sends. Prints one line
a rule: code, ``proven``, ``empty`` or ``wrong``, and why.
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
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import click
import requests

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.catalogue.model import CommandMatch, Rule, SymbolMatch
from c42migrate.engine_types import CheckOptions
from c42migrate.fixes.apply_verify import repair

AS_OF = date(2026, 11, 23)
BROKEN = (AttributeError, ImportError, TypeError, NameError, SyntaxError)
"""What a call of something that is not there, or not with these arguments, raises."""
PACKAGES = ("py42", "incydr", "_incydr_sdk", "_incydr_cli")


@dataclass(frozen=True)
class Proof:
    """``state`` of a rule as in the table, the command or symbol that was reached, and why it is wrong."""

    code: str
    state: str
    why: str = ""


def fixable() -> list[Rule]:
    """The rules about packages that have a fix."""
    rules = current().rules.values()
    return [r for r in rules if r.fix.applicability != "manual" and isinstance(r.match, SymbolMatch | CommandMatch)]


def written(text: str, name: str, level: str) -> str:
    """The text after a fix."""
    options = CheckOptions((name,), AS_OF, stdin=text.encode(), stdin_filename=name)
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
        body = {
            **token,
            "data": {**token, "v3_user_token": "t"},
            "stsBaseUrl": "https://sts.us.code42.com",
            "searches": [],
        }
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
    function(**{name: _given(name, text) for name in wanted})


def execute(text: str) -> tuple[str, list[str]]:
    """What broke ("" when nothing did) and the requests, when a program is run and all it defines is called."""
    replies = Replies()
    with mock.patch.object(requests.Session, "send", _method(replies)):
        try:
            names = {name: _given(name, text) for name in _free(text)}
            given = set(names)
            exec(compile(text, "<example>", "exec"), names)
            for name, value in list(names.items()):
                if name not in given and getattr(value, "__module__", "") == "builtins":
                    _use(value, text)
        except BROKEN as error:
            return _blame(error), replies.seen
        except Exception as error:  # noqa: BLE001  replies of ours are not what a model or a script goes on to read
            own = [url for url in replies.seen if not re.search("oauth|/User/my|ServerEnv", url)]
            return "" if own else f"stops before it asks for anything: {error!r:.120}", replies.seen
    return "", replies.seen


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
    found = []
    for test in rule.found:
        name = {"python": "a.py", "shell": "a.sh", "powershell": "a.ps1"}.get(test.kind, "")
        after = written(test.code, name, rule.fix.applicability) if name else test.code
        if after == test.code:
            continue
        why = _command(after) if isinstance(rule.match, CommandMatch) else execute(after)[0]
        found.append(Proof(rule.code, "wrong" if why else "proven", why))
    return min(found, key=lambda one: one.state, default=Proof(rule.code, "empty"))


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
    return [Proof(*(line.split(" ", 2))) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        mock.patch.object(Path, "home", return_value=Path(home)).start()
        for one in main():
            sys.stdout.write(f"{one.code} {one.state} {one.why}\n")
