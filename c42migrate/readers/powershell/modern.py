"""Operators of PowerShell 7 (``a ? b : c``, ``a ?? b``, ``a ??= b``), spelled as the grammar knows operators.

The grammar is of Windows PowerShell 5, which loses the whole statement. Each operator becomes one of the same length
(``-or``, ``+=``), and so does a ``${name}`` in a word without quotes (``$xnamex``), at which the grammar ends the word;
what it was is read from the source itself. All is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HINT = re.compile(r"\?\?|\s\?\s|\$\{")
_CODE = re.compile(
    r"<#.*?(?:#>|\Z)|(?<![\w`])#[^\n]*|@'[ \t]*\r?\n.*?(?:\n'@|\Z)|'[^']*'"
    r"|(?P<here>@\"[ \t]*\r?(?=\n))|(?P<string>\")|(?P<escape>`.)|(?P<open>\$?\()|(?P<close>\))",
    re.DOTALL,
)
_STRING = re.compile(r"`.|\"\"|(?P<close>\")|(?P<open>\$\()", re.DOTALL)
_HERE = re.compile(r"`.|(?P<close>\n\"@)|(?P<open>\$\()", re.DOTALL)
_MODES = {"string": _STRING, "here": _HERE, "open": _CODE}
_DEFAULT = re.compile(r"(?<=[\w)\]}\"'@])\s+\?\?\s+(?=\S)")
_KEPT = re.compile(r"(?:(?<=[\w)\]}])|(?<=\s))\?\?= ?")
_CHOICE = re.compile(
    r"(?P<test>(?<=[\w)\]}\"'@])\s+\?\s+(?=[^\s{]))|(?P<otherwise>(?<=\S)\s+:\s+(?=\S))"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<end>[;|])"
)
_BRACED = re.compile(r"(?:(?<=[\w/.:=&?}-])|(?=.[^}]{0,99}\}[/\w$]))\$(?P<open>\{)[\w:]{1,99}(?P<close>\})")
_Span = tuple[int, int]


def spelled(text: str) -> str:
    """``text``, as long as before, with the operators spelled for the grammar."""
    if not _HINT.search(text):
        return text
    code = _code(text)
    found = [(match.span(), "+=") for match in _KEPT.finditer(code)]
    found += [(match.span(), "-or") for match in _DEFAULT.finditer(code)]
    found += [(span, "-or") for span in _choices(code)]
    found += [(match.span(brace), "x") for match in _BRACED.finditer(code) for brace in ("open", "close")]
    chars = list(text)
    for (start, end), operator in found:
        chars[start:end] = operator.ljust(end - start)
    return "".join(chars)


def _choices(code: str) -> Iterator[_Span]:
    """Where ``?`` and the ``:`` that belongs to it stand, with the blanks around them."""
    waiting: list[list[_Span]] = [[]]
    for match in _CHOICE.finditer(code):
        match match.lastgroup:
            case "open":
                waiting.append([])
            case "close" if len(waiting) > 1:
                waiting.pop()
            case "test":
                waiting[-1].append(match.span())
            case "otherwise" if waiting[-1]:
                yield waiting[-1].pop()
                yield match.span()
            case "end":
                waiting[-1].clear()


def _code(text: str) -> str:
    """``text`` with the contents of strings and comments, but not what ``$(…)`` computes in them, as ``x``."""
    kept = list(text)
    modes = [_CODE]
    at = 0
    while (match := modes[-1].search(text, at)) is not None:
        group = match.lastgroup
        if modes[-1] is not _CODE:
            _blot(kept, at, match.start() if group else match.end())
        elif group is None:
            _blot(kept, match.start() + 1, match.end() - 1)
        at = match.end()
        if group in _MODES:
            modes.append(_MODES[group])
        elif group == "close" and len(modes) > 1:
            modes.pop()
    if modes[-1] is not _CODE:
        _blot(kept, at, len(text))
    return "".join(kept)


def _blot(kept: list[str], start: int, end: int) -> None:
    if start < end:
        kept[start:end] = "x" * (end - start)
