"""PowerShell scripts: the requests and ``code42`` commands they make, followed through variables and functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.usages import Reading

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


def read(sources: Sequence[Source], lexicon: Lexicon) -> list[Reading]:
    """The usages of PowerShell scripts and modules, which may load each other; one reading for each.

    Never raises for odd scripts: what parses is read. ``parsed`` is False, with a problem of kind ``parse``,
    when less than half of the text could be parsed.
    """
    import tree_sitter_powershell
    from tree_sitter import Language

    from c42migrate.readers.powershell.machine import Machine
    from c42migrate.readers.project import Project
    from c42migrate.readers.syntax import Script

    language = Language(tree_sitter_powershell.language())
    project = Project([Script(source, language, escape="`", bare=_BARE, ended=_PARAM) for source in sources])
    machines = [Machine(script, language, lexicon, project) for script in project.scripts]
    return project.follow(machines, "most of this PowerShell script could not be parsed")
