"""code42cli extension: `code42 stats` commands"""
import click
from code42cli.extensions import script, sdk_options
from code42cli.output_formats import DataFrameOutputFormatter
from pandas import DataFrame, concat
from py42.exceptions import Py42NotFoundError


@click.command()
@click.argument("guids", nargs=-1)
@sdk_options
def backup_sets(state, guids):
    """Print destinations for device guids."""
    out = []
    for g in guids:
        try:
            s = state.sdk.devices.get_settings(g)
        except Py42NotFoundError:
            click.echo(f"{g} not found")
            continue
        out.append(DataFrame(s.backup_sets))
    DataFrameOutputFormatter("TABLE").echo_formatted_dataframes(concat(out))


@click.command("audit-who")
@click.option("--begin")
@sdk_options
def audit_who(state, begin):
    for page in state.sdk.auditlogs.get_all(begin_time=begin):
        for e in page["events"]:
            click.echo(f"{e['actorName']} {e['type$']}")


@click.command("wl")
@sdk_options
def wl(state):
    for page in state.sdk.watchlists.get_all():
        for w in page["watchlists"]:
            n = sum(len(p["watchlistMembers"]) for p in state.sdk.watchlists.get_all_watchlist_members(w["watchlistId"]))
            click.echo(f"{w['title']} {n}")
    click.echo(state.sdk.userriskprofile.get_by_username("a@example.com").text)


if __name__ == "__main__":
    script.add_command(backup_sets)
    script.add_command(audit_who)
    script.add_command(wl)
    script()
