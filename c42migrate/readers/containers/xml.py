"""Programs in XML: the scripts in text nodes and CDATA sections, and command lines in attributes and elements."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.containers.chars import Chars, cut, decoded, join, part, shebang_kind
from c42migrate.readers.containers.scripts import batch_command, given_to_powershell

_NODE = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<tag>[\w:.-]+)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>[^<]*)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])(?P<name>[\w:.-]+)\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL)
_TOLD = frozenset(
    ["title", "alt", "placeholder", "description", "summary", "label", "comment", "tooltip", "help", "aria-label"]
)
"""Attributes for people."""

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|_x00(?:0[9AaDd]|2[0-9A-Fa-f]|3[CcEe]|5[Ff])_")
"""An entity, or a character as .NET and Excel write those that XML would not keep (``_x000D_``)."""
_LONGEST_ENTITY = 16
_BARE_RETURN = re.compile(r"\r(?!\n)")

_SCRIPT_TAG = re.compile(r"script|command|cmd|exec|source|code", re.IGNORECASE)
_VALUE_TAG = re.compile(r"script|command|cmd|exec|source|code|string|param|arg|value", re.IGNORECASE)
_PIPELINE = re.compile(r"\s*+(?:(?:@Library\b|import\s|def\s|//)[^\n]*+\s*+)*+(?:pipeline|node)\b[^\n{]{0,80}\{")
"""How a Jenkins pipeline begins."""
_BASIC = re.compile(
    r"\bCreateObject[ \t]*\([ \t]*\"|^[ \t]*(?:Dim[ \t]+\w|On Error Resume Next|Option Explicit)|\bWScript\.\w",
    re.MULTILINE | re.IGNORECASE,
)
_POWERSHELL = re.compile(
    r"Invoke-(?:RestMethod|WebRequest)\b|^[ \t]*\$\w+[ \t]*=[ \t]*\S|\bWrite-(?:Host|Output)\b", re.MULTILINE
)
_SHELL = re.compile(
    r"(?:^|[;&|(\r\n])[ \t]*(?:\w+=\$\(|\w+=`)?[ \t]*(?:sudo[ \t]+)?"
    r"(?:/usr/bin/)?curl[ \t]+[-\"'$\w]|^[ \t]*if \[|^[ \t]*fi[ \t]*$"
    r"|(?:^|[;&|(\r\n])[ \t]*(?:python3?[ \t]+-m[ \t]+)?pip3?[ \t]+install[ \t]",
    re.MULTILINE,
)
_COMMAND = re.compile(
    r"\s*(?:sudo[ \t]+)?[\"']?(?:[\w.:~%$(){}/\\-]*[\\/])?(?:curl|wget|code42|incydr)(?:\.exe)?[\"']?[ \t]+[-\"'\w$%]"
)
_WINDOWS = re.compile(r"%\w+%|\\|\.exe\b")
_PROCESSOR = re.compile(
    r"\s*\"?(?:[\w.:%()-]*[\\/])*cmd(?:\.exe)?\"?[ \t]+(?:/\w(?::\w+)?[ \t]+)*/[ck][ \t]+\"?", re.IGNORECASE
)
"""``cmd /c``"""
_TASK = re.compile(r"<Command>(?P<program>[^<]*)</Command>\s*+<Arguments>(?P<words>[^<]*)</Arguments>")
"""What Windows' task scheduler starts."""
_CMDLET = re.compile(r"\s*(?:\$\w+[ \t]*=[ \t]*)?Invoke-(?:RestMethod|WebRequest)[ \t]+\S", re.IGNORECASE)
_SHORTEST = len("curl -s /")


def xml_parts(source: Source) -> Iterator[Source]:
    """The programs and command lines of an XML text, in the order in which they stand."""
    at = 0
    unclosed: set[str] = set()
    while match := _NODE.search(source.text, at):
        at = max(match.end(), at + 1)
        if match["attributes"]:
            yield from _attributes(source, match.start("attributes"), match["attributes"])
        if match["cdata"] is None and (not match["tag"] or match["attributes"].endswith("/")):
            continue
        tag, group = match["tag"] or "", "cdata" if match["cdata"] is not None else "text"
        chars = _plain(source, *match.span(group), escaped=group == "text")
        kind = shebang_kind(chars.text) or _looks_like(chars.text, tag)
        if kind:
            end = _end_of_script(source.text, tag, match.end(), unclosed) if group == "text" else match.end(group)
            chars = _plain(source, match.start(group), end, escaped=group == "text")
            yield part(source, _with_line_feeds(chars), kind, escaped=group == "text")
            at = max(at, end)
        elif chars.text.strip() and _VALUE_TAG.search(tag):
            yield from _line(source, chars)
    for match in _TASK.finditer(source.text):
        yield from _line(source, join([_plain(source, *match.span(group), escaped=True) for group in _GROUPS], " "))


_GROUPS = ("program", "words")


def _plain(source: Source, start: int, end: int, *, escaped: bool) -> Chars:
    chars = cut(source.text, start, end)
    return decoded(chars, _ENTITY, _unescape) if escaped else chars


def _end_of_script(text: str, tag: str, at: int, unclosed: set[str]) -> int:
    """Where a script that begins in the element ``tag`` ends, when its first markup stands at ``at``.

    A script may hold markup that nobody escaped (``echo "<result>$x</result>"``): it goes on to its own end tag.
    """
    if text.startswith(f"</{tag}", at) or tag in unclosed:
        return at
    end = text.find(f"</{tag}>", at)
    if end < 0:
        unclosed.add(tag)
    return max(end, at)


def _looks_like(text: str, tag: str) -> str:
    """The kind of a program without a ``#!`` line; one line is a program only where the tag says so."""
    if "\n" not in text and "\r" not in text and not _SCRIPT_TAG.search(tag):
        return ""
    plain = _BARE_RETURN.sub("\n", text)
    kinds = (("groovy", _PIPELINE.match), ("vbs", _BASIC.search), ("powershell", _POWERSHELL.search))
    return next((kind for kind, test in kinds if test(plain)), "shell" if _SHELL.search(plain) else "")


def _attributes(source: Source, start: int, written: str) -> Iterator[Source]:
    for match in _ATTRIBUTE.finditer(written):
        if match["name"].lower() not in _TOLD and len(match["value"]) > _SHORTEST:
            low, high = match.span("value")
            yield from _line(source, decoded(cut(source.text, start + low, start + high), _ENTITY, _unescape))


def _line(source: Source, chars: Chars) -> Iterator[Source]:
    """A text that is one command line of a shell, of Windows or of PowerShell."""
    processor = _PROCESSOR.match(chars.text)
    chars = chars[processor.end() : len(chars.text.rstrip('" \t'))] if processor else chars
    program = given_to_powershell(chars)
    if program is not None or _CMDLET.match(chars.text):
        yield part(source, program or chars, "powershell", escaped=True)
    elif _COMMAND.match(chars.text):
        line = batch_command(chars) if processor or _WINDOWS.search(chars.text) else chars
        yield part(source, line, "shell", escaped=True)


def _with_line_feeds(chars: Chars) -> Chars:
    """Without leading blanks, and with bare carriage returns as line feeds."""
    rest = chars[len(chars.text) - len(chars.text.lstrip()) :]
    return rest.replace(_BARE_RETURN.sub("\n", rest.text))


def _unescape(written: str) -> str:
    """An entity as the character it stands for; ``int`` refuses numbers of thousands of digits."""
    if written[0] == "_":
        return chr(int(written[2:-1], 16))
    return html.unescape(written) if len(written) < _LONGEST_ENTITY else written
