"""Reports, baselines and rule lists that the tool wrote itself: they speak of Code42, and are no scripts.

Each has a mark at its very beginning, and counts as ours only there and only in a file of the kind that the format is
written to. What can be run (Python, shell, notebooks, ...) is never taken for a report. CSV, iCalendar, SARIF and diff
files are of no kind that is read, so they need no mark here; SARIF in a ``.json`` file has one.

    JSON, baseline      {"schema": "c42migrate   as the first key
    SARIF               "$schema", "version" and a tool.driver.name of c42migrate as the first keys
    GitLab              [{"engine_name": "c42migrate"
    HTML                <meta name="generator" content="c42migrate, right behind the character set
    Markdown            <!-- c42migrate report -->, and a heading or table of ours on the next line
    JUnit               <testsuites name="c42migrate" as the root
    YAML                # c42migrate rules
    text                the first line is that of a finding, a schedule or a plan
"""

from __future__ import annotations

import re
from collections.abc import Callable

HEAD = 1024
"""Bytes in which a mark stands."""

MARKDOWN = "<!-- c42migrate report -->"
YAML = "# c42migrate rules"
GENERATOR = '<meta name="generator" content="c42migrate">'

_JSON = (
    r'\s*\{\s*"schema":\s*"c42migrate(?:-baseline)?/'
    r'|\s*\[\s*\{\s*"engine_name":\s*"c42migrate"'
    r'|\s*\{\s*"\$schema":\s*"[^"]*sarif[^"]*",\s*"version":\s*"[\d.]+",\s*"runs":\s*\[\s*\{'
    r'\s*"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"c42migrate"'
)
_HTML = rf'<!DOCTYPE html>\s*<html lang="en"><head><meta charset="utf-8">{GENERATOR}'
_TEXT = (
    r"[^\s#][^\r\n]*:\d+:\d+(?: \([^()\r\n]*\))?: (?:error|warning|note)\[[A-Z][A-Z0-9]*-\d+\] [a-z0-9-]+(?::|\r?$)"
    r"|What ends when, by (?:date|rule|file), as of \d{4}-\d\d-\d\d\r?$"
    r"|Migration plan, as of \d{4}-\d\d-\d\d\r?$"
)
_BY_KIND = {
    "markdown": rf"{MARKDOWN}\r?\n##? (?:Deprecated Code42 APIs|What ends when, by |Migration plan, as of )"
    rf"|{MARKDOWN}\r?\n\| Code \| Name \|",
    "xml": r'<\?xml version="1\.0" encoding="UTF-8"\?>\s*<testsuites name="c42migrate" ',
    "yaml": rf"{YAML}\r?$",
}
_BY_SUFFIX = {"json": _JSON, "html": _HTML, "htm": _HTML, "txt": _TEXT}
"""For files of the kind ``text``, among which are programs."""


def is_own_report(path: str, kind: str, read: Callable[[], bytes]) -> bool:
    """Whether the file, whose bytes ``read`` gives, begins with the mark of a report of ours. Raises OSError."""
    mark = _BY_SUFFIX.get(path.rpartition(".")[2].lower()) if kind == "text" else _BY_KIND.get(kind)
    if mark is None:
        return False
    # The redirection of Windows PowerShell writes UTF-16.
    head = read()[:HEAD].removeprefix(b"\xff\xfe").removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    return re.match(mark, head.decode("utf-8", "replace"), re.MULTILINE) is not None
