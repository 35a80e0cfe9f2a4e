"""Programs that other programs are given: here-documents of shell scripts, steps of Jenkins pipelines, batch files."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.containers.chars import Chars, cut, decoded, join, lines, part

_HERE = re.compile(r"""<<-?[ \t]*(?P<quote>['"\\]?)(?P<word>\w++)['"]?(?P<rest>[^\r\n]{0,300})\r?\n""")
_END = re.compile(r"^[ \t]*+(?P<word>\w++)[ \t)]*\r?$", re.MULTILINE)
_REACH = 300
"""Characters of a line in which a here-document is looked for."""

_OPTION_C = re.compile(
    r"""\bpython[\d.]*[ \t]+(?:-[A-Zbdiqsuv]+[ \t]+)*-c[ \t]+(?:'(?P<raw>[^']*)'|"(?P<open>(?:[^"\\]|\\.)*)")"""
)
_PYTHON = re.compile(r"(?:^|[\s\"/;&|($`])(?:python[\d.]*|\$\{?PYTHON3?\}?)(?=[\s\"]|$)")
_WRITTEN = re.compile(r"(?:>|\btee\b)[^|;&]*?[\w\"'}]\.(py|sh|bash|ps1)\b")
_KINDS = {"py": "python", "sh": "shell", "bash": "shell", "ps1": "powershell"}
_HERE_ESCAPE = re.compile(r"\\[\\$`]")
_QUOTED_ESCAPE = re.compile(r'\\[\\$`"]')


def shell_parts(source: Source) -> Iterator[Source]:
    """``python - <<EOF``, ``cat > tool.py <<EOF`` and ``python -c '…'``; not those in comments or in printed text."""
    for match, end in _here_documents(source.text):
        kind = _document_kind(_line_before(source.text, match.start()), match["rest"])
        if kind:
            body = cut(source.text, match.end(), end)
            yield part(source, body if match["quote"] else decoded(body, _HERE_ESCAPE, _second), kind)
    for match in _OPTION_C.finditer(source.text):
        if not _is_printed(source.text, match.start()):
            yield part(source, _option_c(source.text, match), "python")


def _here_documents(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the beginnings of the here-documents that have an end, and where their text ends; one may hold no other.

    The lines that could be ends are looked up, so that many beginnings without one cost no more than others.
    """
    ends: dict[str, list[re.Match[str]]] = {}
    for end in _END.finditer(text):
        ends.setdefault(end["word"], []).append(end)
    at = 0
    while match := _HERE.search(text, at):
        same = ends.get(match["word"], []) if _is_command(_line_before(text, match.start())) else []
        closing = bisect_left(same, match.end(), key=re.Match.start)
        at = match.end("word")
        if closing < len(same):
            yield match, same[closing].start()
            at = same[closing].end()


def _line_before(text: str, at: int) -> str:
    """Return the line up to ``at``, or as much of it as is looked at."""
    return text[max(text.rfind("\n", max(at - _REACH, 0), at) + 1, at - _REACH) : at]


def _is_command(before: str) -> bool:
    return len(before) < _REACH and "#" not in before and "\r" not in before


def _document_kind(before: str, after: str) -> str:
    """Return the kind of a here-document by the command it is given to."""
    written = _WRITTEN.search(before) or _WRITTEN.search(after)
    if written:
        return _KINDS[written[1]]
    command = re.split(r"[;&|]|\$\(", before)[-1]
    return "python" if _PYTHON.search(command) else ""


def _option_c(text: str, match: re.Match[str]) -> Chars:
    if match["raw"] is not None:
        return cut(text, *match.span("raw"))
    return decoded(cut(text, *match.span("open")), _QUOTED_ESCAPE, _second)


def _second(escape: str) -> str:
    return escape[1]


def _is_printed(text: str, at: int) -> bool:
    """Whether a command at ``at`` stands in a comment or inside double quotes that no ``$(`` leaves."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    inside = before.count('"') % 2 == 1 and not re.search(r"\$\(|`", before.rpartition('"')[2])
    return before.lstrip().startswith("#") or inside


_STEP = re.compile(
    r"""^(?P<before>[^\n]{0,200}?)\b(?P<step>sh|bat|powershell|pwsh)\b[ \t]*\(?\s*(?:\w+[ \t]*:[ \t]*\w+,\s*)*
    (?:script[ \t]*:[ \t]*)?(?P<quote>'''|\"\"\"|'|")(?P<body>(?:[^\\]|\\.)*?)(?P=quote)""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_STEP_ESCAPE = re.compile(r"\\[\\$'\"]|\\\r?\n")
_STEP_KINDS = {"sh": "shell", "bat": "shell", "powershell": "powershell", "pwsh": "powershell"}


def pipeline_parts(source: Source) -> Iterator[Source]:
    """``sh '''…'''``, ``sh(script: "…")``, ``powershell '…'``; ``${…}`` of Groovy is read as a shell would."""
    for match in _STEP.finditer(source.text):
        body = cut(source.text, *match.span("body"))
        one_line = len(match["quote"]) > 1 or "\n" not in body.text.replace("\\\n", "")
        if "//" not in match["before"] and one_line:
            yield part(source, decoded(body, _STEP_ESCAPE, _step_text), _STEP_KINDS[match["step"]], escaped=True)


def _step_text(escape: str) -> str:
    return escape[1] if escape[1] not in "\r\n" else ""


_SKIPPED = re.compile(r"[ \t]*@?(?:rem\b|::|:\w|echo\b|title\b|goto\b|exit\b)", re.IGNORECASE)
_SET = re.compile(r"[ \t]*@?set[ \t]+(?P<quote>\"?)(?P<name>\w+)=(?P<value>[^\r\n\"]*)(?P=quote)", re.IGNORECASE)
_LEAD = re.compile(r"[ \t]*@?(?:(?:call|start(?:[ \t]+/\w+)*)[ \t]+)*", re.IGNORECASE)
_NESTED = re.compile(
    r"[ \t]*@?(?:if|for|else|\))[ \t].*?[ \t(`'](?=(?:curl|wget|code42|incydr)(?:\.exe)?[ \t])", re.IGNORECASE
)
"""What stands before a command in a loop or a condition."""
_VARIABLE = re.compile(r"%~?[\w:~,-]+%|%%~?\w|%~?\w*\d|![\w]+!")
_SPECIAL = re.compile(r"\^\r?\n|\^.|\\|'|\$")
_POWERSHELL = re.compile(
    r"\b(?:powershell|pwsh)(?:\.exe)?[ \t]+(?:-(?!c)\w+(?:[ \t]+(?!-)[\w.]+)?[ \t]+)*-c(?:ommand)?[ \t]+"
    r"\"(?P<body>(?:[^\"\\\r\n]|\\.|\"\"|\\(?=\r?\n))*)\"",
    re.IGNORECASE,
)


def batch_parts(source: Source) -> Iterator[Source]:
    """Yield the commands of a Windows batch file as one shell script, each character in its place; what it gives to
    PowerShell apart."""
    found: list[Chars] = []
    for row in _continued(lines(cut(source.text, 0, len(source.text)))):
        if _SKIPPED.match(row.text):
            continue
        program = given_to_powershell(row)
        if program is not None:
            yield part(source, program, "powershell", escaped=True)
        else:
            found.append(batch_command(row))
    if found:
        yield part(source, join(found), "shell", escaped=True)


def given_to_powershell(row: Chars) -> Chars | None:
    """Return the program of ``powershell -Command "…"``; None when the line runs something else."""
    match = _POWERSHELL.search(row.text)
    if match is None:
        return None
    body = decoded(row[slice(*match.span("body"))], re.compile(r"\\\"|\"\""), lambda _: '"')
    return decoded(body, _VARIABLE, _shell_variable)


def batch_command(row: Chars) -> Chars:
    """One line of a batch file as a shell would have it: ``set X=y`` is an assignment, ``%X%`` a variable."""
    body = row[: len(row.text.rstrip("\r\n"))]
    end = row[len(body.text) :]
    if setting := _SET.match(row.text):
        name, value = (row[slice(*setting.span(group))] for group in ("name", "value"))
        closing = Chars('"', [value.at[-1], value.at[-1]])
        return join([join([name, _as_shell(value)], '="'), closing, end])
    lead = _NESTED.match(body.text) or _LEAD.match(body.text)
    inner = body[lead.end() if lead else 0 :]
    quote = lead.group()[-1:] if lead else ""
    close = inner.text.find(quote) if quote in {"'", "`"} else -1
    return join([_as_shell(inner[:close] if close >= 0 else inner), end])


def _continued(rows: list[Chars]) -> Iterator[Chars]:
    """Yield the lines, each joined with those it goes on with after ``^``."""
    kept: list[Chars] = []
    for row in rows:
        kept.append(row)
        if not row.text.rstrip("\r\n").endswith("^"):
            yield join(kept)
            kept = []
    if kept:
        yield join(kept)


def _as_shell(chars: Chars) -> Chars:
    return decoded(decoded(chars, _SPECIAL, _shell_spelling), _VARIABLE, _shell_variable)


def _shell_spelling(written: str) -> str:
    if written[0] == "^":
        return " " if written[-1] in "\r\n" else f"\\{written[1]}"
    return "/" if written == "\\" else f"\\{written}"


def _shell_variable(written: str) -> str:
    name = re.search(r"\w+", written)
    return f"${{{name[0] if not name[0][0].isdigit() else 'A' + name[0]}}}" if name else "${_}"
