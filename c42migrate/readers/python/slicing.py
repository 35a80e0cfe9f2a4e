"""Which top-level statements of a module can matter: only these are given to the parser that keeps everything.

Exact parsing is the dearest part of reading, and in a long program much is neither a request nor near one. ``ast``,
many times as fast, says where the statements are. One with a telling word or sign in it is kept, and so is each that
shares a name of the module with one that is kept, in either direction. What is left out could neither be found nor say
anything about what is found. In doubt (names made at run time, old syntax, several modules) everything is kept: of
dense scripts nothing is left out.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from c42migrate.lexicon import Lexicon

_FEW_LINES = 40
"""A shorter module is parsed sooner than looked at."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_WORD = re.compile(r"\w+")
_DYNAMIC = re.compile(
    r"\b(?:global|nonlocal|globals|locals|vars|eval|exec|setattr|getattr|delattr|__\w*(?:dict|attr\w*)__|patch)\b|import\s*\*"
)
"""Names that are looked up or set where no name stands."""

_TELLING = (
    "/", "\\", "%", "api", "auth", "c42", "client", "code42", "console", "crashplan", "cred", "curl", "endpoint",
    "header", "host", "http", "incydr", "login", "param", "passw", "path", "popen", "query", "request", "sdk", "secret",
    "server", "session", "shell", "subprocess", "system", "token", "uri", "url",
)  # fmt: skip
"""What a statement about requests can hardly do without, in lower case."""

_HARMLESS = frozenset({
    "__future__", "abc", "argparse", "collections", "csv", "dataclasses", "datetime", "enum", "functools", "itertools",
    "logging", "math", "pathlib", "pprint", "random", "re", "statistics", "sys", "textwrap", "time", "types", "typing",
})  # fmt: skip
"""Modules that send nothing: what two statements have in common by using one does not link them."""

_INNER = re.compile(r"\b(?:def|class)\s+(\w+)|\.(\w+)\s*(?:=(?!=)|[-+*|&]=)")
"""Names that a definition gives to others: its functions and classes, and the attributes it sets."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """One or more statements that share lines: ``start`` to ``end`` in code points, and the words in them."""

    start: int
    end: int
    words: frozenset[str]
    kept: bool


def left_out(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The ranges of whole lines of ``text`` (half-open, code points, in order) that need not be read, if any."""
    if text.count("\n") < _FEW_LINES or _DYNAMIC.search(text):
        return []
    tree = _tree(text)
    if tree is None:
        return []
    statements = list(_statements(text, tree, _words_of(lexicon)))
    linking = set(_bound(tree)) | {name for found in _INNER.findall(text) for name in found}
    needed = _needed(statements, linking)
    return [(one.start, one.end) for number, one in enumerate(statements) if number not in needed]


def _tree(text: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _statements(text: str, tree: ast.Module, telling: frozenset[str]) -> Iterator[_Statement]:
    starts = [found.start() for found in _LINE.finditer(text)]
    for first, last, always in _lines(tree):
        start, end = starts[first - 1], starts[last] if last < len(starts) else len(text)
        said = text[start:end]
        words = frozenset(_WORD.findall(said))
        yield _Statement(start, end, words, always or _is_telling(said.lower()) or not telling.isdisjoint(words))


def _is_telling(said: str) -> bool:
    return any(word in said for word in _TELLING)


def _lines(tree: ast.Module) -> Iterator[tuple[int, int, bool]]:
    """First and last line (1-based) of each statement with those that share its lines, and whether it imports."""
    found: tuple[int, int, bool] | None = None
    for node in tree.body:
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        last, imports = node.end_lineno or node.lineno, isinstance(node, ast.Import | ast.ImportFrom)
        if found is not None and first <= found[1]:
            found = found[0], max(last, found[1]), found[2] or imports
            continue
        if found is not None:
            yield found
        found = first, last, imports
    if found is not None:
        yield found


def _bound(tree: ast.Module) -> Iterator[str]:
    """The names that statements of the module and of its classes bind; of imports those of packages about requests."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node)
        else:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                    yield inner.id


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    relative = isinstance(node, ast.ImportFrom) and node.level > 0
    package = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    for alias in node.names:
        if relative or (package or alias.name).partition(".")[0] not in _HARMLESS:
            yield (alias.asname or alias.name).partition(".")[0]


def _needed(statements: list[_Statement], linking: set[str]) -> set[int]:
    """The numbers of the statements that are kept, and of those that are linked to them by names."""
    links = [one.words & linking for one in statements]
    users: dict[str, list[int]] = {}
    for number, names in enumerate(links):
        for name in names:
            users.setdefault(name, []).append(number)
    needed: set[int] = set()
    ahead = [number for number, one in enumerate(statements) if one.kept]
    while ahead:
        number = ahead.pop()
        if number not in needed:
            needed.add(number)
            ahead += [user for name in links[number] for user in users.pop(name, ())]
    return needed


def _words_of(lexicon: Lexicon) -> frozenset[str]:
    """Names of which rules speak."""
    members = (name for found in lexicon.client_members.values() for name in found)
    packages = (*lexicon.packages, *lexicon.foreign, *lexicon.client_names)
    resources = (*lexicon.resources, *lexicon.resources.values())
    return frozenset({*members, *packages, *resources, *lexicon.programs, *lexicon.commands, *lexicon.fields})
