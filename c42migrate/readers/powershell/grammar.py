"""PowerShell texts, parsed; spelled for a grammar that does not know all that PowerShell knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from c42migrate.files.source import Source
from c42migrate.readers.powershell.modern import spelled
from c42migrate.readers.syntax import Script

if TYPE_CHECKING:
    from tree_sitter import Language

_BARE = re.compile(
    r"(?<![=+*/%-] )(?<=[ :])\$(?:\w+(?::\w+)?|\{[^}\s]+\})(?:\.\w+)*/[\w$%{][^\s\"'`;|(),<>]*", re.ASCII
)
"""A word such as ``$base/api/User?a=$x`` that stands as an argument without quotes, which the grammar does not know."""

_PARAM = re.compile(
    r"^[^#\n]*\{[ \t]*(?:\[[^\]\n]*\][ \t]*)*+param[ \t]*"
    r"\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*+\))*+\))*+\))*+\)[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
"""A ``param (…)`` of a function in one line: the grammar wants a line end before the statements that follow it."""


def parsed(source: Source, language: Language) -> Script:
    """The tree of a script, a module, or a text that is run as one."""
    return Script(source, language, escape="`", bare=_BARE, ended=_PARAM, spelled=spelled)
