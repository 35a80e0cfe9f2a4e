"""What is written for a person fits the terminal, and says what to do next and not what was done."""

from __future__ import annotations

from datetime import date

import pytest

from c42migrate.catalogue import current
from c42migrate.cli import sink
from c42migrate.engine.explain import answer
from c42migrate.reports import as_text, endings
from c42migrate.reports.closing import summary
from c42migrate.reports.explaining import explanation
from c42migrate.reports.terminal import Style, fact, shortened
from c42migrate.reports.view import View
from tests.reports.outcomes import scan

LINES = b'put("/api/UserDeactivation/1", auth=("me", "secret"))\nh = {"Authorization": "v3_user_token " + t}\n'
FEW = {"jobs/old.py": LINES, "a" * 70 + ".py": LINES, "min.py": b"x = 1; " * 90 + LINES}
MANY = {f"team/{'deep/' * (number % 9)}script_{number}.py": LINES for number in range(30)}
ASKED = ["C42-303", "C42-001", "review", "UserBlock", "fileName", "fields", "users", "PUT /api/UserBlock/1", "C42-1001"]


def sticking_out(text: str, width: int) -> list[str]:
    """The lines that are too long although they could be broken: at a blank behind their indent."""
    return [line for line in text.split("\n") if len(line) > width and " " in line[:width].strip()]


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("asked", ASKED)
def test_explanations_fit(asked: str, width: int) -> None:
    catalogue = current(())
    text = explanation(asked, answer(asked, catalogue), catalogue, date(2026, 11, 30), Style(width=width))
    assert sticking_out(text, min(width, 100)) == []
    assert all(line == line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize("width", [72, 80, 200])
@pytest.mark.parametrize("contents", [FEW, MANY], ids=["few", "many"])
def test_reports_fit(contents: dict[str, bytes], width: int) -> None:
    view, style = View(scan(contents)), Style(width=width)
    for text in (as_text.render(view, style), as_text.full(view, style)):
        long = sticking_out(text, width)
        assert [line for line in long if ".py:" not in line] == [], "only what stands behind a long path may"
    for by in ("date", "rule", "file"):
        assert sticking_out(endings.render("text", view, by, style), width) == []


def test_a_use_behind_a_long_path_has_a_line_of_its_own() -> None:
    text = as_text.render(View(scan(MANY)), Style(width=80))
    at = next(number for number, line in enumerate(text.split("\n")) if "deep/deep/deep/deep/deep/deep" in line)
    place, use = text.split("\n")[at : at + 2]
    assert place.startswith("  team/")
    assert use.startswith("      PUT ")
    assert use.endswith("]")


@pytest.mark.parametrize(
    ("line", "columns", "parts"),
    [
        ("short", 80, ["short"]),
        ("not a terminal " * 9, 0, ["not a terminal " * 9]),
        ("one two three four", 10, ["one two", "  three", "  four"]),
        ("unbreakable" * 9, 60, ["unbreakable" * 9]),
    ],
)
def test_closing_lines_are_wrapped_at_a_terminal(line: str, columns: int, parts: list[str]) -> None:
    assert sink.fitted(line, columns) == parts


def test_a_label_and_its_text() -> None:
    assert fact("when", "one two three", Style(width=20)) == ["  when       one two", "             three"]
    assert fact("when", "", Style()) == ["  when"]
    assert (shortened("abc", 3), shortened("abcd", 3)) == ("abc", "ab…")


NEXT = {
    "at first": ((), ["fix --diff`", "plan`", "baseline create`"], []),
    "after a look": (("diff",), ["`c42migrate fix` applies the safe fixes"], ["--diff"]),
    "after the plan": (("plan",), ["fix --diff`"], ["plan`"]),
    "with a baseline": (("baseline",), ["plan`"], ["baseline"]),
    "after all fixes": (("unsafe",), ["plan`"], ["fix"]),
    "after everything": (("unsafe", "plan", "baseline"), [], ["Next"]),
}


@pytest.mark.parametrize("case", NEXT)
def test_the_next_step(case: str) -> None:
    done, there, absent = NEXT[case]
    [*found] = [line for line in summary(View(scan(FEW)), done) if line.startswith("Next: ")]
    text = "".join(found)
    assert [part for part in there if part not in text] == []
    assert [part for part in absent if part in text] == []


def test_without_findings_nothing_is_proposed() -> None:
    lines = summary(View(scan({"a.py": b"x = 1\n"})))
    assert lines[0].startswith("No deprecated APIs found")
    assert not [line for line in lines if line.startswith("Next")]
