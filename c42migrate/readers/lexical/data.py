"""Tokens of data files, in the shape that programs have: ``key : "value"`` with braces around each level.

So the same folding, verb and header look-up serves YAML, ini, env, XML and HTTP request files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from c42migrate.readers.lexical.languages import Language, language
from c42migrate.readers.lexical.tokens import Token, tokenise

_YAML_LINE = re.compile(
    r"(?P<indent>[ \t]*(?:-[ \t]+)*)(?:(?P<key>[\w.$/-]+|\"[^\"\r\n]*\"|'[^'\r\n]*')[ \t]*:(?=[ \t\r\n]|\Z))?[ \t]*"
    r"(?P<value>[^\r\n]*)(?P<eol>\r\n|\r|\n|\Z)"
)
_PAIR_LINE = re.compile(
    r"[ \t]*(?:export[ \t]+|set[ \t]+)?(?P<key>[\w.-]+)[ \t]*(?P<sep>=>|[=:])[ \t]*(?P<value>[^\r\n]*)", re.MULTILINE
)
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_NAMED = r"[A-Za-z_]\w*=(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|(?:\{\{[^{}\r\n]*\}\}|[^\s\"'])++)"
_ENVIRONMENT = re.compile(r"(?P<key>[A-Za-z_]\w*)=(?P<value>(?:[a-z]+:/)?/\S+)[ \t]*")
_ARGUMENTS = re.compile(rf"{_NAMED}(?:[ \t]+{_NAMED})+[ \t]*")
_ARGUMENT = re.compile(r"(?P<key>[A-Za-z_]\w*)=(?P<value>\"[^\"]*\"|'[^']*'|(?:\{\{[^{}]*\}\}|\S)++)")


def data_tokens(text: str, lang: Language) -> list[Token]:
    """Return the tokens of a text with one of the layouts yaml, lines, xml and http."""
    return list(_LAYOUTS[lang.layout](text))


def _op(text: str, at: int) -> Token:
    return Token("op", text, at, at)


def _scalar(value: str, start: int) -> Iterator[Token]:
    """Yield a plain or quoted value; a flow collection gives the tokens inside it."""
    quote = value[:1]
    if quote in {'"', "'"} and (close := _unescaped(value, quote)) > 0:
        yield Token("string", value[1:close], start + 1, start + close, "backslash" if quote == '"' else "none")
    elif quote in {"{", "["} and not value.startswith("{{"):
        yield from _shifted(value, start)
    elif _ARGUMENTS.fullmatch(value) or _ENVIRONMENT.fullmatch(value):
        yield from _pairs(value, start)
    elif plain := _COMMENT.sub("", value).rstrip():
        yield Token("string", plain, start, start + len(plain))


def _pairs(value: str, start: int) -> Iterator[Token]:
    """``NAME=/path`` of an environment, ``url=/path method=PUT`` of a task in one line: keys and values of a level."""
    yield _op("{", start)
    for match in _ARGUMENT.finditer(value):
        yield Token("name", match["key"], start + match.start("key"), start + match.end("key"))
        yield _op("=", start + match.end("key"))
        yield from _scalar(match["value"], start + match.start("value"))
        yield _op(",", start + match.end())
    yield _op("}", start + len(value))


def _unescaped(value: str, quote: str) -> int:
    match = re.compile(rf"{quote}(?:[^\\{quote}]|\\.)*{quote}").match(value)
    return match.end() - 1 if match else -1


def _shifted(part: str, start: int, suffix: str = "py") -> Iterator[Token]:
    for token in tokenise(part, language("", f"x.{suffix}")):
        yield replace(token, start=token.start + start, end=token.end + start)


def _yaml(text: str) -> Iterator[Token]:
    levels: list[int] = [-1]
    at = 0
    while at < len(text) and (match := _YAML_LINE.match(text, at)):
        at = match.end() if match.end() > at else at + 1
        key, value = match["key"], match["value"]
        if not match["indent"].strip() and not key and (not value or value[0] == "#"):
            continue
        yield from _levels(levels, match)
        if key:
            yield Token("name", key.strip("'\""), match.start("key"), match.end("key"))
            yield _op(":", match.end("key"))
        if re.match(r"[|>][-+\d]*[ \t]*(?:#.*)?$", value):
            body = _block(text, at, len(match["indent"]))
            yield from _shifted(text[at:body], at)
            at = body
        else:
            yield from _scalar(value, match.start("value"))
        yield Token("newline", "\n", match.end("value"), match.end())
    yield from (_op("}", len(text)) for _ in levels[1:])


def _levels(levels: list[int], match: re.Match[str]) -> Iterator[Token]:
    """Braces for the change of indentation; a dash begins a mapping of its own."""
    indent = match["indent"]
    column = len(indent)
    dash = len(indent) - len(indent.lstrip()) if "-" in indent else column
    while levels[-1] > column or (levels[-1] > dash and "-" in indent):
        levels.pop()
        yield _op("}", match.start())
    if levels[-1] < column:
        levels.append(column)
        yield _op("{", match.start())


def _block(text: str, at: int, indent: int) -> int:
    """End of the lines from ``at`` that are blank or indented deeper than ``indent``."""
    line = re.compile(r"(?:[ \t]*|(?P<lead>[ \t]+)\S[^\r\n]*)(?:\r\n|\r|\n|\Z)")
    while at < len(text) and (match := line.match(text, at)) and match.end() > at:
        if match["lead"] is not None and len(match["lead"]) <= indent:
            break
        at = match.end()
    return at


def _lines(text: str) -> Iterator[Token]:
    for match in re.finditer(r"[^\r\n]+", text):
        line = match.group()
        if line.lstrip()[:1] in {"#", ";", "!", ""}:
            continue
        if line.lstrip()[0] == "[":
            yield from (_op("}", match.start()), _op("{", match.start()))
        elif not line.strip("{} \t,"):
            yield from (_op(sign, match.start()) for sign in line if sign in "{}")
        elif pair := _PAIR_LINE.match(line):
            start = match.start()
            yield Token("name", pair["key"], start + pair.start("key"), start + pair.end("key"))
            yield _op("=", start + pair.start("sep"))
            yield from _scalar(pair["value"], start + pair.start("value"))
        yield Token("newline", "\n", match.end(), match.end())


_XML = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<leaf>[\w:.-]++)(?P<leaf_attributes>[^<>]*[^/<>])?>(?P<text>[^<>]*)</(?P=leaf)\s*>"
    r"|<(?P<close>/)?(?P<tag>[\w:.-]++)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SCRIPT_END = re.compile(r"</script\s*>", re.IGNORECASE)


def _xml(text: str) -> Iterator[Token]:
    at, closed = 0, True
    while match := _XML.search(text, at):
        at = match.end()
        start = _script_start(match) if closed else -1
        end = _SCRIPT_END.search(text, start) if start >= 0 else None
        closed = closed and (start < 0 or end is not None)
        if end:
            at = end.end()
            yield from _shifted(text[start : end.start()], start, "js")
        else:
            yield from _element(match)
        if match["comment"] is None:
            yield Token("newline", "\n", at, at)


def _script_start(match: re.Match[str]) -> int:
    """Where the text of an element ``script`` begins, in which a tag is no tag; -1 for all else."""
    if (match["leaf"] or match["tag"] or "").lower() != "script" or match["close"]:
        return -1
    if match["leaf"]:
        return match.start("text")
    return -1 if match["attributes"].endswith("/") else match.end()


def _element(match: re.Match[str]) -> Iterator[Token]:
    if match["cdata"] is not None:
        yield from _shifted(match["cdata"], match.start("cdata"), "js")
    elif match["leaf"]:
        yield from _attributes(match, "leaf_attributes")
        yield Token("name", match["leaf"], match.start("leaf"), match.end("leaf"))
        yield _op("=", match.end("leaf"))
        yield from _node(match)
    elif match["tag"]:
        yield _op("}" if match["close"] else "{", match.start())
        yield from _attributes(match, "attributes")
        if not match["close"] and match["attributes"].endswith("/"):
            yield _op("}", match.end())


def _node(match: re.Match[str]) -> Iterator[Token]:
    written = match["text"]
    start = match.start("text") + len(written) - len(written.lstrip())
    if written.strip():
        yield Token("string", written.strip(), start, start + len(written.strip()), "xml")


def _attributes(match: re.Match[str], group: str) -> Iterator[Token]:
    for attribute in _ATTRIBUTE.finditer(match[group] or ""):
        start, which = match.start(group), 2 if attribute[2] is not None else 3
        yield Token("name", attribute[1], start + attribute.start(1), start + attribute.end(1))
        yield _op("=", start + attribute.end(1))
        yield Token("string", attribute[which], start + attribute.start(which), start + attribute.end(which), "xml")
        yield _op(",", start + attribute.end())


_REQUEST_LINE = re.compile(r"[ \t]*(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)[ \t]+(\S+)(?:[ \t]+HTTP/[\d.]+)?[ \t]*$")
_HEADER_LINE = re.compile(r"[ \t]*([A-Za-z][\w-]*):[ \t]+(.+?)[ \t]*$")


def _http(text: str) -> Iterator[Token]:
    for match in re.finditer(r"[^\r\n]+", text):
        start = match.start()
        request, header = _REQUEST_LINE.match(match.group()), _HEADER_LINE.match(match.group())
        found = request or header
        if found:
            yield Token("name", found[1], start + found.start(1), start + found.end(1))
            yield from () if request else (_op(":", start + found.end(1)),)
            yield Token("string", found[2], start + found.start(2), start + found.end(2))
        yield Token("newline", "\n", match.end(), match.end())


_LAYOUTS: dict[str, Callable[[str], Iterator[Token]]] = {"yaml": _yaml, "lines": _lines, "xml": _xml, "http": _http}
