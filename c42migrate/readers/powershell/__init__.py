"""PowerShell scripts: the requests and ``code42`` commands they make, followed through variables and functions."""

from __future__ import annotations

import re

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.usages import Problem, Reading

_BARE = re.compile(
    r"(?<![=+*/%-] )(?<=[ :])\$(?:\w+(?::\w+)?|\{[^}\s]+\})(?:\.\w+)*/[\w$%{][^\s\"'`;|(),<>]*", re.ASCII
)
"""A word such as ``$base/api/User?a=$x`` that stands as an argument without quotes, which the grammar does not know."""


def read(source: Source, lexicon: Lexicon) -> Reading:
    """The usages of a PowerShell script or module.

    Never raises for odd scripts: what parses is read. ``parsed`` is False, with a problem of kind ``parse``,
    when less than half of the text could be parsed.
    """
    import tree_sitter_powershell
    from tree_sitter import Language

    from c42migrate.readers import web
    from c42migrate.readers.powershell.machine import Machine
    from c42migrate.readers.syntax import Script

    script = Script(source, Language(tree_sitter_powershell.language()), escape="`", bare=_BARE)
    usages = Machine(script, lexicon).follow()
    message = "most of this PowerShell script could not be parsed"
    problems = (Problem(source.path, "parse", message),) if script.broken else ()
    return Reading(source.path, usages, problems, not script.broken, web.hosts(source.text))
