"""The lexical reader: any text that has no reader of its own (and programs that could not be parsed).

It looks at strings and their neighbours only, so everything it reports has certainty ``lexical`` and is never edited.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import HOLE, Certainty, Command, Credential, Literal, Place, Reading, Request, Text, Usage, hole
from c42migrate.readers import commandwords, curl
from c42migrate.readers.containers import parts
from c42migrate.readers.containers.chars import runs
from c42migrate.readers.lexical import auth, grammars, prose
from c42migrate.readers.lexical.bases import Bare, bare_name, bases, filled, nearest, rooted
from c42migrate.readers.lexical.clients import Client, Clients, joined
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
_SEVERAL = 3
"""So many resources of Code42 below one base show whose it is."""
_PROGRAM_KINDS = frozenset({"python", "shell", "powershell"})


@dataclass(frozen=True, slots=True)
class File:
    """One program with its expressions and the bare names among them, by the token they begin at."""

    program: Program
    expressions: Sequence[Expression]
    bare: Mapping[int, Bare]
    clients: Clients | None = None


class Project:
    """What the programs that are read together show each other: bases, and which names are sent below them."""

    def __init__(self, files: Sequence[File], lexicon: Lexicon) -> None:
        self._resources = lexicon.resources
        self._shown = [base for file in files for base in bases(file.program, file.expressions)]
        self._sending = {base.sender for base in self._shown if base.sender}
        self._holders = {base.holder for base in self._shown if base.holder}
        given = (bare for file in files for bare in file.bare.values() if self._is_sent(bare))
        sent = [bare for bare in given if bare.name.lower() in self._resources]
        several = len({bare.name.lower() for bare in sent}) >= _SEVERAL
        self._senders = {bare.callee for bare in sent} if several else set()

    def _is_sent(self, bare: Bare) -> bool:
        return (
            bare.is_sent or bare.callee in self._sending or (bare.receiver in self._holders and bare.verb is not None)
        )

    def request(self, file: File, expression: Expression) -> Request | None:
        """Return the request of a bare name, where the project shows below which path it stands."""
        bare = file.bare.get(expression.start)
        shown = [base for base in self._shown if bare and (not base.is_its_own or base.sender == bare.callee)]
        base = nearest(shown, file.program.source.path)
        listed = bare is not None and bare.name.lower() in self._resources
        if bare is None or base is None or not self._is_sent(bare):
            return None
        if not listed and bare.callee not in self._senders:
            return None
        place = _place(file.program, expression)
        url = rooted(bare.text, base)
        return Request(
            url, place, bare.verb, trail=(base.step,), certainty=Certainty.LEXICAL, any_resource=bool(self._senders)
        )

    def filled(self, text: Text, file: File) -> Text:
        """Return a path of a service description with the part that its file names."""
        return filled(text, self._shown, file.program.source.path)


def read(sources: Sequence[Source], lexicon: Lexicon) -> list[Reading]:
    """Return requests, headers, credentials and commands of programs of one project.

    ``parsed`` is False for kinds that have a parser of their own: then this reader stands in for it. Parts that
    ``containers.parts`` hands to other readers are left out here.
    """
    files = [_file(source) for source in sources]
    project = Project([file for file in files if file and file.program.lang.layout == "code"], lexicon)
    return [
        _reading(file, project, lexicon) if file else Reading(source.path, tuple(_prose(source, lexicon)))
        for source, file in zip(sources, files, strict=True)
    ]


def _prose(source: Source, lexicon: Lexicon) -> Iterator[Usage]:
    return prose.usages(source, lexicon) if source.kind == "prose" else iter(())


def _reading(file: File, project: Project, lexicon: Lexicon) -> Reading:
    program = file.program
    layout = program.lang.layout
    claimed = sorted(claim for part in parts(program.source) for claim in _claims(part, layout))
    usages = [usage for usage in _usages(file, project, lexicon) if not _inside(usage.place, claimed)]
    hosts = tuple(sorted(set(_hosts(program.tokens))))
    return Reading(program.source.path, tuple(usages), parsed=program.source.kind not in _PROGRAM_KINDS, hosts=hosts)


def _file(source: Source) -> File | None:
    lang = language(source.kind, source.path)
    if lang.layout == "prose" or source.kind == "prose":
        return None
    if lang.layout != "code":
        program = Program(source, lang, data_tokens(source.text, lang))
        return File(program, list(program.expressions()), {})
    suffix = source.kind if source.kind not in {"text", *_PROGRAM_KINDS} else source.path.rpartition(".")[2].lower()
    program = Program(source, lang, grammars.tokens(source.text, suffix) or tokenise(source.text, lang))
    expressions = list(program.expressions())
    bare = {
        expression.start: found
        for expression in expressions
        if (found := bare_name(program, expression)) and not _is_route(program, expression)
    }
    return File(program, expressions, bare, Clients(program))


def _claims(part: Source, layout: str) -> list[tuple[int, int]]:
    """Return what a part covers; a command line in XML may take values from far above it."""
    return runs(part) if layout == "xml" else [(part.offset(0), part.offset(len(part.text)))]


def _inside(place: Place, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether the place begins in one of the sorted ``ranges``; of those that begin together the longest counts."""
    at = bisect(ranges, (place.start, sys.maxsize)) - 1
    return at >= 0 and place.start < ranges[at][1]


