"""``--annotate``: a comment above what only a person can change, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.program import run

NOTE = "# C42-301 user-block: by hand, see c42migrate explain C42-301"
CALL = 'requests.put("https://console.us.code42.com/api/v1/UserBlock/7")'


def annotated(path: Path, *more: str) -> bytes:
    done = run("fix", path, "--annotate", "--exit-zero", *more)
    assert done.code == 0, done.err
    return path.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"import requests\n{CALL}\n", f"import requests\n{NOTE}\n{CALL}\n"),
        (f"import requests\r\n{CALL}", f"import requests\r\n{NOTE}\r\n{CALL}"),
        (f"import requests\ndef f():\n\t{CALL}\n", f"import requests\ndef f():\n\t{NOTE}\n\t{CALL}\n"),
        (f"import requests\nf(\n  1,\n  {CALL},\n)\n", f"import requests\nf(\n  1,\n  {NOTE}\n  {CALL},\n)\n"),
        (f"import requests\n# ünï ☃\n{CALL}\n", f"import requests\n# ünï ☃\n{NOTE}\n{CALL}\n"),
        (f"import requests\nx = 1 + \\\n  {CALL}\n", f"import requests\n{NOTE}\nx = 1 + \\\n  {CALL}\n"),
        (f'import requests\nx = f"""\n{{{CALL.replace(chr(34), chr(39))}}}\n"""\n', None),  # inside a string
        (f"import requests\nprint 1\n{CALL}\n", None),  # Python 2: cannot be proven here
        ("import requests\nrequests.get(url)\n", None),
    ],
)
def test_annotating(tmp_path: Path, before: str, after: str | None) -> None:
    path = tmp_path / "s.py"
    path.write_bytes(before.encode())
    expected = (before if after is None else after).encode()
    assert annotated(path) == expected
    assert annotated(path) == expected, "twice is once"


def test_together_with_fixes(tmp_path: Path) -> None:
    path = tmp_path / "s.py"
    path.write_text('import requests\nrequests.put("https://console.us.code42.com/api/UserBlock/7")\n')
    text = annotated(path).decode()
    assert text.splitlines()[1:] == [NOTE, CALL]
    ast.parse(text)


def test_a_diff_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.py"
    path.write_text(f"import requests\n{CALL}\n")
    assert annotated(path, "--diff") == f"import requests\n{CALL}\n".encode()
