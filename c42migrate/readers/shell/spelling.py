"""Shell texts as the bash grammar takes them: what it does not know is spelled another way, in as many characters.

Sources: zshexpn(1), zshmisc(1) of zsh 5.9; tree-sitter-bash 0.25.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from c42migrate.files.source import Source

_Spell = Callable[[re.Match[str]], str]

_PARAMETER_FLAGS = re.compile(r"(?<=\$\{)\([\w@%#.]+\)(?=[A-Za-z_])")
_COMMAND_FLAGS = re.compile(r"\$\{\([\w@%#.:/,]+\)(?=(\"?)\$\()")
_LONGEST = 2_000
"""Characters of a ``${(f)"$(…)"}`` that are looked at for its end."""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _letters(match: re.Match[str]) -> str:
    return "A" * len(match[0])


_RULES: tuple[tuple[re.Pattern[str], str | _Spell], ...] = (
    (re.compile(r"^([ \t]*)\$(?= )", re.MULTILINE), r"\1 "),  # the prompt of a pasted session
    (re.compile(r"(?<![\\$])\$\d(?!\w)"), "$A"),  # the grammar loses a digit after ``a/$1/``
    (re.compile(r"(?<=\$\{)[@*]\[[^\]\s]*,[^\]\s]*\](?=\})"), _letters),  # zsh: ${@[2,-1]}
    (_PARAMETER_FLAGS, _letters),  # zsh: ${(U)name}
    (re.compile(r"(?<=\$)\+\w+(?:\[[\w-]+\])?"), _letters),  # zsh: $+commands[jq]
    (re.compile(r"\$[=~](?=[A-Za-z_])"), "$A"),  # zsh: $=words, $~pattern
    (re.compile(r"(?<=\$\{)[+=~](?=[A-Za-z_])"), "A"),
    (re.compile(r"(?<=\w):#(?=[^{}]*\})"), "##"),  # zsh: ${name:#pattern}
    (re.compile(r"^([ \t]*)\(\)(?=[ \t]*\{)", re.MULTILINE), r"\1  "),  # zsh: a function without a name
    (
        re.compile(r"^([^\n]*(?:[\s)]|^)\{ (?:[^\n{}]|\$\{[^\n{}]*\})*(?:[^\s;{}]|\$\{[^\n{}]*\})) \}", re.MULTILINE),
        r"\1;}",
    ),  # zsh: { command }
    (re.compile(r"(?<=\}) always(?= \{)"), " ;     "),
    (re.compile(r"(?<=[\s<])=\((?=[\w$])"), "<("),  # zsh: a command's output as a file
    (re.compile(r"(?<=[*\w]/)\*\([\w./@:^-]{1,8}\)|(?<=\*)\.\w+\([\w./@:^-]{1,8}\)|\*\([.\w/^-]{1,4}\)"), _letters),
    (re.compile(r"&[!|](?=[ \t]*(?:\n|\Z))"), "& "),  # zsh: run and forget
)


def is_zsh(source: Source) -> bool:
    """Whether zsh runs a script, by its first line or by what its file is called."""
    name = source.path.rpartition("/")[2].removeprefix(".")
    first = source.text.partition("\n")[0]
    return (first.startswith("#!") and "zsh" in first) or name.startswith("zsh") or name.endswith(".zsh")


def spelled(text: str) -> str:
    """``text`` in as many characters, for the grammar only: names and values are read from ``text`` itself."""
    for pattern, other in _RULES:
        text = pattern.sub(other, text)
    for match in reversed(list(_COMMAND_FLAGS.finditer(text))):
        text = _without_flags(text, match)
    return text


def _without_flags(text: str, match: re.Match[str]) -> str:
    """``${(f)"$(…)"}`` as ``"$(…)"`` between blanks; unchanged when its end is not found."""
    depth, start = 0, match.end() + len(match[1]) + 1
    for at in range(start, min(start + _LONGEST, len(text))):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            end = at + 1 + len(match[1])
            if text[at + 1 : end + 1] == f"{match[1]}}}":
                return text[: match.start()] + _blank(match) + text[match.end() : end] + " " + text[end + 1 :]
            break
    return text
