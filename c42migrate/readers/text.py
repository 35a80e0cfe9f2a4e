"""The lexical reader: any text that has no reader of its own (and programs that could not be parsed).

It looks at strings and their neighbours only, so everything it reports has certainty ``lexical`` and is never edited.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import HOLE, Certainty, Command, Credential, Literal, Place, Reading, Request, Text, Usage
from c42migrate.readers import curl, text_auth
from c42migrate.readers.commandwords import split
from c42migrate.readers.embedded import parts
from c42migrate.readers.embedded_chars import runs
from c42migrate.readers.text_data import data_tokens
from c42migrate.readers.text_fold import Expression, Program
from c42migrate.readers.text_languages import language, words
from c42migrate.readers.text_tokens import Token, tokenise
from c42migrate.readers.text_verbs import verb_of

_PATH = re.compile(
    rf"https?://[^\s/]+/|/(?!/)|{HOLE}/|[\w.-]+\.[a-z]{{2,}}(?::\d+)?/|{HOLE}?(?:[\w-]*api|rest|v\d+)/", re.IGNORECASE
)
_WORDS_AFTER = re.compile(r"[^\s?#]*(?:[?#].*)?", re.DOTALL)
_HOST = re.compile(r"https?://(?:[^/@\s\"'{}<>]*@)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?", re.IGNORECASE)
_COMPARES = frozenset({"==", "!=", "===", "!==", "=~", "!~", "eq", "ne", "case", "when"})
_LOGS = frozenset(
    words(
        "puts print println printf echo log logger logging debug info warn warning error fatal trace die raise throw "
        "fail abort writeline warnln errorf infof assert expect console syslog exception notice verbose"
    )
)
_ROUTES = frozenset(words("handlefunc route mapget mappost mapput mapdelete mappatch"))
_ANNOTATIONS = re.compile(r"@?(?:(?:request|get|post|put|delete|patch)mapping|http(?:get|post|put|delete|patch)|route)")
"""Functions and annotations by which a server says what it answers to."""
_ROUTERS = frozenset(words("app router route fastify mux"))
_PROGRAM_KINDS = frozenset({"python", "shell", "powershell"})


def read(source: Source, lexicon: Lexicon) -> Reading:
    """Requests, headers, credentials and commands of ``source``.

    ``parsed`` is False for kinds that have a parser of their own: then this reader stands in for it. Parts that
    ``embedded.parts`` hands to other readers are left out here.
    """
    lang = language(source.kind, source.path)
    if lang.layout == "prose":
        return Reading(source.path)
    tokens = tokenise(source.text, lang) if lang.layout == "code" else data_tokens(source.text, lang)
    program = Program(source, lang, tokens)
    claimed = sorted(claim for part in parts(source) for claim in _claims(part, lang.layout))
    usages = [usage for usage in _usages(program, lexicon) if not _inside(usage.place, claimed)]
    hosts = tuple(sorted(set(_hosts(tokens))))
    return Reading(source.path, tuple(usages), parsed=source.kind not in _PROGRAM_KINDS, hosts=hosts)


def _claims(part: Source, layout: str) -> list[tuple[int, int]]:
    """What a part covers; a command line in XML may take values from far above it."""
    return runs(part) if layout == "xml" else [(part.offset(0), part.offset(len(part.text)))]


def _inside(place: Place, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether the place begins in one of the sorted ``ranges``; of those that begin together the longest counts."""
    at = bisect(ranges, (place.start, sys.maxsize)) - 1
    return at >= 0 and place.start < ranges[at][1]


def _usages(program: Program, lexicon: Lexicon) -> Iterator[Usage]:
    expressions = list(program.expressions())
    yield from _requests(program, expressions)
    yield from text_auth.headers(program)
    for index, token in enumerate(program.tokens):
        if token.kind == "string":
            yield from _commands(program, index, lexicon)
            yield from _curls(program, index)


def _requests(program: Program, expressions: Sequence[Expression]) -> Iterator[Request]:
    """A request for each use of a path; a constant's definition counts only when nothing uses it."""
    paths = [expression for expression in expressions if is_path(expression.text)]
    found = text_auth.attach(program, text_auth.credentials(program), [path.start for path in paths])
    requests = [(path, _request(program, path, found.get(path.start, ()))) for path in paths]
    used = {
        piece.place
        for expression, request in requests
        for piece in expression.text.literals
        if request and not _is_own(program, expression, piece)
    }
    for expression, request in requests:
        own = [piece.place for piece in expression.text.literals if _is_own(program, expression, piece)]
        if request and not (own and _is_definition(program, expression) and any(place in used for place in own)):
            yield request


