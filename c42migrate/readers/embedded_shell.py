"""Programs that stand inside shell scripts: ``python - <<EOF``, ``python -c '…'``, ``cat > tool.py <<EOF``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.embedded_chars import Chars, cut, decoded, part

_HERE = re.compile(r"""<<-?[ \t]*(?P<quote>['"\\]?)(?P<word>\w++)['"]?(?P<rest>[^\r\n]{0,300})\r?\n""")
_END = re.compile(r"^[ \t]*+(?P<word>\w++)[ \t)]*\r?$", re.MULTILINE)
_REACH = 300
"""Characters of a line in which a here-document is looked for."""

_GIVEN = re.compile(
    r"""\bpython[\d.]*[ \t]+(?:-[A-Zbdiqsuv]+[ \t]+)*-c[ \t]+(?:'(?P<raw>[^']*)'|"(?P<open>(?:[^"\\]|\\.)*)")"""
)
_RUN = re.compile(r"(?:^|[\s\"/;&|($`])(?:python[\d.]*|\$\{?PYTHON3?\}?)(?=[\s\"]|$)")
_WRITTEN = re.compile(r"(?:>|\btee\b)[^|;&]*?[\w\"'}]\.(py|sh|bash|ps1)\b")
_KINDS = {"py": "python", "sh": "shell", "bash": "shell", "ps1": "powershell"}
_HERE_ESCAPE = re.compile(r"\\[\\$`]")
_QUOTED_ESCAPE = re.compile(r'\\[\\$`"]')


def shell_parts(source: Source) -> Iterator[Source]:
    """The programs that a shell script hands to others or writes; not those in comments or in text it prints."""
    for match, end in _here_documents(source.text):
        kind = _kind(_before(source.text, match.start()), match["rest"])
        if kind:
            body = cut(source.text, match.end(), end)
            yield part(source, body if match["quote"] else decoded(body, _HERE_ESCAPE, _second), kind)
    for match in _GIVEN.finditer(source.text):
        if not _is_told(source.text, match.start()):
            yield part(source, _given(source.text, match), "python")


def _here_documents(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The beginnings of the here-documents that have an end, and where their text ends; one may hold no other.

    The lines that could be ends are looked up, so that many beginnings without one cost no more than others.
    """
    ends: dict[str, list[re.Match[str]]] = {}
    for end in _END.finditer(text):
        ends.setdefault(end["word"], []).append(end)
    at = 0
    while match := _HERE.search(text, at):
        same = ends.get(match["word"], []) if _is_command(_before(text, match.start())) else []
        closing = bisect_left(same, match.end(), key=re.Match.start)
        at = match.end("word")
        if closing < len(same):
            yield match, same[closing].start()
            at = same[closing].end()


def _before(text: str, at: int) -> str:
    """The line up to ``at``, or as much of it as is looked at."""
    return text[max(text.rfind("\n", max(at - _REACH, 0), at) + 1, at - _REACH) : at]


def _is_command(before: str) -> bool:
    return len(before) < _REACH and "#" not in before and "\r" not in before


def _kind(before: str, after: str) -> str:
    """The kind of a here-document by the command it is given to."""
    written = _WRITTEN.search(before) or _WRITTEN.search(after)
    if written:
        return _KINDS[written[1]]
    command = re.split(r"[;&|]|\$\(", before)[-1]
    return "python" if _RUN.search(command) else ""


def _given(text: str, match: re.Match[str]) -> Chars:
    if match["raw"] is not None:
        return cut(text, *match.span("raw"))
    return decoded(cut(text, *match.span("open")), _QUOTED_ESCAPE, _second)


def _second(escape: str) -> str:
    return escape[1]


def _is_told(text: str, at: int) -> bool:
    """Whether a command at ``at`` stands in a comment or inside double quotes that no ``$(`` leaves."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    inside = before.count('"') % 2 == 1 and not re.search(r"\$\(|`", before.rpartition('"')[2])
    return before.lstrip().startswith("#") or inside
