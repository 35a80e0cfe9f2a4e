"""What validate-rules asks of a rule."""

from __future__ import annotations

import pytest

from c42migrate.catalogue.validate import codes, validate
from tests.catalogue.catalogue_examples import LIFECYCLE, rule, write

MORE = """\
steps: [Do it by hand.]
sources: [release notes]
tests:
  found: [{code: a}, {code: b}]
  not_found: [{code: c}, {code: d}]
"""
GOOD = rule(more=MORE)
SAFE = {"fix": "{applicability: safe}", "replacement": "{status: live, method: PUT, path: /v2/x, text: t}"}
STATED = "{date: 2024-01-01, basis: stated, source: s}"


@pytest.fixture
def base(tmp_path):
    return write(tmp_path / "base", rule("C42-999", "base", "{kind: host, hosts: [a.b]}", more=MORE))


def messages(tmp_path, base, *rules: str) -> list[str]:
    return [str(problem) for problem in validate(write(tmp_path / "mine", *rules), base)]


def test_good_rules(tmp_path, base):
    assert messages(tmp_path, base, GOOD) == []
    assert validate(base, base) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (rule(), "tests.found"),
        (
            GOOD.replace("found: [{code: a}, {code: b}]", "found: [{code: a}]", 1),
            "a line or at least 2 scripts in tests.found",
        ),
        (GOOD.replace("[{code: c}, {code: d}]", "[]"), "a test in tests.not_found"),
        (GOOD.replace("sources: [release notes]", ""), "names no sources"),
        (GOOD.replace("steps: [Do it by hand.]", ""), "no steps"),
        (GOOD.replace(", reason: nothing replaces it", ""), "without saying why"),
        (GOOD.replace("summary: Blocking a user", f"summary: {'x' * 121}"), "at most 120"),
        (GOOD.replace("2022-05-18", "2024-05-18"), "announced (2024-05-18) is after lifecycle.end_of_life"),
        (rule(more=MORE, lifecycle="announced: none"), "no date at all"),
        (rule(more=MORE, lifecycle=f"{LIFECYCLE}\nremoved: {STATED.replace('stated', 'policy')}"), "seen or stated"),
        (rule(more=MORE, **SAFE), "tests.found.fixed"),
        (GOOD.replace("'/api/v1/UserBlock/{userId}'", "'api/v1/UserBlock'"), "starts with '/'"),
        (GOOD.replace("'/api/v1/UserBlock/{userId}'", "'/api/v1/UserBlock?x=1'"), "no query"),
        (GOOD.replace("{userId}'", "{userId'"), "is not a template"),
        (GOOD.replace("text: Nothing replaces it.", "text: ' '"), "replacement.text is empty"),
        (GOOD.replace("status: none", "status: live, path: /v1/x"), "both method and path"),
        (GOOD.replace("PUT", "GET").replace("/api/v1/UserBlock", "/v1/users"), "lists as current"),
        (GOOD.replace("confidence", "confidense"), "did you mean 'confidence'"),
        (GOOD.replace("C42-301", "C42-999"), "is taken"),
        (GOOD.replace("C42-301", "C42-007"), "reserved"),
    ],
)
def test_each_lack_is_named_with_its_place(tmp_path, base, text, words):
    found = messages(tmp_path, base, text)
    assert any(words in message for message in found), found
    assert all("users.yaml:" in message for message in found), found


def test_all_lacks_are_reported_at_once(tmp_path, base):
    assert len(messages(tmp_path, base, rule(), rule("C42-302", "b", "{kind: host, hosts: [x]}"))) >= 6


def test_the_codes_of_a_directory(base):
    assert codes(base) == {"C42-999"}


def test_no_rules_at_all(tmp_path, base):
    (problem,) = validate(tmp_path / "nowhere", base)
    assert "no rule files" in str(problem)
