"""Every deprecation that the vendor told of, or that its specification marked, has a rule that names it.

``tests/data/facts.csv``: one line per deprecation, collected apart from the rules: its kind and, for an operation, verb
and path as they were announced, other paths of it (``also``) and what is left to use today (``terminal``, for the server
that plays Code42). Everything else is said once, in the rule.
"""

from __future__ import annotations

import re

from c42migrate.catalogue import current
from c42migrate.catalogue.model import Basis, FieldMatch, Match, RequestMatch, ShapeMatch
from tests.checking import table

FACTS = table("facts.csv")
KINDS = {"response-field": FieldMatch, "request-param": FieldMatch, "url-path-shape": ShapeMatch}


def test_each_has_a_rule_that_names_it():
    named = {(fact, rule.name) for rule in current().rules.values() for fact in rule.facts}
    assert {(fact["id"], fact["rule"]) for fact in FACTS} <= named
    assert {fact["id"] for fact in FACTS} == {fact for fact, _ in named}


def test_an_operation_is_matched_as_it_was_announced():
    operations = [fact for fact in FACTS if fact["kind"] == "rest-endpoint"]
    wrong = [fact["id"] for fact in operations if not _matches(_match(fact), fact["method"], fact["path"])]
    assert wrong == []
    assert len(operations) == 131


def _match(fact) -> Match:
    return current().find(fact["rule"]).match


def _matches(match: Match, method: str, path: str) -> bool:
    """Written as announced, in today's shape, or with an id behind it."""
    if not isinstance(match, RequestMatch) or method not in match.methods:
        return False
    written = _unnamed(path.replace("<", "{").replace(">", "}"))
    versioned = re.sub(r"^/(?:c42)?api/(?!v\d)", "/api/v1/", written).replace("/c42api/", "/api/")
    return bool({written, versioned, f"{versioned}/{{}}"} & {_unnamed(path) for path in match.paths})


def _unnamed(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path.partition("?")[0]).rstrip("/").lower()


def test_fields_and_shapes_are_matched_as_such():
    typed = [(fact["id"], _match(fact), KINDS[fact["kind"]]) for fact in FACTS if fact["kind"] in KINDS]
    assert [name for name, match, kind in typed if not isinstance(match, kind) and not name.startswith("host-")] == []


def test_a_policy_date_is_one_year_after_the_announcement():
    for rule in current().rules.values():
        for mark in (rule.lifecycle.end_of_support, rule.lifecycle.end_of_life):
            if mark is not None and mark.basis is Basis.POLICY:
                start = rule.lifecycle.announced or rule.lifecycle.deprecated
                assert mark.date == start.date.replace(year=start.date.year + 1), rule.code


def test_every_rule_says_where_its_sources_can_be_read():
    """All but one: what is known of ``code42 securitydata`` comes from public scripts alone."""
    assert [rule.code for rule in current().rules.values() if not current().urls(rule)] == ["C42-870"]


def test_every_rule_was_checked_when_the_packages_were_read_last():
    assert {str(rule.verified_on) for rule in current().rules.values()} == {"2026-11-30"}


def test_summaries_say_what_is_deprecated_and_name_no_template():
    said = "deprecated|removed|no longer|no longer work|gone|withdrawn|not with the portal|fail|leads nowhere|no longer issued"
    silent = [rule.code for rule in current().rules.values() if not re.search(said, rule.summary)]
    assert silent == []
    assert [rule.code for rule in current().rules.values() if "{" in rule.summary or rule.summary.endswith(".")] == [
        "C42-751",
        "C42-752",
    ]
