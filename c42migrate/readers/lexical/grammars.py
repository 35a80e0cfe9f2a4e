"""Tokens of the languages for which a tree-sitter grammar is kept: comments, strings and regular expressions are exact.

One walk serves them all: it looks at the leaves of the tree in their order, whatever the grammar calls their parents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import accumulate, count

import tree_sitter

from c42migrate.readers.lexical.languages import language
from c42migrate.readers.lexical.tokens import Token, tokenise

_GRAMMARS = {
    "rb": "ruby", "cs": "c_sharp", "php": "php", "java": "java", "go": "go",
    **dict.fromkeys(("js", "mjs", "cjs", "jsx"), "javascript"),
}  # fmt: skip
"""Suffix → grammar. That of Groovy was tried and knows neither its strings nor its closures."""

_STRING_NODES = """string encapsed_string string_literal verbatim_string_literal interpolated_string_expression
    raw_string_literal interpreted_string_literal template_string character_literal subshell shell_command_expression"""
_STRINGS = frozenset(_STRING_NODES.split())
_SKIPPED = re.compile(r"\w*comment|regex\w*|heredoc\w*|nowdoc\w*|character|jsx_text|rune_literal|string_array|php_tag")
_WHOLE = frozenset({"variable_name"})
"""Nodes of several leaves that are one name."""

_PIECE = 4096
"""Bytes handed to a parser at a time."""
_LEAST_STEPS = 1000

_OPEN = re.compile(r"[$@]*(?P<quote>\"{3,}|'{3}|[\"'`]|%[qQ]?[^\w\s])")
_RAW = re.compile(r"\$*@|\$*\"{3}")
_PAGE = language("", "page.js")
_CHAINS = {"?.": ".", "&.": ".", "?->": "->"}


def tokens(text: str, suffix: str) -> list[Token] | None:
    """Return the tokens of a program, comments left out; None where no grammar is kept, the text has errors in it or
    its parser takes many more steps than a program does (some thousandths of one for each byte)."""
    if suffix not in _GRAMMARS:
        return None
    data = text.encode("utf-8", "surrogatepass")
    parser, left = _parser(_GRAMMARS[suffix], "<?" not in text), count(_LEAST_STEPS + len(data), -1)
    try:
        tree = parser.parse(
            lambda start, _point: data[start : start + _PIECE], progress_callback=lambda *_: next(left) < 0
        )
    except ValueError:  # given up
        parser.reset()
        return None
    if tree.root_node.has_error:
        return None
    return list(_with_newlines(_leaves(tree.root_node, text, _positions(text, len(data))), text))


@cache
def _parser(grammar: str, bare: bool) -> tree_sitter.Parser:
    """``bare``: without the mark that PHP begins with."""
    module = import_module(f"tree_sitter_{grammar}")
    name = ("language_php_only" if bare else "language_php") if grammar == "php" else "language"
    return tree_sitter.Parser(tree_sitter.Language(getattr(module, name)()))


def _positions(text: str, size: int) -> Callable[[int], int]:
    """From a byte of the encoded text to its code point."""
    if len(text) == size:
        return lambda at: at
    starts = list(accumulate((len(char.encode("utf-8", "surrogatepass")) for char in text), initial=0))
    points = {start: index for index, start in enumerate(starts)}
    return points.__getitem__


def _leaves(root: tree_sitter.Node, text: str, at: Callable[[int], int]) -> Iterator[Token]:
    pending: list[tree_sitter.Node] = [root]
    while pending:
        node = pending.pop()
        if _SKIPPED.fullmatch(node.type):
            continue
        start, end = at(node.start_byte), at(node.end_byte)
        if node.type == "text":  # the page around a program of PHP
            yield from (
                replace(one, start=one.start + start, end=one.end + start) for one in tokenise(text[start:end], _PAGE)
            )
        elif node.type in _STRINGS and (string := _string(text, start, end)):
            yield string
        elif node.child_count and node.type not in _WHOLE:
            pending += reversed(node.children)
        else:
            yield from _plain(text[start:end], start, end)


def _string(text: str, start: int, end: int) -> Token | None:
    opening = _OPEN.match(text, start, end)
    if opening is None or opening.end() >= end:
        return None
    size = len(opening["quote"]) if opening["quote"][0] != "%" else 1
    escapes = (
        "none" if _RAW.match(text, start) or (opening["quote"] == "`" and "${" not in text[start:end]) else "backslash"
    )
    return Token("string", text[opening.end() : end - size], opening.end(), end - size, escapes)


def _plain(written: str, start: int, end: int) -> Iterator[Token]:
    """Yield the token of a leaf: a symbol is an operator and a name, as where no grammar is kept; numbers say
    nothing."""
    if written[:1] == ":" and written[1:2].isalpha():
        yield Token("op", ":", start, start + 1)
        written, start = written[1:], start + 1
    if re.match(r"[$@]*[^\W\d]", written):
        yield Token("name", written, start, end)
    elif written and not written[0].isdigit() and not written.isspace():
        yield Token("op", _CHAINS.get(written, written), start, end)


def _with_newlines(found: Iterator[Token], text: str) -> Iterator[Token]:
    end = 0
    for token in found:
        if "\n" in text[end : token.start]:
            yield Token("newline", "\n", end, token.start)
        yield token
        end = token.end
