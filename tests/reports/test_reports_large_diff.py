from __future__ import annotations

import difflib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.reports.diff import LARGE, unified
from c42migrate.reports.large_diff import opcodes

USE = b'requests.put(f"{base}/api/UserDeactivation/{uid}")\n'
NEW = USE.replace(b"/api/", b"/api/v1/")
MANY = b"\n" * 300_000
DIFFERENT = b"".join(b"x = %d\n" % number for number in range(3 * LARGE))


@given(st.lists(st.sampled_from([b"", b"a", b"b", b"c"])), st.lists(st.sampled_from([b"", b"a", b"b", b"z"])))
def test_they_make_one_of_the_other_without_a_gap(old: list[bytes], new: list[bytes]) -> None:
    made, at, at_new = list[bytes](), 0, 0
    for tag, low, high, b_low, b_high in opcodes(old, new):
        assert (low, b_low) == (at, at_new)
        assert (old[low:high] == new[b_low:b_high]) is (tag == "equal")
        assert {"insert": low == high, "delete": b_low == b_high}.get(tag, low < high and b_low < b_high)
        made += old[low:high] if tag == "equal" else new[b_low:b_high]
        at, at_new = high, b_high
    assert (made, at) == (new, len(old))


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (USE + MANY, NEW + MANY, 5),
        (USE + MANY + USE, NEW + MANY + NEW, 10),
        (b"# one\n" + USE + MANY, NEW + MANY, 6),
        (b"# one\n" + USE + MANY + USE + b"# two\n", NEW + MANY + NEW, 12),
        (MANY + USE, MANY + USE + b"# note\n", 4),
        (USE * 3 + MANY, NEW * 3 + b"# note\n" + MANY, 10),
    ],
)
def test_a_diff_of_a_large_file_is_as_long_as_its_edits(old: bytes, new: bytes, lines: int) -> None:
    start = time.process_time()
    diff = unified({"a.py": old}, {"a.py": new}).splitlines()
    assert time.process_time() - start < 3
    assert len([line for line in diff if line[:2] not in (b"--", b"++", b"@@")]) == lines


def every(step: int, change: bytes) -> bytes:
    lines = DIFFERENT.splitlines(keepends=True)
    return b"".join(change if number % step == 7 else line for number, line in enumerate(lines))


@pytest.mark.parametrize("new", [every(50, b"y\n"), every(400, b""), every(400, b"y\nz\n"), DIFFERENT + b"end\n"])
def test_it_is_what_difflib_says(new: bytes) -> None:
    a, b = (text.decode().splitlines(keepends=True) for text in (DIFFERENT, new))
    expected = "".join(difflib.unified_diff(a, b, "a/a.py", "b/a.py")).splitlines()[2:]
    got = unified({"a.py": DIFFERENT}, {"a.py": new}).decode().splitlines()[2:]
    assert [line for line in got if line[0] in "+-@"] == [line for line in expected if line[0] in "+-@"]
