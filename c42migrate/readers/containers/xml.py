"""Programs in XML: the scripts in text nodes and CDATA sections."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.containers.chars import Chars, cut, decoded, part, shebang_kind

_NODE = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<tag>[\w:.-]+)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>[^<]*)",
    re.DOTALL,
)

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|_x00(?:0[9AaDd]|2[0-9A-Fa-f]|3[CcEe]|5[Ff])_")
"""An entity, or a character as .NET and Excel write those that XML would not keep (``_x000D_``)."""
_LONGEST_ENTITY = 16
_BARE_RETURN = re.compile(r"\r(?!\n)")

_SCRIPT_TAG = re.compile(r"script|command|cmd|exec|source|code", re.IGNORECASE)
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


def xml_parts(source: Source) -> Iterator[Source]:
    """Yield the programs of an XML text, in the order in which they stand."""
    at = 0
    unclosed: set[str] = set()
    while match := _NODE.search(source.text, at):
        at = max(match.end(), at + 1)
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
    """Return the kind of a program without a ``#!`` line; one line is a program only where the tag says so."""
    if "\n" not in text and "\r" not in text and not _SCRIPT_TAG.search(tag):
        return ""
    plain = _BARE_RETURN.sub("\n", text)
    kinds = (("groovy", _PIPELINE.match), ("vbs", _BASIC.search), ("powershell", _POWERSHELL.search))
    return next((kind for kind, test in kinds if test(plain)), "shell" if _SHELL.search(plain) else "")


def _with_line_feeds(chars: Chars) -> Chars:
    """Without leading blanks, and with bare carriage returns as line feeds."""
    rest = chars[len(chars.text) - len(chars.text.lstrip()) :]
    return rest.replace(_BARE_RETURN.sub("\n", rest.text))


def _unescape(written: str) -> str:
    """Return an entity as the character it stands for; ``int`` refuses numbers of thousands of digits."""
    if written[0] == "_":
        return chr(int(written[2:-1], 16))
    return html.unescape(written) if len(written) < _LONGEST_ENTITY else written
