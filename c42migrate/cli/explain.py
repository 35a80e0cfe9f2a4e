"""``explain``: what happens to one thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from c42migrate.catalogue import current
from c42migrate.cli import sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import AS_OF, COLOUR, RULES
from c42migrate.cli.words import rule_words
from c42migrate.engine.explain import answer
from c42migrate.reports.explaining import explanation


@click.command(epilog=epilog("explain"), context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, shell_complete=rule_words)
@AS_OF
@RULES
@COLOUR
def explain(words: tuple[str, ...], as_of: date | None, rules_dirs: tuple[Path, ...]) -> None:
    """Explain a rule (by code, name or family), a request, a symbol, a command, a header, a field or a line of code."""
    style, query, catalogue = sink.style(), " ".join(words), current(rules_dirs)
    sink.show(explanation(query, answer(query, catalogue), catalogue, as_of or date.today(), style), style)


COMMANDS = {"explain": explain}
