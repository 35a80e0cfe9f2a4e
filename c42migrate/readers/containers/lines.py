"""Shell commands in the lines of Makefiles, crontabs, and the units of service managers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.containers.chars import Chars, cut, decoded, join, lines, part

_ASSIGNMENT = re.compile(
    r"(?:(?:export|override)[ \t]+)*(?P<name>[A-Za-z_]\w*)[ \t]*(?:[:?+]{0,3}=)[ \t]*"
    r"(?P<value>\S[^\r\n]*?)[ \t]*(?P<end>[\r\n]*)$"
)
_COMMENT = re.compile(r"[ \t]+#.*$")
_REFERENCE = re.compile(r"(?<!\$)\$(?:\((\w+)\)|\{(\w+)\})")
_SHELL = re.compile(r"(?<!\$)\$\(shell(?=[ \t])")
_FUNCTION = re.compile(r"(?<!\$)\$[({][a-z-]+[ \t]")
_AUTOMATIC = re.compile(r"(?<!\$)\$(?:[@<^?+*|%]|\([@<^?+*|%][DF]\))")
_ESCAPED = re.compile(r"\$\$")


def makefile_parts(source: Source) -> Iterator[Source]:
    """All recipes as one script, variables as assignments before them; ``$(X)`` is read as ``${X}``, ``$$`` as ``$``.

    A variable with blanks in it (``CURL = curl -s``) becomes an array, which a shell splits as make pastes it.
    """
    found: list[Chars] = []
    lists: set[str] = set()
    recipe = False
    for row in _logical(lines(cut(source.text, 0, len(source.text)))):
        assignment = _ASSIGNMENT.match(row.text)
        if row.text.startswith("\t"):
            lead = re.match(r"[ \t]*[@+-]*[ \t]*", row.text)
            found.append(row[lead.end() if lead else 0 :])
            recipe = True
        elif assignment:
            found.append(_assigned(row, assignment, lists))
            recipe = recipe or "$(shell" in row.text
    if recipe:
        yield part(source, _as_shell(join(found), lists), "shell")


def _logical(rows: list[Chars]) -> Iterator[Chars]:
    """Yield the lines, each joined with those it goes on with after a backslash."""
    kept: list[Chars] = []
    for row in rows:
        kept.append(row)
        if not row.text.rstrip("\r\n").endswith("\\"):
            yield join(kept)
            kept = []
    if kept:
        yield join(kept)


def _assigned(row: Chars, assignment: re.Match[str], lists: set[str]) -> Chars:
    """``NAME=value`` or ``NAME=(words)``; a value that a function of make computes is left out."""
    name, value, end = (row[slice(*assignment.span(group))] for group in ("name", "value", "end"))
    comment = _COMMENT.search(value.text)
    value = value[: comment.start()] if comment else value
    if _FUNCTION.search(value.text) and not _SHELL.search(value.text):
        return end
    if _SHELL.match(value.text) or not re.search(r"\s", value.text):
        return join([join([name, value], "="), end])
    lists.add(name.text)
    closing = Chars(")", [value.at[-1], value.at[-1]])
    return join([join([name, value], "=("), closing, end])


def _as_shell(script: Chars, lists: set[str]) -> Chars:
    """Return what make puts in, as what a shell would put in; each in its place."""
    script = decoded(script, _AUTOMATIC, lambda _: "${_}")
    script = decoded(script, _REFERENCE, lambda written: _reference(written[2:-1], lists))
    script = decoded(script, _SHELL, lambda _: "$(")
    return decoded(script, _ESCAPED, lambda _: "$")


def _reference(name: str, lists: set[str]) -> str:
    return f"${{{name}[@]}}" if name in lists else f"${{{name}}}"


_CRON = re.compile(r"[ \t]*(?:@\w+|(?:[\d*,/A-Za-z?L#-]+[ \t]+){4}[\d*,/A-Za-z?L#-]+)[ \t]+")
_TIME = r"(?:\*|\d{1,2}(?:-\d{1,2})?(?:,\d{1,2}(?:-\d{1,2})?)*)(?:/\d{1,2})?"
_DAY = (
    rf"(?:{_TIME}|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[-,][a-z]{{3}})*)"
)
_SCHEDULE = re.compile(
    r"(?=[ \t]*(?:@|\S*\*|\S+[ \t]+\S*\*|(?:\S+[ \t]+){2,4}(?:\*|[A-Za-z]{3}\b)))"
    r"[ \t]*(?:@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)"
    rf"|(?:{_TIME}[ \t]+){{3}}{_DAY}[ \t]+{_DAY})[ \t]+\S+",
    re.IGNORECASE,
)
_USER = re.compile(r"[a-z_][\w-]*[ \t]+")
_RUN_AS = re.compile(
    r"(?!(?:\w*sh|python[\d.]*|perl|ruby|node|php|java|cd|echo|printf|logger|test|nice|ionice|nohup|env|exec|sudo|time|"
    r"timeout|flock|run-parts|cat|grep|find|rm|mv|cp|ls|mail|curl|wget|code42|incydr)[ \t])[a-z_][\w-]*[ \t]+"
    r"(?=/\w|\w+=|(?:\w*sh|python[\d.]*|cd|test|nice|env|timeout|flock|sleep|curl|wget|code42|incydr|\[)[ \t])"
)
"""A word that is no command, with a command after it."""
_PLAINLY = re.compile(r"(?:/\S*/)?(?:\w*sh|python[\d.]*|curl|wget|code42|incydr)[ \t]")
_SYSTEM = re.compile(r"(?:^|/)(?:etc/crontab|cron\.d/[^/]+)$")
_PERCENT = re.compile(r"\\%")
_CRON_ASSIGNMENT = re.compile(r"[ \t]*[A-Za-z_]\w*[ \t]*=")


def is_crontab(text: str) -> bool:
    """Whether every line is a comment, an assignment, or a schedule with a command, and one at least is the last."""
    rows = [row for row in text.splitlines() if row.strip() and not row.lstrip().startswith("#")]
    timed = [row for row in rows if _SCHEDULE.match(row)]
    return bool(timed) and all(_CRON_ASSIGNMENT.match(row) for row in rows if row not in timed)


def crontab_parts(source: Source) -> Iterator[Source]:
    """All commands of a crontab as one script; system tables name a user before the command.

    A table that lies elsewhere names one when each of its lines does, or where a well-known program follows.
    """
    rows = lines(cut(source.text, 0, len(source.text)))
    timed = [(row, _CRON.match(row.text)) for row in rows if not row.text.lstrip().startswith("#")]
    commands = [row.text[schedule.end() :] for row, schedule in timed if schedule]
    system = _SYSTEM.search(source.path) is not None or all(_RUN_AS.match(command) for command in commands)
    found: list[Chars] = []
    for row, schedule in timed:
        if schedule:
            command = row[schedule.end() :]
            user = _USER.match(command.text) if system else _RUN_AS.match(command.text)
            user = user if system or (user and _PLAINLY.match(command.text, user.end())) else None
            found.append(decoded(command[user.end() if user else 0 :], _PERCENT, lambda _: "%"))
        elif _CRON_ASSIGNMENT.match(row.text):
            found.append(row)
    if found:
        yield part(source, join(found), "shell")


_COMMAND = re.compile(
    r"[ \t]*(?:Exec\w*|command|command_line)(?:[ \t]*=[ \t]*|[ \t]+(?=/))[-@:+!|]*(?P<command>\S.*)", re.DOTALL
)

_EXPANDED = re.compile(r"%\(\w+\)s")


def unit_parts(source: Source) -> Iterator[Source]:
    """Yield the commands of systemd (``ExecStart=``), supervisord (``command=``) and Nagios (``command_line``) as
    scripts."""
    for row in _logical(lines(cut(source.text, 0, len(source.text)))):
        if match := _COMMAND.match(row.text):
            command = row[match.start("command") : len(row.text.rstrip())]
            quote = command.text[0]
            is_quoted = quote in {'"', "'"} and command.text.endswith(quote)
            command = decoded(
                command[1:-1] if is_quoted else command, _EXPANDED, lambda written: f"${{{written[2:-2]}}}"
            )
            yield part(source, command, "shell")
