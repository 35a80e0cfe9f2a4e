"""Programs in the code blocks of Markdown and reStructuredText, and commands and URLs that the text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.containers.chars import Chars, cut, dedent, join, lines, part, shebang_kind

_LANGUAGES = {
    "python": "python py python3 python2 py3 ipython sage",
    "shell": "shell bash sh zsh ksh",
    "console": "console shell-session sh-session terminal shellsession bash-session",
    "pycon": "pycon python-repl doctest",
    "powershell": "powershell ps1 pwsh posh",
    "http": "http",
    "rb": "rb ruby",
    "go": "go golang",
    "cs": "cs csharp c#",
    "pl": "pl perl",
    "js": "js javascript node jsx",
    "ts": "ts typescript tsx",
    "yaml": "yaml yml",
    "kt": "kt kotlin",
    "bat": "bat batch cmd",
    **{name: name for name in ("java", "php", "groovy", "ini", "lua", "scala", "swift", "r", "vb")},
}
_KINDS = {word: kind for kind, names in _LANGUAGES.items() for word in names.split()}
"""Word after a fence → kind of program."""
_FENCE = re.compile(
    r"(?P<quote>(?:[ \t]*>)*)(?P<indent>[ \t]*)(?:[-*+][ \t]+)?(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\r\n]*)"
)
_BEFORE = r"[ \t]*(?:\([\w.-]+\)[ \t]*)?"
_HOST = r"[\w.-]+@[\w.-]+[^$#\r\n]*"
_PROMPT = re.compile(rf"{_BEFORE}(?:(?:{_HOST})?[$%]|{_HOST}#)[ \t]+")
_ROOT_PROMPT = re.compile(rf"{_BEFORE}(?:(?:{_HOST})?[$%]|{_HOST}#|#(?=[ \t]\w+[ \t]))[ \t]+")
_UNPROMPTED = re.compile(r"^[ \t]*(?:(?:curl|wget|code42|incydr|export|sudo)[ \t]+\S|\w+=\S)", re.MULTILINE)
"""A line that is a command though no prompt stands before it."""
_PYTHON_PROMPT = re.compile(r"[ \t]*(?:>>>|\.\.\.|In \[\d+\]:)(?:[ \t]|(?=[\r\n]|$))")
_LOOKS_LIKE_SHELL = re.compile(
    r"^[ \t]*(?:\$[ \t]+\S|(?:curl|wget|code42|incydr|pip3?|export|sudo)[ \t]+\S)", re.MULTILINE
)
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*[^\s>]")
"""A line of a block without a fence; it follows on a blank line."""


def markdown_parts(source: Source) -> Iterator[Source]:
    """Yield the fenced blocks of a Markdown text whose language is known, all blocks that are plainly a shell's, and
    what the text between them says of commands and URLs."""
    rows = iter(lines(cut(source.text, 0, len(source.text))))
    apart, block = True, list[Chars]()
    for row in rows:
        opening = _FENCE.match(row.text)
        if _INDENTED.match(row.text) and (apart or block):
            block.append(row)
            continue
        if block and row.text.strip():
            yield from _plain_block(source, block)
            block = []
        apart = not row.text.strip()
        if opening:
            body = [_unquote(line, opening) for line in _fenced(rows, opening["fence"])]
            word = re.match(r"\{?\.?([\w#+-]*)", opening["info"].strip())
            yield from _block(source, join(body), word[1].lower() if word else "")
        else:
            yield from _prose(source, row)
    yield from _plain_block(source, block)


_INLINE = re.compile(r"(?P<ticks>`{1,2})(?!`)(?P<code>[^`\r\n]+)(?P=ticks)(?!`)")
_SAID = re.compile(
    r"(?:\$[ \t]+)?(?:(?:code42|incydr|curl)[ \t]+\S|(?:(?:GET|POST|PUT|DELETE|PATCH)[ \t]+)?\S*/api/\S)"
)
_URL = re.compile(
    r"https?://[^\s/`\"'()\[\]]+/(?:[\w.-]+/){0,2}?(?:\w*api|rest|svc|v\d+)/[^\s`\"'()\[\]<>|]+(?<![.,;:!?*_])"
)
"""A URL that may be one of an API; most of those in texts are for people to read."""


def _prose(source: Source, row: Chars) -> Iterator[Source]:
    """Commands, paths and URLs in inline code, and URLs in the text around it, each a part of kind ``prose``."""
    spans = [match.span("code") for match in _INLINE.finditer(row.text) if _SAID.match(match["code"].strip())]
    code = [match.span() for match in _INLINE.finditer(row.text)]
    free = (match.span() for match in _URL.finditer(row.text))
    spans += [span for span in free if not any(low <= span[0] < high for low, high in code)]
    yield from (part(source, row[start:end], "prose") for start, end in spans)


def _plain_block(source: Source, block: list[Chars]) -> Iterator[Source]:
    """Yield the lines of a block that is set off by its indentation only: a program when one is plainly seen, else
    prose.

    A paragraph of a list is indented too.
    """
    if any("://" in row.text for row in block) and _guess(join(block).text):
        yield from _block(source, dedent(join(block)), "")
    else:
        for row in block:
            yield from _prose(source, row)


def _fenced(rows: Iterator[Chars], fence: str) -> Iterator[Chars]:
    close = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*[\r\n]*$")
    for row in rows:
        if close.match(row.text):
            return
        yield row


def _unquote(row: Chars, opening: re.Match[str]) -> Chars:
    """Return a line of a block without the quote marks and the indentation of its fence."""
    marks = opening["quote"].count(">")
    match = re.match(rf"(?:[ \t]*>[ ]?){{0,{marks}}}", row.text) if marks else None
    rest = row[match.end() :] if match else row
    blank = len(rest.text) - len(rest.text.lstrip(" \t"))
    return rest[min(blank, len(opening["indent"])) :]


def _block(source: Source, body: Chars, language: str) -> Iterator[Source]:
    kind = _KINDS.get(language) or (_guess(body.text) if not language or language in {"text", "plaintext"} else None)
    if kind in {"console", "shell"}:
        yield part(source, _session(body, kind), "shell")
    elif kind in {"pycon", "python"}:
        prompted = prompt_lines(body, _PYTHON_PROMPT) if kind == "pycon" or body.text.lstrip()[:3] == ">>>" else None
        yield part(source, prompted or body, "python")
    elif kind:
        yield part(source, body, kind)


def _guess(text: str) -> str | None:
    """Return the kind of a block without a language: by its shebang, or a shell's when a line begins as only commands
    do."""
    if re.match(r"\s*(?:GET|POST|PUT|DELETE|PATCH) (?:https?:/)?/\S+", text):
        return "http"
    return shebang_kind(text) or ("console" if _LOOKS_LIKE_SHELL.search(text) else None)


def _session(body: Chars, kind: str) -> Chars:
    """Return the commands of a session at a terminal; all lines of a program, in which ``# GET …`` is a comment."""
    program = _UNPROMPTED.search(body.text) is not None
    if program:
        return join(row[match.end() if (match := _PROMPT.match(row.text)) else 0 :] for row in lines(body))
    return prompt_lines(body, _ROOT_PROMPT if kind == "console" else _PROMPT) or body


