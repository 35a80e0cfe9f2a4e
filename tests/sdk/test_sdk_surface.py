"""Every public method of the real py42 is accounted for, and the tables of classes say what its classes can do."""

from __future__ import annotations

import importlib
import inspect
import re
import warnings
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.explain import lookup
from c42migrate.catalogue.model import CallFix, ImportFix, SymbolMatch
from c42migrate.catalogue.render import Page
from c42migrate.model import Dated, Severity
from tests.checking import DAY, by_line, notes
from tests.sdk.sdk_support import Anything

py42 = pytest.importorskip("py42.sdk")

FACTORIES = {"from_api_client", "from_jwt_provider", "from_local_account"}


def _methods(thing: object, chain: str) -> Iterator[str]:
    for name in dir(thing):
        member = None if name.startswith("_") else inspect.getattr_static(thing, name)
        if isinstance(member, property):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                value = getattr(thing, name, None)
            if type(value).__module__.startswith("py42."):
                yield from _methods(value, f"{chain}.{name}")
        elif callable(member) or isinstance(member, classmethod | staticmethod):
            yield f"{chain}.{name}"
    for name, value in vars(thing).items():
        if not name.startswith("_") and type(value).__module__.startswith("py42."):
            yield from _methods(value, f"{chain}.{name}")


def _public() -> list[str]:
    client = py42.SDKClient(Anything(), Anything())
    return sorted(set(_methods(client, "py42.client")) - {f"py42.client.{name}" for name in FACTORIES})


def _arguments(symbol: str) -> str:
    """Something for each argument that the method must have."""
    method: object = py42.SDKClient(Anything(), Anything())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in symbol.split(".")[2:]:
            method = getattr(method, name)
    assert callable(method)
    given = [p for p in inspect.signature(method).parameters.values() if p.kind is not p.VAR_KEYWORD]
    needed = [parameter for parameter in given if parameter.default is parameter.empty]
    return ", ".join(["value"] * len(needed))


@cache
def _found() -> dict[str, list[Dated]]:
    """Public method of py42 → the findings in a script that calls it."""
    methods = _public()
    calls = [f"    {name.replace('py42.client', 'sdk')}({_arguments(name)})" for name in methods]
    script = [
        "import py42.sdk",
        "",
        "def run(host, key, secret, value):",
        "    sdk = py42.sdk.from_api_client(host, key, secret)",
    ]
    at = by_line("\n".join([*script, *calls]) + "\n")
    return {name: at.get(number, []) for number, name in enumerate(methods, len(script) + 1)}


def test_every_public_method_has_one_answer() -> None:
    found = _found()
    assert len(found) == 138
    assert {name: len(findings) for name, findings in found.items() if len(findings) != 1} == {}


def test_every_public_method_is_told_its_successor_or_that_there_is_none() -> None:
    """Where an argument decides (``use_v2``), the rule speaks of one method alone."""
    rules = current().rules
    untold = [
        name
        for name, findings in _found().items()
        for rule in [rules[findings[0].finding.code]]
        if not rule.successor(name) and not (isinstance(rule.match, SymbolMatch) and rule.match.argument)
    ]
    assert untold == []


def test_a_method_ends_with_py42_or_with_what_it_asks_the_server_for() -> None:
    package = date(2027, 1, 1)
    for name, (dated,) in _found().items():
        assert dated.end_of_life is not None, name
        assert dated.end_of_life <= package, name
        assert dated.severity is not Severity.ERROR or dated.basis != "inferred", name
        assert dated.severity is Severity.ERROR or dated.end_of_life == package or dated.basis == "inferred", name


@pytest.mark.parametrize(
    ("method", "instead"),
    [
        ("users.block", "nothing"),
        ("users.get_by_username", "client.users.v1.get_page"),
        ("devices.deactivate", "client.agents.v1.deactivate"),
        ("orgs.get_all", "client.orgs.v1.list"),
        ("legalhold.add_to_matter", "client.legal_hold.v1.add_custodian"),
        ("archive.get_backup_sets", "nothing"),
    ],
)
def test_explain_answers_for_one_method(method: str, instead: str) -> None:
    catalogue = current()
    rules = lookup(f"sdk.{method}(9)", catalogue).rules
    assert len(rules) == 1
    text = Page(rules[0], catalogue, DAY, f"sdk.{method}(9)").text()
    assert f"Use instead: {instead}" in " ".join(text.split())


