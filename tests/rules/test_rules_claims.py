"""No two rules speak of the same bytes, unless they are about two different things that stand there."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.claims import claims
from c42migrate.catalogue.examples import scripts
from c42migrate.catalogue.model import (
    CredentialMatch,
    FieldMatch,
    HeaderMatch,
    HostMatch,
    RequestMatch,
    RequirementMatch,
    SymbolMatch,
)
from c42migrate.engine.rule_tests import NAMES
from tests.checking import findings

BESIDE = (HostMatch, CredentialMatch, HeaderMatch, FieldMatch)
"""How and with what a request is made is a finding of its own, beside the operation that is asked for."""


def _clashes(text: str, name: str) -> list[tuple[str, ...]]:
    places = defaultdict(set)
    for finding in findings(text, name):
        places[finding.place].add(finding.code)
    pairs = [pair for codes in places.values() for pair in combinations(sorted(codes), 2)]
    return [pair for pair in pairs if not _may_share(*pair)]


def _may_share(first: str, second: str) -> bool:
    """An operation and the way it is asked for; never two operations, two symbols or two ways."""
    kinds = {type(current().rules[code].match) for code in (first, second)}
    return len(kinds) == 2 and any(kind in kinds for kind in BESIDE)


EXAMPLES = [
    (rule.code, number, script)
    for rule in current().rules.values()
    for number, test in enumerate((*rule.found, *rule.not_found), 1)
    for script in scripts(rule.match, test)[:1]
]


@pytest.mark.slow
@pytest.mark.parametrize("family", sorted({rule.family for rule in current().rules.values()}))
def test_no_example_gives_two_findings_for_the_same_bytes(family):
    clashes = {
        (code, number): found
        for code, number, test in EXAMPLES
        if current().rules[code].family == family
        and (found := _clashes(test.code, NAMES.get(test.kind, f"test.{test.kind}")))
    }
    assert clashes == {}


def test_no_two_rules_of_equal_precedence_claim_the_same():
    owners = defaultdict(set)
    for rule in current().rules.values():
        for claim in claims(rule):
            owners[claim, rule.precedence].add(rule.code)
    assert {claim: codes for claim, codes in owners.items() if len(codes) > 1} == {}


def test_every_shared_claim_states_which_rule_goes_first():
    owners = defaultdict(list)
    for rule in current().rules.values():
        if isinstance(rule.match, RequestMatch | SymbolMatch | RequirementMatch):
            for claim in claims(rule):
                owners[claim].append(rule)
    shared = [rules for rules in owners.values() if len(rules) > 1]
    assert all(len({rule.precedence for rule in rules}) == len(rules) for rules in shared)
