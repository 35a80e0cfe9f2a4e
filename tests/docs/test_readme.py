"""What the README says is true: its commands run, its blocks are the tested ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.program import ROOT, run, run_line

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_the_custom_rule_is_the_tested_one() -> None:
    rule = (ROOT / "tests/data/custom-rule.yaml").read_text(encoding="utf-8")
    contributing = (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")
    assert rule in re.findall(r"```yaml\n(.*?)```", contributing, re.DOTALL)


def test_it_is_short() -> None:
    assert README.count("\n") < 250


def test_ci_runs_the_tests_as_the_readme_says() -> None:
    (command,) = [text.strip() for _, text in BLOCKS if "pytest" in text]
    assert command in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


COMMANDS = [line for language, text in BLOCKS if language == "sh" for line in text.splitlines() if "explain" in line]


@pytest.mark.parametrize("line", COMMANDS)
def test_explain_answers_what_the_readme_asks(line: str) -> None:
    done = run_line(line, ROOT)
    assert done.code == 0, done.err
    assert "Status on" in done.out or "when: " in done.out


def test_the_shown_finding_is_what_is_printed(tmp_path: Path) -> None:
    shown = next(text for language, text in BLOCKS if language == "console")
    script = 'import requests\nbase = "https://console.us.code42.com"\nuid, user, pw = get()\n'
    (source,) = re.findall(r"^  4 \| (.*)$", shown, re.MULTILINE)
    (tmp_path / "block.py").write_text(script + source + "\n", encoding="utf-8")
    done = run("check", "--as-of", "2026-11-30", "block.py", cwd=tmp_path)
    expected = [line.rstrip() for line in shown.splitlines()[1:]]
    printed = [line.rstrip() for line in done.out.splitlines()]
    assert printed[: len(expected)] == expected
