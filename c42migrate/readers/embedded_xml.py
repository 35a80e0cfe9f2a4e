"""Programs in XML: scripts in text nodes and CDATA sections; command lines in elements, attributes, launchd arrays."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from c42migrate.files.source import Source
from c42migrate.readers import embedded_batch as batch
from c42migrate.readers.embedded_builds import command_lines, with_properties
from c42migrate.readers.embedded_chars import Chars, cut, decoded, join, part, shebang_kind

_NODE = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|<(?P<tag>[\w:.-]+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*(?<!/)>(?P<text>[^<]+)(?=<)",
    re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|_x00(?:0[9AaDd]|2[0-9A-Fa-f]|3[CcEe]|5[Ff])_")
"""An entity, or a character as .NET and Excel write those that XML would not keep (``_x000D_``)."""
_PIPELINE = re.compile(r"\s*+(?:(?:@Library\b|import\s|def\s|//)[^\n]*+\s*+)*+(?:pipeline|node)\b[^\n{]{0,80}\{")
"""How a Jenkins pipeline begins."""

_SHELL = re.compile(
    r"(?:^|[;&|(\r\n])[ \t]*(?:\w+=\$\(|\w+=`)?[ \t]*(?:sudo[ \t]+)?"
    r"(?:/usr/bin/)?curl[ \t]+[-\"'$\w]|^[ \t]*if \[|^[ \t]*fi[ \t]*$"
    r"|(?:^|[;&|(\r\n])[ \t]*(?:python3?[ \t]+-m[ \t]+)?pip3?[ \t]+install[ \t]",
    re.MULTILINE,
)
_POWERSHELL = re.compile(
    r"Invoke-(?:RestMethod|WebRequest)\b|^[ \t]*\$\w+[ \t]*=[ \t]*\S|\bWrite-(?:Host|Output)\b", re.MULTILINE
)
_SCRIPT_TAG = re.compile(r"script|command|cmd|exec|source|code", re.IGNORECASE)
_VALUE_TAG = re.compile(r"script|command|cmd|exec|source|code|string|param|arg|value", re.IGNORECASE)
_COMMAND = re.compile(
    r"\s*(?:sudo[ \t]+)?[\"']?(?:[\w.:~%$(){}/\\-]*[\\/])?(?:curl|wget|code42|incydr)(?:\.exe)?[\"']?[ \t]+[-\"'\w$%]",
)
_SENDS = re.compile(r"(?<![\w.-])(?:curl|wget|code42|incydr)(?:\.exe)?[\"']?[ \t]+\S")
_PROCESSOR = re.compile(
    r"\s*\"?(?:[\w.:%()-]*[\\/])*cmd(?:\.exe)?\"?[ \t]+(?:/\w(?::\w+)?[ \t]+)*/[ck][ \t]+"
    r"(?P<quote>\"?)(?P<line>.*)(?P=quote)\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""``cmd /c line``"""
_WINDOWS = re.compile(r"%\w+%|\\|\.exe\b")
_GIVEN = re.compile(r"\bInvoke-(?:RestMethod|WebRequest)[ \t]+\S")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(?P<tag>[\w:.-]+)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])(?P<name>[\w:.-]+)\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL)
_TOLD = frozenset(
    ["title", "alt", "placeholder", "description", "summary", "label", "comment", "tooltip", "help", "aria-label"]
)
"""Attributes for people."""
_NAMED = re.compile(r"<[\w:.-]+[^<>]*?\s[Nn]ame\s*=\s*\"(?P<name>\w+)\"[^<>]*(?<!/)>(?P<value>[^<\s]+)</")
_REFERENCE = re.compile(r"%(\w+)%")


