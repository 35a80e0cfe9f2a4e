from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.edits import Cause, Failure, plan, splice
from c42migrate.engine import repair as repairing
from c42migrate.engine.repair import Repair, repair
from c42migrate.errors import FixError, Problem
from c42migrate.model import Edit, Fix, Place
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from tests.reports.outcomes import AS_OF, edit, finding, outcome, scan

OLD = b'put("/api/UserDeactivation/1"); h = "v3_user_token " + t\n'


def run(files: dict[str, bytes], level: str = "safe") -> Repair:
    return repair(scan(files), level, lambda new: scan({**files, **new}))


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("safe", b'put("/api/v1/UserDeactivation/1"); h = "Bearer " + t\n'),
        ("unsafe", b'put("/v1/users/deactivate/1"); h = "Bearer " + t\n'),
    ],
)
def test_levels(level: str, expected: bytes) -> None:
    done = run({"a.py": OLD}, level)
    assert done.after == {"a.py": expected}
    assert done.before == {"a.py": OLD}
    assert len(done.made) == 2
    assert run({"a.py": expected}, level).after == {}


def test_what_remains_is_reported() -> None:
    assert [d.finding.code for d in run({"a.py": OLD}).remaining.findings] == ["C42-303"]
    assert run({"a.py": OLD}, "unsafe").remaining.findings == ()


def test_suppressed_and_baselined_findings_are_left_alone() -> None:
    assert run({"a.py": b'put("/api/UserDeactivation")  # c42migrate: ignore\n'}).after == {}


def test_overlapping_fixes_are_made_one_after_the_other() -> None:
    data = b'"/api/UserDeactivation"'
    one = finding("a", data, b"/api/UserDeactivation", fixes=[Fix("safe", "a", (edit("a", data, b"/api/", "/x/"),))])
    two = finding("a", data, b"UserDeactivation", fixes=[Fix("safe", "b", (edit("a", data, b"api/User", "y"),))])
    planned = plan(outcome({"a": data}, [one, two]).findings, "safe")
    assert (len(planned.chosen), len(planned.dropped)) == (1, 1)


def test_the_same_edit_of_two_findings_is_one() -> None:
    data = b'"/api/UserDeactivation"'
    fix = Fix("safe", "a", (edit("a", data, b"/api/", "/x/"),))
    found = [finding("a", data, part, fixes=[fix]) for part in (b"/api/UserDeactivation", b"UserDeactivation")]
    assert len(plan(outcome({"a": data}, found).findings, "safe").chosen) == 2


@pytest.mark.parametrize(
    ("change", "encoding"),
    [
        (Edit(Place("a", 0, 2), "x", b"zz"), "utf-8"),
        (Edit(Place("a", 3, 99), "x"), "utf-8"),
        (Edit(Place("a", 2, 1), "x"), "utf-8"),
        (Edit(Place("a", 0, 1), "漢"), "latin-1"),
        (Edit(Place("a", 0, 1), "x"), "no-such-codec"),
    ],
)
def test_splice_refuses(change: Edit, encoding: str) -> None:
    with pytest.raises(FixError):
        splice(b"abcd", [change], encoding)


@given(st.binary(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3), st.text("xyz", max_size=3))))
def test_splice_changes_only_what_it_was_told(data: bytes, wanted: list[tuple[int, int, str]]) -> None:
    edits, at = [], 0
    for start, length, text in sorted(wanted):
        if start >= at and start + length <= len(data):
            edits.append(Edit(Place("a", start, start + length), text, data[start : start + length]))
            at = start + length + 1
    expected, at = b"", 0
    for one in edits:
        expected += data[at : one.place.start] + one.text.encode()
        at = one.place.end
    assert splice(data, reversed(edits)) == expected + data[at:]


def _spoiled(files: dict[str, bytes], new: Mapping[str, bytes], how: str) -> Outcome:
    made = scan({**files, **new})
    if not new.get("a.py"):
        return made
    if how == "parse":
        return replace(made, errors=(Problem("a.py", "parse", "broken"),))
    if how == "new":
        return scan({**files, **new, "a.py": new["a.py"] + b'"/api/v1/UserBlock"'})
    return scan({**files, **new, "a.py": files["a.py"]})


@pytest.mark.parametrize("how", ["parse", "new", "stands"])
def test_a_file_that_comes_out_wrong_is_left_as_it_was(how: str) -> None:
    files = {"a.py": OLD, "b.py": OLD}
    done = repair(scan(files), "safe", lambda new: _spoiled(files, new, how))
    assert set(done.after) == {"b.py"}
    assert {failure.path for failure in done.failures} == {"a.py"}


