"""``plan``: the work of a migration, in its order."""

from __future__ import annotations

import click

from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import COLOUR, OUTPUT, QUIET, Output, format_option, scan, settings, takes
from c42migrate.cli.progress import progress
from c42migrate.engine.forecast import forecast
from c42migrate.reports import plan_forms
from c42migrate.reports.closing import summary
from c42migrate.settings import Given


@click.command(epilog=epilog("plan"))
@scan
@takes(Output, format_option(plan_forms.FORMATS), OUTPUT, QUIET, COLOUR)
def plan(wanted: Output, given: Given) -> None:
    """Say what there is to do in PATHS: per script what ends when, what fix does, what is left by hand.

    Writes into no script. Findings do not make it fail. Exit codes: 0 done; 2 wrong usage, configuration or rules;
    4 nothing to scan in the directories given.
    """
    run(wanted, given)


def run(wanted: Output, given: Given) -> None:
    """Make a plan and write it."""
    _, options = settings(given)
    targets = output.targets(wanted, "text", plan_forms.FORMATS)
    with progress(quiet=wanted.quiet) as tell:
        view, found = forecast(options, tell)
    for target in targets:
        output.write(target, plan_forms.render(target.format, found, output.style_for(target)))
    if not wanted.quiet:
        sink.say(summary(view))
    if output.nothing_to_scan(view.outcome):
        click.get_current_context().exit(4)


COMMANDS = {"plan": plan}