def _is_own(program: Program, expression: Expression, piece: Literal) -> bool:
    """Whether the literal stands among the expression's tokens (and does not come from a constant)."""
    low = program.source.offset(program.tokens[expression.start].start)
    high = program.source.offset(program.tokens[expression.end - 1].end)
    return piece.place is not None and low <= piece.place.start <= high


def _is_definition(program: Program, expression: Expression) -> bool:
    start, _ = program.line(expression.start)
    return any(program.text_of(i) in {"=", ":=", ":"} for i in range(start, expression.start))


def is_path(text: Text) -> bool:
    """Whether a text looks like a URL or a path, with no blank before its query."""
    marked = text.marked.strip()
    return _PATH.match(marked) is not None and _WORDS_AFTER.fullmatch(marked) is not None


def _request(program: Program, expression: Expression, near: tuple[Credential, ...]) -> Request | None:
    """The request, None when a path without a verb is only compared, logged, or a name that is passed on."""
    if _is_route(program, expression):
        return None
    verb = verb_of(program, expression)
    named = not any(program.tokens[index].kind == "string" for index in expression.operands)
    if verb is None and (named or _is_compared(program, expression) or _is_message(program, expression)):
        return None
    place = program.source.place(program.tokens[expression.start].start, program.tokens[expression.end - 1].end)
    return Request(expression.text, place, verb, credentials=near, certainty=Certainty.LEXICAL)


def _is_route(program: Program, expression: Expression) -> bool:
    """``app.get("/api/user", handler)``, ``@GetMapping("/api/user")``: a path that the program itself answers to."""
    bracket = program.enclosing[expression.start]
    if program.text_of(bracket) != "(" or "//" in expression.text.marked or bracket + 1 != expression.start:
        return False
    name, sign, owner = (program.text_of(bracket - i).lower() for i in (1, 2, 3))
    if _ANNOTATIONS.fullmatch(name) and (name[0] == "@" or sign in {"[", "@"}):
        return True
    return name in _ROUTES or (owner in _ROUTERS and program.text_of(expression.end) == ",")


def _is_compared(program: Program, expression: Expression) -> bool:
    return program.text_of(expression.start - 1) in _COMPARES or program.text_of(expression.end) in _COMPARES


def _is_message(program: Program, expression: Expression) -> bool:
    """A path in the arguments of a log, print or raise."""
    start, _ = program.line(expression.start)
    bracket = program.enclosing[expression.start]
    callee = [program.text_of(bracket - i).lower() for i in (1, 3)] if program.text_of(bracket) == "(" else []
    return program.text_of(start).lower() in _LOGS or any(name in _LOGS for name in callee)


def _commands(program: Program, index: int, lexicon: Lexicon) -> Iterator[Command]:
    """A string that is a whole command line of one of the catalogue's programs."""
    first = program.tokens[index].text.split(" ", 1)[0]
    expression = program.expression(index) if first in lexicon.programs else None
    if expression is None or is_path(expression.text):
        return
    words = [expression.text.cut(*match.span()) for match in re.finditer(r"\S+", expression.text.marked)]
    token = program.tokens[index]
    if len(words) > 1 and re.fullmatch(r"[a-z-]+", str(words[1])):
        place = program.source.place(token.start, token.end)
        yield Command(first, tuple(words[1:]), place, Certainty.LEXICAL)


def _curls(program: Program, index: int) -> Iterator[Request]:
    """The requests of a string that is a whole curl command line (``sh "curl …"``, backquotes, ``exec``)."""
    token = program.tokens[index]
    expression = program.expression(index) if token.text.lstrip().startswith("curl ") else None
    if expression is None or _is_message(program, expression):
        return
    place = program.source.place(token.start, token.end)
    for line in split(expression.text):
        for request in curl.requests(line, place):
            yield replace(request, certainty=Certainty.LEXICAL)


def _hosts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind == "string":
            text = token.text.replace("\\/", "/")
            yield from (match[1].lower() for match in _HOST.finditer(text))
            if _BARE_HOST.fullmatch(text):
                yield text.partition(":")[0].lower()
