"""Shell commands, and programs in Python and PowerShell, in YAML and Dockerfiles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from c42migrate.files.source import Source
from c42migrate.readers.containers.chars import (
    Chars,
    cut,
    decoded,
    dedent,
    join,
    lines,
    part,
    shebang_kind,
    unescape_json,
)

_SHELL_KEYS = """run script scripts before_script after_script command commands cmd cmds entrypoint shell bash sh
    inline args install before_install after_success post_install pre_build build post_build exec"""
_KEYS = frozenset(_SHELL_KEYS.split())
_LANGUAGES = {
    **dict.fromkeys(("pwsh", "powershell", "win_shell", "win_command", "ps1"), "powershell"),
    **dict.fromkeys(("python", "python2", "python3", "py"), "python"),
}
"""Kinds by the key of a program, and by what a key beside it says."""
_ENTRY = re.compile(
    r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?P<quote>[\"']?)(?P<key>[\w.-]+)(?P=quote)[ \t]*:"
    r"(?:[ \t]+(?P<value>[^\r\n]*))?[ \t]*[\r\n]*$"
)
_ITEM = re.compile(r"(?P<lead>[ \t]*-[ \t]+)(?P<value>[^\r\n]*)")
_BLOCK = re.compile(r"(?P<style>[|>])[-+\d]*[ \t]*(?:#[^\r\n]*)?$")
_EXPRESSION = re.compile(r"\$?\{\{[^{}\r\n]+\}\}")
_DECLARED = re.compile(
    r"[ \t]*(?:-[ \t]+)*(?:shell|type)[ \t]*:[ \t]*[\"']?(?P<shell>pwsh|powershell|python[23]?)\b", re.IGNORECASE
)
_IMPORT = re.compile(r"(?:import [\w.]+(?: as \w+)?(?:, ?[\w.]+(?: as \w+)?)*|from [\w.]+ import [\w*(].*)\s*")
_PYTHON = re.compile(rf"{_IMPORT.pattern}|(?:async )?def \w+\(.*\s*|[A-Za-z_]\w* = \S.*\s*")
"""A line that no shell takes."""
_NEAR = 20
"""Lines of comments that may stand before the first line of a program."""
_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")


def yaml_parts(source: Source) -> Iterator[Source]:
    """Yield the commands under the keys that CI systems and their like run, and Python under any, one source per
    key."""
    rows = lines(cut(source.text, 0, len(source.text)))
    index = 0
    while index < len(rows):
        entry = _ENTRY.match(rows[index].text)
        index += 1
        name = entry["key"].rpartition(".")[2] if entry else ""
        if entry is None or not (
            name in _KEYS or name in _LANGUAGES or _is_python(rows[index : index + _NEAR], _IMPORT)
        ):
            continue
        column = len(entry["lead"])
        end = _end_of_value(rows, index, column)
        value = rows[index - 1][entry.start("value") : entry.end("value")] if entry["value"] else None
        commands = list(_commands(value, rows[index:end], column))
        text = join(commands, "\n")
        if any(re.search(r"\S\s+\S", command.text) for command in commands):
            masked = text.replace(_EXPRESSION.sub(_mask, text.text))
            yield part(
                source,
                masked,
                _kind(name, rows[index:end], masked.text, _declared_shell(rows, index - 1, end)),
                escaped=_is_quoted(value),
            )
        index = end if commands else index


def _is_quoted(value: Chars | None) -> bool:
    return value is not None and value.text[:1] in {'"', "'"}


def _kind(name: str, rows: Sequence[Chars], text: str, declared: str) -> str:
    """By shebang, by key, by the key ``shell:`` or ``type:`` beside it, or Python by its first line."""
    known = _LANGUAGES.get(name) or _LANGUAGES.get(declared)
    return shebang_kind(text) or known or ("python" if _is_python(rows, _PYTHON) else "shell")


def _is_python(rows: Sequence[Chars], first: re.Pattern[str]) -> bool:
    """Whether the first line of ``rows`` that says something is ``first``."""
    lines = (row.text.strip() for row in rows)
    return bool(first.fullmatch(next((line for line in lines if line and not line.startswith("#")), "")))


def _declared_shell(rows: Sequence[Chars], entry: int, end: int) -> str:
    """Return the value of a key ``shell`` or ``type`` beside the line ``entry``, whose own value ends at ``end``."""
    column = len(_lead(rows[entry]))
    first = entry
    while first > 0 and "-" not in _lead(rows[first]) and len(_lead(rows[first - 1])) >= column:
        first -= 1
    last = end
    while last < len(rows) and len(_lead(rows[last])) >= column and "-" not in _lead(rows[last]):
        last += 1
    siblings = (_DECLARED.match(row.text) for row in [*rows[first:entry], *rows[end:last]])
    return next((match["shell"].lower() for match in siblings if match), "")


def _lead(row: Chars) -> str:
    """Return the blanks and dashes a line begins with."""
    match = _LEAD.match(row.text)
    return match.group() if match else ""


def _mask(match: re.Match[str]) -> str:
    """``${{ secrets.X }}``, or ``{{ item.x }}`` of a template, as a shell variable of the same length."""
    return "${" + re.sub(r"\W", "_", match.group()[2:-1]) + "}"


def _end_of_value(rows: Sequence[Chars], index: int, column: int) -> int:
    """Index after the lines that belong to a key at ``column``; items of a list may stand at the key's own column."""
    last = index
    while index < len(rows):
        text = rows[index].text
        depth = len(text) - len(text.lstrip(" \t"))
        if text.strip() and depth < column + (not text.lstrip().startswith("- ")):
            break
        index += 1
        last = index if text.strip() else last
    return last


