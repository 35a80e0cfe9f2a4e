"""PowerShell texts, parsed; spelled for a grammar that does not know all that PowerShell knows.

The grammar is of Windows PowerShell 5, which loses the whole statement at an operator of PowerShell 7 (``a ?? b``,
``a ??= b``, ``a ? b : c``). Each becomes one of the same length; what it was is read from the source itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from c42migrate.files.source import Source
from c42migrate.readers.syntax import Script

if TYPE_CHECKING:
    from tree_sitter import Language

_QUOTED = (
    r"<#.*?(?:#>|\Z)|(?<![\w`])#[^\n]*|@'[ \t]*\r?\n.*?(?:\n'@|\Z)|@\"[ \t]*\r?\n.*?(?:\n\"@|\Z)"
    r"|'[^']*+(?:'|\Z)|\"(?:[^\"`]|`.|\"\")*+(?:\"|\Z)"
)
_BARE = r"(?<![=+*/%-] )(?<=[ :])\$(?:\w+(?::\w+)?|\{[^}\s]+\})(?:\.\w+)*/[\w$%{][^\s\"'`;|(),<>]*"
"""A word such as ``$base/api/User?a=$x`` that stands as an argument without quotes, which the grammar does not know."""
_BRACED = r"(?<=[\w/.:=&?-])\$\{[\w:]{1,99}\}"
"""``${id}`` in a word without quotes, at which the grammar ends the word."""
_UNKNOWN = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<kept>(?<=[\w)\]}}\s])\?\?=)|(?P<operator>[ \t]\?\?(?=\s)|[ \t]\?[ \t](?=[^\s{{]))"
    rf"|(?P<otherwise>(?<=[\w)\]}}\"'])[ \t]:[ \t])|(?P<word>{_BARE}|{_BRACED})",
    re.ASCII | re.DOTALL,
)
_TEST = re.compile(r"[^|]\s\?\s")
_PARAM = re.compile(
    r"^[^#\n]*\{[ \t]*(?:\[[^\]\n]*\][ \t]*)*+param[ \t]*"
    r"\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*+\))*+\))*+\))*+\)[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
"""A ``param (…)`` of a function in one line: the grammar wants a line end before the statements that follow it."""


FAR = 2000
"""So many characters before an operator are looked at."""


def parsed(source: Source, language: Language) -> Script:
    """Return the tree of a script or module."""
    return Script(source, language, escape="`", spelled=spelled)


def spelled(text: str) -> str:
    """``text`` in as many characters, for the grammar only: names and values are read from the text itself."""
    text = _PARAM.sub(lambda match: match[0][:-1] + "\n", text)
    return _UNKNOWN.sub(_respelled, text)


def _respelled(match: re.Match[str]) -> str:
    line = match.string[max(0, match.start() - FAR) : match.start()].rpartition("\n")[2]
    match match.lastgroup:
        case "kept":
            return "+= "
        case "operator" if not line.rstrip().endswith("|"):  # not that of | ? { … }
            return "-or"
        case "otherwise" if _TEST.search(line):
            return "-or"
        case "word":
            return re.sub(r"[ -~]", "x", match[0])
        case _:
            return match[0]
