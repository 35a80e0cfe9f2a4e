"""``plan``: the work of a migration, in its order."""

from __future__ import annotations

import click

from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import Output, scan, settings
from c42migrate.cli.options import output as output_options
from c42migrate.cli.progress import progress
from c42migrate.engine.forecast import forecast
from c42migrate.reports import plan_forms
from c42migrate.reports.closing import summary
from c42migrate.settings import Given


@click.command(epilog=epilog("plan"))
@scan
@output_options(plan_forms.FORMATS)
def plan(wanted: Output, given: Given) -> None:
    """Plan the migration of PATHS: for each script, what ends when, what fix does and what is left to do by hand.

    Changes no file, and findings do not make it fail. Exit codes: 0 done; 2 invalid usage, configuration or rules;
    4 the directories contain nothing to scan.
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
        sink.sum_up(summary(view, ["plan"]))
    if output.nothing_to_scan(view.outcome):
        click.get_current_context().exit(4)


COMMANDS = {"plan": plan}
