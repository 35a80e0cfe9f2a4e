"""Keeps secrets out of reports: quoted source goes through here first.

It hides too much rather than too little, except for URLs and paths, which are what a report is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "***"
PROSE = ".py"
"""Stands for a path whose text is read as a program: only literals after ``password=`` are secrets, not words."""

# Every repetition is bounded or starts at a boundary: minified files have lines of a megabyte.
_KEY = (
    r"(?:password|passwd|passphrase|pwd|secret|api[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token"
    r"|refresh[_-]?token|totp|jwt|(?<![A-Za-z0-9])(?:token|pass|pw|credentials?))"
)
_LITERAL = r"""(?:[rbuf]{0,2})(?P<quote>\'\'\'|\"\"\"|'|"|`)(?P<secret>(?:\\.|(?!(?P=quote))[^\n]){0,500})"""
_ASSIGNED = re.compile(
    rf"""{_KEY}(?:\\?["'])?\]?\s{{0,9}}(?:[:=]{{1,2}}|=>|:=|,)\s{{0,99}}\(?\s{{0,99}}{_LITERAL}""", re.IGNORECASE
)
_QUOTED_OPTION = re.compile(rf"(?<![\w-])--?[\w-]{{0,40}}?{_KEY}[ \t]{{1,9}}{_LITERAL}", re.IGNORECASE)
_OPTION = re.compile(
    rf"""(?<![\w-])--?[\w-]{{0,40}}?{_KEY}[ \t]{{1,9}}(?P<secret>[^\s"'`$%{{<&;|,()\[\]-][^\s"'`]{{0,500}})""",
    re.IGNORECASE,
)
_BARE = re.compile(rf"""{_KEY}(?:=|:[ \t]{{1,9}})(?P<secret>[^\s"'`$%{{<&;|,()\[\]]{{1,500}})""", re.IGNORECASE)
_ELEMENT = re.compile(rf"<(?P<tag>[\w.-]{{0,40}}?{_KEY})>(?P<secret>[^<>$]{{1,500}})</(?P=tag)>", re.IGNORECASE)
_USER_OPTION = re.compile(
    r"""(?:^|(?<=[\s"',(]))(?:-[a-zA-Z]{0,9}u|--(?:proxy-)?user)(?:["']\s{0,9},\s{0,99}["']|=|\s{0,9})["']?"""
    r"""[^\s:"'$={}/]{1,100}:(?P<secret>[^\s"'$]{1,500})"""
)
_USERINFO = re.compile(r"://[^\s/:@\"'{}]{0,100}:(?P<secret>[^\s/@\"'{}$]{1,200})@")
_AUTHORIZATION = re.compile(
    r"""authorization\\?["']?\]?\s{0,9}[:=,]\s{0,99}\\?["']?"""
    r"""(?:basic|bearer|v3_user_token|token|login_token|digest)\s{1,9}(?P<secret>[^\s"'{}$%<\\][^\s"'{}$<\\]{0,4000})""",
    re.IGNORECASE,
)
_SCHEME_VALUE = re.compile(
    r"\b(?:basic|bearer|v3_user_token|login_token|token)\s{1,9}(?P<secret>(?=[\w+/=.~:-]{0,200}\d)[\w+/=.~:-]{8,4000})",
    re.IGNORECASE,
)
_HEX = re.compile(r"(?<![\w/+])(?P<secret>[0-9a-fA-F]{32,})(?!\w)")
_LONG = re.compile(
    r"(?<![\w/+-])(?P<secret>eyJ[\w-]{8,}(?:\.[\w-]+)*|[A-Za-z0-9+/]{20,}={1,2}"
    r"|(?=[\w+-]*\d)(?=[\w+-]*[a-z])(?=[\w+-]*[A-Z])[\w+-]{40,}={0,2})"
)
_ANYWHERE = (
    _ASSIGNED, _QUOTED_OPTION, _ELEMENT, _USER_OPTION, _USERINFO, _AUTHORIZATION, _SCHEME_VALUE, _HEX, _LONG,
)  # fmt: skip
_IN_SCRIPTS = (_BARE, _OPTION)
_CALLS = re.compile(
    r"\b(?:auth\s*=\s*\(|basic_auth\s*=\s*\(|(?:HTTP\w{0,20}|Basic)Auth\(|from_local_account\(|PSCredential\b\W?\(?"
    r"|ConvertTo-SecureString\b|b64encode\(|set_basic_auth\(|basicAuth\(|SetBasicAuth\()",
    re.IGNORECASE,
)
_PLAIN_LITERAL = re.compile(r"""(["'])((?:\\.|(?!\1)[^\n])*)\1""")
_SCHEME_WORD = re.compile(r"(?:basic|bearer|v3_user_token|login_token|token|digest)\b[ \t]*", re.IGNORECASE)
_CODE_SUFFIXES = (".py", ".pyi", ".pyw", ".ipynb", ".js", ".ts", ".java", ".cs", ".go", ".rb", ".php", ".pl")


def secret_spans(text: str, path: str = "") -> tuple[tuple[int, int], ...]:
    """Half-open ranges (code points) of ``text`` that hold a secret; sorted, not overlapping.

    ``path`` tells programs, where a bare word after ``password=`` is a variable, from scripts, where it is the word.
    """
    spans = sorted((start, end) for start, end in _spans(text, path) if start < end)
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _spans(text: str, path: str) -> Iterator[tuple[int, int]]:
    program = path.lower().endswith(_CODE_SUFFIXES)
    for pattern in _ANYWHERE if program else (*_ANYWHERE, *_IN_SCRIPTS):
        for match in pattern.finditer(text):
            yield from _kept(match["secret"], match.start("secret"))
    end = 0
    for call in _CALLS.finditer(text):
        if call.end() < end:
            continue  # inside the call before, whose literals are hidden already
        end = _call_end(text, call.end())
        for literal in _PLAIN_LITERAL.finditer(text, call.end(), end):
            yield from _kept(literal[2], literal.start(2))


def _kept(value: str, start: int) -> Iterator[tuple[int, int]]:
    """The part of a value that is secret: nothing of a path, URL or placeholder; not the scheme word before it."""
    scheme = _SCHEME_WORD.match(value)
    secret = value[scheme.end() :] if scheme else value
    if secret.strip() and not secret.startswith(("/", "{", "$", "%", "<")) and "://" not in secret:
        yield start + len(value) - len(secret), start + len(value)


def _call_end(text: str, start: int) -> int:
    """Where the brackets opened before ``start`` close, at most 500 characters on (a statement, not a program)."""
    depth = 1
    limit = min(len(text), start + 500)
    for index in range(start, limit):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index
    newline = text.find("\n", start)
    return newline if newline >= 0 else limit


def mask(text: str, path: str = PROSE) -> str:
    """``text`` with every secret as ``***``. Without a path it is prose, where bare words are words."""
    return cover(text, secret_spans(text, path))


def cover(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """``text`` with the given ranges as ``***``."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], MASK]
        at = end
    return "".join([*parts, text[at:]])


def column_after(column: int, spans: tuple[tuple[int, int], ...]) -> int:
    """Where the 0-based ``column`` of a text stands in ``cover(text, spans)``; inside a secret: at its start."""
    shift = 0
    for start, end in spans:
        if end <= column:
            shift += len(MASK) - (end - start)
        elif start < column:
            return start + shift
    return column + shift
