"""``merge``: many reports, one dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from c42migrate import reports as formats
from c42migrate.catalogue import current
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import EXIT_ZERO, FAIL, Output
from c42migrate.cli.options import output as output_options
from c42migrate.reports import plan, plan_forms
from c42migrate.reports.closing import summary
from c42migrate.reports.labels import differences, labels_of
from c42migrate.reports.merging import merge as join
from c42migrate.reports.reading import Node, document, load, report
from c42migrate.reports.trend import compare

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog=epilog("merge"))
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--label", "labels", multiple=True, metavar="REPORT=NAME", help="Put NAME/ before the paths of REPORT.")
@click.option("--trend", type=_FILE, metavar="FILE", help="Compare with an earlier JSON report.")
@click.option("--with-source", is_flag=True, help="Keep quotations and diffs in JSON.")
@FAIL
@EXIT_ZERO
@output_options(formats.FORMATS)
def merge(
    wanted: Output,
    files: tuple[Path, ...],
    labels: tuple[str, ...],
    trend: Path | None,
    with_source: bool,
    fail_on: str | None,
    exit_zero: bool,
) -> None:
    """Merge JSON reports, or plans, of several repositories or CI shards into one, in any format.

    With --label, REPORT is a path as given, a file name, or a file name without .json; "auto" labels every report
    with its name. A finding that several reports contain counts once. Exit codes are those of check.
    """
    nodes = [document(file) for file in files]
    if all(node.value.get("schema") == plan.SCHEMA for node in nodes):
        _merge_plans(wanted, nodes, labels)
        return
    targets = output.targets(wanted, "text", formats.FORMATS)
    loaded = [report(node) for node in nodes]
    view = join(list(zip(labels_of(files, labels), loaded, strict=True)), current())
    view.trend = compare(view.items, load(trend)) if trend else None
    view.with_source = with_source
    for target in targets:
        output.write(target, formats.render(target.format, view, output.style_for(target)))
    if not wanted.quiet:
        sink.sum_up((*differences(loaded), *summary(view)))
    failing = any(item.dated.severity in output.at_least(fail_on or "warning") for item in view.items)
    click.get_current_context().exit(int(failing and not exit_zero))


def _merge_plans(wanted: Output, nodes: Sequence[Node], labels: tuple[str, ...]) -> None:
    """One plan of those of many repositories; each is called by its file unless it has a label."""
    names = labels_of([node.file for node in nodes], labels or ("auto",))
    joined = plan.merged([(name, plan_forms.read(node)) for name, node in zip(names, nodes, strict=True)])
    for target in output.targets(wanted, "text", plan_forms.FORMATS):
        output.write(target, plan_forms.render(target.format, joined, output.style_for(target)))


COMMANDS = {"merge": merge}
