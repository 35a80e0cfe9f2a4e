from datetime import timedelta
import click
from incydr.cli import incydr_cli
from incydr._cases.models import Case
from incydr import Client, EventQuery


@click.group("custom")
def custom():
    """Our own sub commands, run `incydr custom ...`"""


@custom.command()
@click.option("--name", required=True)
@click.option("--assignee")
def open_case(name, assignee):
    c = Client()
    case: Case = c.cases.v1.create(name, subject=None, assignee=assignee)
    click.echo(case.number)


@custom.command()
@click.argument("sha256")
def hunt(sha256):
    c = Client()
    q = EventQuery(start_date=timedelta(days=90)).equals("file.hash.sha256", sha256)
    for ev in c.file_events.v2.search(q).file_events:
        click.echo(f"{ev.event.id}\t{ev.user.email}\t{ev.file.name}")


@custom.command()
def audit():
    for e in Client().audit_log.v1.iter_all():
        click.echo(e)


incydr_cli.add_command(custom)
if __name__ == "__main__":
    incydr_cli()