def _commands(value: Chars | None, rows: Sequence[Chars], column: int) -> Iterator[Chars]:
    block = _BLOCK.match(value.text.strip()) if value else None
    if block:
        body = dedent(join(rows))
        yield _folded(body) if block["style"] == ">" else body
    elif value and value.text.startswith("["):
        yield from _flow(value)
    elif value and value.text.strip() and not value.text.startswith(("#", "{", "&", "*")):
        yield join([_scalar(value), *(_continued(row) for row in rows)], " ")
    elif all(_ITEM.match(row.text) or _depth(row) > column for row in rows if row.text.strip()):
        yield from _items(rows)


def _depth(row: Chars) -> int:
    return len(row.text) - len(row.text.lstrip(" \t"))


def _continued(row: Chars) -> Chars:
    start = _depth(row)
    return row[start : max(start, len(row.text.rstrip()))]


def _items(rows: Sequence[Chars]) -> Iterator[Chars]:
    """Yield the scalars of a block list; an item may itself be a block scalar."""
    index = 0
    while index < len(rows):
        item = _ITEM.match(rows[index].text)
        index += 1
        if item is None or _ENTRY.match(item["value"]):
            continue
        start = index
        while index < len(rows) and not _ITEM.match(rows[index].text):
            index += 1
        yield from _commands(rows[start - 1][item.start("value") : item.end("value")], rows[start:index], 0)


def _flow(value: Chars) -> Iterator[Chars]:
    """``["sh", "-c", "curl …"]``: the strings that hold a blank are commands, plain words together are one."""
    strings = [value[m.start() + 1 : m.end() - 1] for m in re.finditer(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', value.text)]
    whole = [string for string in strings if " " in string.text.strip()]
    yield from (unescape_json(string) for string in whole) if whole else [join(strings, " ")]


def _scalar(value: Chars) -> Chars:
    text = value.text.rstrip()
    if text[:1] == '"' and (match := re.match(r'"((?:[^"\\]|\\.)*)"', text)):
        return unescape_json(value[1 : match.end(1)])
    if text[:1] == "'" and (match := re.match(r"'((?:[^']|'')*)'", text)):
        return decoded(value[1 : match.end(1)], re.compile("''"), lambda _: "'")
    return value[: len(re.sub(r"[ \t]#.*", "", text).rstrip())]


def _folded(body: Chars) -> Chars:
    """Line ends between lines of the block's own indentation become blanks."""
    return body.replace(re.sub(r"(?<=[^\s])\n(?=[^\s])", " ", body.text))


_INSTRUCTION = re.compile(
    r"[ \t]*(?:HEALTHCHECK[ \t]+(?:--\S+[ \t]+)*)?(?:RUN|CMD|ENTRYPOINT|SHELL)[ \t]+(?:--\S+[ \t]+)*", re.IGNORECASE
)
_HEREDOC = re.compile(r"<<-?[ \t]*[\"']?(?P<word>\w+)[\"']?[ \t]*[\r\n]*$")


def dockerfile_parts(source: Source) -> Iterator[Source]:
    """Yield the commands of RUN, CMD and ENTRYPOINT, continuation lines and here-documents included."""
    rows = lines(cut(source.text, 0, len(source.text)))
    index = 0
    while index < len(rows):
        match = _INSTRUCTION.match(rows[index].text)
        body, index = _continuation(rows, index)
        if match is None:
            continue
        command = join(body)[match.end() :]
        heredoc = _HEREDOC.match(command.text)
        if heredoc:
            end = next((i for i in range(index, len(rows)) if rows[i].text.strip() == heredoc["word"]), len(rows))
            command, index = join(rows[index:end]), end + 1
        yield from (part(source, item, "shell") for item in (_flow(command) if command.text[:1] == "[" else [command]))


def _continuation(rows: Sequence[Chars], index: int) -> tuple[list[Chars], int]:
    """Return the lines of one instruction, comment lines inside left out, and the index after it."""
    body = [rows[index]]
    while index + 1 < len(rows) and re.search(r"\\[ \t]*[\r\n]*$", body[-1].text):
        index += 1
        while index + 1 < len(rows) and rows[index].text.lstrip().startswith("#"):
            index += 1
        body.append(rows[index])
    return body, index + 1
