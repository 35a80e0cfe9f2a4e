from __future__ import annotations

from collections.abc import Mapping

import pytest

from c42migrate.catalogue import current
from c42migrate.model import Edit, Place
from c42migrate.reports.diff import LONGEST_BLOCK as LIMIT
from c42migrate.reports.diff import of_fix
from c42migrate.reports.masking import Mask
from c42migrate.reports.quotes import Quotes
from tests.reports.outcomes import edit

TWO = b'a = 1\nput("/api/UserBlock")\nb = 2\nput("/api/UserBlock/x")\n'


def shown(contents: Mapping[str, bytes], edits: list[Edit]) -> list[str]:
    mask = Mask(current())
    return of_fix(edits, lambda path: Quotes(mask, path, contents.get(path, b"")))


def at(path: str, data: bytes, old: bytes, new: str) -> Edit:
    return edit(path, data, old, new)


def test_one_line() -> None:
    assert shown({"a.py": TWO}, [at("a.py", TWO, b"/api/UserBlock", "/api/v1/UserBlock")]) == [
        "@@ a.py:2 @@",
        '-put("/api/UserBlock")',
        '+put("/api/v1/UserBlock")',
    ]


def test_two_edits_of_a_line_and_one_elsewhere() -> None:
    first = [at("a.py", TWO, b"put", "post"), at("a.py", TWO, b"/api/UserBlock", "/x")]
    other = Edit(Place("a.py", TWO.rindex(b"/x"), TWO.rindex(b"/x") + 2), "/y")
    assert shown({"a.py": TWO}, [other, *first]) == [
        "@@ a.py:2 @@",
        '-put("/api/UserBlock")',
        '+post("/x")',
        "@@ a.py:4 @@",
        '-put("/api/UserBlock/x")',
        '+put("/api/UserBlock/y")',
    ]


def test_two_files_of_one_fix() -> None:
    contents = {"b.py": b"x = 1\n", "a.py": b"y = 2\n"}
    edits = [at("b.py", contents["b.py"], b"1", "3"), at("a.py", contents["a.py"], b"2", "4")]
    assert shown(contents, edits) == ["@@ a.py:1 @@", "-y = 2", "+y = 4", "@@ b.py:1 @@", "-x = 1", "+x = 3"]


@pytest.mark.parametrize(
    ("data", "old", "new", "wanted"),
    [
        (b'put("/a",\n    "/b")\n', b'"/a",\n    "/b"', '"/c"', ['-put("/a",', '-    "/b")', '+put("/c")']),
        ("x = 'é\N{GRINNING FACE}' + '/a'\n".encode(), b"/a", "/b", ["-x = '…' + '/a'", "+x = '…' + '/b'"]),
        (b"# c42\r\nx\r\n", b"# c42\r\n", "", ["-# c42", "-x", "+x"]),
        (b"x", b"x", "y\nz", ["-x", "+y", "+z"]),
    ],
)  # fmt: skip
def test_shapes(data: bytes, old: bytes, new: str, wanted: list[str]) -> None:
    assert shown({"a.py": data}, [at("a.py", data, old, new)])[1:] == wanted


@pytest.mark.parametrize(
    "data",
    [
        b'put("/api/UserBlock", auth=("me", "s3cret-word"))\n',
        b'password = "s3cret-word"; put("/api/UserBlock")\n',
        b'put("/api/UserBlock", password="s3cret-word", other="x")\n',
    ],
)
def test_secrets_are_masked_on_both_sides(data: bytes) -> None:
    lines = shown({"a.py": data}, [at("a.py", data, b"/api/UserBlock", "/api/v1/UserBlock")])
    assert "s3cret-word" not in "\n".join(lines)
    assert "/api/v1/UserBlock" in lines[-1]


def test_a_file_that_is_not_at_hand_is_left_out() -> None:
    assert shown({}, [Edit(Place("a.py", 0, 1), "x")]) == []


def test_long_blocks_are_cut() -> None:
    data = b"x\n" * 100
    lines = shown({"a.py": data}, [Edit(Place("a.py", 0, len(data) - 1), "y")])
    assert len(lines) == LIMIT + 3
    assert lines[-2] == f"… {100 - LIMIT} more lines"
