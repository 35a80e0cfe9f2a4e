"""The HTTP verb of a path, read off the words around it. Always a guess, never edited."""

from __future__ import annotations

import re

from c42migrate.model import Verb, VerbForm
from c42migrate.readers.lexical.program import Expression, Program

_VERBS = "get|post|put|delete|patch|head"
_CALLEE = re.compile(
    rf"(?:api|do|send|rest|http|request|call|client|make|curl)?_?(?:{_VERBS})_?(?:async|json|request|object|forobject|"
    rf"forentity|asjsonasync|jsonasync|stringasync|fromjsonasync|_api|api)?|http(?:{_VERBS})|del",
    re.IGNORECASE,
)
_CONSTANT = re.compile(rf"(?:method_?|http_?|curlopt_|http_method_)(?P<verb>{_VERBS})", re.IGNORECASE)
_WORD = re.compile(_VERBS, re.IGNORECASE)
_OWNERS = frozenset({"httpmethod", "method", "requestmethod", "verb", "verbs"})
_KEYS = frozenset({"method", "type", "verb", "httpmethod", "http_method", "requestmethod", "httpverb"})
_SETTERS = frozenset({"method", "setrequestmethod", "curlopt_customrequest", "setmethod", "httpmethod", "withmethod"})
_REACH = 10
"""Lines after a URL in which the verb may be set on the request object."""


def verb_of(program: Program, expression: Expression) -> Verb | None:
    """Return the verb that stands in the call, mapping or line of ``expression``, or is set in the lines after it."""
    bracket = program.enclosing[expression.start]
    for _ in range(4):
        if bracket < 0:
            break
        found = _in_call(program, bracket, expression)
        found = _in_mapping(program, bracket, expression.start) if found is None else found
        if found is not None:
            return _verb(program, found)
        if program.text_of(bracket) == "(" and program.text_of(bracket - 1).lower() in {"if", "while", "for"}:
            break
        bracket = program.enclosing[bracket]
    found = _on_line(program, expression)
    found = _later(program, expression) if found is None else found
    return None if found is None else _verb(program, found)


_PLAIN = re.compile(rf"(?:{_VERBS})", re.IGNORECASE)
_CLIENTS = re.compile(
    r".*(?:client|http|api|rest|conn(?:ection)?|server|axios|fetch|web|faraday|invoker|guzzle|agent|transport|\bua\b"
    r"|service|code42|crashplan|c42|incydr|self|this|class)\W*",
    re.IGNORECASE,
)
"""Receivers of ``get`` and ``put`` that are no mapping, cache or session."""


def sends(program: Program, expression: Expression) -> Verb | None:
    """Return the verb of a call that plainly sends its argument: ``put("…")``, ``client.get("…")``, ``run(:put,
    "…")``."""
    bracket = program.enclosing[expression.start]
    start, _ = program.line(expression.start)
    found = _in_call(program, bracket, expression) if bracket >= start else None
    if found is None and bracket < start < expression.start:
        found = _before(program, expression.start)
    if found is None or found > bracket >= 0 or not _PLAIN.fullmatch(program.text_of(found)):
        return _verb(program, found) if found is not None else None
    if program.text_of(found - 1) in {".", "->", "::"} and not _CLIENTS.fullmatch(_receiver(program, found - 2)):
        return None
    return _verb(program, found)


def _before(program: Program, at: int) -> int | None:
    """Return the verb in ``put "path"`` and ``request :put, "path"``, calls without brackets."""
    if _is_bare_call(program, at - 1):
        return at - 1
    is_symbol = program.text_of(at - 1) == "," and program.text_of(at - 3) == ":"
    return at - 2 if is_symbol and _is_verb_value(program, at - 2) else None


def _receiver(program: Program, index: int) -> str:
    """Return the name before the dot; of ``connection()`` and ``clients[0]`` the name before the bracket."""
    if program.text_of(index) in {")", "]"}:
        index = program.enclosing[index] if program.enclosing[index] >= 0 else index
        opened = next((low for low, high in program.closing.items() if high == index), index)
        index = opened - 1
    return program.text_of(index)


def _verb(program: Program, index: int) -> Verb:
    token = program.tokens[index]
    name = re.search(_VERBS + "|del", token.text, re.IGNORECASE)
    word = name.group().upper() if name else token.text.upper()
    place = program.source.place(token.start, token.end)
    return Verb("DELETE" if word == "DEL" else word, VerbForm.GUESS, place)


