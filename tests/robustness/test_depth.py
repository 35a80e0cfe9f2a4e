from __future__ import annotations

from contextlib import suppress

import pytest

from c42migrate.errors import ParseError
from c42migrate.files.source import Source
from c42migrate.readers.python.depth import is_too_deep
from c42migrate.readers.python.parsing import parse

MANY = 20_000

DEEP = {
    "elif": "if a:\n    pass\n" + "elif a:\n    pass\n" * MANY,
    "else if": "x = " + "1 if a else " * MANY + "2\n",
    "not": "x = " + "not " * MANY + "a\n",
    "lambda": "x = " + "lambda: " * MANY + "a\n",
    "minus": "x = " + "-" * MANY + "a\n",
    "await": "x = " + "await " * MANY + "a\n",
    "plus": "x = " + "a + " * MANY + "a\n",
    "plus over lines": "x = (" + "a +\n" * MANY + "a)\n",
    "plus over carriage returns": "x = (" + "a +\r" * MANY + "a)\r",
    "and": "x = " + "a and " * MANY + "a\n",
    "power": "x = " + "a ** " * MANY + "a\n",
    "attributes": "x = a" + ".b" * MANY + "\n",
    "calls": "x = a" + "()" * MANY + "\n",
    "items": "x = a" + "[0]" * MANY + "\n",
    "brackets": "x = " + "(" * MANY + ")" * MANY + "\n",
    "brackets over elements": "x = " + "[1, " * 301 + "]" * 301 + "\n",
    "strings": "x = " + "'a' " * MANY + "\n",
    "assignments": "x = " * MANY + "a\n",
    "loops": "x = [a " + "for a in b " * MANY + "]\n",
    "backticks": "x = " + "`" * MANY + "a" + "`" * MANY + "\n",
    "formatted": "x = f'{" + "a + " * MANY + "a}'\n",
    "formatted brackets": "x = f'" + "{(" * 200 + "a" + ")}" * 200 + "'\n",
    "backslashes": "x = 1 " + "+ \\\n 1" * MANY + "\n",
}
FLAT = {
    "statements": "a = b + c\n" * MANY,
    "semicolons": "a = b + c; " * MANY + "\n",
    "arguments": "f(" + "a + b, " * MANY + ")\n",
    "a table": "x = {\n" + "    'a': ['b' + 'c', -1],\n" * MANY + "}\n",
    "prose": 'x = """' + "not - a. b! (or) so" * MANY + '"""\n',
    "comments": "# not a - b + c (((\n" * MANY,
    "functions with branches": "def f():\n    if a:\n        pass\n    elif b:\n        pass\n" * MANY,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_refuses_what_would_overflow_the_stack(text: str) -> None:
    assert is_too_deep(text)
    with pytest.raises(ParseError, match="too deeply nested"):
        parse(Source("a.py", text, "python"), "a.py")


@pytest.mark.parametrize("text", FLAT.values(), ids=FLAT)
def test_long_is_not_deep(text: str) -> None:
    assert not is_too_deep(text)


@pytest.mark.parametrize("repeat", ["'", '"""', "'''\\", '"\\', "\\\n", '"""a', "(", ")", "f'{", "#"])
def test_is_linear_on_text_that_never_closes(repeat: str) -> None:
    is_too_deep(repeat * 100_000)


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "not " * 550 + "a\n",
        "x = " + "lambda: " * 550 + "a\n",
        "x = a" + ".b" * 550 + "\n",
        "x = " + "a + " * 550 + "a\n",
        "if a:\n    pass\n" + "elif a:\n    pass\n" * 590,
        "x = " + "(" * 290 + ")" * 290 + "\n",
    ],
)
def test_survives_what_is_just_not_too_deep(text: str) -> None:
    """Parsed, or refused where Python's own recursion ends: never a crash."""
    with suppress(ParseError):
        assert parse(Source("a.py", text, "python"), "a.py").scopes


@pytest.mark.parametrize("frames", range(0, 500, 60))
def test_survives_callers_that_are_deep_themselves(frames: int) -> None:
    """Where the recursion ends depends on who asks; it must end as a ParseError at every place of the tree."""
    _below(frames)


def _below(frames: int) -> None:
    if frames:
        _below(frames - 1)
        return
    with suppress(ParseError):
        parse(Source("a.py", "if a:\n    pass\n" + "elif a:\n    pass\n" * 590, "python"), "a.py")
