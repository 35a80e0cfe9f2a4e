"""Programs in here-strings of PowerShell scripts: Python that is piped to ``python`` or written, C# of ``Add-Type``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from c42migrate.files.source import Source
from c42migrate.readers.embedded_chars import cut, decoded, part

_HERE = re.compile(r"@(?P<quote>['\"])[ \t]*\r?\n")
_ESCAPE = re.compile(r"`[^\r\n]")
_REACH = 300
"""Characters of a line that are looked at before and after a here-string."""

_PYTHON = r"(?<![\w.-])(?:python[\d.]*w?|py)(?:\.exe)?[\"']?(?:[ \t]+-[\dBEIsu][\d.]*)*"
_PIPED = re.compile(rf"\|[^|;#]*?{_PYTHON}[ \t]*(?:$|-(?:[ \t]|$)|[|;>)}}])", re.IGNORECASE)
_GIVEN = re.compile(rf"{_PYTHON}[ \t]+-c[ \t]+[\"']?(?:\$\w+|$)", re.IGNORECASE)
_WRITTEN = re.compile(
    r"(?:\b(?:Set-Content|Out-File|WriteAllText|New-Item)\b|>)[^|;#]*?[\w\"'}]\.py\b"
    r"|\.py[\"']?[ \t]*(?:,|-Value)[ \t]*(?:\$\w+|$)",
    re.IGNORECASE,
)
_ADDED = re.compile(r"(?<![\w-])Add-Type\b[^|;#]*(?:\$\w+|$)|\|[ \t]*Add-Type\b", re.IGNORECASE)
_USES = (("python", (_PIPED, _GIVEN, _WRITTEN)), ("cs", (_ADDED,)))
_VARIABLE = re.compile(r"\$(?:script:|global:)?(\w+)", re.IGNORECASE)
_SET = re.compile(r"\$(?:script:|global:)?(\w+)[ \t]*=[ \t]*$", re.IGNORECASE)


def powershell_parts(source: Source) -> Iterator[Source]:
    """The programs that a PowerShell script hands to ``python`` or ``Add-Type``, or writes; not other text."""
    found = list(_here_strings(source.text))
    handed = _handed(source.text) if found else {}
    for opening, end in found:
        kind = _kind(source.text, opening, end, handed)
        if kind:
            body = cut(source.text, opening.end(), end)
            yield part(source, body if opening["quote"] == "'" else decoded(body, _ESCAPE, _second), kind)


def _here_strings(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The openings of the here-strings, and where the line end before their closing quote stands."""
    at = 0
    while (opening := _HERE.search(text, at)) is not None:
        end = text.find(f"\n{opening['quote']}@", opening.end() - 1)
        if end < 0:
            return
        at = end + 3
        if end > opening.end():
            yield opening, end


def _handed(text: str) -> dict[str, str]:
    """The kinds of what variables, in lower case, hold that are handed to such a program or written as a file of it."""
    lines = (line[:_REACH] for line in text.splitlines() if "$" in line and not line.lstrip().startswith("#"))
    kinds = ((line, _used(line)) for line in lines)
    return {name.lower(): kind for line, kind in kinds if kind for name in _VARIABLE.findall(line)}


def _used(line: str) -> str:
    """The kind of program that a line hands over, "" for none."""
    return next((kind for kind, uses in _USES if any(use.search(line) for use in uses)), "")


def _kind(text: str, opening: re.Match[str], end: int, handed: Mapping[str, str]) -> str:
    start = opening.start()
    before = text[max(text.rfind("\n", max(start - _REACH, 0), start) + 1, start - _REACH, 0) : start]
    after = text[end + 3 : end + 3 + _REACH].partition("\n")[0].rstrip("\r")
    if before.lstrip().startswith("#"):
        return ""
    name = _SET.search(before)
    return handed.get(name[1].lower(), "") if name is not None and not after.strip() else _used(before) or _used(after)


def _second(escape: str) -> str:
    return {"n": "\n", "t": "\t"}.get(escape[1], escape[1])