def _in_call(program: Program, bracket: int, expression: Expression) -> int | None:
    """Return a verb among the direct arguments of the call, or the callee's name when the path is the first
    argument."""
    if program.text_of(bracket) != "(":
        return None
    inside = program.inside(bracket, expression.start)
    argument = next((i for i in inside if _is_verb_value(program, i)), None)
    if argument is not None:
        return argument
    callee = _callee(program, bracket)
    first = all(program.text_of(i) != "," for i in inside if i < expression.start)
    return callee if callee is not None and first else None


def _callee(program: Program, bracket: int) -> int | None:
    """Return the part of the callee's name that is a verb: ``client.post(``, ``Net::HTTP::Post.new(``, ``new
    HttpPut(``."""
    index = program.callee(bracket)
    return index if index >= 0 and _CALLEE.fullmatch(program.text_of(index).lstrip("@")) else None


def _is_verb_value(program: Program, index: int) -> bool:
    """Return a string ``"PUT"``, a symbol ``:put``, a constant ``http.MethodPut``, ``HttpMethod.Put``, ``POST =>``."""
    token = program.tokens[index]
    if token.kind == "string":
        return _WORD.fullmatch(token.text) is not None
    if token.kind != "name":
        return False
    if token.text.isupper() and program.text_of(index + 1) == "=>":
        return _WORD.fullmatch(token.text) is not None
    if _CONSTANT.fullmatch(token.text):
        return program.text_of(index + 1) != "("
    owner, sigil = program.text_of(index - 2).lower(), program.text_of(index - 1)
    symbol = sigil == ":" and program.tokens[index - 1].end == token.start
    return _WORD.fullmatch(token.text) is not None and (symbol or (sigil in {".", "::"} and owner in _OWNERS))


def _in_mapping(program: Program, bracket: int, around: int) -> int | None:
    """Return the value of a key ``method`` in the mapping: ``{url: …, method: 'PUT'}``."""
    end = program.closing.get(bracket, len(program.tokens))
    for index in program.inside(bracket, around):
        if program.tokens[index].text.strip("'\"").lower() in _KEYS:
            value = index + 2
            if program.text_of(index + 1) in _separators(program, bracket) and value < end:
                value += program.text_of(value) == ":"
                if value < end and _WORD.fullmatch(program.tokens[value].text):
                    return value
    return None


def _separators(program: Program, bracket: int) -> frozenset[str]:
    """Return what stands between key and value; a ``=`` in braces of a program is an assignment."""
    block = program.text_of(bracket) == "{" and program.lang.layout == "code"
    return frozenset({":", "=>"}) if block else frozenset({":", "=>", "="})


def _on_line(program: Program, expression: Expression) -> int | None:
    """``get "/path"`` and ``rest :put, "/path"``: languages whose calls need no brackets, and request lines."""
    start, end = program.line(expression.start)
    before = [i for i in range(start, expression.start) if _is_verb_value(program, i) or _is_bare_call(program, i)]
    after = [i for i in range(expression.end, end) if _is_verb_value(program, i) or _builds(program, i, expression)]
    return before[-1] if before else after[0] if after else None


def _builds(program: Program, index: int, expression: Expression) -> bool:
    """``.url("/path").put(body)``: the verb is a method of the same chain."""
    call = program.enclosing[expression.start]
    while call >= 0 and program.enclosing[call] != program.enclosing[index]:
        call = program.enclosing[call]
    method = program.text_of(index - 1) == "." and program.text_of(index + 1) == "(" and call >= 0
    return method and _WORD.fullmatch(program.text_of(index)) is not None


def _is_bare_call(program: Program, index: int) -> bool:
    token = program.tokens[index]
    follow = program.tokens[index + 1] if index + 1 < len(program.tokens) else None
    opens = follow is not None and (follow.kind in {"string", "name"} and follow.start > token.end)
    return token.kind == "name" and opens and _CALLEE.fullmatch(token.text) is not None


def _later(program: Program, expression: Expression) -> int | None:
    """``request.Method = "PUT"``, ``setRequestMethod("PUT")``, ``CURLOPT_CUSTOMREQUEST, "PUT"`` in the lines below."""
    if program.lang.layout != "code":
        return None
    lines = 0
    for index in range(expression.end, len(program.tokens) - 2):
        token = program.tokens[index]
        lines += token.kind == "newline"
        if lines > _REACH or (token.kind == "string" and re.match(r"(?:https?:/)?/\w", token.text)):
            return None
        if token.kind == "name" and token.text.lower() in _SETTERS:
            values = (i for i in range(index + 1, min(index + 5, len(program.tokens))) if _is_verb_value(program, i))
            found = next(values, None)
            if found is not None:
                return found
    return None
