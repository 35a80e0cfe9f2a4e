"""The visitor: each statement to the events of its scope."""

from __future__ import annotations

import libcst as cst
import pytest

from c42migrate.errors import ParseError
from c42migrate.files.decode import decode
from c42migrate.readers.python.parsing import parse
from c42migrate.readers.python.scopes import Assignment, Definition, Evaluation, Event, Import, Module, Return, Scope


def module(text: str) -> Module:
    return parse(decode("t.py", text.encode(), "python"), "t.py")


def show(node: cst.CSTNode | None) -> str:
    return cst.Module([]).code_for_node(node) if node is not None else "-"


def events(scope: Scope) -> list[str]:
    """The events in a short form, each with the statements and arms it stands in (numbered from 1 in the module)."""
    return [f"{_event(event)}{_branch(event)}" for event in scope.events]


def _branch(event: Event) -> str:
    return "".join(f" @{number}.{arm}" for number, arm in event.spot.branch)


def _event(event: Event) -> str:
    match event:
        case Assignment(annotation=annotation):
            note = f": {show(annotation)}" if annotation else ""
            return f"{show(event.target)}{note} {event.op} {show(event.value)}"
        case Evaluation():
            return f"{event.role} {show(event.value)}"
        case Return():
            return f"return {show(event.value)}"
        case Definition():
            return f"define {event.name}#{event.scope.number}"
        case Import():
            dots = "." * event.level
            return f"import {dots}{event.module}:{event.name} as {event.alias}{' root' if event.is_root else ''}"


def guards(scope: Scope) -> list[str]:
    return [
        f"@{g.statement}.{g.arm} {'not ' if g.negated else ''}{show(g.test)}{''.join(f' | {show(c)}' for c in g.cases)}"
        for g in scope.guards
    ]


def uses(scope: Scope, kind: type[cst.CSTNode]) -> list[str]:
    return [show(node) for node, _ in scope.used(kind)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a = b = 1", ["a = 1", "b = 1"]),
        ("a, (b, c) = 1, (2, 3)", ["a = 1", "b = 2", "c = 3"]),
        ("[a, b] = 1, 2", ["a = 1", "b = 2"]),
        ("a, b = f()", ["a, b = f()"]),
        ("a, b = 1, 2, 3", ["a, b = 1, 2, 3"]),
        ("a, *b = 1, 2", ["a, *b = 1, 2"]),
        ("a, b = *c, 2", ["a, b = *c, 2"]),
        ("a += 1", ["a += 1"]),
        ("a -= 1", ["other 1", "a unknown -"]),
        ("a: int = 1", ["a: int = 1"]),
        ("a: int", ["a: int = -"]),
        ("a.b['c'] = 1", ["a.b['c'] = 1"]),
        ("f(b := 1)", ["b walrus 1", "statement f(b := 1)"]),
        ("print('x')", ["print print('x')"]),
        ("del a[0]", ["del a[0]"]),
        ("assert a, 'b'", ["assert a", "assert 'b'"]),
        ("raise E('x') from e", ["raise E('x')", "raise e"]),
        ("import a, a.b, a.b as c", ["import a: as a", "import a.b: as a root", "import a.b: as c"]),
        ("from .. import a as b", ["import ..:a as b"]),
        ("from .m.n import a, b", ["import .m.n:a as a", "import .m.n:b as b"]),
        ("from m import *", ["import m:* as *"]),
        ("from m import (a,)", ["import m:a as a"]),
        ("for a, b in c: d()", ["a, b for c @1.0", "statement d() @1.0"]),
        ("for a in b: pass\nelse: d()", ["a for b @1.0", "statement d() @2.0"]),
        ("while a: b()\nelse: c()", ["test a", "statement b() @1.0", "statement c() @2.0"]),
        ("while True: b()", ["test True", "statement b()"]),
        ("with a as b, c: d()", ["b with a", "other c", "statement d()"]),
        (
            "try: a()\nexcept (E, F) as e: b()\nexcept: c()\nelse: d()\nfinally: g()",
            [
                "statement a()",
                "other (E, F) @1.0",
                "e unknown - @1.0",
                "statement b() @1.0",
                "statement c() @1.1",
                "statement d() @2.0",
                "statement g()",
            ],
        ),
        ("[y for y in z]", ["y for z @1.0", "statement [y for y in z]"]),
        ("global a", []),
        ("pass; x = 1; y()", ["x = 1", "statement y()"]),
    ],
)
def test_statements(code: str, expected: list[str]) -> None:
    assert events(module(code).scopes[0]) == expected


