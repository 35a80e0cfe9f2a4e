"""The tests that each rule carries."""

from __future__ import annotations

import pytest
from rules_support import catalogue

from c42migrate.cli.validate import check_rule


@pytest.mark.parametrize("code", catalogue().rules)
def test_the_examples_of_the_rule_hold(code):
    assert list(check_rule(catalogue().rules[code], ())) == []


@pytest.mark.parametrize("code", catalogue().rules)
def test_the_rule_has_enough_examples(code):
    rule = catalogue().rules[code]
    assert len(rule.found) >= 2
    assert len(rule.not_found) >= 2
    assert len({test.code for test in (*rule.found, *rule.not_found)}) == len(rule.found) + len(rule.not_found)


def test_what_can_be_fixed_shows_how():
    fixable = [rule for rule in catalogue().rules.values() if rule.fix.applicability != "manual"]
    silent = [r.code for r in fixable if not any(t.fixed is not None or t.fixed_unsafe is not None for t in r.found)]
    assert silent == []
    assert fixable
