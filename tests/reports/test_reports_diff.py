from __future__ import annotations

import difflib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from c42migrate.catalogue import current
from c42migrate.reports.diff import MASKED, Change, changes, exact, masked
from c42migrate.reports.masking import Mask
from c42migrate.reports.quotes import Quotes
from tests.counting import calls

GIT = shutil.which("git")


def apply(directory: Path, before: dict[str, bytes], diff: bytes) -> dict[str, bytes]:
    for name, data in before.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_bytes(data)
    subprocess.run(["git", "apply", "-p1", "-"], cwd=directory, input=diff, check=True, capture_output=True)
    return {name: (directory / name).read_bytes() for name in before}


@pytest.mark.skipif(GIT is None, reason="git is not installed")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\r\nb\r\nc", b"a\r\nB\r\nc"),
        (b"a", b"b"),
        (b"a\nb", b"a\nb\nc"),
        (b"caf\xe9\nx\n", b"caf\xe9\ny\n"),
        (b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfb\n"),
        (b"1\n2\n3\n4\npassword = 'hunter2'\nx\n6\n", b"1\n2\n3\n4\npassword = 'hunter2'\nX\n6\n"),
        (b"a\nb\nc\npw = 'hunter2'\nd\ne\nf\n", b"A\nb\nc\npw = 'hunter2'\nd\ne\nF\n"),
        (b"1\n2\n3\n##vso[task.complete]\n4\nx\n5\n6\n", b"1\n2\n3\n##vso[task.complete]\n4\ny\n5\n6\n"),
        (b"x\n1\n\x0c\n2\n  ::error::z\n", b"y\n1\n\x0c\n2\n  ::error::z\n"),
        ("x\r\nу\r\n".encode("utf-16"), "z\r\nу\r\n".encode("utf-16")),
        (b"x\n" * 50 + b"a\n" + b"y\n" * 50, b"x\n" * 50 + b"b\n" + b"y\n" * 50),
    ],
)
def test_git_applies_it(tmp_path: Path, before: bytes, after: bytes) -> None:
    for name in ("a.py", "dir with blank/ü'\".py", "##vso[x]y.py"):
        diff = exact({name: before}, {name: after})
        assert apply(tmp_path, {name: before}, diff) == {name: after}


@pytest.mark.skipif(GIT is None, reason="git is not installed")
@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n"]), min_size=1), st.lists(st.sampled_from(["a\n", "b\n", "z"]))
)
def test_git_applies_anything(tmp_path_factory: pytest.TempPathFactory, old: list[str], new: list[str]) -> None:
    before, after = "".join(old).encode(), "".join(new).encode()
    if before != after and after:
        directory = tmp_path_factory.mktemp("diff")
        assert apply(directory, {"f": before}, exact({"f": before}, {"f": after})) == {"f": after}


def looked_at(old: bytes, new: bytes, path: str = "a.py") -> str:
    mask = Mask(current())
    return masked({path: Quotes(mask, path, old)}, {path: Quotes(mask, path, new)})


def test_on_a_screen_it_is_masked_and_says_so() -> None:
    before = b"requests.put('/api/User', auth=(\n    'admin',\n    'hunter2',\n))\n"
    diff = looked_at(before, before.replace(b"/api/", b"/api/v1/"))
    assert diff.splitlines() == [
        MASKED,
        "--- a/a.py",
        "+++ b/a.py",
        "@@ -1,4 +1,4 @@",
        "-requests.put('/api/User', auth=(",
        "+requests.put('/api/v1/User', auth=(",
        "     '…',",
        "     '…',",
        " ))",
    ]


@pytest.mark.skipif(GIT is None, reason="git is not installed")
def test_git_does_not_take_a_masked_one(tmp_path: Path) -> None:
    before = b"put('/api/User', 'hunter2')\n"
    with pytest.raises(subprocess.CalledProcessError):
        apply(tmp_path, {"a.py": before}, looked_at(before, b"put('/api/v1/User', 'hunter2')\n").encode())


def test_no_change_no_diff() -> None:
    assert exact({"a": b"x"}, {"a": b"x"}) == b""


def test_no_change_nothing_to_look_at() -> None:
    assert looked_at(b"x", b"x") == ""


USE = b'requests.put(f"{base}/api/UserDeactivation/{uid}")\n'
NEW = USE.replace(b"/api/", b"/api/v1/")
MANY = b"\n" * 300_000
DIFFERENT = b"".join(b"x = %d\n" % number for number in range(6000))


@given(st.lists(st.sampled_from([b"", b"a", b"b", b"c"])), st.lists(st.sampled_from([b"", b"a", b"b", b"z"])))
def test_changes_make_one_of_the_other(old: list[bytes], new: list[bytes]) -> None:
    made, last = list[bytes](), Change(0, 0, 0, 0)
    for change in changes(old, new):
        assert old[last.end : change.start] == new[last.new_end : change.new_start]
        made += old[last.end : change.start] + new[change.new_start : change.new_end]
        last = change
    assert made + old[last.end :] == new


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
    diff = exact({"a.py": old}, {"a.py": new}).splitlines()
    assert calls(lambda: exact({"a.py": old}, {"a.py": new})) < 2000, "far fewer than lines"
    assert len([line for line in diff if line[:2] not in (b"--", b"++", b"@@")]) == lines


def every(step: int, change: bytes) -> bytes:
    lines = DIFFERENT.splitlines(keepends=True)
    return b"".join(change if number % step == 7 else line for number, line in enumerate(lines))


@pytest.mark.parametrize("new", [every(50, b"y\n"), every(400, b""), every(400, b"y\nz\n"), DIFFERENT + b"end\n"])
def test_it_is_what_difflib_says(new: bytes) -> None:
    a, b = (text.decode().splitlines(keepends=True) for text in (DIFFERENT, new))
    expected = "".join(difflib.unified_diff(a, b, "a/a.py", "b/a.py")).splitlines()[2:]
    got = exact({"a.py": DIFFERENT}, {"a.py": new}).decode().splitlines()[2:]
    assert [line for line in got if line[0] in "+-@"] == [line for line in expected if line[0] in "+-@"]
