"""PowerShell scripts: the requests and ``code42`` commands they make, followed through variables and functions."""

from __future__ import annotations

from collections.abc import Sequence

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Reading


def read(sources: Sequence[Source], lexicon: Lexicon) -> list[Reading]:
    """Return the usages of PowerShell scripts and modules, which may load each other; one reading for each.

    Never raises for odd scripts: what parses is read. ``parsed`` is False, with a problem of kind ``parse``,
    when less than half of the text could be parsed.
    """
    import tree_sitter_powershell
    from tree_sitter import Language

    from c42migrate.readers.powershell.grammar import parsed
    from c42migrate.readers.powershell.machine import Machine
    from c42migrate.readers.project import Project

    language = Language(tree_sitter_powershell.language())
    project = Project([parsed(source, language) for source in sources])
    machines = [Machine(script, lexicon, project) for script in project.scripts]
    return project.follow(machines, "most of this PowerShell script could not be parsed")
