"""Moves values out of the body of a Python call: into the path, or to be the body themselves.

Works on the call as written. What is not written in the call (a body that is built elsewhere, an id that is not a
plain name) is left to a person.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from c42migrate.catalogue.model import RequestFix
from c42migrate.fixes.plan import Data
from c42migrate.model import Edit, Place, Request

_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\w+\])*")
_TOKEN = re.compile(rb"([A-Za-z]{0,2})(\"\"\"|'''|\"|')")
_COMMA = re.compile(rb"[\s)]*(,)")
_BODIES = frozenset({"json", "data", "body", "content"})


@dataclass(frozen=True, slots=True)
class Moved:
    """``values``: name in the new path → expression as written; ``edits`` of the body; ``path``: chosen by a value."""

    values: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    path: str = ""


def needs_body(fix: RequestFix) -> bool:
    """Whether a fix takes anything out of the body."""
    return bool(fix.body or fix.by_value or any(_key(source) for source in fix.parameters.values()))


def _key(source: str) -> str:
    return source.removeprefix("body:") if source.startswith("body:") else ""


def moved(place: Place, fix: RequestFix, texts: Data) -> Moved | None:
    """Return what ``fix`` takes out of the body of the call at ``place``; None when it cannot be done exactly."""
    call = _Call.parse(place, texts)
    body = call.body() if call else None
    if call is None or body is None:
        return None
    keys = dict(_pairs(body))
    wanted = {name: _key(source) for name, source in fix.parameters.items() if _key(source)}
    known = {key.removesuffix("[]") for key in wanted.values()} | {fix.body, *_choosing(fix), *fix.forget}
    if len(keys) != len(body.keys) or not known >= keys.keys() - fix.rename.keys():
        return None
    values = {name: call.value(keys, key) for name, key in wanted.items()}
    path = _chosen(fix, keys)
    edits = call.without(body, keys, fix)
    if path is None or edits is None or not all(values.values()):
        return None
    return Moved({name: value for name, value in values.items() if value}, edits, path)


def _pairs(body: ast.Dict) -> Iterator[tuple[str, ast.expr]]:
    """Yield the items of a display whose keys are plain strings."""
    for key, value in zip(body.keys, body.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value, value


def _choosing(fix: RequestFix) -> set[str]:
    """Return the keys whose values choose the path."""
    return {key.partition("=")[0] for key in fix.by_value}


def _chosen(fix: RequestFix, keys: Mapping[str, ast.expr]) -> str | None:
    """Return the path that the value of a key chooses, "" when none does, None when the value is not known."""
    for key in _choosing(fix):
        value = keys.get(key)
        return fix.by_value.get(f"{key}={value.value!r}") if isinstance(value, ast.Constant) else None
    return ""


@dataclass(frozen=True, slots=True)
class _Call:
    """A call parsed on its own: ``data`` are its bytes, ASCII only; ``lines`` the offsets of its lines."""

    place: Place
    data: bytes
    node: ast.Call
    lines: tuple[int, ...]

    @classmethod
    def parse(cls, place: Place, texts: Data) -> _Call | None:
        data = texts.get(place.path, b"")[place.start : place.end]
        if not data.isascii() or b"\f" in data or b"\r" in data.replace(b"\r\n", b""):
            return None
        try:
            node = ast.parse(b"(" + data + b")", mode="eval").body
        except (SyntaxError, ValueError, RecursionError):
            return None
        lines = (-1, *(found.end() for found in re.finditer(rb"\n", data)))
        return cls(place, data, node, lines) if isinstance(node, ast.Call) else None

    def body(self) -> ast.Dict | None:
        """Return the display that is sent, also through ``json.dumps(…).encode()``."""
        named = [word.value for word in self.node.keywords if word.arg in _BODIES]
        inner = [node for value in named for node in ast.walk(value) if isinstance(node, ast.Dict)]
        plain = [value for value in self.node.args[1:] if isinstance(value, ast.Dict)]
        found = inner[:1] if len(named) == 1 else plain if not named and len(plain) == 1 else []
        return found[0] if found and None not in found[0].keys else None

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Byte range in the call."""
        first, last = self.lines[node.lineno - 1], self.lines[(node.end_lineno or node.lineno) - 1]
        return first + node.col_offset, last + (node.end_col_offset or 0)

    def written(self, node: ast.expr) -> str:
        start, end = self.span(node)
        return self.data[start:end].decode("ascii")

    def value(self, keys: Mapping[str, ast.expr], key: str) -> str:
        """Return a value that can be written into a path: a name or a string; ``key[]`` is the only item of a list."""
        node = keys.get(key.removesuffix("[]"))
        if key.endswith("[]"):
            node = node.elts[0] if isinstance(node, ast.List | ast.Tuple) and len(node.elts) == 1 else None
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w.-]+", node.value):
            return repr(node.value)
        written = self.written(node) if node is not None else ""
        return written if _NAME.fullmatch(written) else ""

    def without(self, body: ast.Dict, keys: Mapping[str, ast.expr], fix: RequestFix) -> tuple[Edit, ...] | None:
        """Return the body as ``fix.body`` says: one value of it, what is left of it, or none."""
        if fix.body:
            node = keys.get(fix.body)
            low, high = self.span(body)
            start, end = self.span(node) if node is not None else (low, low)
            return (self._cut(low, start), self._cut(end, high)) if node is not None else None
        left = [key for key in keys if key in fix.rename]
        if left:
            return tuple(self._items(body, set(left)))
        removed = self._argument(body)
        return (removed,) if removed else None

    def _items(self, body: ast.Dict, kept: set[str]) -> Iterator[Edit]:
        """Cuts of all items but those kept, each with the comma before or after it."""
        names = [name for name, _ in _pairs(body)]
        spans = [(self.span(k)[0], self.span(v)[1]) for k, v in zip(body.keys, body.values, strict=True) if k]
        seen = False
        for i, (name, (start, end)) in enumerate(zip(names, spans, strict=True)):
            if name in kept:
                seen = True
            elif not seen and i + 1 < len(spans):
                yield self._cut(start, spans[i + 1][0])
            else:
                yield self._cut(spans[i - 1][1], end)

    def _argument(self, body: ast.Dict) -> Edit | None:
        """Return the cut of the argument that holds the body, with the comma before it."""
        values = [*self.node.args, *(word.value for word in self.node.keywords)]
        at = next((i for i, value in enumerate(values) if any(n is body for n in ast.walk(value))), 0)
        comma = _COMMA.match(self.data, self.span(values[at - 1])[1]) if at else None
        return self._cut(comma.start(1), self.span(values[at])[1]) if comma else None

    def _cut(self, start: int, end: int) -> Edit:
        place = Place(self.place.path, self.place.start + start, self.place.start + end)
        return Edit(place, "", self.data[start:end])


