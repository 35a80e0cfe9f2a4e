"""Python 2 text becomes text that libcst parses, and every string keeps its place."""

from __future__ import annotations

import libcst
import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.readers.python.python2 import Normalised, normalise, tokenise

EXACT = [
    ("print x", "print (x)"),
    ("print", "print"),
    ("print 'a' % b,", "print ('a' % b,)"),
    ("print('a')", "print('a')"),
    ("print('a', file=f), 1", "print('a', file=f), 1"),
    ("print ('a'), b", "print (('a'), b)"),
    ("print >>f, x", "print (f, x)"),
    ("print>>f", "print(f)"),
    ("print -1", "print (-1)"),
    ("print not x", "print (not x)"),
    ("print = 3", "print = 3"),
    ("print.x", "print.x"),
    ("a = 1; print x; print y", "a = 1; print (x); print (y)"),
    ("print lambda x: x; y", "print (lambda x: x); y"),
    ("if x: print y\nelse: print z", "if x: print (y)\nelse: print (z)"),
    ("print 'a', \\\n  'b'  # c", "print ('a', \\\n  'b')  # c"),
    ("exec code", "exec (code)"),
    ("exec 'c' in ns", "exec ('c' , ns)"),
    ("exec 'c' in a, b", "exec ('c' , a, b)"),
    ("exec(code, ns)", "exec(code, ns)"),
    ("raise E, 'x'", "raise E( 'x')"),
    ("raise E, 'x', tb", "raise E( 'x', tb)"),
    ("raise E(1, 2)", "raise E(1, 2)"),
    ("raise E from x", "raise E from x"),
    ("a <> b", "a != b"),
    ("`a` + `f(`b`)`", "repr(a) + repr(f(repr(b)))"),
    ("x = 0777, 10L, 0xFFl, 0777L, 0, 00, 1.5e3", "x = 0o777, 10 , 0xFF , 0o777 , 0, 00, 1.5e3"),
    ("7L.real", "7 .real"),
    ("ur'a' + UR'b' + u'c' + r'd'", "r'a' + R'b' + u'c' + r'd'"),
    ("lambda (a, b), c: a", "lambda _py2_target1, c: a"),
    ("lambda a=(1, 2): a", "lambda a=(1, 2): a"),
    ("def f(a, (b, (c, d))=x, *e): pass", "def f(a, _py2_target1=x, *e): pass"),
    ("def f(a=(1, 2), *, b=(3,)): pass", "def f(a=(1, 2), *, b=(3,)): pass"),
    ("f(async=True, await=x.await)", "f(async_=True, await_=x.await_)"),
    ("self.async.match(nonlocal)", "self.async_.match(nonlocal_)"),
    ("async def f():\n    await (x)\n    async with y: pass", None),
    ("x = True", "x = True"),
    ("{x: y for x in (1, 2)}", "{x: y for x in (1, 2)}"),
    ("f([x for x in a], b)", "f([x for x in a], b)"),
    ("[a in b, c]", "[a in b, c]"),
    ("if x:\n\ty\n        z", "if x:\n        y\n        z"),
    ("if x:\n\tif y:\n\t    z\n        w", "if x:\n        if y:\n            z\n        w"),
    ("  x = 1\n  y = 2", "x = 1\ny = 2"),
    ("x\n    y\nz", "x\ny\nz"),
    ("def f():\n    a\n\x0c\n    b", "def f():\n    a\n\n    b"),
    ("\x0cimport x", "import x"),
    ("if x:\n    # gone\ny", "if x: pass\n    # gone\ny"),
    ("a = 1\rif a:\r    b = 2\r", "a = 1\nif a:\n    b = 2\n"),
    ("a\u00a0=\u200b1\n\x1a", "a = 1\n"),
    ("a = \\  \n  1", "a = \\\n  1"),
    ("a\r\nb", "a\r\nb"),
    ("try: a\nexcept E, e: pass", "try: a\nexcept E as e: pass"),
    ("try: a\nexcept (A, B),e: pass", "try: a\nexcept (A, B) as e: pass"),
    ("try: a\nexcept E, (n, m): print n", "try: a\nexcept E as _py2_target: print (n)"),
    ("try: a\nexcept E as e: pass", "try: a\nexcept E as e: pass"),
    ("try: a\nexcept f(A, B): pass", "try: a\nexcept f(A, B): pass"),
    ("x = [\n  `a`, # `\n]", "x = [\n  repr(a), # `\n]"),
]


