"""Runs the tests that rules carry: what must be found, what must not, and what fixes make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from c42migrate.catalogue import builtin_rules
from c42migrate.catalogue.examples import Program, programs, scripts
from c42migrate.catalogue.load import VOCABULARY, load_rules, rule_files
from c42migrate.catalogue.model import LineTest, Rule, ScriptTest
from c42migrate.engine.repair import repair
from c42migrate.engine.run import check
from c42migrate.options import CheckOptions

NAMES = {"shell": "test.sh", "powershell": "test.ps1", "markdown": "test.md", "requirements": "requirements.txt"}
NAMES |= {"notebook": "test.ipynb", "xml": "test.xml", "yaml": "test.yaml", "json": "test.json", "python": "test.py"}
NAMES |= {"text": "test.txt"}


def check_rules(directory: Path) -> Iterator[str]:
    """Yield what the tests of all rules in a directory show to be wrong, a sentence each, with file and line."""
    extra = () if directory.resolve() == builtin_rules().resolve() else (directory,)
    for file in rule_files(directory):
        for rule in load_rules(file) if file.name != VOCABULARY else ():
            yield from (f"{file}:{rule.source_line}: {rule.code} {problem}" for problem in check_rule(rule, extra))


def check_rule(rule: Rule, extra: tuple[Path, ...]) -> Iterator[str]:
    """Yield what the tests of one rule show to be wrong, a sentence each."""
    for number, test in enumerate(rule.found, 1):
        wrong = _script(rule, test, extra) if isinstance(test, ScriptTest) else _line(rule, test, extra)
        yield from (f"found[{number}]: {text}" for text in wrong)
    for number, test in enumerate(rule.not_found, 1):
        for script in scripts(rule.match, test)[:1]:  # one language is enough to show that a line is something else
            if rule.code in _codes(script.kind, script.code, extra):
                yield f"not_found[{number}]: {rule.code} is found in {script.code!r}"


_MARKER = re.compile(r"^[ \t]*# c42migrate: review\[.*\n", re.MULTILINE)
"""What an unsafe fix leaves for a person; the reason of the rule stands in it, so no test repeats it."""


def _script(rule: Rule, test: ScriptTest, extra: tuple[Path, ...]) -> Iterator[str]:
    codes = _codes(test.kind, test.code, extra)
    if test.finds is None and rule.code not in codes:
        yield f"finds {', '.join(codes) or 'nothing'}, not {rule.code}"
    if test.finds is not None and sorted(codes) != sorted(test.finds):
        yield f"finds {', '.join(codes) or 'nothing'}, not {', '.join(test.finds)}"
    yield from _fixes(test, extra)


def _fixes(test: ScriptTest, extra: tuple[Path, ...]) -> Iterator[str]:
    for level, wanted in (("safe", test.fixed), ("unsafe", test.fixed_unsafe)):
        got = _fixed(test.kind, test.code, level, extra) if wanted is not None else None
        if wanted is not None and got is not None and _MARKER.sub("", got) != _MARKER.sub("", wanted):
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
    """Return the lines, counted from 0, on which a rule is found."""
    data = program.text.encode()
    found = (d.finding for d in check(_options(program.kind, data, extra)).findings)
    return {data[: finding.place.start].count(b"\n") for finding in found if finding.code == code}


def _options(kind: str, text: bytes, extra: tuple[Path, ...]) -> CheckOptions:
    name = NAMES.get(kind, f"test.{kind}")
    return CheckOptions((name,), date.today(), stdin=text, stdin_filename=name, alone=True, rules_dirs=extra)


def _codes(kind: str, text: str, extra: tuple[Path, ...]) -> list[str]:
    return [d.finding.code for d in check(_options(kind, text.encode(), extra)).findings]


def _fixed(kind: str, text: str, level: str, extra: tuple[Path, ...]) -> str:
    options = _options(kind, text.encode(), extra)
    name = options.stdin_filename
    done = repair(check(options), level, lambda new: check(replace(options, contents=new)))
    return done.after.get(name, text.encode()).decode()
