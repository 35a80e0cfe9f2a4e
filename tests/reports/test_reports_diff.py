from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from c42migrate.reports.diff import unified

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
        diff = unified({name: before}, {name: after})
        assert b"hunter2" not in diff
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
        assert apply(directory, {"f": before}, unified({"f": before}, {"f": after})) == {"f": after}


def test_a_changed_line_with_a_secret_is_masked() -> None:
    diff = unified({"a.py": b"put('/api', password='hunter2')\n"}, {"a.py": b"put('/v1', password='hunter2')\n"})
    assert b"hunter2" not in diff
    assert b"+put('/v1', password='***')" in diff


def test_no_change_no_diff() -> None:
    assert unified({"a": b"x"}, {"a": b"x"}) == b""


def test_a_secret_of_a_call_over_several_lines_is_no_context() -> None:
    text = b"requests.put(url, auth=(\n    'admin',\n    'hunter2',\n), data='/api')\n"
    diff = unified({"a.py": text}, {"a.py": text.replace(b"/api", b"/v1")})
    assert b"hunter2" not in diff
    assert b"+), data='/v1')" in diff
