"""Every command at a real terminal: colours are colours, and nothing else steers it."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.program import ROOT, at_terminal, run

pytest.importorskip("pty")

SCRIPT = (
    "import requests\n"
    'TITLE = "\x1b[31mred\x1b]0;title\x07 \u202e"\n'
    'requests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)  # \x1b[2J\x1b[31m\n'
)
NAME = "a\x1b[31mb.py"
PROGRESS = re.compile(r"\r\x1b\[K(?:c42migrate: [^\r\n]* … \d+ s)?")
LINK = re.compile(r"\x1b\]8;;(?:file://[!-~]*)?\x1b\\")
OUR_COLOURS = re.compile(r"\x1b\[(?:0|1|2|1;31|31|33|32|34|36|31;1|33;1|34;1)m")
COLOURED: Mapping[str, list[str]] = {
    "check": ["check", "."],
    "check, one line each": ["check", "-f", "concise", "."],
    "check --diff": ["check", "--diff", "."],
    "fix --diff": ["fix", "--diff", "--unsafe-fixes", "."],
    "fix": ["fix", "."],
    "report": ["report", "."],
    "report by file": ["report", "--by", "file", "."],
    "plan": ["plan", "."],
    "report --sdk": ["report", "--sdk", "."],
    "rules": ["rules", "users"],
    "merge": ["merge", "one.json"],
    "explain": ["explain", "C42-303"],
    "explain, one of our own": ["explain", "C42-001"],
    "baseline show": ["baseline", "show"],
    "config show": ["config", "show"],
    "an error": ["check", "absent\x1b[31m.py"],
    "no such format": ["check", "-f", "odd\x1b[31m"],
}
PLAIN: Mapping[str, list[str]] = {
    "baseline update": ["baseline", "update"],
    "validate-rules": ["validate-rules", "--no-tests"],
    "check as JSON": ["check", "-f", "json", "."],
    "check as CSV": ["check", "-f", "csv", "."],
    "check as a page": ["check", "-f", "html", "."],
    "wrong usage": ["check", "--odd\x1b[31m"],
    "help": ["check", "--help"],
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose files, names and settings try to steer the terminal."""
    tree = tmp_path_factory.mktemp("tree")
    (tree / NAME).write_text(SCRIPT)
    (tree / ".c42migrate.toml").write_text('exclude = ["\\u001b[31m\\u202e"]\n')
    (tree / "sdk.py").write_text("import py42.sdk\nsdk = py42.sdk.from_local_account(a, b, c)\nsdk.users.block(1)\n")
    for command in (["check", "-f", "json", "-o", "one.json", "--with-source", "--exit-zero"], ["baseline", "create"]):
        assert run(*command, ".", cwd=tree).code == 0
    (tree / "one.json").rename(tree / "one.json.keep")
    return tree


def shown(arguments: list[str], tree: Path, *, width: int = 80, **environ: str) -> str:
    """What a run writes to a terminal, without the line of progress."""
    return PROGRESS.sub("", at_terminal(*arguments, cwd=tree, width=width, **environ))


@pytest.fixture
def project(tree: Path, tmp_path: Path) -> Path:
    """A copy of the project, for a run may write."""
    for file in tree.iterdir():
        (tmp_path / file.name.removesuffix(".keep")).write_bytes(file.read_bytes())
    return tmp_path


def steering(text: str) -> list[str]:
    """The characters that steer a terminal and are no part of a colour or link of ours."""
    rest = OUR_COLOURS.sub("", LINK.sub("", text))
    return [char for char in rest if not char.isprintable() and char not in "\n\t"]


@pytest.mark.parametrize(
    ("case", "width"), [*((case, 80) for case in COLOURED), *((case, 200) for case in ("check", "explain", "plan"))]
)
def test_colours_are_real_and_nothing_else_is(case: str, width: int, project: Path) -> None:
    text = shown(COLOURED[case], project, width=width)
    assert OUR_COLOURS.search(text), text
    assert not re.search(r"\\x1b\[(?:0|1|2|31;1|33;1)m", text), "an escape of our own is shown as text"
    assert steering(text) == []


@pytest.mark.parametrize("case", PLAIN)
def test_what_has_no_colours_steers_nothing(case: str, project: Path) -> None:
    assert steering(shown(PLAIN[case], project)) == []


@pytest.mark.parametrize(
    "environ",
    [{"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}],
    ids=["NO_COLOR before FORCE_COLOR", "dumb"],
)
@pytest.mark.parametrize("case", COLOURED)
def test_no_colour_where_none_is_wanted(case: str, environ: dict[str, str], project: Path) -> None:
    text = shown(COLOURED[case], project, **environ)
    assert "\x1b[" not in text
    assert steering(text) == []


@pytest.mark.parametrize("case", ["check", "fix --diff", "report", "rules", "merge", "explain"])
def test_colours_can_be_forced_into_a_pipe(case: str, project: Path) -> None:
    text = run(*COLOURED[case], cwd=project, NO_COLOR="", FORCE_COLOR="1").out
    assert OUR_COLOURS.search(text)
    assert steering(text) == []
    assert "\x1b" not in run(*COLOURED[case], cwd=project, NO_COLOR="", FORCE_COLOR="0").out


def test_a_dumb_terminal_with_forced_colours_has_them(project: Path) -> None:
    assert OUR_COLOURS.search(shown(COLOURED["check"], project, TERM="dumb", FORCE_COLOR="1"))


def test_a_hostile_quotation_is_shown_as_escapes(project: Path) -> None:
    text = shown(COLOURED["check"], project, NO_COLOR="1")
    assert "\\x1b[" in text
    assert "a\\x1b[31mb.py:3:" in text


WRITERS = {"cli/sink.py", "catalogue/docs.py"}
"""The sink, and the program that writes the rule pages of a checkout."""


def test_nothing_else_writes_to_standard_output_or_error() -> None:
    found = set()
    for file in sorted((ROOT / "c42migrate").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if re.fullmatch(r"print|(?:click\.)?s?echo|sys\.std(?:out|err)(?:\.buffer)?\.write(?:lines)?", called):
                found.add(file.relative_to(ROOT / "c42migrate").as_posix())
    assert found <= WRITERS
