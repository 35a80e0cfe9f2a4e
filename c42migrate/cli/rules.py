"""``rules``: every deprecation the tool knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from c42migrate.catalogue import Catalogue, current
from c42migrate.catalogue.dates import status
from c42migrate.catalogue.model import Rule
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import DAY, OWN_RULES_HELP
from c42migrate.overlays.selection import Selector
from c42migrate.reports.closing import STALE_DAYS
from c42migrate.reports.terminal import SEVERITY_COLOURS, Style, plain

FORMATS = ("text", "json", "yaml", "csv", "ics", "markdown")


@click.command(epilog=epilog("rules"))
@click.argument("words", nargs=-1)
@click.option(
    "--format",
    "--output-format",
    "-f",
    "format_name",
    type=click.Choice(FORMATS),
    default="text",
    help="Output format.",
)
@click.option("--output", "-o", "path", default="-", metavar="FILE", help="Write here.")
@click.option("--as-of", type=DAY, metavar="DATE", help="Evaluate dates as of DATE (default: today).")
@click.option(
    "--rules", "rules_dirs", multiple=True, type=click.Path(path_type=Path), metavar="DIR", help=OWN_RULES_HELP
)
def rules(
    words: tuple[str, ...], format_name: str, path: str, as_of: date | None, rules_dirs: tuple[Path, ...]
) -> None:
    """List every deprecation the tool knows, or those of the codes, prefixes, families or names given."""
    catalogue, day = _narrowed(current(rules_dirs), words), as_of or date.today()
    if format_name == "text":
        text = _table(catalogue, day, output.style_for(output.Target(format_name, path)))
    else:
        from c42migrate.catalogue.export import export

        text = export(catalogue, format_name)
    output.write(output.Target(format_name, path), text)
    if (age := (day - catalogue.verified_on).days) > STALE_DAYS:
        sink.say([f"Warning: the catalogue is {age} days old on that day; look for a newer c42migrate."])


def _narrowed(catalogue: Catalogue, words: tuple[str, ...]) -> Catalogue:
    if not words:
        return catalogue
    codes = Selector(catalogue).resolve(words, "rules")
    return replace(catalogue, rules={code: rule for code, rule in catalogue.rules.items() if code in codes})


def _table(catalogue: Catalogue, as_of: date, style: Style) -> str:
    lines, family = [], ""
    for rule in catalogue.rules.values():
        if rule.family != family:
            family = rule.family
            lines += ["", style(family, "bold")]
        lines.append(_line(rule, as_of, style))
    count = f"{len(catalogue.rules)} deprecations as of {as_of}; catalogue verified on {catalogue.verified_on}"
    return "\n".join([*lines, "", count]).lstrip("\n") + "\n"


def _line(rule: Rule, as_of: date, style: Style) -> str:
    standing = status(rule, as_of)
    ends = standing.end_of_life.isoformat() if standing.end_of_life else "no date"
    state = style(f"{standing.status:<10}", SEVERITY_COLOURS[standing.severity])
    return f"  {rule.code}  {state} {ends:<10}  {plain(rule.name)}: {plain(rule.summary)}"


COMMANDS = {"rules": rules}
