"""``report``: when what a project uses ends."""

from __future__ import annotations

from typing import Any

import click

from c42migrate import engine
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import scan_of, scan_options, settings
from c42migrate.cli.progress import progress
from c42migrate.reports import endings, sdk_plan
from c42migrate.reports.closing import summary
from c42migrate.reports.schedule import GROUPINGS
from c42migrate.reports.view import View


@click.command(epilog=epilog("report"))
@scan_options
@click.option("--by", type=click.Choice(GROUPINGS), default="date", show_default=True, help="How to group.")
@click.option("--sdk", is_flag=True, help="The plan off py42 and the old commands: per file, least work first.")
@click.option(
    "--format",
    "--output-format",
    "-f",
    "format_name",
    metavar="FORMAT",
    help=f"One of {', '.join(endings.FORMATS)}; with --sdk {', '.join(sdk_plan.FORMATS)}.",
)
@click.option("--output", "-o", "outputs", multiple=True, metavar="[FORMAT=]FILE", help="Write here; repeatable.")
@click.option("--quiet", "-q", is_flag=True, help="No summary on stderr.")
@click.pass_context
def report(ctx: click.Context, /, **params: Any) -> None:
    """Say when what PATHS use ends: by date, by rule or by file.

    Findings do not make it fail. Exit codes: 0 done; 2 wrong usage, configuration or rules; 4 nothing to scan in the
    directories given.
    """
    _, options = settings(scan_of(params))
    formats = sdk_plan.FORMATS if params["sdk"] else endings.FORMATS
    wanted = output.targets(params["format_name"], params["outputs"], "text", formats)
    with progress(quiet=params["quiet"]) as tell:
        view = View(engine.check(options, tell))
    for target in wanted:
        style = output.style_for(target)
        sdk, by = params["sdk"], params["by"]
        text = sdk_plan.render(target.format, view, style) if sdk else endings.render(target.format, view, by, style)
        output.write(target, text)
    if not params["quiet"]:
        sink.say(summary(view))
    if output.nothing_to_scan(view.outcome):
        ctx.exit(4)


COMMANDS = {"report": report}
