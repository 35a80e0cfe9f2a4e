"""What a shell is offered, in each of the four shells; and that the code for them says what it is for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from c42migrate.cli.completion import SHELLS

ROOT = Path(__file__).parents[2]


def offered(shell: str, *words: str) -> list[str]:
    """The answers, by value, to a command line whose last word is being typed."""
    line = " ".join(("c42migrate", *words))
    position = str(len(words)) if shell in {"bash", "zsh"} else words[-1]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "COMP_WORDS": line, "COMP_CWORD": position}
    environ["_C42MIGRATE_COMPLETE"] = f"{shell}_complete"
    done = subprocess.run(
        [sys.executable, "-m", "c42migrate"], env=environ, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    if shell == "zsh":
        return done.stdout.splitlines()[1::3]
    split = {"bash": ",", "fish": ",", "powershell": "\t"}[shell]
    return [line.split(split)[1 if shell != "powershell" else 0].split("\t")[0] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "among", "never"),
    [
        (("pl",), "plan", "check"),
        (("check", "--select", "C42-30"), "C42-303", "C42-201"),
        (("check", "--select", "use"), "users", "orgs"),
        (("check", "--ignore", "user-dea"), "user-deactivate", "users"),
        (("check", "--format", "s"), "sarif", "json"),
        (("plan", "--format", "h"), "html", "sarif"),
        (("report", "-f", "i"), "ics", "sarif"),
        (("check", "--kind", "power"), "powershell", "python"),
        (("rules", "legal"), "legal-hold", "users"),
        (("explain", "C42-9"), "C42-910", "C42-303"),
        (("check", "--produ"), "--product", "--format"),
        (("check", "--color", "a"), "always", "never"),
    ],
)
def test_offered(shell: str, words: tuple[str, ...], among: str, never: str) -> None:
    found = offered(shell, *words)
    assert among in found
    assert never not in found


def test_several_words_with_commas() -> None:
    assert "users,C42-303" in offered("powershell", "check", "--select", "users,C42-30")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_code_names_the_program(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "c42migrate", "completion", shell], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "c42migrate" in done.stdout
    assert "_C42MIGRATE_COMPLETE" in done.stdout
