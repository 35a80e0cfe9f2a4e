"""User name and password of a Python call become the token of an API client: a helper asks for it, once per file."""

from __future__ import annotations

import ast
import re

from c42migrate.fixes.plan import Data, Edits
from c42migrate.model import Edit, Place

NAME = "code42_token"
_URLS = {
    "requests": 'requests.compat.urljoin(request.url, "/v1/oauth?grant_type=client_credentials")',
    "httpx": 'request.url.join("/v1/oauth?grant_type=client_credentials")',
}
_HELPER = '''

def {name}(client_id, secret):
    """Sign requests with a token of an API client; it is asked for each time, for it lives 15 minutes."""

    def sign(request):
        url = {url}
        reply = {library}.post(url, auth=(client_id, secret))
        reply.raise_for_status()
        request.headers["Authorization"] = "Bearer " + reply.json()["access_token"]
        return request

    return sign
'''
_GIVEN = re.compile(rb"\bauth\s*=\s*\Z")
_BASIC = frozenset({"HTTPBasicAuth", "BasicAuth"})


def token_edits(place: Place, library: str, texts: Data) -> Edits | None:
    """Return the edits that sign the calls which are given the user name and password at ``place``; None when they
    cannot."""
    data = texts.get(place.path, b"")
    if library not in _URLS or not data.isascii() or b"\r" in data or b"Async" in data:
        return None
    tree, given = _parsed(data.decode("ascii")), data[place.start : place.end]
    if tree is None or not _GIVEN.search(data[: place.start]) or not isinstance(tree, ast.Module):
        return None
    pair = _pair(given.decode("ascii"))
    at = _behind_imports(tree, library, data)
    if pair is None or at is None:
        return None
    edits = [Edit(place, f"{NAME}({pair[0]}, {pair[1]})", given)]
    if f"def {NAME}(".encode() not in data:
        helper = _HELPER.format(name=NAME, library=library, url=_URLS[library])
        blank = len(data[at:]) - len(data[at:].lstrip(b"\n"))
        after = "\n" * max(0, 2 - blank)
        edits.insert(0, Edit(Place(place.path, at, at), helper + after, b""))
    return tuple(edits)


def _parsed(text: str, mode: str = "exec") -> ast.AST | None:
    try:
        return ast.parse(text, mode=mode)
    except (SyntaxError, ValueError, RecursionError):
        return None


def _pair(written: str) -> tuple[str, str] | None:
    """Return the two expressions of ``(user, password)`` or ``HTTPBasicAuth(user, password)``; none of them is a
    text."""
    found = _parsed(written, "eval")
    parts: list[ast.expr] = []
    match found:
        case ast.Expression(ast.Tuple(elts=elts)):
            parts = elts
        case ast.Expression(ast.Call(func=ast.Name(name) | ast.Attribute(attr=name), args=args, keywords=[])):
            parts = args if name in _BASIC else []
    if len(parts) != 2 or any(isinstance(part, ast.Constant | ast.JoinedStr | ast.Starred) for part in parts):
        return None
    user, password = (ast.get_source_segment(written, part) or "" for part in parts)
    return user, password


def _behind_imports(tree: ast.Module, library: str, data: bytes) -> int | None:
    """Return the byte behind the line of the last import at the top; None where the library is imported under another
    name."""
    last, is_there = 0, False
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            last = node.end_lineno or node.lineno
            names = node.names if isinstance(node, ast.Import) else []
            is_there = is_there or any(one.name == library and one.asname is None for one in names)
        elif last and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            break
    ends = [found.end() for found in re.finditer(rb"\n", data)]
    return ends[last - 1] if is_there and last <= len(ends) else None
