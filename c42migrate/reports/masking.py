"""Keeps secrets out of reports: what is quoted from a source shows known words only, everything else as ``…``.

Nothing here looks for secrets. A word is shown because the catalogue or the list below has it, because it is a host
name, or because the tokenizer of Python says that it is a name of the program; a password is none of these.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from c42migrate.files.kinds import kind_of

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue

HIDDEN = "…"
Spans = tuple[tuple[int, int], ...]
"""Half-open ranges of one line (code points), sorted, not overlapping."""

LONGEST = 20_000
"""Code points of a line that are looked at; the rest is hidden."""
LONGEST_PROSE = 4_000
"""The same of a sentence."""

_COMMON = """
GET PUT POST PATCH DELETE HEAD OPTIONS http https url uri api base path host server endpoint method verb request
response session client headers header body data json params query auth authorization basic bearer credential
credentials username password token content-type contenttype accept application text html xml form charset utf-8
curl wget httpie python python3 py bash sh pwsh powershell jq echo export local set env run exec sudo cat sleep
requests httpx aiohttp urllib urllib2 urlopen urljoin urlencode axios fetch send open add dumps loads encode decode
format join strip split print input getenv environ os sys re time Invoke-RestMethod Invoke-WebRequest irm iwr
New-Object WebClient HttpClient HttpRequestMessage PutAsync PostAsync GetAsync DeleteAsync SendAsync GetStringAsync
DownloadString UploadString write-host write-output outfile infile usebasicparsing skipcertificatecheck
user-agent silent fail location insecure data-raw data-binary data-urlencode raise_for_status
status_code ok content timeout verify cert proxy retry page size import from as def return if then else elif fi do done
for in while with not and or is class self this var let const new function async await try except catch finally throw
raise pass true false none null nil pip install id uid guid userId user users name value key type item items steps uses
rb br fr rf HTTPError c42migrate ignore ignore-file review until
"""
"""Words of programs that call an API, beside those of the catalogue."""

_UNIT = re.compile(r"""[^\s"'`()\[\]{}<>,;|\\]+""")
_PIECE = re.compile(r"[^/:=?&+.]+")
_WORD = re.compile(r"[-$#@]*([\w-]*)")
_NO_WORDS = re.compile(r"[\W_]*|%[sd]|[-$]*[A-Za-z0-9]")
_HOST = re.compile(r"(?i)https?://((?:[a-z0-9-]+\.)+[a-z0-9-]*[a-z]|localhost)(:\d{1,5})?(?=[/?#]|$)(?!.*@)")
_GAP = re.compile(r"""(?:\\.|[^\w"'`()\[\]{},;<>|])*""")
_QUOTED = re.compile(
    r"""(["`]).+?\1|(?<!\w)'.+?'(?!\w)"""
    r"""|(?<![^\s,;"'`])(?:[^\s,;]*[/@=][^\s,;]*|(?=[^\s,;]*\d)(?=[^\s,;]*[A-Za-z])[^\s,;]+)"""
)
"""In a sentence of ours: what is quoted, and words that are not made of letters only."""
_FIELD = re.compile(r"(?<!\{)\{([A-Za-z_][\w.]*)\}(?!\})")
_MARKER = re.compile(
    r"""[ \t]*# c42migrate: review\[[A-Z0-9, -]*\] (?:[A-Za-z .,:;()'_{}-]|\bpy42\b|\bv(?:ersion )?\d\b)*"""
)
"""A comment that a fix leaves: its sentence is the catalogue's, as far as it is made of letters only."""
_REVIEW = re.compile(r"[ \t]*# c42migrate: review\[[A-Z0-9, -]*\] ")
_PROSE = frozenset({"text", "reason", "undeprecated", "versions", "releases", "calls", "vendors", "review", "links"})
"""Fields of the catalogue that hold sentences or the names of others."""


