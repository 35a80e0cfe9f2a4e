"""The lexical reader: any text that has no reader of its own (and programs that could not be parsed).

It looks at strings and their neighbours only, so everything it reports has certainty ``lexical`` and is never edited.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import HOLE, Certainty, Command, Credential, Literal, Place, Reading, Request, Text, Usage
from c42migrate.readers import curl
from c42migrate.readers.commandwords import split
from c42migrate.readers.containers import parts
from c42migrate.readers.containers.chars import runs
from c42migrate.readers.lexical import auth, grammars, prose
from c42migrate.readers.lexical.bases import Base, bare_request, bases, filled, nearest
from c42migrate.readers.lexical.data import data_tokens
from c42migrate.readers.lexical.languages import language, words
from c42migrate.readers.lexical.program import Expression, Program
from c42migrate.readers.lexical.tokens import Token, tokenise
from c42migrate.readers.lexical.verbs import verb_of

_PATH = re.compile(
    rf"https?://[^\s/]+/|/(?=[\w{HOLE}.{{<$:-])|{HOLE}/|[\w.-]+\.[a-z]{{2,}}(?::\d+)?/|{HOLE}?(?:[\w-]*api|rest|v\d+)/",
    re.IGNORECASE,
)
_WORDS_AFTER = re.compile(r"[^\s?#]*(?:[?#].*)?", re.DOTALL)
_HOST = re.compile(r"https?://(?:[^/@\s\"'{}<>]*@)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,10}(?::\d+)?", re.IGNORECASE)
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
_MAY_SHOW_BASE = re.compile(r"(?:api|rest)(?:/v\d+)?/?[\"'`]", re.IGNORECASE)
_PROGRAM_KINDS = frozenset({"python", "shell", "powershell"})


def read(source: Source, lexicon: Lexicon, known: Sequence[Base] = ()) -> Reading:
    """Requests, headers, credentials and commands of ``source``.

    ``known``: the bases that the other files of the project show, from ``bases_of``. ``parsed`` is False for kinds
    that have a parser of their own: then this reader stands in for it. Parts that ``containers.parts`` hands to other
    readers are left out here.
    """
    if source.kind == "prose":
        return Reading(source.path, tuple(prose.usages(source, lexicon)))
    program = _program(source)
    if program is None:
        return Reading(source.path)
    layout = program.lang.layout
    claimed = sorted(claim for part in parts(source) for claim in _claims(part, layout))
    expressions = list(program.expressions())
    found = _usages(program, expressions, _project(program, expressions, known), lexicon)
    usages = [usage for usage in found if not _inside(usage.place, claimed)]
    hosts = tuple(sorted(set(_hosts(program.tokens))))
    return Reading(source.path, tuple(usages), parsed=source.kind not in _PROGRAM_KINDS, hosts=hosts)


def bases_of(source: Source) -> list[Base]:
    """The bases that a program shows to the other files of its project; [] for what is no program."""
    program = _program(source) if _MAY_SHOW_BASE.search(source.text) else None
    return list(bases(program, program.expressions())) if program and program.lang.layout == "code" else []


def _program(source: Source) -> Program | None:
    lang = language(source.kind, source.path)
    if lang.layout == "prose":
        return None
    if lang.layout != "code":
        return Program(source, lang, data_tokens(source.text, lang))
    suffix = source.kind if source.kind not in {"text", *_PROGRAM_KINDS} else source.path.rpartition(".")[2].lower()
    return Program(source, lang, grammars.tokens(source.text, suffix) or tokenise(source.text, lang))


@dataclass(frozen=True, slots=True)
class Project:
    """The bases of a project as they are seen from one file."""

    shown: Sequence[Base]
    base: Base | None


def _project(program: Program, expressions: Sequence[Expression], known: Sequence[Base]) -> Project:
    path = program.source.path
    own = list(bases(program, expressions)) if program.lang.layout == "code" else []
    shown = [*own, *(base for base in known if base.file != path)]
    return Project(shown, nearest(shown, path))


def _claims(part: Source, layout: str) -> list[tuple[int, int]]:
    """What a part covers; a command line in XML may take values from far above it."""
    return runs(part) if layout == "xml" else [(part.offset(0), part.offset(len(part.text)))]


def _inside(place: Place, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether the place begins in one of the sorted ``ranges``; of those that begin together the longest counts."""
    at = bisect(ranges, (place.start, sys.maxsize)) - 1
    return at >= 0 and place.start < ranges[at][1]


