"""Lowering: each construct to its place in the small tree."""

from __future__ import annotations

import pickle

import pytest
from readers.lowering import events, guards, module, show

from c42migrate.errors import ParseError
from c42migrate.readers.python import ir


def _value(text: str) -> str:
    event = module(f"x = {text}\n").scopes[0].events[-1]
    assert isinstance(event, ir.Assign)
    return show(event.value)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("'a' \"b\"", "'a'+'b'"),
        ("b'a'", "b'a'"),
        ("('a'\n 'b'\n 'c')", "'a'+'b'+'c'"),
        ("f'a{b}c'", "join('a', b, 'c')"),
        ("f'a{{{b}}}c'", "join('a{', b, '}c')"),
        ("'a' f'{b}' 'c'", "join('a', b, 'c')"),
        ("f'{a!s}{b!r}{c:s}{d:>3}{e!s:s}'", "join(a, <format>(b), c, <format>(d), e)"),
        ("f'{a=}'", "join(<format>(a))"),
        ("f'{a:{w}}'", "join(<format>(a, w))"),
        ("f'{f\"{a}/b\"}/c'", "join(join(a, '/b'), '/c')"),
        ("f''", "join()"),
        ("rf'\\d{a}'", "join('\\\\d', a)"),
        ("1", "1"),
        ("-1", "-1"),
        ("None", "None"),
        ("...", "..."),
        ("a.b.c", "a.b.c"),
        ("f(a, *b, c=1, **d)", "f(a, *b, c=1, **d)"),
        ("a[0]", "a[0]"),
        ("a['k']['l']", "a['k']['l']"),
        ("a[1:n]", "a[<slice>(1, n)]"),
        ("a[b, c]", "a[<slice>(b, c)]"),
        ("a + 'b' % c", "(a + ('b' % c))"),
        ("a / 'b'", "(a / 'b')"),
        ("a * b", "<operator>(a, b)"),
        ("not a", "<operator>(a)"),
        ("a or b", "choice(a, b | )"),
        ("a and b", "choice(b | a)"),
        ("a if t else b", "choice(a, b | t)"),
        ("a < b != c", "compare(< != | a, b, c)"),
        ("a not in b", "compare(not in | a, b)"),
        ("a is not b", "compare(is not | a, b)"),
        ("{'a': 1, **b}", "{'a': 1, **: b}"),
        ("(1, [2], {3})", "tuple(1, list(2), set(3))"),
        ("[*a, b]", "list(<star>(a), b)"),
        ("((a))", "a"),
        ("await a", "a"),
        ("lambda y, z=1: y", "lambda#1"),
        ("[y for y in z if y]", "<comprehension>(y, y)"),
        ("{y: w for y, w in z}", "<dict comprehension>(y, w)"),
        ("(y := 1)", "y"),
        ("f(y for y in z)", "f(<comprehension>(y))"),
    ],
)
def test_expressions(code: str, expected: str) -> None:
    assert _value(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a = b = 1", ["a = 1", "b = 1"]),
        ("a, (b, c) = 1, (2, 3)", ["a = 1", "b = 2", "c = 3"]),
        ("[a, b] = 1, 2", ["a = 1", "b = 2"]),
        ("a, b = f()", ["tuple(a, b) = f()"]),
        ("a, b = 1, 2, 3", ["tuple(a, b) = tuple(1, 2, 3)"]),
        ("a, *b = 1, 2", ["tuple(a, <star>(b)) = tuple(1, 2)"]),
        ("a, b = *c, 2", ["tuple(a, b) = tuple(<star>(c), 2)"]),
        ("a += 1", ["a += 1"]),
        ("a -= 1", ["a = <operator>(a, 1)"]),
        ("a: int = 1", ["a: int = 1"]),
        ("a: int", ["a: int = -"]),
        ("a.b['c'] = 1", ["a.b['c'] = 1"]),
        ("f(b := 1)", ["b walrus 1", "statement f(b)"]),
        ("print('x')", ["print print('x')"]),
        ("del a[0]", ["other a[0]"]),
        ("assert a, 'b'", ["assert a", "assert 'b'"]),
        ("raise E('x') from e", ["raise E('x')", "raise e"]),
        ("import a, a.b, a.b as c", ["import a: as a", "import a.b: as a dotted", "import a.b: as c"]),
        ("from .. import a as b", ["import ..:a as b"]),
        ("from .m.n import a, b", ["import .m.n:a as a", "import .m.n:b as b"]),
        ("from m import *", ["import m:* as *"]),
        ("from m import (a,)", ["import m:a as a"]),
        ("for a, b in c: d()", ["tuple(a, b) for c @0.0", "statement d() @0.0"]),
        ("for a in b: pass\nelse: d()", ["a for b @0.0", "statement d() @1.0"]),
        ("while a: b()\nelse: c()", ["test a", "statement b() @0.0", "statement c() @1.0"]),
        ("while True: b()", ["test True", "statement b()"]),
        ("with a as b, c: d()", ["b with a", "other c", "statement d()"]),
        (
            "try: a()\nexcept (E, F) as e: b()\nexcept: c()\nelse: d()\nfinally: g()",
            [
                "statement a()",
                "e = <exception>(tuple(E, F)) @0.0",
                "statement b() @0.0",
                "statement c() @0.1",
                "statement d() @1.0",
                "statement g()",
            ],
        ),
        ("[y for y in z]", ["y for z @0.0", "statement <comprehension>(y)"]),
        ("global a", []),
        ("pass; x = 1; y()", ["x = 1", "statement y()"]),
    ],
)
def test_statements(code: str, expected: list[str]) -> None:
    assert events(module(code).scopes[0]) == expected


