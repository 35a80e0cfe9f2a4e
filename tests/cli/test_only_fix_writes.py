"""Only ``fix`` (and ``check --fix``) changes files of the tree that is looked at: every command, every option."""

from __future__ import annotations

import hashlib
import itertools
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from c42migrate.cli.group import WRITING, LazyGroup, group
from tests.program import ROOT, Done, run, started

URL = "https://console.us.code42.com/api"
FILES = {
    "a.py": f'import requests\nrequests.put("{URL}/UserDeactivation/" + uid)\nrequests.put("{URL}/v1/UserBlock/7")\n',
    "b.sh": f"#!/bin/sh\ncurl -X PUT {URL}/UserBlock/1\n",
    "c.ps1": f'Invoke-RestMethod -Method Put -Uri "{URL}/UserBlock/1"\n',
    "sub/d.yml": f'a:\n  - uri: {{url: "{URL}/Computer", method: GET}}\n',
    "sub/e.py": "x = 1  # c42migrate: ignore[user-deactivate] nothing here needs it\n",
    "requirements.txt": "py42==1.26.0\n",
    ".c42migrate.toml": 'fail-on = "never"\n',
    "--fix": f"curl -X PUT {URL}/UserBlock/1\n",
}
FIXED = "--fix"
"""The one option of a command other than ``fix`` that makes it write."""
VALUES = {
    "--as-of": "2026-01-01", "--config": ".c42migrate.toml", "--baseline": "{out}/baseline.json", "--trend": "{out}/last.json",
    "--rules": "{out}/rules", "--output": "{out}/report", "--format": "json", "--label": "auto", "--select": "users",
    "--ignore": "users", "--exclude": "*.md", "--include-kinds": "python", "--jobs": "1", "--max-size": "9999",
    "--warn-days": "9", "--stdin-filename": "a.py", "--add-ignore": "for a reason",
}  # fmt: skip
ARGUMENTS = {
    "merge": ["{out}/last.json"],
    "explain": ["C42-303"],
    "completion": ["bash"],
    "validate-rules": ["{out}/rules"],
    "baseline create": [".", "--baseline", "{out}/new.json"],
    "baseline update": [".", "--baseline", "{out}/baseline.json"],
    "baseline prune": [".", "--baseline", "{out}/baseline.json"],
    "baseline show": ["--baseline", "{out}/baseline.json"],
    "rules": [],
    "config show": ["."],
    "lsp": [],
    "mcp": [],
    "man": [],
    "schema": ["report"],
}
"""What a command needs beside its options; ``.`` for the others. ``{out}`` is a directory outside of the tree."""