def _usages(program: Program, expressions: Sequence[Expression], project: Project, lexicon: Lexicon) -> Iterator[Usage]:
    yield from _requests(program, expressions, project, lexicon)
    yield from auth.headers(program)
    for index, token in enumerate(program.tokens):
        if token.kind == "string":
            yield from _commands(program, index, lexicon)
            yield from _curls(program, index)


def _requests(
    program: Program, expressions: Sequence[Expression], project: Project, lexicon: Lexicon
) -> Iterator[Request]:
    """A request for each use of a path; a constant's definition counts only when nothing uses it."""
    bare = {item.start: request for item in expressions if (request := _bare(program, item, project, lexicon))}
    paths = [item for item in expressions if item.start in bare or is_path(item.text)]
    near = auth.attach(program, auth.credentials(program), [path.start for path in paths])
    requests = [
        (path, bare.get(path.start) or _request(program, path, project, near.get(path.start, ()))) for path in paths
    ]
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


def _bare(program: Program, expression: Expression, project: Project, lexicon: Lexicon) -> Request | None:
    """The request of a resource name that stands alone, where the project shows below which path."""
    if project.base is None or program.lang.layout != "code" or _is_route(program, expression):
        return None
    found = bare_request(program, expression, project.base, lexicon)
    if found is None:
        return None
    url, verb = found
    return Request(url, _place(program, expression), verb, trail=(project.base.step,), certainty=Certainty.LEXICAL)


def _place(program: Program, expression: Expression) -> Place:
    return program.source.place(program.tokens[expression.start].start, program.tokens[expression.end - 1].end)


def _is_own(program: Program, expression: Expression, piece: Literal) -> bool:
    """Whether the literal stands among the expression's tokens (and does not come from a constant)."""
    low = program.source.offset(program.tokens[expression.start].start)
    high = program.source.offset(program.tokens[expression.end - 1].end)
    return piece.place is not None and low <= piece.place.start <= high


def _is_definition(program: Program, expression: Expression) -> bool:
    start, _ = program.line(expression.start)
    return any(program.text_of(i) in {"=", ":=", ":"} for i in range(start, expression.start))


def is_path(text: Text) -> bool:
    """Whether a text looks like a URL or a path, with no blank before its query.

    A value before a part that begins with a slash counts as a host, whatever a placeholder says.
    """
    marked = text.marked.strip()
    if _PATH.match(marked):
        return _WORDS_AFTER.fullmatch(marked) is not None
    at = 0
    for before, piece in pairwise(text.pieces):
        at += len(before.text) if isinstance(before, Literal) else 1
        if isinstance(piece, Literal) and _PATH.match(piece.text) and piece.text[0] == "/":
            return _WORDS_AFTER.fullmatch(text.marked[at:]) is not None
    return False


def _request(
    program: Program, expression: Expression, project: Project, near: tuple[Credential, ...]
) -> Request | None:
    """The request, None when a path without a verb is only compared, logged, or a name that is passed on."""
    if _is_route(program, expression):
        return None
    verb = verb_of(program, expression)
    named = not any(program.tokens[index].kind == "string" for index in expression.operands)
    if verb is None and (named or _is_compared(program, expression) or _is_message(program, expression)):
        return None
    url = filled(expression.text, project.shown, program.source.path)
    return Request(url, _place(program, expression), verb, credentials=near, certainty=Certainty.LEXICAL)


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