def xml_parts(source: Source) -> Iterator[Source]:
    """The programs and command lines of an XML text; those for Windows are spelled as a shell has them."""
    for match in _NODE.finditer(source.text):
        group = next((name for name in ("cdata", "text") if match[name]), None)
        if group is None or not (match[group].strip()):
            continue
        chars = cut(source.text, match.start(group), match.end(group))
        chars = decoded(chars, _ENTITY, _unescape) if group == "text" else chars
        kind = shebang_kind(chars.text) or _looks(chars.text, match["tag"] or "")
        if kind:
            yield part(source, _trimmed(chars), kind, escaped=group == "text")
        elif _VALUE_TAG.search(match["tag"] or ""):
            yield from _line(source, chars)
    for match in _TAG.finditer(source.text):
        yield from _attributes(source, match) if match["attributes"] else ()
    yield from _lists(source)


def _attributes(source: Source, tag: re.Match[str]) -> Iterator[Source]:
    for match in _ATTRIBUTE.finditer(source.text, *tag.span("attributes")):
        if match["name"].lower() not in _TOLD and len(match["value"]) > len("curl -s /"):
            yield from _line(source, decoded(cut(source.text, *match.span("value")), _ENTITY, _unescape))


def _lists(source: Source) -> Iterator[Source]:
    """The command lines that stand in several elements."""
    for line in command_lines(source.text):
        yield from _line(source, line, started=_SENDS.search(line.text) is not None)


def _line(source: Source, chars: Chars, *, started: bool = False) -> Iterator[Source]:
    """A text that is one command line: for PowerShell, for Windows' command processor, or for a shell."""
    processor = _PROCESSOR.match(chars.text)
    chars = chars[slice(*processor.span("line"))] if processor else chars
    inner = batch.given_to_powershell(chars)
    if inner is not None or _GIVEN.search(chars.text):
        yield part(source, _powershell(source, inner or chars), "powershell", escaped=True)
    elif _COMMAND.match(chars.text) or started:
        windows = processor is not None or (not started and _WINDOWS.search(chars.text) is not None)
        known, line = with_properties(source.text, chars, windows=windows)
        line = join([*_variables(source, chars.text), batch.command(line)]) if windows else line
        yield part(source, join([*known, line]), "shell", escaped=True)


def _powershell(source: Source, line: Chars) -> Chars:
    """A line for PowerShell, in which an assignment begins with ``$``."""
    known, line = with_properties(source.text, line)
    begun = [join([Chars("$", [item.at[0], item.at[0]]), item]) for item in known]
    return join([*begun, line])


def _variables(source: Source, line: str) -> list[Chars]:
    """``<Var name="X">value</Var>`` as assignments, for the variables of a command line and those in their values."""
    values = _named(source.text)
    names = [name for name in _REFERENCE.findall(line) if name in values]
    for name in names:
        names += [
            inner for inner in _REFERENCE.findall(values[name]["value"]) if inner in values and inner not in names
        ]
    return [_assignment(source, values[name]) for name in reversed(dict.fromkeys(names))]


@lru_cache(maxsize=1)
def _named(text: str) -> dict[str, re.Match[str]]:
    """The variables of a file, which each of its command lines asks for."""
    return {match["name"]: match for match in _NAMED.finditer(text)}


def _assignment(source: Source, match: re.Match[str]) -> Chars:
    name, value = (cut(source.text, *match.span(group)) for group in ("name", "value"))
    end = Chars("\n", [value.at[-1], value.at[-1]])
    return join(
        [batch.command(join([Chars("set ", [name.at[0]] * 5), name, Chars("=", [value.at[0]] * 2), value])), end]
    )


def _trimmed(chars: Chars) -> Chars:
    """Without leading blanks, and with bare carriage returns as line feeds."""
    rest = chars[len(chars.text) - len(chars.text.lstrip()) :]
    return rest.replace(re.sub(r"\r(?!\n)", "\n", rest.text))


def _looks(text: str, tag: str) -> str | None:
    if "\n" not in text and "\r" not in text and not _SCRIPT_TAG.search(tag):
        return None
    if _PIPELINE.match(text):
        return "groovy"
    if _POWERSHELL.search(text):
        return "powershell"
    return "shell" if _SHELL.search(text) else None


def _unescape(written: str) -> str:
    """An entity as the character it stands for; ``int`` refuses numbers of thousands of digits."""
    if written[0] == "_":
        return chr(int(written[2:-1], 16))
    return html.unescape(written) if len(written) < 16 else written
