"""Command lines of Windows batch files, spelled as a shell would have them, each character in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.embedded_chars import Chars, cut, decoded, join, lines, part

_SKIPPED = re.compile(r"[ \t]*@?(?:rem\b|::|:\w|echo\b|title\b|if[ \t]+\S+[ \t]+goto\b|goto\b|exit\b)", re.IGNORECASE)
_SET = re.compile(r"[ \t]*@?set[ \t]+(?P<quote>\"?)(?P<name>\w+)=(?P<value>[^\r\n\"]*)(?P=quote)", re.IGNORECASE)
_FOR = re.compile(r"[ \t]*@?for[ \t]+/f\b[^\r\n]*?[ \t]in[ \t]*\([`'](?P<command>[^\r\n]+)[`']\)", re.IGNORECASE)
_TESTED = (
    r"if[ \t]+(?:/i[ \t]+)?(?:not[ \t]+)?(?:(?:exist|defined)[ \t]+\S+|"
    r"(?:\"[^\"\r\n]*\"|[^\s=]+)[ \t]*(?:==|[ \t](?:equ|neq|lss|leq|gtr|geq)[ \t])[ \t]*(?:\"[^\"\r\n]*\"|[^\s=]+))"
)
_EACH = r"for(?:[ \t]+/\w(?:[ \t]+\"[^\"\r\n]*\")?)?[ \t]+%%?\w[ \t]+in[ \t]*\([^()\r\n]*\)[ \t]*do"
_LEAD = re.compile(
    rf"[ \t]*@?(?:\)?[ \t]*else[ \t]+)?(?:(?:call|start(?:[ \t]+/\w+)*|{_TESTED}|{_EACH})[ \t]+(?:\([ \t]*)?)*",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"%~?[\w:~,-]+%|%%~?\w|%~?\w*\d|![\w]+!")
_SPECIAL = re.compile(r"\^\r?\n|\^.|\\|'|\$")
_POWERSHELL = re.compile(
    r"\b(?:powershell|pwsh)(?:\.exe)?[ \t]+(?:-(?!c)\w+(?:[ \t]+(?!-)[\w.]+)?[ \t]+)*-c(?:ommand)?[ \t]+"
    r"\"(?P<body>(?:[^\"\\\r\n]|\\.|\"\"|\\(?=\r?\n))*)\"",
    re.IGNORECASE,
)


def batch_parts(source: Source) -> Iterator[Source]:
    """All commands of a batch file as one shell script, and what it gives to PowerShell."""
    found: list[Chars] = []
    for row in _logical(lines(cut(source.text, 0, len(source.text)))):
        if _SKIPPED.match(row.text):
            continue
        given = _POWERSHELL.search(row.text)
        if given:
            yield part(source, powershell(row[slice(*given.span("body"))]), "powershell", escaped=True)
            continue
        found.append(command(row))
    if found:
        yield part(source, join(found), "shell", escaped=True)


def given_to_powershell(chars: Chars) -> Chars | None:
    """The program of ``powershell -Command "…"``; None when the line runs something else."""
    match = _POWERSHELL.search(chars.text)
    return powershell(chars[slice(*match.span("body"))]) if match else None


def powershell(body: Chars) -> Chars:
    """The text that PowerShell is given between double quotes."""
    plain = decoded(body, re.compile(r"\\\"|\"\""), lambda _: '"')
    return decoded(plain, _VARIABLE, _variable)


def command(row: Chars) -> Chars:
    """One line as a shell would have it: ``set X=y`` is an assignment, ``for /f`` the command that it reads from."""
    end = row[len(row.text.rstrip("\r\n")) :]
    if setting := _SET.match(row.text):
        name, value = (row[slice(*setting.span(group))] for group in ("name", "value"))
        closing = Chars('"', [value.at[-1], value.at[-1]])
        return join([join([name, _spelled(value)], '="'), closing, end])
    loop = _FOR.match(row.text)
    lead = _LEAD.match(row.text)
    body = row[slice(*loop.span("command"))] if loop else row[lead.end() if lead else 0 : len(row.text) - len(end.text)]
    return join([_spelled(body), end])


def _logical(rows: list[Chars]) -> Iterator[Chars]:
    """The lines, each joined with those it goes on with after ``^``."""
    kept: list[Chars] = []
    for row in rows:
        kept.append(row)
        if not row.text.rstrip("\r\n").endswith("^"):
            yield join(kept)
            kept = []
    if kept:
        yield join(kept)


def _spelled(chars: Chars) -> Chars:
    return decoded(decoded(chars, _SPECIAL, _special), _VARIABLE, _variable)


def _special(written: str) -> str:
    if written[0] == "^":
        return " " if written[-1] in "\r\n" else f"\\{written[1]}"
    return "/" if written == "\\" else f"\\{written}"


def _variable(written: str) -> str:
    name = re.search(r"\w+", written)
    return f"${{{name[0] if not name[0][0].isdigit() else 'A' + name[0]}}}" if name else "${_}"
