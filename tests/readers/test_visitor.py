"""The visitor: what cannot be parsed is said, and what is evaluated is noted in its order."""

from __future__ import annotations

import libcst as cst
import pytest

from c42migrate.errors import ParseError
from c42migrate.files.decode import decode
from c42migrate.readers.python.parsing import parse
from c42migrate.readers.python.scopes import Module, Scope


def module(text: str) -> Module:
    return parse(decode("t.py", text.encode(), "python"), "t.py")


def show(node: cst.CSTNode | None) -> str:
    return cst.Module([]).code_for_node(node) if node is not None else "-"


def uses(scope: Scope, kind: type[cst.CSTNode]) -> list[str]:
    return [show(node) for node, _ in scope.used(kind)]


def test_docstrings_and_bare_strings_are_known() -> None:
    text = '"""doc"""\ndef f():\n  "f" "g"\n  x = "value"\n  f"bare {x}"\n  y("arg")\n'
    tokens = module(text).docstrings
    assert tokens == {text.index(word) for word in ('"""doc', '"f"', '"g"', 'f"bare')}


@pytest.mark.parametrize(
    "text",
    ["x = (", "def f(:\n  pass\n", "x = 'a\n", "<html>", "(" * 5000 + ")" * 5000, "x = " + "+".join("a" * 3000) + "\n"],
)
def test_what_cannot_be_parsed_is_said(text: str) -> None:
    with pytest.raises(ParseError) as raised:
        module(text)
    assert raised.value.path == "t.py"


def test_deep_but_human_nesting_is_read() -> None:
    assert module("x = " + "(" * 100 + "1" + ")" * 100 + "\n").scopes[0].events
    assert module("x = " + " + ".join(["a"] * 120) + "\n").scopes[0].events


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("f(g(1))", ["g(1)", "f(g(1))"]),
        ("x = [f(y) for y in g() if h(y)]", ["g()", "h(y)", "f(y)"]),
        ("a[f()] = b.c(g())", ["g()", "b.c(g())", "f()"]),
        ("if f() and not g(): pass", ["f()", "g()"]),
        ("x = f'{f(a):{g(b)}}'", ["f(a)", "g(b)"]),
        ("raise f() from g()", ["f()", "g()"]),
        ("(y := f())", ["f()"]),
        pytest.param(
            "x = t'{f(1)}/a'",
            ["f(1)"],
            marks=pytest.mark.skipif(not hasattr(cst, "TemplatedString"), reason="libcst knows none yet"),
        ),
        ("x = lambda: f()", []),
        ("def g(a=f()): pass", []),
    ],
)
def test_calls_are_noted_in_the_order_of_evaluation(code: str, expected: list[str]) -> None:
    """Not those of functions inside, nor what is evaluated only once when something is defined."""
    assert uses(module(code + "\n").scopes[0], cst.Call) == expected


def test_items_that_are_set_are_not_read() -> None:
    scope = module("a['b'] = c['d']\ne.f = g.h\n").scopes[0]
    assert uses(scope, cst.Subscript) == ["c['d']"]
    assert uses(scope, cst.Attribute) == ["g.h"]
