"""Every known deprecation has its rule, with the same dates, verb, paths and successor.

``tests/data/facts.csv``: one line per deprecation. ``end_of_life`` is a stop that the vendor states, else one year
after the announcement; where a stop is stated later, ``end_of_support`` keeps the policy's date. An empty date is not
known: a rule may then have an inferred one only. Calls and commands of a client have no end here: they end with their
package or with the server (``test_rules_verdicts``). ``removed`` is seen or stated to be gone; that a page no longer
documents a thing, or that a stop is planned, is not that. ``terminal`` is what is left to use today.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest
from rules_support import RULES, catalogue, table

from c42migrate.catalogue.load import load_rules
from c42migrate.catalogue.model import Basis, FieldMatch, RequestMatch, Rule, ShapeMatch
from c42migrate.catalogue.rulefiles import VOCABULARY, rule_files

FACTS = table("facts.csv")
BY_ID = {fact["id"]: fact for fact in FACTS}
each_fact = pytest.mark.parametrize("fact", FACTS, ids=BY_ID)


def _rule(fact):
    rule = catalogue().find(fact["rule"])
    assert rule is not None, fact["rule"]
    return rule


@cache
def _written() -> dict[str, Rule]:
    """The rules as they stand in their files: what ends calls of a client is worked out later."""
    return {rule.code: rule for path in rule_files(RULES) if path.name != VOCABULARY for rule in load_rules(path)}


def test_there_are_all_of_them():
    assert len(FACTS) == len(BY_ID) == 255


def test_no_rule_speaks_of_an_unknown_deprecation():
    named = {fact for rule in catalogue().rules.values() for fact in rule.facts}
    assert named == set(BY_ID)


@each_fact
def test_it_has_a_rule_that_names_it(fact):
    assert fact["id"] in _rule(fact).facts


@each_fact
@pytest.mark.parametrize("name", ["announced", "end_of_support", "end_of_life", "removed"])
def test_its_dates_are_equal(fact, name):
    mark = getattr(_written()[_rule(fact).code].lifecycle, name)
    if fact[name]:
        assert mark is not None
        assert mark.date == date.fromisoformat(fact[name])
    elif name in {"announced", "end_of_life"}:
        assert mark is None or mark.basis is Basis.INFERRED
    elif name == "removed":
        assert mark is None or fact["id"] in GONE_WITH_ANOTHER


GONE_WITH_ANOTHER = {
    "dl-ecm-v1-create",  # with all of the detection lists
    "cli-incydr-users-risk-profiles",  # renamed in incydr 2.0.0
    "cli-incydr-risk-profiles-add-cloud-alias--remove-cloud-alias--bulk-*",
}
"""Stated to be gone as a part of something larger."""


@each_fact
def test_a_policy_date_is_one_year_after_the_announcement(fact):
    life = _written()[_rule(fact).code].lifecycle
    for mark in (life.end_of_support, life.end_of_life):
        if mark is not None and mark.basis is Basis.POLICY:
            start = life.announced or life.deprecated
            assert mark.date == start.date.replace(year=start.date.year + 1)


def _unnamed(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path.partition("?")[0]).rstrip("/").lower()


@each_fact
def test_its_verb_and_path_are_equal(fact):
    match = _rule(fact).match
    if fact["kind"] != "rest-endpoint":
        assert not isinstance(match, RequestMatch) or fact["id"].startswith("auth-")
        return
    assert isinstance(match, RequestMatch)
    assert fact["method"] in match.methods
    paths = {_unnamed(path) for path in match.paths}
    written = _unnamed(fact["path"].replace("<", "{").replace(">", "}"))
    versioned = re.sub(r"^/(?:c42)?api/(?!v\d)", "/api/v1/", written).replace("/c42api/", "/api/")
    assert {written, versioned, f"{versioned}/{{}}"} & paths


@each_fact
def test_a_field_or_shape_is_matched_as_such(fact):
    wanted = {"response-field": FieldMatch, "request-param": FieldMatch}.get(fact["kind"])
    if fact["kind"] == "url-path-shape" and fact["id"].startswith("url-"):
        wanted = ShapeMatch
    assert wanted is None or isinstance(_rule(fact).match, wanted)


@each_fact
def test_what_is_left_to_use_is_equal(fact):
    rule = _rule(fact)
    terminal = catalogue().chains[rule.code].terminal
    operations = re.findall(r"(GET|POST|PUT|PATCH|DELETE) (/[^\s;,|]*)", fact["terminal"])
    said = _unnamed_all(terminal.method, terminal.path, terminal.symbol, terminal.command, terminal.text, *rule.steps)
    if fact["terminal"].startswith(("none", "unknown")):
        assert terminal.status == fact["terminal"].partition(":")[0]
    else:
        assert terminal.status == "live"
    if operations and terminal.status == "live" and rule.match.__class__ in {RequestMatch}:
        method, path = operations[0]
        assert (terminal.method, _unnamed(terminal.path)) == (method, _unnamed(path))
    for _, path in operations:
        assert _unnamed(path) in said
    if not operations and terminal.status == "live":
        assert all(_unnamed(part) in said for part in fact["terminal"].split(" + "))


def _unnamed_all(*texts: str) -> str:
    return re.sub(r"\{\w+\}", "{}", " ".join(texts)).lower()


def test_the_kinds_are_all_there():
    kinds = Counter(fact["kind"] for fact in FACTS)
    assert kinds["rest-endpoint"] == 131
    assert kinds["py42-symbol"] == 59
    assert len(kinds) == 10