def _incydr() -> object:
    pytest.importorskip("incydr")
    from _incydr_sdk.core.client import Client

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Client("https://api.us.code42.com", "k", "s", skip_auth=True)


def _named_calls() -> list[tuple[str, str, str]]:
    """(rule, call on an incydr client, what stands in its brackets) of all that rules say about names of py42."""
    found = []
    for rule in current().rules.values():
        if isinstance(rule.match, SymbolMatch) and rule.match.names[0].startswith("py42"):
            for text in (*rule.successors.values(), rule.replacement.text):
                found += [(rule.name, *call) for call in re.findall(r"\bclient((?:\.\w+){2,})(?:\(([^()]*)\))?", text)]
    return found


def test_every_successor_exists_in_incydr() -> None:
    client = _incydr()
    calls = _named_calls()
    assert len(calls) > 120
    for rule, chain, arguments in calls:
        thing: object = client
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name in [name for name in chain.split(".") if name]:
                assert hasattr(thing, name), (rule, chain)
                thing = getattr(thing, name)
        given = [word for word in re.split(r",\s*", arguments) if re.fullmatch(r"\w+(=.*)?", word)]
        if given:
            assert callable(thing)
            assert len(given) <= len(inspect.signature(thing).parameters), (rule, chain, arguments)


def _members(cls: type) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in (name for name in dir(cls) if not name.startswith("_")):
        value = getattr(cls, name)
        if isinstance(value, type):
            found |= {f"{name}.{inner}": what for inner, what in _members(value).items()}
        found[name] = (
            value if isinstance(value, str | int) else str(inspect.signature(value)) if callable(value) else ""
        )
    return {name: "" if name.count(".") == 0 and str(value).startswith("<") else value for name, value in found.items()}


def _classes() -> list[tuple[str, str, str, tuple[str, ...]]]:
    found = []
    for rule in current().rules.values():
        if isinstance(rule.match, SymbolMatch) and isinstance(rule.fix, ImportFix):
            module = next((n for n in rule.match.names if n.endswith(("_filter", "_query"))), "")
            moved = rule.fix.imports.items()
            found += [(module, old, new, rule.fix.lost) for old, new in moved if module and old != "*"]
    return found


@pytest.mark.parametrize(("module", "old", "new", "lost"), _classes())
def test_a_successor_can_do_all_that_is_not_listed_as_lost(
    module: str, old: str, new: str, lost: tuple[str, ...]
) -> None:
    before = _members(getattr(importlib.import_module(module), old))
    name = new.rpartition(".")
    after = _members(getattr(importlib.import_module(name[0]), name[2]))
    missing = {f"{old}.{member}" for member, value in before.items() if after.get(member) != value}
    classes = {name for name, value in before.items() if value == "" or str(value).startswith("(")}
    assert {m for m in missing if m.partition(".")[2] not in classes or m.count(".") > 1 or m in lost} <= set(lost)
    assert all(
        member in missing for member in lost if member.startswith(f"{old}.") and member != "FileEventQuery.from_dict"
    )


def test_symbols_moved_to_incydr_exist_there() -> None:
    client = _incydr()
    fixes = [rule.fix for rule in current().rules.values()]
    targets = [fix.symbol for fix in fixes if isinstance(fix, CallFix)]
    for target in (target for target in targets if target.startswith("incydr.client.")):
        thing: object = client
        for part in target.split(".")[2:]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                thing = getattr(thing, part)
        assert callable(thing)


@pytest.mark.parametrize(
    ("host", "method", "told"),
    [
        ("console.us1.crashplan.com", "users.block", ["for a CrashPlan server: the package pycpg has users.block"]),
        ("console.us1.crashplan.com", "cases.get_all", ["for a CrashPlan server: pycpg has no cases.get_all"]),
        ("console.us.code42.com", "users.block", []),
    ],
)
def test_pycpg_is_named_where_py42_meets_crashplan(host: str, method: str, told: list[str]) -> None:
    script = f'import py42.sdk\n\nsdk = py42.sdk.from_local_account("{host}", user, password)\nsdk.{method}()\n'
    assert [note for note in notes(script) if note.startswith("for a CrashPlan")] == told
