"""``report``: when what a project uses ends."""

from __future__ import annotations

import click

from c42migrate import engine
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import OUTPUT, QUIET, Output, format_option, scan, settings, takes
from c42migrate.cli.progress import progress
from c42migrate.reports import endings, sdk_plan
from c42migrate.reports.closing import summary
from c42migrate.reports.schedule import GROUPINGS
from c42migrate.reports.view import View
from c42migrate.settings import Given

_FORMATS = f"One of {', '.join(endings.FORMATS)}; with --sdk {', '.join(sdk_plan.FORMATS)}."


@click.command(epilog=epilog("report"))
@scan
@takes(Output, format_option(_FORMATS), OUTPUT, QUIET)
@click.option("--by", type=click.Choice(GROUPINGS), default="date", show_default=True, help="How to group.")
@click.option("--sdk", is_flag=True, help="The plan off py42 and the old commands: per file, least work first.")
def report(wanted: Output, given: Given, by: str, sdk: bool) -> None:
    """Say when what PATHS use ends: by date, by rule or by file.

    Findings do not make it fail. Exit codes: 0 done; 2 wrong usage, configuration or rules; 4 nothing to scan in the
    directories given.
    """
    _, options = settings(given)
    targets = output.targets(wanted, "text", sdk_plan.FORMATS if sdk else endings.FORMATS)
    with progress(quiet=wanted.quiet) as tell:
        view = View(engine.check(options, tell))
    for target in targets:
        style = output.style_for(target)
        text = sdk_plan.render(target.format, view, style) if sdk else endings.render(target.format, view, by, style)
        output.write(target, text)
    if not wanted.quiet:
        sink.say(summary(view))
    if output.nothing_to_scan(view.outcome):
        click.get_current_context().exit(4)


COMMANDS = {"report": report}
