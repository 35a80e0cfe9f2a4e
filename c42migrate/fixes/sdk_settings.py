"""Settings of py42, which hold for all its clients, as settings of one client of incydr."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from c42migrate.fixes.sdk_errors import Handlers
from c42migrate.model import Place

_ARGUMENTS = {
    "items_per_page": "page_size",
    "debug.level": "log_level",
    "set_user_agent_prefix": "user_agent_prefix",
    "set_user_agent_suffix": "user_agent_prefix",
}
"""Setting → argument of ``incydr.Client``."""
_LEVELS = {"DEBUG": '"DEBUG"', "TRACE": '"DEBUG"', "INFO": '"INFO"', "WARNING": '"WARNING"', "NONE": '"WARNING"'}
_LATER = {"verify_ssl_certs": "session.verify = {}", "proxies": "session.proxies.update({})"}
"""Setting → what is done with the new client before it signs in."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A statement of a module that sets something. ``value``: its text."""

    statement: Place
    name: str
    value: str

    @property
    def argument(self) -> str:
        """``page_size=200``, "" for what is set later."""
        name = _ARGUMENTS.get(self.name, "")
        return f"{name}={_LEVELS.get(self.value, self.value)}" if name else ""

    @property
    def later(self) -> str:
        """``session.verify = False``, "" for an argument."""
        return _LATER.get(self.name, "").format(self.value)


def settings(handlers: Handlers) -> list[Setting]:
    """Return the settings of a module, in order."""
    names = dict(_named(handlers.tree))
    return [one for node in handlers.tree.body if (one := _setting(node, names, handlers)) is not None]


def made_with(found: Sequence[Setting], call: str) -> str:
    """``incydr.Client(…)`` with the arguments that settings have become."""
    parts = [one.argument for one in found if one.argument]
    parts += ["skip_auth=True"] if any(one.later for one in found) else []
    inside = call.removesuffix(")")
    return f"{inside}{'' if inside.endswith('(') or not parts else ', '}{', '.join(parts)})"


def _named(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names of the module → what of py42 they are."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from ((one.asname, one.name) for one in node.names if one.asname)
            yield from ((root, root) for one in node.names if not one.asname and (root := one.name.partition(".")[0]))
        elif isinstance(node, ast.ImportFrom):
            yield from ((one.asname or one.name, f"{node.module}.{one.name}") for one in node.names)


def _setting(node: ast.stmt, names: dict[str, str], handlers: Handlers) -> Setting | None:
    match node:
        case ast.Assign(targets=[ast.Attribute() as target], value=value):
            pass
        case ast.Expr(value=ast.Call(func=ast.Attribute() as target, args=[value], keywords=[])):
            pass
        case _:
            return None
    root, _, rest = ast.unparse(target).partition(".")
    name = f"{names.get(root, root)}.{rest}"
    if not name.startswith("py42.settings."):
        return None
    name = name.removeprefix("py42.settings.")
    text = value.attr if name == "debug.level" and isinstance(value, ast.Attribute) else ast.unparse(value)
    is_known = name in _LATER or (name in _ARGUMENTS and (name != "debug.level" or text in _LEVELS))
    return Setting(handlers.place(node, node), name, text) if is_known else None