def commands(found: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that ``--help`` lists, those of groups too."""
    context = click.Context(found)
    for name in found.list_commands(context):
        command = found.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _value(option: click.Option) -> list[str]:
    name = max(option.opts, key=len)
    if option.is_flag:
        return [name]
    known = next((VALUES[word] for word in option.opts if word in VALUES), None)
    if known is None:
        assert isinstance(option.type, click.Choice), f"{name} needs a value here"
        known = str(next(iter(option.type.choices)))
    return [name, known]


def lines() -> Iterator[tuple[str, list[str]]]:
    """The command lines of all commands but ``fix``: without options, with each, with pairs and all of those of fixes."""
    for name, command in commands(group):
        if name == "fix":
            continue
        base = [*name.split(), *ARGUMENTS.get(name, ["."])]
        options = [p for p in command.params if isinstance(p, click.Option) and p.opts != [FIXED]]
        yield name, base
        for option in options:
            yield name, [*base, *_value(option)]
        loud = [
            o
            for o in options
            if o.opts[0] in {"--unsafe-fixes", "--diff", "--show-fixes", "--annotate", "--add-ignore"}
        ]
        for some in (*itertools.combinations(loud, 2), loud):
            yield name, [*base, *itertools.chain.from_iterable(map(_value, some))]


LINES = list(lines())


def hashes(tree: Path) -> dict[str, tuple[object, ...]]:
    """Name → mode, time of change, content or target of everything in a directory."""
    found = {}
    for path in sorted(tree.rglob("*")):
        status = path.lstat()
        content = path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
        digest = hashlib.sha256(os.fsencode(content)).hexdigest()
        found[str(path.relative_to(tree))] = (stat.S_IFMT(status.st_mode), status.st_mode, status.st_mtime_ns, digest)
    return found


def c42migrate(folder: Path, *words: str) -> Done:
    return run(*words, cwd=folder, XDG_CACHE_HOME=str(folder.parent / "cache"))


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("writes") / "tree"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "link.py").symlink_to("a.py")
    out = folder.parent / "out"
    (out / "rules").mkdir(parents=True)
    (out / "rules" / "own.yaml").write_bytes((ROOT / "tests/data/custom-rule.yaml").read_bytes())
    assert c42migrate(folder, "check", "-f", "json", "-o", str(out / "last.json"), ".").code == 0
    assert c42migrate(folder, "baseline", "create", "--baseline", str(out / "baseline.json"), ".").code in {0, 2}
    (out / "baseline.json").exists() or (out / "baseline.json").write_text('{"entries": []}')
    return folder


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name in {"lsp", "mcp"} else ()) for name in dict(LINES)],
)
def test_nothing_in_the_tree_changes(tree: Path, name: str) -> None:
    before = hashes(tree)
    codes = set()
    for words in (words for of, words in LINES if of == name):
        (tree.parent / "out" / "new.json").unlink(missing_ok=True)
        given = [word.format(out=tree.parent / "out") for word in words]
        done = started(*given, cwd=tree) if name in {"lsp", "mcp"} else c42migrate(tree, *given)
        codes.add(done.code)
        assert hashes(tree) == before, words
    assert 0 in codes, f"{name} was never run to its end"


def test_the_table_is_about_something() -> None:
    named = {name for name, _ in LINES}
    assert isinstance(group, LazyGroup)
    assert {name.split()[0] for name in named} | {"fix"} == set(group.list_commands(click.Context(group)))
    shown = [words for name, words in LINES if name == "check"]
    assert any("--unsafe-fixes" in words and "--show-fixes" in words for words in shown)
    assert len(LINES) > 100


@pytest.mark.parametrize("words", [["check", "--fix"], ["fix"], ["fix", "--add-ignore", "why"], ["fix", "--annotate"]])
def test_fix_writes_and_says_what(tree: Path, tmp_path: Path, words: list[str]) -> None:
    folder = tmp_path / "tree"
    subprocess.run(["cp", "-a", str(tree), str(folder)], check=True)
    before = hashes(folder)
    done = c42migrate(folder, *words, ".", "--show-fixes")
    after = hashes(folder)
    changed = {name for name in before if before[name] != after[name] and not (folder / name).is_dir()}
    assert set(before) == set(after)
    assert "a.py" in changed
    said = done.err.splitlines()
    assert all(
        any(line.startswith(f"{name}: ") and ("fixed" in line or "added" in line) for line in said) for name in changed
    )
    assert any(line.startswith("Fixed ") for line in said)


@pytest.mark.parametrize("option", ["--annotate", "--add-ignore"])
@pytest.mark.parametrize("more", [[], ["--fix"]])
def test_options_of_fix_are_named_by_check(tree: Path, option: str, more: list[str]) -> None:
    value = ["why"] if option == "--add-ignore" else []
    done = c42migrate(tree, "check", ".", option, *value, *more)
    assert done.code == 2
    assert f"use c42migrate fix {option}" in done.err
    assert done.out == ""


@pytest.mark.parametrize(("name", "command"), list(commands(group)), ids=[name for name, _ in commands(group)])
def test_no_slip_of_the_pen_is_pointed_to_an_option_that_writes(tree: Path, name: str, command: click.Command) -> None:
    from c42migrate.cli.group import message_of

    for option in sorted(WRITING):
        for wrong in (option[:-1], option + "s", option.replace("-", "_", 3), option[:4] + option[5:]):
            try:
                command.make_context(name, [wrong, *ARGUMENTS.get(name, ["."])])
            except click.NoSuchOption as error:
                message = message_of(error)
                assert not any(
                    f"{writing!r}" in message.removeprefix(f"no such option {wrong!r}") for writing in WRITING
                )
            except (click.ClickException, click.exceptions.Exit):
                pass


def test_the_command_line_gives_no_such_hint(tree: Path) -> None:
    done = c42migrate(tree, "check", "--unsafe-fixe", ".")
    assert (done.code, "no such option" in done.err, "--unsafe-fixes" in done.err) == (2, True, False)
    done = c42migrate(tree, "check", "--exit-zer", ".")
    assert "--exit-zero" in done.err, "other hints stay"


def test_show_fixes_lists_each_and_check_says_would(tree: Path) -> None:
    shown = c42migrate(tree, "check", ".", "--show-fixes").err
    assert "a.py: 1 would be fixed\n  line 2: C42-303 [safe] " in shown
    assert "Would fix " in shown
    unsafe = c42migrate(tree, "check", ".", "--unsafe-fixes").err
    assert "  line 2: C42-303 [unsafe] " in unsafe
    assert "Fixed" not in shown + unsafe


def test_output_format_is_another_name_for_format(tree: Path) -> None:
    for command in (["check"], ["report"], ["rules"]):
        assert c42migrate(tree, *command, "--output-format", "json").out == c42migrate(tree, *command, "-f", "json").out
