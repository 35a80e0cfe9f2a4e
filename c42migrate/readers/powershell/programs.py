"""What commands that send no request do with their arguments: show them, store them, run them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from c42migrate.readers.powershell.functions import Argument
from c42migrate.readers.powershell.values import Value, as_list, as_text
from c42migrate.readers.shell.programs import is_log

SILENT = re.compile(
    r"(write|out|import|export|test|join|split|add|set|new|remove|copy|move|get-content|get-item|get-childitem|select|"
    r"start-transcript|push|pop)\b|log|echo|cd|dir|ls|cat|type|mkdir|del|rm|cp|mv",
    re.IGNORECASE,
)
"""Commands that send no request: a path among their arguments is none of an API."""
_TELLING = re.compile(
    r"write-\w+|out-(?:host|null|default|string)|read-host|echo|(?:.*[-_])?(?:write)?log(?:ger|message|entry|info)?",
    re.IGNORECASE,
)
"""Commands that show their arguments to a person."""
_ADDING = re.compile(r"add-content|out-file|set-content|tee-object|tee|ac|sc", re.IGNORECASE)
STARTS = ("start-process", "saps", "cmd", "cmd.exe", "start", "invoke-expression", "iex")
STARTING = ("wait", "nonewwindow", "passthru", "usenewenvironment", "loaduserprofile")
"""Switches of Start-Process."""


def is_harmless(action: str, arguments: Sequence[Value]) -> bool:
    """Whether what a method or operator cuts off never depends on the words of a path: a blank, a slash at the end."""
    flat = [as_text(item) for argument in arguments for item in as_list(argument)]
    old = flat[0].known if flat else ""
    if old is None or action.startswith("trim"):
        return old is not None and not old.strip("/ ")
    return not re.search(r"[\w/*?\[$.]", old.removesuffix("/$")) and action.endswith(("replace", "split"))


def tells(name: str, arguments: Sequence[Argument]) -> bool:
    """Whether a command only shows its arguments to a person, or writes them to a file that is called a log."""
    values = (as_text(choice.value) for argument in arguments for choice in argument.values or ())
    return bool(_TELLING.fullmatch(name) or (_ADDING.fullmatch(name) and any(is_log(text) for text in values)))
