"""``report``: when what a project uses ends."""

from __future__ import annotations

import click

from c42migrate import engine
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import Output, scan, settings
from c42migrate.cli.options import output as output_options
from c42migrate.cli.progress import progress
from c42migrate.reports import endings
from c42migrate.reports.closing import summary
from c42migrate.reports.schedule import GROUPINGS
from c42migrate.reports.view import View
from c42migrate.settings import Given


@click.command(epilog=epilog("report"))
@scan
@output_options(endings.FORMATS)
@click.option("--by", type=click.Choice(GROUPINGS), default="date", show_default=True, help="Group by.")
@click.option("--sdk", is_flag=True, hidden=True, help="Replaced by the command plan.")
def report(wanted: Output, given: Given, by: str, sdk: bool) -> None:
    """Show when the APIs used in PATHS end: by date, by rule or by file.

    Findings do not make it fail. Exit codes: 0 done; 2 invalid usage, configuration or rules; 4 the directories
    contain nothing to scan.
    """
    if sdk:
        from c42migrate.cli import plan

        sink.say(["report --sdk is now c42migrate plan"])
        plan.run(wanted, given)
        return
    _, options = settings(given)
    targets = output.targets(wanted, "text", endings.FORMATS)
    with progress(quiet=wanted.quiet) as tell:
        view = View(engine.check(options, tell))
    for target in targets:
        output.write(target, endings.render(target.format, view, by, output.style_for(target)))
    if not wanted.quiet:
        sink.sum_up(summary(view))
    if output.nothing_to_scan(view.outcome):
        click.get_current_context().exit(4)


COMMANDS = {"report": report}
