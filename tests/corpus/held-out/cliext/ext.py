import click
from code42cli.extensions import sdk_options, script
from code42cli.options import format_option


class Helper:
    def __init__(self, sdk):
        self._sdk = sdk

    def leaving(self, uid):
        self._sdk.detectionlists.add_user_risk_tags(uid, "FLIGHT_RISK")
        return self._sdk.detectionlists.departing_employee.get_all()

    def files(self, q):
        return self._sdk.securitydata.search_file_events(q)

    def alerts(self):
        a = self._sdk.alerts
        a.update_state("RESOLVED", ["1"])
        return a.get_details(["1"])


@click.command()
@sdk_options
@format_option
def leaving(state, format):
    for page in Helper(state.sdk).leaving("1"):
        click.echo(page)
    for w in state.sdk.watchlists.get_all():
        click.echo("sdk.alerts.search " + w["id"])
    state.sdk.trustedactivities.get_all()
    state.sdk.users.get_current()


script.add_command(leaving)
