from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from c42migrate.engine.repair import repair
from c42migrate.options import CheckOptions
from tests.reports.outcomes import AS_OF, scan

URL = 'put("/api/UserDeactivation/1")'
OPTIONS = CheckOptions((".",), AS_OF)


def codes(text: str, path: str = "a.py", options: CheckOptions = OPTIONS) -> list[str]:
    return [d.finding.code for d in scan({path: text.encode()}, options).active]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", f"{URL}  # c42migrate: ignore[C42-303] legacy server"),
        ("a.py", f"{URL}  # c42migrate: ignore[user-deactivate]"),
        ("a.py", f"{URL}  # c42migrate: ignore[users]"),
        ("a.py", f"{URL}  # c42migrate: ignore[C42-3]"),
        ("a.py", f"{URL}  # c42migrate: ignore"),
        ("a.py", f"{URL}  # noqa: E501  # c42migrate: ignore[C42-303]"),
        ("a.py", f"{URL}  # C42Migrate: Ignore[c42-303]"),
        ("a.py", f"# c42migrate: ignore[C42-303]\n{URL}"),
        ("a.py", f"# c42migrate: ignore[C42-303]\n# another remark\n{URL}"),
        ("a.py", f"x = 1\n{URL}\n\n\n# c42migrate: ignore-file[C42-303] all of it"),
        ("a.py", f"{URL}  # c42migrate: ignore[C42-303] until=2027-01-01 moving soon"),
        ("a.py", f"{URL}  # c42migrate: ignore[C42-303] until=2026-11-23"),
        ("a.js", f"{URL} // c42migrate: ignore[C42-303]"),
        ("a.js", f"/* c42migrate: ignore[C42-303] */ {URL}"),
        ("a.xml", f"<!-- c42migrate: ignore[C42-303] -->\n<u>{URL}</u>"),
        ("a.sql", f"{URL} -- c42migrate: ignore[C42-303]"),
        ("a.ini", f"; c42migrate: ignore[C42-303]\n{URL}"),
        ("a.tex", f"{URL} % c42migrate: ignore[C42-303]"),
        ("a.bat", f"REM c42migrate: ignore[C42-303]\n{URL}"),
        ("a.ps1", f"{URL} <# c42migrate: ignore[C42-303] #>"),
        ("a.md", f"<!-- c42migrate: ignore[C42-303] -->\n```sh\nset -e\n{URL}\n```\n"),
        ("a.ipynb", '"# c42migrate: ignore[C42-303]\\n",\n"put(\'/api/UserDeactivation/1\')\\n"'),
    ],
)
def test_silences(path: str, text: str) -> None:
    assert codes(text, path) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{URL}  # c42migrate: ignore[C42-304]", ["C42-303", "C42-001"]),
        (f"# c42migrate: ignore[C42-303]\n\n{URL}", ["C42-001", "C42-303"]),
        (f"x = 1  # c42migrate: ignore[C42-303]\n{URL}", ["C42-001", "C42-303"]),
        (f"{URL}  # c42migrate: ignore[C42-999]", ["C42-303", "C42-002"]),
        (f"{URL}  # c42migrate: ignore[user-deactivat, C42-303]", ["C42-002"]),
        (f"{URL}  # c42migrate: ignore[C42-303] until=2026-11-22", ["C42-303", "C42-003"]),
        (f"{URL}  # c42migrate: ignore[C42-303] until=soon", ["C42-303", "C42-002"]),
        ("x = 1  # c42migrate: ignore", ["C42-001"]),
        ("# c42migrate: ignore-file[users]\n", ["C42-001"]),
        (f'doc = "# c42migrate: ignore[C42-303]"\n{URL}', ["C42-303"]),
        (f"# see c42migrate for how to ignore[C42-303]\n{URL}", ["C42-303"]),
    ],
)
def test_does_not_silence(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# c42migrate: review[C42-303] the reply differs\nx = 1\n", ["C42-004"]),
        ("x = 1  # c42migrate: review the reply differs\n", ["C42-004"]),
        ("# c42migrate: review[C42-303] it is no suppression\n" + URL, ["C42-004", "C42-303"]),
        ("# c42migrate: ignore[C42-004] seen\n# c42migrate: review[C42-303] the reply differs\nx = 1\n", []),
        ("# c42migrate: ignore[review] seen\n# c42migrate: review the reply differs\nx = 1\n", []),
        ("# c42migrate: ignore-file[C42-004] seen\n\n# c42migrate: review the reply\n", []),
        ('x = "# c42migrate: review[C42-303] a text"\n', []),
        ("# see c42migrate: it asks for a review\n", []),
    ],
)
def test_a_marker_of_a_fix_is_a_finding_until_it_goes(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_stated_end_ends_a_suppression_without_a_date() -> None:
    text = 'h = "v3_user_token " + t  # c42migrate: ignore[C42-201] {}'
    assert codes(text.format("why")) == ["C42-201", "C42-003"]
    assert codes(text.format("until=2027-06-01")) == []
    assert codes(text.format("why"), options=replace(OPTIONS, expire_with_item=False)) == []


def test_the_day_decides() -> None:
    text = f"{URL}  # c42migrate: ignore[C42-303] until=2027-01-01"
    assert codes(text, options=replace(OPTIONS, as_of=date(2027, 1, 2))) == ["C42-303", "C42-003"]


def test_a_rule_that_is_not_looked_for_is_not_called_unused() -> None:
    text = "x = 1  # c42migrate: ignore[C42-303]"
    assert codes(text, options=replace(OPTIONS, select=("C42-2", "suppressions"))) == []


def test_own_findings_can_be_ignored() -> None:
    assert codes("x = 1  # c42migrate: ignore[C42-303]", options=replace(OPTIONS, ignore=("unused-suppression",))) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1  # c42migrate: ignore[C42-303] why\ny = 2\n", "x = 1\ny = 2\n"),
        ("x = 1  # c42migrate: ignore[C42-303]  # noqa\n", "x = 1  # noqa\n"),
        ("  # c42migrate: ignore[C42-303]\r\ny = 2\r\n", "y = 2\r\n"),
        ("<a/> <!-- c42migrate: ignore[C42-303] why -->\n", "<a/>\n"),
        (
            f"{URL}  # c42migrate: ignore[C42-303, C42-201] why\n",
            f"{URL}  # c42migrate: ignore[C42-303] why\n",
        ),
        ("x = 1  # c42migrate: ignore[nonsense, C42-303]\n", "x = 1\n"),
    ],
)
def test_the_fix_removes_what_silences_nothing(before: str, after: str) -> None:
    first = scan({"a.txt": before.encode()})
    done = repair(first, "safe", lambda new: scan({"a.txt": before.encode(), **new}))
    assert done.after["a.txt"].decode() == after
    assert done.failures == []


def test_the_reason_is_kept() -> None:
    text = f"{URL}  # c42migrate: ignore[C42-303] until=2027-01-01 vendor ticket 12"
    (dated,) = scan({"a.py": text.encode()}).findings
    assert dated.suppressed == "vendor ticket 12"