def test_branches_and_guards_of_if() -> None:
    scope = module("if a == 1: x = 1\nelif b: x = 2\nelse:\n  if c: x = 3\n  y = 4\n").scopes[0]
    assert events(scope) == [
        "test compare(== | a, 1)",
        "x = 1 @0.0",
        "test b",
        "x = 2 @0.1",
        "test c @0.2",
        "x = 3 @0.2 @1.0",
        "y = 4 @0.2",
    ]
    assert guards(scope) == [
        "@0.0 compare(== | a, 1)",
        "@0.1 not compare(== | a, 1)",
        "@0.1 b",
        "@0.2 not compare(== | a, 1)",
        "@0.2 not b",
        "@1.0 c",
    ]


def test_match() -> None:
    code = "match a:\n case 'x' | 'y': b()\n case None: c()\n case [p, {'k': q, **r}] if p: d()\n case w: e()\n"
    scope = module(code).scopes[0]
    assert events(scope) == [
        "test a",
        "statement b() @0.0",
        "statement c() @0.1",
        "p = <match>() @0.2",
        "r = <match>() @0.2",
        "q = <match>() @0.2",
        "test p @0.2",
        "statement d() @0.2",
        "w = a @0.3",
        "statement e() @0.3",
    ]
    assert guards(scope) == ["@0.0 compare(in | a, tuple('x', 'y'))", "@0.1 compare(in | a, tuple(None))", "@0.2 p"]


def test_items_of_one_assignment_happen_at_once_and_statements_in_order() -> None:
    orders = [event.order for event in module("a, b = b, a\nc = 1\nd = e = 2\n").scopes[0].events]
    assert orders[0] == orders[1] < orders[2] < orders[3]


def test_functions() -> None:
    code = "@d('x')\nasync def f(a, /, b: int = 1, *c, k='v', **e) -> R:\n  global g\n  yield a\n  return\n"
    outer, scope = module(code).scopes
    assert events(outer) == ["define f#1"]
    assert events(scope) == ["return a", "return None"]
    assert (scope.kind, scope.qualname, scope.parent, scope.is_async) == ("function", "f", 0, True)
    assert [(p.name, p.kind) for p in scope.params] == [
        ("a", "positional"),
        ("b", "positional"),
        ("c", "*"),
        ("k", "keyword"),
        ("e", "**"),
    ]
    assert [show(p.default) for p in scope.params if p.default] == ["1", "'v'"]
    assert show(scope.returns) == "R"
    assert [show(d) for d in scope.decorators] == ["d('x')"]
    assert scope.globals == {"g"}


def test_classes_and_nesting() -> None:
    code = "class A(B, metaclass=M):\n  u = 1\n  def m(self):\n    def n(): pass\n    return lambda: u\n"
    scopes = module(code).scopes
    assert [(s.kind, s.qualname, s.parent) for s in scopes] == [
        ("module", "", -1),
        ("class", "A", 0),
        ("function", "A.m", 1),
        ("function", "A.m.n", 2),
        ("lambda", "A.m.<lambda>", 2),
    ]
    assert [(show(a.value), a.keyword) for a in scopes[1].bases] == [("B", ""), ("M", "metaclass")]
    assert events(scopes[1]) == ["u = 1", "define m#2"]
    assert events(scopes[2]) == ["define n#3", "return lambda#4"]
    assert events(scopes[4]) == ["return u"]


def test_branches_begin_anew_in_a_function() -> None:
    scopes = module("if a:\n  def f():\n    x = 1\n").scopes
    assert events(scopes[0]) == ["test a", "define f#1 @0.0"]
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
        ("print 'a', b", "print print('a', b)"),
        ("x = ur'\\d' + u'e'", "x = ('\\\\d' + 'e')"),
        ("exec 'c'", "statement exec('c')"),
    ],
)
def test_python_2(code: str, expected: str) -> None:
    assert events(module(code + "\nprint 1\n").scopes[0])[0] == expected


def test_newer_syntax_is_evaluated_for_what_it_contains() -> None:
    """Template strings are no strings; a call inside of one is a call all the same."""
    found = events(module("x = t'{f(1)}/a'\n").scopes[0])
    assert found == ["x = <other>(f(1))"]


def test_a_module_is_plain_data() -> None:
    lowered = module("def f(a=1): return a\n")
    assert pickle.loads(pickle.dumps(lowered)) == lowered
    assert isinstance(lowered.scopes[1].events[0], ir.Return)
