"""Programs in Markdown and reStructuredText code blocks. Prose gives nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.embedded_chars import Chars, cut, dedent, join, lines, part, shebang_kind
from c42migrate.readers.text_languages import words

_KINDS = {
    **dict.fromkeys(words("python py python3 python2 py3 ipython sage"), "python"),
    **dict.fromkeys(words("bash sh shell zsh ksh"), "shell"),
    **dict.fromkeys(words("console shell-session sh-session terminal shellsession bash-session"), "console"),
    **dict.fromkeys(words("pycon python-repl doctest"), "pycon"),
    **dict.fromkeys(words("powershell ps1 pwsh posh"), "powershell"),
    "http": "http",
    **{name: name for name in words("rb go java cs php pl groovy js ts yaml ini lua kt scala swift r vb bat")},
    "ruby": "rb",
    "golang": "go",
    "csharp": "cs",
    "c#": "cs",
    "perl": "pl",
    "javascript": "js",
    "typescript": "ts",
    "yml": "yaml",
    "kotlin": "kt",
    "node": "js",
    "batch": "bat",
    "cmd": "bat",
    "jsx": "js",
    "tsx": "ts",
}
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
    """The fenced blocks of a Markdown text whose language is known, and all blocks that are plainly a shell's."""
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
    yield from _plain_block(source, block)


def _plain_block(source: Source, block: list[Chars]) -> Iterator[Source]:
    """The lines of a block that is set off by its indentation only, when a URL stands in it."""
    if any("://" in row.text for row in block):
        yield from _block(source, dedent(join(block)), "")


def _fenced(rows: Iterator[Chars], fence: str) -> Iterator[Chars]:
    close = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*[\r\n]*$")
    for row in rows:
        if close.match(row.text):
            return
        yield row


def _unquote(row: Chars, opening: re.Match[str]) -> Chars:
    """A line of a block without the quote marks and the indentation of its fence."""
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
    """The kind of a block without a language: by its shebang, or a shell's when a line begins as only commands do."""
    if re.match(r"\s*(?:GET|POST|PUT|DELETE|PATCH) (?:https?:/)?/\S+", text):
        return "http"
    return shebang_kind(text) or ("console" if _LOOKS_LIKE_SHELL.search(text) else None)


def _session(body: Chars, kind: str) -> Chars:
    """The commands of a session at a terminal; all lines of a program, in which ``# GET …`` is a comment."""
    program = _UNPROMPTED.search(body.text) is not None
    if program:
        return join(row[match.end() if (match := _PROMPT.match(row.text)) else 0 :] for row in lines(body))
    return prompt_lines(body, _ROOT_PROMPT if kind == "console" else _PROMPT) or body


def prompt_lines(chars: Chars, prompt: re.Pattern[str]) -> Chars | None:
    """The lines after a prompt, without it, and the lines they go on with; None when no line has a prompt."""
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
    """The code blocks of a reStructuredText text, and its literal blocks that are plainly a shell's."""
    rows = lines(cut(source.text, 0, len(source.text)))
    for index, row in enumerate(rows):
        opening = _DIRECTIVE.match(row.text) or _LITERAL.match(row.text)
        if opening:
            body = join(_indented(rows[index + 1 :], len(opening["indent"])))
            language = opening.groupdict().get("info") or ""
            yield from _block(source, dedent(body), language.lower())


def _indented(rows: list[Chars], indent: int) -> Iterator[Chars]:
    """The lines indented deeper than ``indent``, options (``:name: value``) before the first blank line left out."""
    options = True
    for row in rows:
        text = row.text.strip()
        if text and len(row.text) - len(row.text.lstrip(" \t")) <= indent:
            return
        options = options and text.startswith(":")
        if not options:
            yield row
