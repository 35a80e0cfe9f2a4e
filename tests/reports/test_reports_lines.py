from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.policy.lines import Lines


@pytest.mark.parametrize(
    ("data", "encoding", "offset", "expected"),
    [
        (b"", "utf-8", 0, (1, 1)),
        (b"a\nbc", "utf-8", 3, (2, 2)),
        (b"a\r\nbc", "utf-8", 4, (2, 2)),
        (b"a\rbc", "utf-8", 3, (2, 2)),
        ("é\né x".encode(), "utf-8", 6, (2, 3)),
        (b"\xef\xbb\xbfab", "utf-8-sig", 4, (1, 2)),
        (b"\xef\xbb\xbfab", "utf-8", 4, (1, 2)),
        ("\ufeffa\nb".encode("utf-16-le"), "utf-16", 6, (2, 1)),
        ("\ufeff😀x\nb".encode("utf-16-le"), "utf-16", 6, (1, 2)),
        ("\ufeff😀x\nb".encode("utf-16-le"), "utf-16", 10, (2, 1)),
        ("a\u2028b\x0cc".encode(), "utf-8", 6, (1, 5)),
        (b"caf\xe9 x", "latin-1", 5, (1, 6)),
        (b"\xff\xfe bad", "utf-8", 3, (1, 4)),
        (b"abc", "no-such-codec", 99, (1, 4)),
    ],
)
def test_position(data: bytes, encoding: str, offset: int, expected: tuple[int, int]) -> None:
    assert Lines(data, encoding).position(offset) == expected


@given(st.text(alphabet="aé😀\r\n\t \u2028"), st.sampled_from(["utf-8", "utf-16-le", "utf-32-le", "utf-8-sig"]))
def test_every_character_has_the_place_python_gives_it(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    lines = Lines(data, encoding)
    mark = len("".encode(encoding))
    unmarked = "utf-8" if encoding == "utf-8-sig" else encoding
    line, column = 1, 1
    for index, char in enumerate(text):
        assert lines.position(mark + len(text[:index].encode(unmarked))) == (line, column)
        ends = char == "\n" or (char == "\r" and text[index + 1 : index + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)


@given(st.text(alphabet="aé😀\n"))
def test_offset_is_the_inverse_of_position(text: str) -> None:
    lines = Lines(text.encode())
    for index in range(len(text) + 1):
        offset = len(text[:index].encode())
        assert lines.offset(*lines.position(offset)) == offset