def _usages(file: File, project: Project, lexicon: Lexicon) -> Iterator[Usage]:
    yield from _requests(file, project)
    yield from auth.headers(file.program)
    for index, token in enumerate(file.program.tokens):
        if token.kind == "string":
            yield from _commands(file.program, index, lexicon)
            yield from _curls(file.program, index)


def _requests(file: File, project: Project) -> Iterator[Request]:
    """Yield a request for each use of a path; a constant's definition counts only when nothing uses it."""
    program = file.program
    given = {item.start: client for item in file.expressions if file.clients and (client := file.clients.of(item))}
    bare = {
        item.start: request
        for item in file.expressions
        if item.start not in given and (request := project.request(file, item))
    }
    paths = [item for item in file.expressions if item.start in bare or item.start in given or url_of(item.text)]
    near = auth.attach(program, auth.credentials(program), [path.start for path in paths])
    requests = [
        (
            path,
            bare.get(path.start) or _request(file, path, project, near.get(path.start, ()), given.get(path.start)),
        )
        for path in paths
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


def url_of(text: Text) -> Text | None:
    """Return the text when it looks like a URL or a path, with no blank before its query; else None.

    Before a part that begins with a slash, words that are no host (a placeholder) are a value nobody knows.
    """
    marked = text.marked.strip()
    if _PATH.match(marked):
        return text if _WORDS_AFTER.fullmatch(marked) else None
    at = 0
    for before, piece in pairwise(text.pieces):
        at += len(before.text) if isinstance(before, Literal) else 1
        if isinstance(piece, Literal) and piece.text[0] == "/" and _PATH.match(piece.text):
            rest = text.cut(at)
            return hole(str(text.cut(0, at))) + rest if _WORDS_AFTER.fullmatch(rest.marked) else None
    return None


def _request(
    file: File, expression: Expression, project: Project, near: tuple[Credential, ...], client: Client | None
) -> Request | None:
    """Return the request, None when a path without a verb is only compared, logged, or a name that is passed on."""
    program = file.program
    if _is_route(program, expression):
        return None
    verb = verb_of(program, expression)
    named = not any(program.tokens[index].kind == "string" for index in expression.operands)
    if verb is None and (named or _is_compared(program, expression) or _is_message(program, expression)):
        return None
    place = _place(program, expression)
    if client is not None and not client.address.pieces and not url_of(expression.text):
        return None
    if client is not None:
        url = joined(client, expression.text)
        return Request(url, place, verb, credentials=near, trail=(client.step,), certainty=Certainty.LEXICAL)
    url = project.filled(url_of(expression.text) or expression.text, file)
    return Request(url, place, verb, credentials=near, certainty=Certainty.LEXICAL)


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
    """Return a path in the arguments of a log, print or raise."""
    start, _ = program.line(expression.start)
    bracket = program.enclosing[expression.start]
    callee = [program.text_of(bracket - i).lower() for i in (1, 3)] if program.text_of(bracket) == "(" else []
    return program.text_of(start).lower() in _LOGS or any(name in _LOGS for name in callee)


def _commands(program: Program, index: int, lexicon: Lexicon) -> Iterator[Command]:
    """Yield a string that is a whole command line of one of the catalogue's programs, or the first of its words in a
    call."""
    token = program.tokens[index]
    name, before = token.text.partition(" ")[0], program.text_of(index - 2)
    if before in lexicon.programs and program.text_of(index - 1) == "(":  # code42("users", "list")
        words = _told(_listed(program, index), lexicon)
    elif token.text in lexicon.programs and program.text_of(index + 1) == ",":  # spawn("code42", ["users", "list"])
        words = _told(_listed(program, index + 2), lexicon)
    else:
        expression = program.expression(index) if name in lexicon.programs else None
        words = commandwords.separated(expression.text)[1:] if expression and not url_of(expression.text) else []
    if words and re.fullmatch(r"[a-z-]+", str(words[0])):
        place = program.source.place(token.start, token.end)
        yield Command(name if name in lexicon.programs else before, tuple(words), place, Certainty.LEXICAL)


def _told(words: list[Text], lexicon: Lexicon) -> list[Text]:
    """Words that stand in a list or in brackets, where they are a sub-command and what it is told; else none."""
    is_told = len(words) > 1 and (words[1].known in lexicon.subcommands or words[1].marked.startswith("-"))
    return words if is_told and words[0].known in lexicon.commands else []


def _listed(program: Program, index: int) -> list[Text]:
    """Return the words in the arguments or the list that begins at token ``index``."""
    found: list[Text] = []
    index += program.text_of(index) == "["
    while (argument := program.expression(index)) is not None:
        found += commandwords.separated(argument.text)
        if program.text_of(argument.end) != ",":
            break
        index = argument.end + 1
        index += program.text_of(index) == "["
    return found


def _curls(program: Program, index: int) -> Iterator[Request]:
    """Yield the requests of a string that is a whole curl command line (``sh "curl …"``, backquotes, ``exec``)."""
    token = program.tokens[index]
    expression = program.expression(index) if token.text.lstrip().startswith("curl ") else None
    if expression is None or _is_message(program, expression):
        return
    place = program.source.place(token.start, token.end)
    for line in commandwords.command_lines(expression.text):
        for request in curl.requests(line, place):
            yield replace(request, certainty=Certainty.LEXICAL)


def _hosts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind == "string":
            text = token.text.replace("\\/", "/")
            yield from (match[1].lower() for match in _HOST.finditer(text))
            if _BARE_HOST.fullmatch(text):
                yield text.partition(":")[0].lower()
