"""String tokens: Python itself is the oracle."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.readers.python.strings import decode, split

_ATOMS = [
    "a", "é", "\u4e2d", "\U0001f600", "/api/v1/User", "{", "}", "{{", "}}", "#", " ", "\t", "\\\n", "\\\r\n", "\\\\",
    "\\'", '\\"', "\\n", "\\r", "\\t", "\\a", "\\b", "\\f", "\\v", "\\0", "\\12", "\\101", "\\1018", "\\777", "\\x41",
    "\\u00e9", "\\U0001F600", "\\N{EM DASH}", "\\N{lf}", "\\d", "\\{", "\\ ", "\\N", "\\8",
]  # fmt: skip
_BYTES = [atom for atom in _ATOMS if atom.isascii() and atom != "\\777"]
_TRIPLE = ["\n", "\r\n", "\r"]


def _decoded(source: str) -> tuple[str, tuple[int, ...]]:
    token = split(source)
    decoded = decode(source[token.start : token.end], token)
    return decoded.text, decoded.indices()


def _python(source: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = ast.literal_eval(source)
    return value if isinstance(value, str) else value.decode("latin-1")


def _is_fine(source: str) -> bool:
    try:
        _python(source)
    except (SyntaxError, ValueError):
        return False
    return True


@st.composite
def _tokens(draw: st.DrawFn) -> str:
    prefix = draw(st.sampled_from(["", "u", "U", "r", "R", "b", "B", "rb", "bR", "Br", "RB"]))
    quote = draw(st.sampled_from(["'", '"', "'''", '"""']))
    atoms = _BYTES if "b" in prefix.lower() else _ATOMS
    parts = draw(st.lists(st.sampled_from([*atoms, *_TRIPLE] if len(quote) > 1 else atoms), max_size=12))
    return prefix + quote + "".join(parts) + quote


@given(_tokens().filter(_is_fine))
def test_value_is_what_python_says(source: str) -> None:
    text, _ = _decoded(source)
    assert text == _python(source)


@given(_tokens().filter(_is_fine))
def test_bounds_tile_the_content(source: str) -> None:
    token = split(source)
    text, bounds = _decoded(source)
    assert len(bounds) == len(text) + 1
    assert list(bounds) == sorted(bounds)
    assert bounds[0] == 0
    if text:
        assert bounds[-1] == token.end - token.start
        assert len(set(bounds)) == len(bounds), "every code point owns at least one character"


@given(_tokens().filter(_is_fine), st.data())
def test_each_part_decodes_by_itself(source: str, data: st.DataObject) -> None:
    """What stands between two boundaries says exactly the code points between them."""
    token = split(source)
    content = source[token.start : token.end]
    text, bounds = _decoded(source)
    at = data.draw(st.integers(0, len(text)))
    head, tail = decode(content[: bounds[at]], token).text, decode(content[bounds[at] :], token).text
    joined = {"\r", "\n"} & {content[bounds[at] - 1 : bounds[at]]}
    digits = content[bounds[at] : bounds[at] + 1].isdigit()
    if not joined and not digits:
        assert head + tail == text


@pytest.mark.parametrize(
    ("source", "text", "bounds"),
    [
        ('"abc"', "abc", (0, 1, 2, 3)),
        ('""', "", (0,)),
        (r'"a\x41b"', "aAb", (0, 1, 5, 6)),
        (r'r"a\x41"', r"a\x41", (0, 1, 2, 3, 4, 5)),
        (r'"\u00e9\101"', "éA", (0, 6, 10)),
        (r'"\N{EM DASH}-"', "—-", (0, 11, 12)),
        ('"a\\\nb"', "ab", (0, 3, 4)),
        ('"""\\\nb"""', "b", (0, 3)),
        ('"""a\r\nb"""', "a\nb", (0, 1, 3, 4)),
        ('f"a{{b}}"', "a{b}", (0, 1, 3, 4, 6)),
        ('rf"\\d{{"', "\\d{", (0, 1, 2, 4)),
        (r'b"\u0041\xff"', "\\u0041\xff", (0, 1, 2, 3, 4, 5, 6, 10)),
        ('ur"\\d"', "\\d", (0, 1, 2)),
    ],
)
def test_examples(source: str, text: str, bounds: tuple[int, ...]) -> None:
    assert _decoded(source) == (text, bounds)


@pytest.mark.parametrize(
    "source", [r'"\x4"', r'"\u12"', r'"C:\Users"', r'"\N{NO SUCH NAME}"', r'"\N{EM DASH"', r'"\U00110000"']
)
def test_broken_escapes_stay_as_written(source: str) -> None:
    """Python 2 reads such literals without ``u`` as they stand."""
    assert _decoded(source)[0] == source[1:-1]


@pytest.mark.parametrize("source", ["abc", "", "1", "\\'a'"])
def test_no_string_token(source: str) -> None:
    with pytest.raises(ValueError, match="not a string token"):
        split(source)
