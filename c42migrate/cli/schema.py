"""``schema``: what machines may rely on."""

from __future__ import annotations

from importlib import resources

import click

from c42migrate.cli import sink

SCHEMAS = {"report": "schema.json", "plan": "plan.schema.json"}


@click.command(epilog="Example: c42migrate schema > report.schema.json")
@click.argument("what", type=click.Choice(tuple(SCHEMAS)), default="report")
def schema(what: str) -> None:
    """Print the JSON Schema of reports (check, merge) or plans as --format json writes them."""
    sink.show(resources.files("c42migrate.reports").joinpath(SCHEMAS[what]).read_text(encoding="utf-8"))


COMMANDS = {"schema": schema}
