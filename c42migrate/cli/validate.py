"""``validate-rules``: checks rule files of the user's own, the tests they carry included."""

from __future__ import annotations

from pathlib import Path

import click

from c42migrate.catalogue import builtin_rules
from c42migrate.catalogue.validate import validate
from c42migrate.cli import sink
from c42migrate.engine.rule_tests import check_rules
from c42migrate.reports.terminal import plain


@click.command("validate-rules", epilog="Example: c42migrate validate-rules my-rules/")
@click.argument("directories", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--no-tests", is_flag=True, help="Do not run the tests that the rules carry.")
@click.pass_context
def validate_rules(ctx: click.Context, directories: tuple[Path, ...], no_tests: bool) -> None:
    """Check the rule files in DIRECTORIES (default: the built-in ones) and run the tests in them."""
    chosen = directories or (builtin_rules(),)
    problems = [str(problem) for directory in chosen for problem in validate(directory)]
    if not problems and not no_tests:
        problems = [problem for directory in chosen for problem in check_rules(directory)]
    sink.say(map(plain, problems))
    if not problems:
        sink.say([f"{len(chosen)} rule {'directory is' if len(chosen) == 1 else 'directories are'} good."])
    ctx.exit(2 if problems else 0)


COMMANDS = {"validate-rules": validate_rules}
