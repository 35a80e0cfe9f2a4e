"""What a shell is offered, in each of the four shells; and that the code for them says what it is for."""

from __future__ import annotations

import pytest

from c42migrate.cli.completion import SHELLS
from tests.program import run


def offered(shell: str, *words: str) -> list[str]:
    """The answers, by value, to a command line whose last word is being typed."""
    line = " ".join(("c42migrate", *words))
    position = str(len(words)) if shell in {"bash", "zsh"} else words[-1]
    done = run(_C42MIGRATE_COMPLETE=f"{shell}_complete", COMP_WORDS=line, COMP_CWORD=position)
    if shell == "zsh":
        return done.out.splitlines()[1::3]
    split = {"bash": ",", "fish": ",", "powershell": "\t"}[shell]
    return [line.split(split)[1 if shell != "powershell" else 0].split("\t")[0] for line in done.out.splitlines()]


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
    done = run("completion", shell)
    assert done.code == 0, done.err
    assert "c42migrate" in done.out
    assert "_C42MIGRATE_COMPLETE" in done.out
