"""Shell scripts: the requests and ``code42`` commands they make, followed through variables and functions."""

from __future__ import annotations

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.usages import Problem, Reading


def read(source: Source, lexicon: Lexicon) -> Reading:
    """The usages of a POSIX, bash, ksh or zsh script.

    Never raises for odd scripts: what parses is read. ``parsed`` is False, with a problem of kind ``parse``,
    when less than half of the text could be parsed.
    """
    import tree_sitter_bash
    from tree_sitter import Language

    from c42migrate.readers import web
    from c42migrate.readers.shell.machine import Machine
    from c42migrate.readers.syntax import Script

    language = Language(tree_sitter_bash.language())
    script = Script(source, language, escape="\\")
    usages = Machine(script, language, lexicon).follow()
    problems = (
        (Problem(source.path, "parse", "most of this shell script could not be parsed"),) if script.broken else ()
    )
    return Reading(source.path, usages, problems, not script.broken, web.hosts(source.text))
