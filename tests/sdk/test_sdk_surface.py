"""Every public method of the real py42 is accounted for, and the tables of classes say what its classes can do."""

from __future__ import annotations

import importlib
import inspect
import warnings
from collections.abc import Iterator

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.model import CallFix, ClientFix, ImportFix, SymbolMatch

py42 = pytest.importorskip("py42.sdk")

FACTORIES = {"from_api_client", "from_jwt_provider", "from_local_account"}


class _Anything:
    def __getattr__(self, name: str) -> _Anything:
        return _Anything()

    def __call__(self, *args: object, **kwargs: object) -> _Anything:
        return _Anything()

    def __getitem__(self, key: object) -> _Anything:
        return _Anything()

    def __iter__(self) -> Iterator[object]:
        return iter(())


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
    client = py42.SDKClient(_Anything(), _Anything())
    return sorted(set(_methods(client, "py42.client")) - {f"py42.client.{name}" for name in FACTORIES})


def _covered(symbol: str) -> bool:
    matches = [rule.match for rule in current().rules.values() if isinstance(rule.match, SymbolMatch)]
    names = [name for match in matches if match.forms != ("import",) and not match.argument for name in match.names]
    return any(symbol.startswith(name[:-1]) if name.endswith(".*") else symbol == name for name in names)


def test_every_public_method_has_a_rule_or_a_stated_reason_for_none() -> None:
    methods = _public()
    assert len(methods) > 130
    known = current().vocabulary.undeprecated
    assert [name for name in methods if not _covered(name) and name not in known] == []


def test_what_is_said_not_to_be_deprecated_exists_and_has_no_rule() -> None:
    methods = set(_public())
    assert [name for name in current().vocabulary.undeprecated if name not in methods or _covered(name)] == []


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
    pytest.importorskip("incydr")
    from _incydr_sdk.core.client import Client

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        client = Client("https://api.us.code42.com", "k", "s", skip_auth=True)
    fixes = [rule.fix for rule in current().rules.values()]
    targets = [fix.symbol for fix in fixes if isinstance(fix, CallFix)]
    targets += [new for fix in fixes if isinstance(fix, ClientFix) for new in fix.symbols.values()]
    for target in (target for target in targets if target.startswith("incydr.client.")):
        thing: object = client
        for part in target.split(".")[2:]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                thing = getattr(thing, part)
        assert callable(thing)
