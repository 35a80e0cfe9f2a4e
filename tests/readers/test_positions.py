"""Every place is exact, whatever the encoding, the newlines, the tabs and the age of the file."""

from __future__ import annotations

import ast
import codecs
from pathlib import Path

import libcst as cst
import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.errors import ParseError
from c42migrate.files.decode import decode
from c42migrate.model import Literal, Place
from c42migrate.readers.python import positions, visitor
from c42migrate.readers.python.parsing import parse
from c42migrate.readers.python.scopes import Import, Module

CODE = """# -*- comment -*-
import requests
class A(B):
\tu = "/api/User"
\tdef f(self, x="ü/é"):
\t\treturn requests.put(self.u + "/ä" + x, json={"ö": 1, "k": f"ß{x}ü"}, verify = False)
if x:
    y = ("a"
         'b\\x41é')
"""

LAYOUTS = {
    "plain": CODE.encode(),
    "bom": codecs.BOM_UTF8 + CODE.encode(),
    "crlf": CODE.replace("\n", "\r\n").encode(),
    "cr": CODE.replace("\n", "\r").encode(),
    "mixed": CODE.replace("\n", "\r\n", 3).encode(),
    "no last newline": CODE.rstrip("\n").encode(),
    "blanks at the end": (CODE + "  \n\t").encode(),
    "form feed first": ("\f" + CODE).encode(),
    "form feed before code": CODE.replace("class", "\fclass").replace("if x", "  \fif x").encode(),
    "form feed alone": CODE.replace("class", "\f\nclass").encode(),
    "latin-1 with cookie": CODE.replace("-*- comment -*-", "coding: latin-1").encode("latin-1"),
    "latin-1 without cookie": CODE.encode("latin-1"),
    "cp1252": ("# vim: set fileencoding=cp1252 :\n" + CODE + 'z = "–"\n').encode("cp1252"),
    "shift_jis": ("# coding: shift_jis\nz = 'ソ表'\n" + CODE.encode("ascii", "ignore").decode()).encode("shift_jis"),
    "utf-16": codecs.BOM_UTF16_LE + CODE.encode("utf-16-le"),
    "python 2": (CODE + "print 'é', x\ntry:\n    pass\nexcept E, e:\n    print e\n").encode(),
    "python 2 crlf bom": codecs.BOM_UTF8 + (CODE + "print 'é', x\n").replace("\n", "\r\n").encode(),
    "only a comment": b"# nothing",
    "empty": b"",
    "wide": (CODE + "z = '\U0001f600/x'\n").encode(),
}


def _module(data: bytes) -> Module:
    return parse(decode("t.py", data, "python"), "t.py")


def _nodes(module: Module, kind: type[cst.CSTNode]) -> list[cst.CSTNode]:
    stack: list[cst.CSTNode] = [module.tree]
    found = []
    while stack:
        node = stack.pop()
        found += [node] if isinstance(node, kind) else []
        stack.extend(node.children)
    return found


def _literals(data: bytes) -> list[Literal]:
    """All names, string tokens and texts of f-strings."""
    module = _module(data)
    found = [module.positions.word(node) for node in _nodes(module, cst.Name)]
    found += [
        module.positions.string(node) for node in _nodes(module, cst.SimpleString) if isinstance(node, cst.SimpleString)
    ]
    for node in _nodes(module, cst.FormattedString):
        if isinstance(node, cst.FormattedString):
            found += [part for part in module.positions.field_texts(node) if isinstance(part, Literal)]
    return found


def _check(data: bytes) -> int:
    """Compare all names and string contents with the bytes under them; the number compared."""
    source = decode("t.py", data, "python")
    found = [literal for literal in _literals(data) if literal.text not in {"_py2_target"}]
    for literal in found:
        assert literal.place is not None
        _check_literal(data, literal, literal.place, source.encoding)
    return len(found)


def _bytes(data: bytes, place: Place) -> bytes:
    return data[place.start : place.end]


def _check_literal(data: bytes, literal: Literal, place: Place, encoding: str) -> None:
    assert literal.editable
    bounds = [literal.offset(i) for i in range(len(literal.text) + 1)]
    assert (bounds[0], bounds[-1]) == (place.start, place.end)
    for character, start, end in zip(literal.text, bounds, bounds[1:], strict=False):
        written = data[start:end].decode(encoding)
        assert written == character or written[0] in "\\{}\r", (written, character)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_are_exact(layout: str) -> None:
    checked = _check(LAYOUTS[layout])
    assert checked > 25 or layout in {"only a comment", "empty"}


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name not in {"only a comment", "empty", "shift_jis"}])
def test_all_layouts_say_the_same(layout: str) -> None:
    plain, other = ({literal.text for literal in _literals(LAYOUTS[name])} for name in ("plain", layout))
    assert plain <= other


@pytest.mark.parametrize("part", [positions, visitor])
def test_our_own_code(part: object) -> None:
    assert _check(Path(str(part.__file__)).read_bytes()) > 50


def test_tokens_and_wholes() -> None:
    text = "x = 'a' u'b'\ny = f'c{x}d' 'e'\nz = f'whole'\n"
    found = [(n.text, n.token, n.whole) for n in _literals(text.encode()) if n.token >= 0]
    assert sorted(found) == [
        ("a", 4, True),
        ("b", 8, True),
        ("c", 17, False),
        ("d", 17, False),
        ("e", 26, True),
        ("whole", 34, True),
    ]


