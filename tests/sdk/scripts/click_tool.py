import click

import py42.sdk


class State:
    def __init__(self):
        self.sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")


pass_state = click.make_pass_decorator(State, ensure=True)


@click.group()
def cli():
    """Small tools."""


@cli.command()
@click.argument("name")
@pass_state
def show(state, name):
    found = state.sdk.users.get_by_username(name)["users"]
    for user in found:
        click.echo(f"{user['username']} {user['orgUid']}")


@cli.command()
@click.argument("name")
@click.option("--role", default="Analyst")
@pass_state
def grant(state, name, role):
    user = state.sdk.users.get_by_username(name)["users"][0]
    state.sdk.users.add_role(user["userId"], role)
    click.echo("granted")


cli(["show", "ann@example.com"], standalone_mode=False)
cli(["grant", "ann@example.com", "--role", "Analyst"], standalone_mode=False)
