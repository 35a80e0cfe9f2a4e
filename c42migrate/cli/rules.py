"""``rules``: every deprecation the tool knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from c42migrate.catalogue import current
from c42migrate.catalogue.index import Catalogue
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import AS_OF, COLOUR, RULES
from c42migrate.cli.words import rule_words
from c42migrate.policy.selection import Selector
from c42migrate.reports.closing import STALE_DAYS
from c42migrate.reports.rule_list import rule_list

FORMATS = ("text", "json", "yaml", "csv", "ics", "markdown", "fields")


@click.command(epilog=epilog("rules"))
@click.argument("words", nargs=-1, metavar="[RULES]...", shell_complete=rule_words)
@click.option(
    "--format",
    "--output-format",
    "-f",
    "format_name",
    type=click.Choice(FORMATS),
    default="text",
    help="Output format; fields is a CSV table of old and new field names.",
)
@click.option("--output", "-o", "path", default="-", metavar="FILE", help="Write to FILE.")
@AS_OF
@RULES
@COLOUR
def rules(
    words: tuple[str, ...], format_name: str, path: str, as_of: date | None, rules_dirs: tuple[Path, ...]
) -> None:
    """List all known deprecations, or those of RULES: codes, code prefixes, families or names."""
    catalogue, day = _narrowed(current(rules_dirs), words), as_of or date.today()
    if format_name == "text":
        style = output.style_for(output.Target(format_name, path))
        text = rule_list(catalogue, day, style, style.width if path == "-" and sink.is_terminal() else 0)
    else:
        from c42migrate.catalogue.export import export

        text = export(catalogue, format_name, since=day)
    output.write(output.Target(format_name, path), text)
    if (age := (day - catalogue.verified_on).days) > STALE_DAYS:
        sink.say([f"Warning: the catalogue is {age} days old on that day; look for a newer version of c42migrate."])


def _narrowed(catalogue: Catalogue, words: tuple[str, ...]) -> Catalogue:
    if not words:
        return catalogue
    codes = Selector(catalogue).resolve(words, "rules")
    return replace(catalogue, rules={code: rule for code, rule in catalogue.rules.items() if code in codes})


COMMANDS = {"rules": rules}