def test_ascii_literals_need_no_bounds_even_in_other_files() -> None:
    bounds = {n.text: n.bounds for n in _literals("x = 'é'\ny = 'abc'\n".encode()) if n.token >= 0}
    assert bounds == {"é": (5, 7), "abc": None}


def test_names_of_imports() -> None:
    text = "from .a.b import c as d, e\nimport f.g\n"
    tokens = [t for event in _module(text.encode()).scopes[0].events if isinstance(event, Import) for t in event.tokens]
    assert all(t.place is not None and text[t.place.start : t.place.end] == t.text for t in tokens)
    assert {t.text for t in tokens} == {"a", "b", "c", "e", "f", "g"}


def _removals(text: str) -> list[tuple[Place, Place]]:
    module = _module(text.encode())
    lists = [node.args for node in _nodes(module, cst.Call) if isinstance(node, cst.Call)]
    lists += [node.elements for node in _nodes(module, cst.Dict) if isinstance(node, cst.Dict)]
    return [
        (module.positions.place(node), module.positions.removal(nodes, index))
        for nodes in lists
        for index, node in enumerate(nodes)
    ]


@pytest.mark.parametrize(
    ("before", "cut", "after"),
    [
        ("f(a=1)", "a=1", "f()"),
        ("f(a=1,)", "a=1", "f()"),
        ("f(a=1, b=2)", "a=1", "f(b=2)"),
        ("f(a=1, b=2)", "b=2", "f(a=1)"),
        ("f(a=1, b=2,)", "b=2", "f(a=1,)"),
        ("f(a, (b), c)", "(b)", "f(a, c)"),
        ("f(a, *b, **c)", "*b", "f(a, **c)"),
        ("f(\n    a=1,\n    b=2,\n)", "a=1", "f(\n    b=2,\n)"),
        ("f(\n    a=1,\n    b=2,\n)", "b=2", "f(\n    a=1,\n)"),
        ("f(\n    a=1,  # why\n    b=2,\n)", "a=1", "f(\n    # why\n    b=2,\n)"),
        ("f(\n    a=1,  # why\n    b=2,\n)", "b=2", "f(\n    a=1,  # why\n    \n)"),
        ("f(a=1  # why\n  , b=2)", "b=2", "f(a=1  # why\n  , )"),
        ("f(a=1  # why\n  , b=2)", "a=1", "f(b=2)"),
        ("f(a, # why\n  b # c,d\n  ,)", "b", "f(a, # why\n  )"),
        ("{'a': 1, 'b': 2}", "'a': 1", "{'b': 2}"),
        ("{'a': 1, 'b': 2}", "'b': 2", "{'a': 1}"),
        ("{'a': 1}", "'a': 1", "{}"),
        ("{'a': 1, **b}", "**b", "{'a': 1}"),
        ("{'a': '#', 'b': 2}", "'b': 2", "{'a': '#'}"),
    ],
)
def test_removal(before: str, cut: str, after: str) -> None:
    removal = next(r for p, r in _removals(before) if before[p.start : p.end] == cut)
    assert before[: removal.start] + before[removal.end :] == after


_BLANK = st.sampled_from(["", " ", "\n  ", "\t"])
_GAP = st.sampled_from(["", " ", "\n  ", "  # why, (not\n ", "\t"])
_ELEMENT = st.sampled_from(["a=1", "b=g(1, 2)", "c='#,)'", "d=[1,\n2]", "e={'x': 1}", "h=(1)"])


@given(st.lists(_ELEMENT, min_size=1, max_size=5, unique=True), st.data())
def test_after_any_removal_the_rest_is_valid_and_complete(elements: list[str], data: st.DataObject) -> None:
    text = "f(" + ",".join(data.draw(_GAP) + element + data.draw(_BLANK) for element in elements)
    text += data.draw(st.sampled_from(["", ","])) + data.draw(_GAP) + ")\n"
    for place, removal in _removals(text):
        if text[place.start : place.end] not in elements:
            continue
        rest = ast.parse(text[: removal.start] + text[removal.end :], mode="eval").body
        assert isinstance(rest, ast.Call)
        kept = [element for element in elements if element != text[place.start : place.end]]
        assert [f"{k.arg}={ast.unparse(k.value)}" for k in rest.keywords] == [_written(element) for element in kept]
        assert text.count("# why") == (text[: removal.start] + text[removal.end :]).count("# why")


def _written(element: str) -> str:
    keyword = ast.parse(f"f({element})", mode="eval").body.keywords[0]
    return f"{keyword.arg}={ast.unparse(keyword.value)}"


@given(
    st.lists(
        st.tuples(st.integers(0, len(CODE)), st.sampled_from(list("\f\r\n\t \"'{}()[]:,#\\ub`é")), st.integers(0, 3))
    )
)
def test_damaged_text_is_read_exactly_or_refused(damages: list[tuple[int, str, int]]) -> None:
    text = CODE
    for at, character, length in damages:
        text = text[:at] + character + text[at + length :]
    try:
        found = _literals(text.encode())
    except ParseError:
        return
    data = text.encode()
    for literal in found:
        if literal.token < 0 and literal.editable and literal.place:
            assert _bytes(data, literal.place).decode() == literal.text
