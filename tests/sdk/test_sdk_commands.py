"""Every command of the real code42 has an answer, and the commands and options it names are those of the real incydr.

``code42cli-1.19.0.txt`` is the tree of commands of code42cli 1.19.0 (its packages do not go together with ours): a
line for each, with its options.
"""

from __future__ import annotations

import re
import warnings
from datetime import date
from functools import cache
from pathlib import Path

import click
import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.explain import lookup
from c42migrate.catalogue.model import CommandFix, CommandMatch, Rule
from c42migrate.catalogue.render import Page
from c42migrate.model import Dated, Severity
from tests.checking import DAY, by_line, fixed

LINES = [line.split() for line in Path(__file__).with_name("code42cli-1.19.0.txt").read_text().splitlines()]
COMMANDS = [[word for word in line if not word.startswith("-")] for line in LINES]
EVERYWHERE = {"-d", "--debug", "--totp", "--profile"}
"""Options of nearly every command."""


@cache
def _found() -> dict[str, list[Dated]]:
    """Command → the findings in a script that runs it."""
    at = by_line("#!/bin/sh\n" + "\n".join(" ".join(words) for words in COMMANDS) + "\n", "job.sh")
    return {" ".join(words): at.get(number, []) for number, words in enumerate(COMMANDS, 2)}


def test_every_command_has_one_answer() -> None:
    assert len(COMMANDS) == 104
    assert {command: len(found) for command, found in _found().items() if len(found) != 1} == {}


def test_every_command_is_told_its_successor_or_that_there_is_none() -> None:
    rules = current().rules
    assert [name for name, (dated,) in _found().items() if not rules[dated.finding.code].successor(name)] == []


def test_a_command_ends_with_the_package_or_with_what_it_asks_the_server_for() -> None:
    package = date(2027, 1, 1)
    for command, (dated,) in _found().items():
        assert dated.end_of_life is not None, command
        assert dated.end_of_life <= package, command
        assert dated.severity is not Severity.ERROR or dated.basis != "inferred", command


@pytest.mark.parametrize(
    ("command", "instead"),
    [
        ("code42 users add-alias", "nothing"),
        ("code42 devices rename", "nothing on the command line"),
        ("code42 alerts clear-checkpoint", "nothing"),
        ("code42 cases export", "incydr cases download"),
        ("code42 users bulk move", "incydr users bulk-move"),
        ("code42 profile use", "nothing"),
    ],
)
def test_explain_answers_for_one_command(command: str, instead: str) -> None:
    catalogue = current()
    rules = lookup(command, catalogue).rules
    assert len(rules) == 1
    assert f"Use instead: {instead}" in Page(rules[0], catalogue, DAY, command).text()


@pytest.fixture(scope="module")
def incydr() -> click.Group:
    pytest.importorskip("rich")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from _incydr_cli.main import incydr as program

    assert isinstance(program, click.Group)
    return program


def _command(program: click.Group, words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words begin with, and what is left of them."""
    found: click.Command = program
    while isinstance(found, click.Group) and words:
        inner = found.get_command(click.Context(found), words[0])
        if inner is None:
            break
        found, words = inner, words[1:]
    return found, words


def _options(command: click.Command) -> set[str]:
    return {name for param in command.params for name in (*param.opts, *param.secondary_opts)}


def _old_tool() -> list[Rule]:
    rules = current().rules.values()
    return [rule for rule in rules if isinstance(rule.match, CommandMatch) and rule.match.program == "code42"]


def test_every_successor_is_a_command_of_incydr_with_these_options(incydr: click.Group) -> None:
    told = 0
    for rule in _old_tool():
        for key, text in rule.successors.items():
            for said in re.findall(r"\bincydr ([a-z][^;,]*)", text):
                command, rest = _command(incydr, said.split())
                told += 1
                assert not isinstance(command, click.Group), (rule.name, key, said)
                options = {word.strip("[]") for word in rest if word.strip("[]").startswith("--")}
                assert options <= _options(command), (rule.name, key, said)
    assert told > 50


def _fixes() -> list[tuple[str, str, dict[str, str]]]:
    """(old command, new command, options old → new) of every command that a fix writes."""
    fixes = [rule.fix for rule in _old_tool() if isinstance(rule.fix, CommandFix)]
    return [(old, new, fix.rename | fix.options.get(old, {})) for fix in fixes for old, new in fix.commands.items()]


@pytest.mark.parametrize(("old", "new", "renamed"), _fixes(), ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_fix_writes_is_accepted(old: str, new: str, renamed: dict[str, str], incydr: click.Group) -> None:
    given = next(set(line) for line, words in zip(LINES, COMMANDS, strict=True) if words == old.split())
    command, rest = _command(incydr, new.split()[1:])
    assert not isinstance(command, click.Group)
    assert {*rest, *renamed.values()} - {""} <= _options(command)
    assert set(renamed) <= given
    assert not set(renamed) & EVERYWHERE


def test_the_options_of_a_fix_belong_to_a_command_it_rewrites() -> None:
    fixes = [rule.fix for rule in _old_tool() if isinstance(rule.fix, CommandFix)]
    assert [old for fix in fixes for old in fix.options if old not in fix.commands] == []


def test_the_values_that_a_fix_writes_are_accepted(incydr: click.Group) -> None:
    tried = 0
    for rule in (rule for rule in _old_tool() if isinstance(rule.fix, CommandFix)):
        for old, new in rule.fix.commands.items():
            command, _ = _command(incydr, new.split()[1:])
            named = set((rule.fix.rename | rule.fix.options.get(old, {})).values())
            params = {name: param for param in command.params for name in param.opts}
            for option in named & set(rule.fix.values):
                for value in rule.fix.values[option].values():
                    params[option].type.convert(value, params[option], None)
                    tried += 1
    assert tried > 20


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('security-data search -b 3d -f CSV --md5 "$M"', 'file-events search --start P3D -f csv --md5 "$M"'),
        (
            "security-data search --begin=2026-01-01 -c night -f RAW-JSON",
            "file-events search --start=2026-01-01 --checkpoint night -f json-lines",
        ),
        (
            "audit-logs search -b 12h --actor-username a -f json",
            "audit-log search --start PT12H --actor-names a -f json_pretty",
        ),
        ("users deactivate a@example.com", "users deactivate a@example.com"),
        ("users reactivate a@example.com", "users activate a@example.com"),
        ("cases file-events add --case-number 5 --event-id=e1", "cases file-events add 5 e1"),
        ('watchlists add --watchlist-type DEPARTING_EMPLOYEE "$1"', 'watchlists add DEPARTING_EMPLOYEE --actors "$1"'),
        ("watchlists list-members --watchlist-id w1 --format TABLE", "watchlists list-members w1 --format table"),
    ],
)
def test_a_command_line_is_written_anew(before: str, after: str) -> None:
    assert fixed(f"code42 {before}\n", "a.sh") == f"incydr {after}\n"
    assert fixed(f"incydr {after}\n", "a.sh") == f"incydr {after}\n"


@pytest.mark.parametrize(
    "line",
    [
        'security-data search -b "$DAYS"',
        "security-data search -b 3x",
        'security-data search -f "$FORMAT"',
        "security-data search -b 3d --or-query",
        "security-data search -b 3d --include-non-exposure",
        "cases file-events add --event-id e1 --case-number 5",
        "watchlists add --watchlist-id w1 a@example.com b@example.com",
        "users show a -f csv",
        "audit-logs search --affected-username a",
    ],
)
def test_a_command_line_that_cannot_be_stays(line: str) -> None:
    assert fixed(f"code42 {line}\n", "a.sh") == f"code42 {line}\n"
