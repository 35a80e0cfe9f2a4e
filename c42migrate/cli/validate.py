"""``validate-rules``: checks rule files of the user's own, the tests they carry included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from c42migrate import engine
from c42migrate.catalogue import builtin_rules, current
from c42migrate.catalogue.examples import Program, programs, scripts
from c42migrate.catalogue.load import VOCABULARY, load_rules, rule_files
from c42migrate.catalogue.model import LineTest, Rule, ScriptTest
from c42migrate.catalogue.validate import validate
from c42migrate.cli import sink
from c42migrate.engine import analyse
from c42migrate.engine.repair import repair
from c42migrate.files.kinds import HEAD, kind_of
from c42migrate.model import Finding
from c42migrate.options import CheckOptions
from c42migrate.reports.terminal import plain

_NAMES = {"shell": "test.sh", "powershell": "test.ps1", "markdown": "test.md", "requirements": "requirements.txt"}
_NAMES |= {"notebook": "test.ipynb", "xml": "test.xml", "yaml": "test.yaml", "json": "test.json", "python": "test.py"}
_NAMES |= {"text": "test.txt"}


@click.command("validate-rules", epilog="Example: c42migrate validate-rules my-rules/")
@click.argument("directories", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--no-tests", is_flag=True, help="Do not run the tests that the rules carry.")
@click.pass_context
def validate_rules(ctx: click.Context, directories: tuple[Path, ...], no_tests: bool) -> None:
    """Check the rule files in DIRECTORIES (default: the built-in ones) and run the tests in them."""
    chosen = directories or (builtin_rules(),)
    problems = [str(problem) for directory in chosen for problem in validate(directory)]
    if not problems and not no_tests:
        problems = [problem for directory in chosen for problem in _tested(directory)]
    sink.say(map(plain, problems))
    if not problems:
        sink.say([f"{len(chosen)} rule {'directory is' if len(chosen) == 1 else 'directories are'} good."])
    ctx.exit(2 if problems else 0)


def _tested(directory: Path) -> Iterator[str]:
    extra = () if directory.resolve() == builtin_rules().resolve() else (directory,)
    for file in rule_files(directory):
        for rule in load_rules(file) if file.name != VOCABULARY else ():
            yield from (f"{file}:{rule.source_line}: {rule.code} {problem}" for problem in check_rule(rule, extra))


def check_rule(rule: Rule, extra: tuple[Path, ...]) -> Iterator[str]:
    """What the tests in ``rule`` show to be wrong; one sentence each."""
    for number, test in enumerate(rule.found, 1):
        wrong = _script(rule, test, extra) if isinstance(test, ScriptTest) else _line(rule, test, extra)
        yield from (f"found[{number}]: {text}" for text in wrong)
    for number, test in enumerate(rule.not_found, 1):
        for script in scripts(rule.match, test)[:1]:  # one language is enough to show that a line is something else
            if rule.code in _codes(script.kind, script.code, extra):
                yield f"not_found[{number}]: {rule.code} is found in {script.code!r}"


def _script(rule: Rule, test: ScriptTest, extra: tuple[Path, ...]) -> Iterator[str]:
    codes = _codes(test.kind, test.code, extra)
    if test.finds is None and rule.code not in codes:
        yield f"finds {', '.join(codes) or 'nothing'}, not {rule.code}"
    if test.finds is not None and sorted(codes) != sorted(test.finds):
        yield f"finds {', '.join(codes) or 'nothing'}, not {', '.join(test.finds)}"
    yield from _fixes(test, extra)


def _fixes(test: ScriptTest, extra: tuple[Path, ...]) -> Iterator[str]:
    for level, wanted in (("safe", test.fixed), ("unsafe", test.fixed_unsafe)):
        if wanted is not None and (got := _fixed(test.kind, test.code, level, extra)) != wanted:
            yield f"after the {level} fixes the code is {got!r}, not {wanted!r}"


def _line(rule: Rule, test: LineTest, extra: tuple[Path, ...]) -> Iterator[str]:
    """Every use must be found, on its own line; fixes are tried where a string is written in all its forms."""
    written = programs(rule.match, test.line)
    if not written:
        yield "a rule of this kind is tested with whole scripts"
        return
    for program in written:
        lines = program.text.splitlines()
        missed = set(program.uses) - _lines(rule.code, program, extra)
        yield from (f"{rule.code} is not found in {lines[at].strip()!r} ({program.kind})" for at in sorted(missed))
    yield from _fixes(scripts(rule.match, test)[0], extra)


def _lines(code: str, program: Program, extra: tuple[Path, ...]) -> set[int]:
    """The lines, counted from 0, on which a rule is found."""
    data = program.text.encode()
    found = [finding for finding in _found(program.kind, data, extra) if finding.code == code]
    return {data[: finding.place.start].count(b"\n") for finding in found}


def _codes(kind: str, text: str, extra: tuple[Path, ...]) -> list[str]:
    return [finding.code for finding in _found(kind, text.encode(), extra)]


def _found(kind: str, data: bytes, extra: tuple[Path, ...]) -> Sequence[Finding]:
    """The findings in a script, read by this process: starting another for each would take far longer."""
    name = _NAMES.get(kind, f"test.{kind}")
    analyse.begin(current(extra))
    kinds = {name: kind_of(name, data[:HEAD], explicit=True) or "python"}
    return analyse.run(analyse.Job({name: data}, kinds, frozenset({name}), {name: name}, {})).findings


def _fixed(kind: str, text: str, level: str, extra: tuple[Path, ...]) -> str:
    name, data = _NAMES.get(kind, f"test.{kind}"), text.encode()
    options = CheckOptions((name,), date.today(), stdin=data, stdin_filename=name, alone=True, rules_dirs=extra)
    done = repair(engine.check(options), level, lambda new: engine.check(replace(options, contents=new)))
    return done.after.get(name, data).decode()


COMMANDS = {"validate-rules": validate_rules}