class Mask:
    """Shows the words of a catalogue and hides the rest."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._words = _words(catalogue)
        known = catalogue.vocabulary
        self._hosts = {
            host.removeprefix("*.") for host in (*known.hosts_incydr, *known.hosts_crashplan, *known.hosts_ambiguous)
        }

    def hidden(self, line: str, names: Spans = ()) -> Spans:
        """Return the ranges of a quoted line that may not be shown. ``names``: ranges that are names of the program."""
        if _MARKER.fullmatch(line):
            return ()
        merged: list[tuple[int, int]] = []
        for start, end in self._unknown(line[:LONGEST], names):
            if merged and _GAP.fullmatch(line, merged[-1][1], start):
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((start, end))
        return (*merged, (LONGEST, len(line))) if len(line) > LONGEST else tuple(merged)

    def line(self, text: str) -> str:
        """Return a quoted line, or lines, as they may be shown."""
        return "\n".join(cover(line, self.hidden(line)) for line in text.split("\n"))

    def prose(self, text: str) -> str:
        """Return a sentence of ours about a source: what it quotes, and paths and numbers in it, show known words
        only."""
        shown = _QUOTED.sub(lambda match: self.line(match[0]), text[:LONGEST_PROSE])
        return shown + HIDDEN if len(text) > LONGEST_PROSE else shown

    def path(self, path: str) -> str:
        """Return the path of an operation without its query, ``{id}`` for what is no word of the catalogue.

        A word of letters right below ``/api/`` or ``/api/v1/`` is the name of a resource and shown.
        """
        if not path.startswith("/"):
            return path
        parts = path.partition("?")[0].split("/")
        at = next((at for at, part in enumerate(parts) if part in {"api", "c42api"}), len(parts)) + 1
        at += bool(re.fullmatch(r"v\d+", "".join(parts[at : at + 1])))
        shown = [self._is_template(part) or (number == at and _is_name(part)) for number, part in enumerate(parts)]
        hidden = ["{resource}" if number == at and part == "{}" else "{id}" for number, part in enumerate(parts)]
        return "/".join(part if known else other for part, other, known in zip(parts, hidden, shown, strict=True))

    def operation(self, operation: str) -> str:
        """Return a path, or a verb and a path, as they may be shown; a symbol as it is."""
        method, blank, path = operation.rpartition(" ")
        return f"{method}{blank}{self.path(path)}"

    def shows(self, text: str, path: str, names: frozenset[str] | None) -> bool:
        """Whether a text that a fix writes into ``path`` can be shown whole: outside of quotes it may hold ``names``,
        and any name of a program in Python when they are not known. Of a review marker, whose sentence is ours, what it
        quotes counts."""
        is_python = kind_of(path) == "python"
        own = "\n".join(" ".join(_quoted(line)) if _REVIEW.match(line) else line for line in text.split("\n"))
        parts = re.split(r"""(["'`])(.*?)(\1)""", own)
        outside, inside = parts[0::4], parts[2::4]
        known = names or frozenset()
        rest = [
            re.sub(r"[A-Za-z_]\w*", lambda m: "" if m[0] in known or (is_python and names is None) else m[0], part)
            for part in outside
        ]
        return not any(self.hidden(line) for part in (*rest, *inside) for line in part.split("\n"))

    def _is_template(self, part: str) -> bool:
        return not part or part.casefold() in self._words or bool(re.fullmatch(r"\{[A-Za-z]\w*\}", part))

    def _unknown(self, line: str, names: Spans) -> Iterator[tuple[int, int]]:
        named = {at for start, end in names for at in range(start, end)}
        for unit in _UNIT.finditer(line):
            start = unit.start()
            if host := _HOST.match(unit[0]):
                start += host.end()
            elif self._is_host(unit[0]):
                continue
            for piece in _PIECE.finditer(line, start, unit.end()):
                covered = all(at in named for at in range(*piece.span()) if line[at].isalnum())
                if not (covered or self._is_known(piece[0])):
                    yield piece.span()

    def _is_host(self, unit: str) -> bool:
        name = unit.rstrip("/").partition(":")[0].casefold()
        return any(name == host or name.endswith("." + host) for host in self._hosts) and bool(
            re.fullmatch(r"[\w.-]+(:\d{1,5})?/?", unit)
        )

    def _is_known(self, piece: str) -> bool:
        if _NO_WORDS.fullmatch(piece):
            return True
        match = _WORD.fullmatch(piece)
        return match is not None and match[1].casefold() in self._words


def _quoted(marker: str) -> list[str]:
    """Return what a marker quotes of the source, but for keys of replies."""
    return [f"'{part}'" for part in re.findall(r"'([^']*)'", marker) if not _is_name(part)]


def _is_name(part: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{2,40}", part))


def cover(text: str, spans: Spans) -> str:
    """``text`` with the given ranges as ``…``."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], HIDDEN]
        at = end
    return "".join([*parts, text[at:]])


def column_after(column: int, spans: Spans) -> int:
    """Where the 0-based ``column`` of a text stands in ``cover(text, spans)``; inside a hidden part: at its start."""
    shift = 0
    for start, end in spans:
        if end <= column:
            shift += len(HIDDEN) - (end - start)
        elif start < column:
            return start + shift
    return column + shift


def python_names(text: str) -> Mapping[int, Spans]:
    """Line number (1-based) → the names in it, fields of f-strings too; none of a text that is not quite Python."""
    found: dict[int, list[tuple[int, int]]] = {}
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(text)
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.ERRORTOKEN and not token.string.isspace():
                return {}
            for line, start, end in _names(token):
                found.setdefault(line, []).append((start, end))
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return {line: tuple(spans) for line, spans in found.items()}


@cache
def _words(catalogue: Catalogue) -> frozenset[str]:
    """Return the words that are no secret, in lower case."""
    rules = [(r.match, r.replacement, r.fix, r.moves) for r in catalogue.rules.values()]
    shapes = {id(r.shapes): r.shapes for r in catalogue.rules.values()}  # all rules of a file have the same
    texts = _texts((rules, [*shapes.values()], catalogue.vocabulary, replace(catalogue.lexicon, wrappers={})))
    words = set(re.findall(r"[\w-]+", " ".join(texts).casefold()))
    codes = {code.casefold() for code in catalogue.rules}
    return frozenset(words | codes | set(_COMMON.casefold().split()))


def _names(token: tokenize.TokenInfo) -> Iterator[tuple[int, int, int]]:
    """(line, start, end) of the names in a token."""
    line, start = token.start
    if token.type == tokenize.NAME:
        yield line, start, token.end[1]
    elif token.type == tokenize.STRING and "f" in re.split("[\"']", token.string, maxsplit=1)[0].lower():
        for number, part in enumerate(token.string.split("\n")):
            offset = 0 if number else start
            yield from ((line + number, offset + m.start(1), offset + m.end(1)) for m in _FIELD.finditer(part))


def _texts(value: object) -> set[str]:
    """Every text in nested data of the catalogue that is no sentence."""
    found: set[str] = set()
    left = [value]
    while left:
        match left.pop():
            case str() as text:
                found.add(text)
            case dict() as table:
                left += [*table, *table.values()]
            case tuple() | list() | frozenset() as items:
                left += items
            case record if is_dataclass(record):
                left += [getattr(record, field.name) for field in fields(record) if field.name not in _PROSE]
    return found