def test_branches_and_guards_of_if() -> None:
    scope = module("if a == 1: x = 1\nelif b: x = 2\nelse:\n  if c: x = 3\n  y = 4\n").scopes[0]
    assert events(scope) == [
        "test a == 1",
        "x = 1 @1.0",
        "test b",
        "x = 2 @1.1",
        "test c @1.2",
        "x = 3 @1.2 @2.0",
        "y = 4 @1.2",
    ]
    assert guards(scope) == [
        "@1.0 a == 1",
        "@1.1 not a == 1",
        "@1.1 b",
        "@1.2 not a == 1",
        "@1.2 not b",
        "@2.0 c",
    ]


def test_match() -> None:
    code = "match a:\n case 'x' | 'y': b()\n case None: c()\n case [p, {'k': q, **r}] if p: d()\n case w: e()\n"
    scope = module(code).scopes[0]
    assert events(scope) == [
        "match a",
        "statement b() @1.0",
        "statement c() @1.1",
        "p unknown - @1.2",
        "r unknown - @1.2",
        "q unknown - @1.2",
        "test p @1.2",
        "statement d() @1.2",
        "w = a @1.3",
        "statement e() @1.3",
    ]
    assert guards(scope) == ["@1.0 a | 'x' | 'y'", "@1.1 a | None", "@1.2 p"]


def test_items_of_one_assignment_happen_at_once_and_statements_in_order() -> None:
    orders = [event.spot.order for event in module("a, b = b, a\nc = 1\nd = e = 2\n").scopes[0].events]
    assert orders[0] == orders[1] < orders[2] < orders[3]


def test_functions() -> None:
    code = "@d('x')\nasync def f(a, /, b: int = 1, *c, k='v', **e) -> R:\n  global g\n  yield a\n  return\n"
    outer, scope = module(code).scopes
    assert events(outer) == ["define f#1"]
    assert events(scope) == ["return a", "return -"]
    assert (scope.kind, scope.qualname, scope.parent) == ("function", "f", outer)
    assert [(p.name, p.kind) for p in scope.params] == [
        ("a", "positional"),
        ("b", "positional"),
        ("c", "*"),
        ("k", "keyword"),
        ("e", "**"),
    ]
    assert [show(p.default) for p in scope.params if p.default] == ["1", "'v'"]
    assert [show(d) for d in scope.decorators] == ["d('x')"]
    assert scope.globals == {"g"}


def test_classes_and_nesting() -> None:
    code = "class A(B, metaclass=M):\n  u = 1\n  def m(self):\n    def n(): pass\n    return lambda: u\n"
    scopes = module(code).scopes
    assert [(s.kind, s.qualname, s.parent.number if s.parent else -1) for s in scopes] == [
        ("module", "", -1),
        ("class", "A", 0),
        ("function", "A.m", 1),
        ("function", "A.m.n", 2),
        ("lambda", "A.m.<lambda>", 2),
    ]
    assert [show(base) for base in scopes[1].bases] == ["B, ", "metaclass=M"]
    assert events(scopes[1]) == ["u = 1", "define m#2"]
    assert events(scopes[2]) == ["define n#3", "return lambda: u"]
    assert events(scopes[4]) == ["return u"]


def test_branches_begin_anew_in_a_function() -> None:
    scopes = module("if a:\n  def f():\n    x = 1\n").scopes
    assert events(scopes[0]) == ["test a", "define f#1 @1.0"]
    assert events(scopes[1]) == ["x = 1"]


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
        ("print 'a', b", "print print ('a', b)"),
        ("x = ur'\\d' + u'e'", "x = r'\\d' + u'e'"),
        ("exec 'c'", "statement exec ('c')"),
    ],
)
def test_python_2(code: str, expected: str) -> None:
    assert events(module(code + "\nprint 1\n").scopes[0])[0] == expected


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