@pytest.mark.parametrize(("old", "new"), EXACT)
def test_spelling(old: str, new: str | None) -> None:
    result = normalise(old)
    assert result.text == (old if new is None else new)
    assert (result.origin is None) == (result.text == old)
    libcst.parse_module(result.text)
    assert_mapped(old, result)


def assert_mapped(old: str, result: Normalised) -> None:
    """Positions never go back, and each string's content maps one to one."""
    if result.origin is None:
        assert result.text == old
        return
    origin = list(result.origin)
    assert len(origin) == len(result.text) + 1
    assert origin == sorted(origin)
    assert origin[0] >= 0
    assert origin[-1] == len(old)
    for token in tokenise(result.text):
        if token.kind == "string":
            quote = min(i for i in (token.text.find("'"), token.text.find('"')) if i >= 0)
            start, end = token.start + quote, token.end
            assert old[origin[start] : origin[end - 1] + 1] == result.text[start:end]
            assert origin[start : end - 1] == list(range(origin[start], origin[end - 1]))


CONTENT = st.text(st.sampled_from("abé/{}%s \t#`<>,:0L\\n😀;"), max_size=8).map(
    lambda text: text.replace("\\", "\\\\").replace("'", "")
)
PREFIX = st.sampled_from(["", "u", "r", "ur", "b", "UR"])
QUOTE = st.sampled_from(["'", '"', "'''", '"""'])
STRING = st.builds(lambda p, q, c: f"{p}{q}{c}{q}", PREFIX, QUOTE, CONTENT)
SHAPES = st.sampled_from(
    [
        "print {0}",
        "print >>f, {0} % x,",
        "print {0}; print {1}",
        "raise E, {0}",
        "raise E, {0}, tb",
        "exec {0} in ns",
        "x = `{0}` + {1}",
        "if {0} <> {1}: print {0}",
        "f(async={0}, b=0777L)",
        "try:\n\tx({0})\nexcept E, e:\n        print {1}",
        "def g(a, (b, c)={0}):\n\tprint {1}\n        return {0}",
        "def h():\n\tif x:\n\t    y({0})\n        z({1})",
        "x = lambda (k, v): {0}",
    ]
)
LINE = st.builds(lambda shape, a, b: shape.format(a, b), SHAPES, STRING, STRING)


@given(st.lists(LINE, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_python_2_programs_parse_and_keep_their_strings(lines: list[str], newline: str) -> None:
    old = "\n".join(lines).replace("\n", newline) + newline
    result = normalise(old)
    libcst.parse_module(result.text)
    assert_mapped(old, result)
    again = normalise(result.text)
    assert again.text == result.text


@given(st.text(st.sampled_from("ab'\"\\\n\r\t `()[]{}:,;=0L#\x0c\x00printexcept as"), max_size=60))
def test_any_text_is_survived(old: str) -> None:
    assert "".join(token.text for token in tokenise(old)) == old
    result = normalise(old)
    if result.origin is not None:
        assert len(result.origin) == len(result.text) + 1
        assert list(result.origin) == sorted(result.origin)


@pytest.mark.parametrize(
    "text",
    [
        "import x\n\n\nclass A:\n    def f(self, *, a: int = 1) -> None:\n        return [b async for b in c]\n",
        "match x:\n    case [1, 2]:\n        pass\n",
        'x = f"{a!r:>{w}}"\nprint(x, end="")\n',
        "def f():\n    nonlocal x\n    x = await_(y)\n",
        "s = '''\n\tprint x\n'''\n",
        "# print x\n",
    ],
)
def test_python_3_is_left_alone(text: str) -> None:
    assert normalise(text) == Normalised(text, None)