def test_a_group_over_two_files_falls_together() -> None:
    files = {"a.py": OLD, "b.py": b'"x"'}
    both = Fix("safe", "two", (edit("a.py", OLD, b"/api/User", "/api/v1/User"), edit("b.py", files["b.py"], b"x", "y")))
    first = outcome(files, [finding("a.py", OLD, b"/api/UserDeactivation", fixes=[both])])
    done = repair(
        first, "safe", lambda new: replace(first, errors=(Problem("b.py", "parse", "broken"),)) if new else first
    )
    assert done.after == {}
    assert len(done.failures) == 1


def _bad(code: str, when: bytes) -> Callable[[Mapping[str, bytes], dict[str, bytes]], Outcome]:
    """A check that finds a new ``code`` as soon as ``when`` stands in a file."""

    def check(new: Mapping[str, bytes], files: dict[str, bytes]) -> Outcome:
        made = scan({**files, **new})
        at = [(path, data) for path, data in {**files, **new}.items() if when in data]
        return outcome(
            {**files, **new}, [*(d.finding for d in made.findings), *(finding(*one, when, code) for one in at)]
        )

    return check


@pytest.mark.parametrize("order", ["first", "last", "between"])
def test_one_fix_that_cannot_be_verified_does_not_bar_the_others_of_its_file(order: str) -> None:
    good, bad = b'put("/api/UserDeactivation/1")\n', b'h = "v3_user_token " + t\n'
    data = {"first": bad + good, "last": good + bad, "between": good + bad + b'put("/api/UserBlock")\n'}[order]
    files = {"a.py": data, "b.py": good}
    check = _bad("C42-304", b"Bearer")
    done = repair(scan(files), "safe", lambda new: check(new, files))
    assert b"v3_user_token" in done.after["a.py"]
    assert b"/api/User" not in done.after["a.py"]
    assert done.after["b.py"] == good.replace(b"/api/", b"/api/v1/")
    (failure,) = done.failures
    assert (failure.path, failure.code, failure.cause) == ("a.py", "C42-201", Cause.UNVERIFIED)
    assert failure.line == 1 + data[: data.index(b"v3_")].count(b"\n")
    assert "a new C42-304" in failure.message


def test_the_search_for_what_cannot_be_made_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairing, "TRIALS", 3)
    files = {f"{n}.py": b'h = "v3_user_token " + t\n' for n in range(20)}
    checks = []

    def check(new: Mapping[str, bytes]) -> Outcome:
        checks.append(new)
        return _bad("C42-304", b"Bearer")(new, files)

    done = repair(scan(files), "safe", check)
    assert done.after == {}
    assert len(checks) == 3
    assert {failure.path for failure in done.failures} == set(files)
    assert any("3 attempts" in failure.message for failure in done.failures)


def test_fixes_that_chase_each_other_stop() -> None:
    def check(new: Mapping[str, bytes]) -> Outcome:
        data = new.get("a.py", b'"/api/UserDeactivation"')
        word = b"UserDeactivation" if b"UserD" in data else b"UserBlock"
        other = "UserBlock" if word == b"UserDeactivation" else "UserDeactivation"
        code = "C42-303" if word == b"UserDeactivation" else "C42-304"
        fix = Fix("safe", "turn", (edit("a.py", data, word, other),))
        return outcome({"a.py": data}, [finding("a.py", data, word, code, [fix])], CheckOptions((".",), AS_OF))

    done = repair(check({}), "safe", check)
    assert done.after == {}
    assert done.failures


def test_what_waits_for_a_file_that_stays_is_said_and_hinders_nothing_else() -> None:
    data = b'"/api/UserDeactivation"'
    both = (edit("a", data, b"/api/", "/x/"), edit("x", data, b"/api/", "/x/"))
    one = finding("a", data, b"/api/UserDeactivation", fixes=[Fix("safe", "both", both)])
    two = finding("a", data, b"UserDeactivation", fixes=[Fix("safe", "b", (edit("a", data, b"api/User", "y"),))])
    files, stays = {"a": data, "x": data}, Failure("x", "", "is read-only")
    alone = repair(outcome(files, [one]), "safe", lambda new: outcome({**files, **new}, []), [stays])
    assert alone.after == {}
    assert alone.failures == [stays, Failure("a", one.code, "left as it was, together with x", 1)]
    done = repair(outcome(files, [one, two]), "safe", lambda new: outcome({**files, **new}, []), [stays])
    assert done.after == {"a": b'"/yDeactivation"'}
