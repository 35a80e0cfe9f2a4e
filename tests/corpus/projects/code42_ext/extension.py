"""code42cli extension: `python extension.py device-cleanup --days 120`"""
import csv
import datetime

import click
from code42cli.extensions import script, sdk_options
from code42cli.output_formats import OutputFormatter
from py42.exceptions import Py42BadRequestError, Py42InternalServerError


@click.group()
def group():
    pass


@click.command("device-cleanup")
@click.option("--days", type=int, default=90)
@click.option("--csv", "csv_path", type=click.File("w"))
@click.option("--purge-date", default=None)
@sdk_options
def device_cleanup(state, days, csv_path, purge_date):
    """Deactivate devices that have not connected, then list open alerts of the owners."""
    cutoff = datetime.datetime.utcnow() - datetime.timedelta(days=days)
    rows = []
    for page in state.sdk.devices.get_all(active=True):
        for d in page["computers"]:
            if d["lastConnected"][:10] < cutoff.date().isoformat():
                rows.append({"guid": d["guid"], "name": d["name"], "user": d["userUid"]})
    for r in rows:
        try:
            state.sdk.devices.deactivate(r["guid"])
            if purge_date:
                state.sdk.archive.update_cold_storage_purge_date(r["guid"], purge_date)
        except (Py42BadRequestError, Py42InternalServerError) as err:
            click.echo(f"{r['guid']}: {err}", err=True)
    if csv_path:
        w = csv.DictWriter(csv_path, ["guid", "name", "user"])
        w.writeheader()
        w.writerows(rows)


@click.command("hold-report")
@sdk_options
def hold_report(state):
    out = []
    for m in state.sdk.legalhold.get_all_matters(active=True):
        for h in m["legalHolds"]:
            for p in state.sdk.legalhold.get_all_events(legal_hold_uid=h["legalHoldUid"]):
                out.extend(p["legalHoldEvents"])
    click.echo("\n".join(str(o) for o in out))


@click.command("tag")
@click.argument("case", type=int)
@click.argument("event_ids", nargs=-1)
@sdk_options
def tag(state, case, event_ids):
    for e in event_ids:
        state.sdk.cases.file_events.add(case, e)
    click.echo(state.sdk.cases.get(case).text)


group.add_command(device_cleanup)
group.add_command(hold_report)
group.add_command(tag)
script.add_command(group)

if __name__ == "__main__":
    script()
