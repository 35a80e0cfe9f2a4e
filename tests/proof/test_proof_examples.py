"""The rules' own examples are executed too: after the fix the same is asked for, with less that is deprecated."""

from __future__ import annotations

import ast
import builtins
import inspect
import io
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from c42migrate.catalogue import current
from c42migrate.catalogue.examples import scripts
from tests.proof.samples import GONE, WITH_MORE
from tests.server.local import running, wired
from tests.server.play import Code42
from tests.server.world import Verdict, World

RUNNABLE = ("RequestMatch", "ShapeMatch", "HostMatch", "HeaderMatch")
EXAMPLES = [
    (rule, number, script.code, fixed)
    for rule in current().rules.values()
    for number, test in enumerate(rule.found)
    for script in scripts(rule.match, test)
    for fixed in (script.fixed, script.fixed_unsafe)
    if script.kind == "python" and fixed and fixed != script.code and type(rule.match).__name__ in RUNNABLE
    if rule.name not in WITH_MORE
]
HEADERS = {"Authorization": "Bearer secret"}


class Client(requests.Session):
    """A session that knows its token; also whatever object an example expects."""

    def __init__(self) -> None:
        super().__init__()
        self.headers.update(HEADERS)
        self.session = self


class Open(str):
    """A text that also has whatever attribute or item an example reads of it."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Open:
        return Open(f"{self}-{name}")

    def __getitem__(self, key: Any) -> Any:
        return Open(f"{self}-{key}") if isinstance(key, str) else super().__getitem__(key)


def filler(name: str) -> Any:
    """A value for a name that an example leaves open."""
    known: dict[str, Any] = {
        "headers": HEADERS,
        "session": Client(),
        "client": Client(),
        "target": io.BytesIO(),
        "host_name": "console.us",
        "host": "console.us.code42.com",
        "base": "https://console.us.code42.com",
        "code42_storage": "https://console.us.code42.com",
        "url": "https://console.us.code42.com",
        "number": 7,
        "payload": {"notes": "x"},
        "body": {"notes": "x"},
        "query": {},
    }
    return known.get(name, Open(f"v-{name}"))


def free_names(text: str) -> set[str]:
    """Names that a program reads and never binds."""
    names = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    return {node.id for node in names if isinstance(node.ctx, ast.Load)} - set(dir(builtins))


def call(function: Any) -> None:
    """Call a function with fillers for all that it asks for."""
    function(*(filler(name) for name, p in inspect.signature(function).parameters.items() if p.default is p.empty))


def run(text: str, server: Code42) -> list[Verdict]:
    """Execute a program, then call every function and method it defines."""
    server.forget(gone=False)
    names: dict[str, Any] = {name: filler(name) for name in free_names(text)}
    given = set(names)
    try:
        exec(compile(text, "<example>", "exec"), names)
        for name, value in list(names.items()):
            if inspect.isfunction(value) and name not in given:
                call(value)
            elif inspect.isclass(value) and value.__module__ == "builtins":
                made = type(name, (value,), {"__getattr__": lambda _, key: filler(key)})()
                for method in [m for m in vars(value) if not m.startswith("_") and callable(vars(value)[m])]:
                    call(getattr(made, method))
    except (LookupError, TypeError, ValueError):
        pass  # replies are not what the example goes on to read
    return list(server.seen)


@pytest.fixture(scope="module")
def server() -> Iterator[Code42]:
    with warnings.catch_warnings(), running(Code42(World())) as playing, wired(playing.server_port):
        warnings.simplefilter("ignore", ResourceWarning)
        yield playing


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e[0].name}-{e[1]}")
def test_it_asks_for_the_same(example: tuple[Any, int, str, str], server: Code42) -> None:
    rule, _, code, fixed = example
    if "session.headers" in code:
        pytest.skip("sends nothing itself")
    before, after = run(code, server), run(fixed, server)
    assert len(before) == len(after) > 0, rule.name
    for old, new in zip(before, after, strict=True):
        assert old.operation in {"", new.operation}  # "": one of several, as the body says
        assert _kept(rule.name, old.values) == new.values
        assert new.operation or set(new.old) <= set(old.old)  # one that nothing replaces, in a new shape
    gone = Counter(part for verdict in before for part in verdict.old)
    kept = Counter(part for verdict in after for part in verdict.old)
    assert kept < gone


def _kept(rule: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """What a request still says after the fix: the tenant is told by the token, a switch by the path."""
    return tuple(v for v in values if v not in {"t", "v-tenant", "True", "False"}) if rule in GONE else values
