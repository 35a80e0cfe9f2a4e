"""Status and severity by date."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.catalogue.dates import SEVERITY, status
from c42migrate.catalogue.model import (
    Basis,
    Confidence,
    HostFix,
    HostMatch,
    Lifecycle,
    Milestone,
    Replacement,
    ReplacementStatus,
    Rule,
)
from c42migrate.model import Applicability

ORDER = list(SEVERITY)
DAY = date(2023, 5, 18)


def rule(**marks: Milestone) -> Rule:
    return Rule(
        code="C42-301",
        name="x",
        family="users",
        summary="x",
        match=HostMatch(("x",)),
        lifecycle=Lifecycle(**marks),
        replacement=Replacement(ReplacementStatus.NONE, "x"),
        fix=HostFix(Applicability.MANUAL),
        confidence=Confidence.DOCUMENTED,
        verified_on=DAY,
    )


def on(day: date, basis: Basis = Basis.STATED) -> Milestone:
    return Milestone(day, basis, "notes")


YEAR = {"announced": on(date(2022, 5, 18)), "deprecated": on(date(2022, 6, 1))}
POLICY = YEAR | {"end_of_life": on(DAY, Basis.POLICY)}


@pytest.mark.parametrize(
    ("marks", "as_of", "expected"),
    [
        (POLICY, date(2022, 1, 1), ("announced", "note", DAY, "policy", 502)),
        (POLICY, date(2022, 5, 18), ("announced", "note", DAY, "policy", 365)),
        (POLICY, date(2022, 6, 1), ("deprecated", "note", DAY, "policy", 351)),
        (POLICY, DAY - timedelta(91), ("deprecated", "note", DAY, "policy", 91)),
        (POLICY, DAY - timedelta(90), ("ending", "warning", DAY, "policy", 90)),
        (POLICY, DAY - timedelta(1), ("ending", "warning", DAY, "policy", 1)),
        (POLICY, DAY, ("ended", "error", DAY, "policy", 0)),
        (POLICY, date(2026, 11, 23), ("ended", "error", DAY, "policy", -1285)),
        (POLICY | {"removed": on(DAY)}, DAY, ("removed", "error", DAY, "stated", 0)),
        (
            POLICY | {"removed": on(date(2023, 8, 4))},
            date(2023, 8, 5),
            ("removed", "error", date(2023, 8, 4), "stated", -1),
        ),
        (POLICY | {"removed": on(date(2023, 8, 4))}, date(2023, 8, 1), ("ended", "error", DAY, "policy", -75)),
        (YEAR | {"end_of_life": on(DAY, Basis.INFERRED)}, DAY, ("ended", "warning", DAY, "inferred", 0)),
        (YEAR | {"end_of_life": on(DAY, Basis.OBSERVED)}, DAY, ("ended", "error", DAY, "observed", 0)),
        (YEAR | {"removed": on(DAY)}, DAY - timedelta(5), ("ending", "warning", DAY, "stated", 5)),
        (
            POLICY | {"removed": on(date(2022, 8, 31), Basis.OBSERVED)},
            date(2022, 9, 1),
            ("removed", "error", date(2022, 8, 31), "observed", -1),
        ),
        (YEAR, date(2026, 11, 23), ("deprecated", "note", None, "", None)),
        ({}, date(2026, 11, 23), ("announced", "note", None, "", None)),
        (
            POLICY | {"end_of_support": on(date(2022, 7, 1))},
            date(2022, 8, 1),
            ("deprecated", "note", DAY, "policy", 290),
        ),
    ],
)
def test_status(marks, as_of, expected):
    found = status(rule(**marks), as_of)
    assert found[:5] == expected
    assert found.removed == (found.end_of_life if found.status == "removed" else None)


def test_warn_days_widen_the_window():
    assert status(rule(**POLICY), DAY - timedelta(200), warn_days=365).status == "ending"
    assert status(rule(**POLICY), DAY - timedelta(1), warn_days=0).status == "deprecated"


days = st.dates(date(2015, 1, 1), date(2035, 1, 1))
marks = st.one_of(st.none(), st.builds(Milestone, days, st.sampled_from(Basis), st.just("s")))
lifecycles = st.fixed_dictionaries(dict.fromkeys(("announced", "deprecated", "end_of_life", "removed"), marks))


@given(lifecycles, st.lists(days, min_size=2), st.integers(0, 400))
def test_a_rule_never_gets_better_with_time(dates, moments, warn_days):
    found = [status(rule(**dates), day, warn_days) for day in sorted(moments)]
    for earlier, later in pairwise(found):
        assert ORDER.index(earlier.status) <= ORDER.index(later.status)


@given(lifecycles, days)
def test_only_a_removal_that_was_stated_or_seen_says_removed(dates, as_of):
    gone = dates["removed"]
    found = status(rule(**dates), as_of)
    seen = gone is not None and gone.basis in (Basis.STATED, Basis.OBSERVED) and gone.date <= as_of
    assert (found.status == "removed") == seen
    assert not seen or (found.end_of_life, found.basis) == (gone.date, gone.basis.value)


@given(lifecycles, days)
def test_what_nobody_states_is_no_error(dates, as_of):
    found = status(rule(**dates), as_of)
    assert (found.severity == "error") == (found.status in {"ended", "removed"} and found.basis != "inferred")
    assert found.severity == "warning" or found.severity == SEVERITY[found.status]
    assert (found.days_left is None) == (found.end_of_life is None) == (found.basis == "")
