import click
from code42cli.extensions import script, sdk_options
from py42.exceptions import Py42NotFoundError
from py42.clients.users import UsersPage


@click.command()
@click.argument("username")
@sdk_options
def offboard(state, username):
    """Offboards a user, cf. /api/UserDeactivation."""
    user = state.sdk.users.get_by_username(username)["users"][0]
    state.sdk.detectionlists.departing_employee.add(user["userUid"], "2022-01-01")
    rules = state.sdk.alerts.rules
    for rule in rules.get_all():
        rules.remove_user(rule["ruleId"], user["userUid"])
    state.sdk.users.deactivate(user["userId"])
    matters = state.sdk.legalhold.get_all_matters()


if __name__ == "__main__":
    script.add_command(offboard)
    script()
