"""The tests that each rule carries, and what must hold for every rule alike."""

from __future__ import annotations

import re

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.examples import Form, programs
from c42migrate.catalogue.model import CommandMatch, LineTest, Match, RequestMatch, ScriptTest, SymbolMatch
from c42migrate.engine.rule_tests import check_rule
from tests.checking import findings

RULES = current().rules
LINES = [
    (rule, test.line) for rule in RULES.values() for test in rule.found if isinstance(test, LineTest)
]  # what the rules say is found
CLIENTS = re.compile(r"(py42|incydr)\.client\b")
HOSTS = {"C42-121", "C42-122", "C42-123"}
"""A retired host is a finding of its own, beside the operation that is asked for there."""
STORAGE = "https://storage-7.us.code42.com"


@pytest.mark.parametrize("code", RULES)
def test_the_examples_of_the_rule_hold(code):
    assert list(check_rule(RULES[code], ())) == []


def test_each_rule_has_enough_examples():
    for rule in RULES.values():
        scripts = [test for test in rule.found if isinstance(test, ScriptTest)]
        assert len(scripts) >= 2 or len(scripts) < len(rule.found), rule.code
        assert rule.not_found, rule.code
        every = [repr(test) for test in (*rule.found, *rule.not_found)]
        assert len({*every}) == len(every), rule.code


def test_what_can_be_fixed_shows_how():
    fixable = [rule for rule in RULES.values() if rule.fix.applicability != "manual"]
    silent = [r.code for r in fixable if not any(t.fixed is not None or t.fixed_unsafe is not None for t in r.found)]
    assert silent == []
    assert fixable


def _by_family(kind: type) -> dict[str, list[str]]:
    families: dict[str, list[str]] = {}
    for rule, line in LINES:
        if isinstance(rule.match, kind):
            families.setdefault(rule.family, []).append(line)
    return families


@pytest.mark.parametrize("family", _by_family(SymbolMatch))
def test_the_same_name_on_another_client_is_not_found(family):
    calls = [CLIENTS.sub("client", line) for line in _by_family(SymbolMatch)[family] if CLIENTS.search(line)]
    for setup in ("import acme\nclient = acme.Client(key)\n", "import pycpg.sdk\nclient = pycpg.sdk.from_jwt(host)\n"):
        assert findings(setup + "\n".join(calls) + "\n") == []


@pytest.mark.parametrize("family", _by_family(object))
def test_what_stands_in_a_comment_or_a_message_is_not_found(family):
    lines = _by_family(object)[family]
    spoken = [f"# {line}\nlogging.warning({f'{line} is gone'!r})" for line in lines]
    assert findings("import logging\n" + "\n".join(spoken) + "\n") == []


@pytest.mark.parametrize("family", _by_family(CommandMatch))
def test_a_command_that_is_only_printed_is_not_found(family):
    assert findings("".join(f"# {line}\n" for line in _by_family(CommandMatch)[family]), "script.sh") == []


def _spellings(path: str) -> list[str]:
    """A path to a resource of the console in the shapes of old; any other path has one."""
    old = re.fullmatch(r"/api/v1/((\w+).*)", path)
    if old is None or old[2].lower() not in current().vocabulary.resources:
        return [path]
    return [path, f"/api/{old[1]}", f"/console/api/{old[1]}", f"/console/api/v1/{old[1]}"]


def _operations() -> dict[str, list[tuple[str, str, str]]]:
    families: dict[str, list[tuple[str, str, str]]] = {}
    for rule in RULES.values():
        match: Match = rule.match
        if isinstance(match, RequestMatch) and not match.query and not match.body and "*" not in match.methods:
            rows = [
                (rule.code, verb, way) for path in match.paths for verb in match.methods for way in _spellings(path)
            ]
            families.setdefault(rule.family, []).extend(rows)
    return families


@pytest.mark.parametrize("family", _operations())
def test_every_spelling_of_an_operation_is_found_once_as_its_rule(family):
    wrong = []
    for code, verb, path in _operations()[family]:
        host = STORAGE if RULES[code].match.except_hosts else ""
        (program,) = [p for p in programs(RULES[code].match, f"{verb} {host}{path}") if p.form is Form.STRINGS]
        found = [one for one in findings(program.text) if one.code not in HOSTS]
        wrong += [(verb, path, one.code) for one in found if one.code != code and one.code not in _sharing(code)]
        wrong += [(verb, path, len(found))] if len(found) != len(program.uses) else []
    assert wrong == []


def _sharing(code: str) -> set[str]:
    """Rules about the same operation that only hold with some key of the query or the body, and their kin."""
    mine = RULES[code].match
    return {
        other.code
        for other in RULES.values()
        if isinstance(other.match, RequestMatch)
        and isinstance(mine, RequestMatch)
        and set(other.match.paths) & set(mine.paths)
        and set(other.match.methods) & set(mine.methods)
    }
