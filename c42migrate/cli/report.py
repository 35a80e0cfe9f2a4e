"""``report``: when what a project uses ends."""

from __future__ import annotations

import click

from c42migrate import engine
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import COLOUR, OUTPUT, QUIET, Output, format_option, scan, settings, takes
from c42migrate.cli.progress import progress
from c42migrate.reports import endings
from c42migrate.reports.closing import summary
from c42migrate.reports.schedule import GROUPINGS
from c42migrate.reports.view import View
from c42migrate.settings import Given


@click.command(epilog=epilog("report"))
@scan
@takes(Output, format_option(endings.FORMATS), OUTPUT, QUIET, COLOUR)
@click.option("--by", type=click.Choice(GROUPINGS), default="date", show_default=True, help="How to group.")
@click.option("--sdk", is_flag=True, hidden=True, help="What is the command plan now.")
def report(wanted: Output, given: Given, by: str, sdk: bool) -> None:
    """Say when what PATHS use ends: by date, by rule or by file.

    Findings do not make it fail. Exit codes: 0 done; 2 wrong usage, configuration or rules; 4 nothing to scan in the
    directories given.
    """
    if sdk:
        from c42migrate.cli import plan

        sink.say(["report --sdk is the command plan now: c42migrate plan"])
        plan.run(wanted, given)
        return
    _, options = settings(given)
    targets = output.targets(wanted, "text", endings.FORMATS)
    with progress(quiet=wanted.quiet) as tell:
        view = View(engine.check(options, tell))
    for target in targets:
        output.write(target, endings.render(target.format, view, by, output.style_for(target)))
    if not wanted.quiet:
        sink.say(summary(view))
    if output.nothing_to_scan(view.outcome):
        click.get_current_context().exit(4)


COMMANDS = {"report": report}