def marked(path: str, values: Mapping[str, str]) -> str:
    """Return the path template with a mark, plain letters that no path has, for each value that comes out of the
    body."""
    for name in values:
        path = path.replace(f"{{{name}}}", _mark(name))
    return path


def _mark(name: str) -> str:
    return f"c42-value-of-{name}-"


def inserted(
    edits: Sequence[Edit], values: Mapping[str, str], request: Request, texts: Data
) -> tuple[Edit, ...] | None:
    """Return the edits with the expressions in place of their marks; None when one cannot be put there."""
    found = [_inserted(edit, values, request, texts) for edit in edits]
    return tuple(edit for edit in found if edit) if all(found) else None


def _inserted(edit: Edit, values: Mapping[str, str], request: Request, texts: Data) -> Edit | None:
    """Put the expression in braces in an f-string; close any other string, add to it and open it again.

    One that is formatted afterwards is refused, and one that stands where the expression is not known.
    """
    used = {name: value for name, value in values.items() if _mark(name) in edit.text}
    if not used:
        return edit
    data, place = texts.get(edit.place.path, b""), edit.place
    piece = next(
        (p for p in request.url.literals if p.place and p.place.path == place.path and _holds(p.place, place)), None
    )
    token = _TOKEN.match(data, piece.token) if piece is not None and piece.token >= 0 else None
    if token is None or b"b" in token[1].lower():
        return None
    if any(value[0] not in "\"'" for value in used.values()) and _is_formatted(data, token.end(), token[2]):
        return None
    if not all(is_visible(value, place.start, request.origin or request.place, texts) for value in used.values()):
        return None
    quote, text = token[2].decode("ascii"), edit.text
    for name, value in used.items():
        text = _filled(text, _mark(name), value, quote, f_string=b"f" in token[1].lower())
    return _closed(replace(edit, text=text), quote, data)


def _closed(edit: Edit, quote: str, data: bytes) -> Edit:
    """Without an empty string at the end: the quote that closed the old one goes."""
    empty, end = f" + {quote}", edit.place.end
    if not edit.text.endswith(empty) or data[end : end + len(quote)] != quote.encode():
        return edit
    place = replace(edit.place, end=end + len(quote))
    return Edit(place, edit.text.removesuffix(empty), edit.expect + quote.encode())


def _filled(text: str, marked: str, value: str, quote: str, *, f_string: bool) -> str:
    if value[0] in "\"'":
        return text.replace(marked, value[1:-1])
    return text.replace(marked, f"{{{value}}}" if f_string else f"{quote} + str({value}) + {quote}")


def _holds(outer: Place, inner: Place) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_formatted(data: bytes, start: int, quote: bytes) -> bool:
    """Whether the string that starts there is the left side of ``%`` or has a method called on it."""
    end = data.find(quote, start)
    return end < 0 or re.match(rb"\s*(?:%|\.)", data[end + len(quote) : end + 80]) is not None


def is_visible(value: str, at: int, call: Place, texts: Data) -> bool:
    """Whether the expression ``value`` of a call means the same at the byte ``at``: in the call, or above it in the
    same function, behind the one assignment of its name."""
    if value[0] in "\"'" or call.start <= at < call.end:
        return True
    data = texts.get(call.path, b"")
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError):
        return False
    here, there = (data.count(b"\n", 0, offset) + 1 for offset in (at, call.start))
    scope = _scope(tree, there)
    if scope is None or scope is not _scope(tree, here) or here > there:
        return False
    root = re.split(r"[.\[]", value)[0]
    stores = [n.lineno for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == root and _is_bound(n)]
    given = any(arg.arg == root for arg in ast.walk(scope.args) if isinstance(arg, ast.arg))
    return not stores if given else len(stores) == 1 and stores[0] < here


def _is_bound(name: ast.Name) -> bool:
    return not isinstance(name.ctx, ast.Load)


def _scope(tree: ast.Module, line: int) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """Return the innermost function around a line."""
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    around = [n for n in functions if n.lineno <= line <= (n.end_lineno or n.lineno)]
    return max(around, key=lambda n: n.lineno, default=None)