def prompt_lines(chars: Chars, prompt: re.Pattern[str]) -> Chars | None:
    """Return the lines after a prompt, without it, and the lines they go on with; None when no line has a prompt."""
    kept: list[Chars] = []
    going_on = False
    for row in lines(chars):
        match = prompt.match(row.text)
        if match or going_on:
            kept.append(row[match.end() :] if match else row)
            going_on = row.text.rstrip().endswith("\\")
    return join(kept) if kept else None


_DIRECTIVE = re.compile(
    r"(?P<indent>[ \t]*)\.\.[ \t]+(?:code-block|code|sourcecode|prompt|highlight)::[ \t]*(?P<info>[\w#+-]*)"
)
_LITERAL = re.compile(r"(?P<indent>[ \t]*+)(?!\.\. )[^\r\n]*::[ \t]*[\r\n]+$")


def rst_parts(source: Source) -> Iterator[Source]:
    """Yield the code blocks of a reStructuredText text, its literal blocks that are plainly a shell's, and what the
    text between them says."""
    rows = lines(cut(source.text, 0, len(source.text)))
    index = 0
    while index < len(rows):
        opening = _DIRECTIVE.match(rows[index].text) or _LITERAL.match(rows[index].text)
        yield from _prose(source, rows[index])
        index += 1
        if opening:
            body = list(_indented(rows[index:], len(opening["indent"])))
            index += len(body)
            language = opening.groupdict().get("info") or ""
            yield from _block(source, dedent(join(_without_options(body))), language.lower())


def _indented(rows: list[Chars], indent: int) -> Iterator[Chars]:
    """Yield the lines indented deeper than ``indent``, and blank ones between."""
    for row in rows:
        text = row.text.strip()
        if text and len(row.text) - len(row.text.lstrip(" \t")) <= indent:
            return
        yield row


def _without_options(rows: list[Chars]) -> list[Chars]:
    """Without the options (``:name: value``) of a directive."""
    first = next((i for i, row in enumerate(rows) if not row.text.strip().startswith(":")), len(rows))
    return rows[first:]
