"""``merge``: many reports, one dashboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from c42migrate import reports as formats
from c42migrate.catalogue import current
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.config import FAIL_ON
from c42migrate.errors import UsageError
from c42migrate.overlays.dates import SEVERITIES
from c42migrate.overlays.selection import did_you_mean
from c42migrate.reports.closing import summary
from c42migrate.reports.merging import merge as join
from c42migrate.reports.parts import Report
from c42migrate.reports.reading import load
from c42migrate.reports.trend import compare

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog=epilog("merge"))
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--label", "labels", multiple=True, metavar="REPORT=NAME", help="Put NAME/ before the paths of REPORT.")
@click.option("--trend", type=_FILE, metavar="FILE", help="Say what is new, fixed and remaining since this report.")
@click.option("--with-source", is_flag=True, help="Keep quotations and diffs in JSON.")
@click.option(
    "--format", "--output-format", "-f", "name", metavar="FORMAT", help=f"One of {', '.join(formats.FORMATS)}."
)
@click.option("--output", "-o", "outputs", multiple=True, metavar="[FORMAT=]FILE", help="Write here; repeatable.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="note", show_default=True, help="Exit 1 from here on.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings.")
@click.option("--quiet", "-q", is_flag=True, help="No summary on stderr.")
@click.pass_context
def merge(
    ctx: click.Context,
    files: tuple[Path, ...],
    labels: tuple[str, ...],
    trend: Path | None,
    with_source: bool,
    name: str | None,
    outputs: tuple[str, ...],
    fail_on: str,
    exit_zero: bool,
    quiet: bool,
) -> None:
    """Join JSON reports of many repositories or CI shards into one, in any format.

    REPORT of --label is a file as given, its name, or its name without .json; "--label auto" labels every report
    by its name. What two reports say of the same place counts once. Exit codes are those of check.
    """
    wanted = output.targets(name, outputs, "text", formats.FORMATS)
    loaded = _labelled([load(file) for file in files], labels)
    view = join(loaded, current())
    view.trend = compare(view.items, load(trend)) if trend else None
    view.with_source = with_source
    for target in wanted:
        output.write(target, formats.render(target.format, view, output.style_for(target)))
    if not quiet:
        sink.say((*_differences([report for _, report in loaded]), *summary(view)))
    levels = SEVERITIES[SEVERITIES.index(fail_on) :] if fail_on in SEVERITIES else ()
    ctx.exit(int(any(item.dated.severity in levels for item in view.items) and not exit_zero))


def _labelled(loaded: Sequence[Report], labels: Sequence[str]) -> list[tuple[str, Report]]:
    auto = "auto" in labels
    given = dict(_pair(label) for label in labels if label != "auto")
    found = []
    for report in loaded:
        key = next((name for name in _names(report.path) if name in given), None)
        found.append((given[key] if key else _auto(report.path, loaded) if auto else "", report))
    known = {name: None for report in loaded for name in _names(report.path)}
    for name in given:
        if name not in known:
            raise UsageError(f"--label: there is no report {name!r}", hint=did_you_mean(name, known))
    return found


def _pair(label: str) -> tuple[str, str]:
    name, found, value = label.partition("=")
    if not found or not name or not value:
        raise UsageError(f"--label: {label!r} is not REPORT=NAME", hint='or "auto"')
    return name, value


def _names(path: Path) -> tuple[str, ...]:
    return str(path), path.name, path.stem


def _auto(path: Path, loaded: Sequence[Report]) -> str:
    """The file's name; its directory's where CI gave every report the same name."""
    same = sum(report.path.stem == path.stem for report in loaded) > 1
    return path.absolute().parent.name if same else path.stem


def _differences(loaded: Sequence[Report]) -> Iterator[str]:
    days = sorted({report.as_of for report in loaded})
    if len(days) > 1:
        yield f"The reports are of different days, from {days[0]} to {days[-1]}; each kept its own dates."
    if len({report.catalogue for report in loaded}) > 1:
        yield "The reports were made with different catalogues; run the same c42migrate everywhere to compare them."


COMMANDS = {"merge": merge}
