"""Sessions and programs in Markdown: which lines of a block are commands."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.readers.containers import parts


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("bash", "f() {\n  # GET /api/v1/Role\n  curl x\n}\nH=y\n", "f() {\n  # GET /api/v1/Role\n  curl x\n}\nH=y\n"),
        ("", "# GET the users\ncurl x\n", "# GET the users\ncurl x\n"),
        ("console", "# GET the users\ncurl x\n", "# GET the users\ncurl x\n"),
        ("bash", "$ export H=y\ncurl $H\n", "export H=y\ncurl $H\n"),
        ("bash", "# see also\nwget x\n$ curl y\n", "# see also\nwget x\ncurl y\n"),
        ("console", "# curl x\n{}\n", "curl x\n"),
        ("console", "root@h:~# curl x\n{}\n", "curl x\n"),
        ("console", "$ curl x\nhttps://h/api/User\n", "curl x\n"),
        ("console", "# see also below\n$ curl x\nout\n", "see also below\ncurl x\n"),
        ("bash", "# see also\ncall x\n", "# see also\ncall x\n"),
    ],
)
def test_which_lines_are_commands(language: str, body: str, expected: str) -> None:
    text = f"# T\n\n```{language}\n{body}```\n"
    found = parts(Source("f.md", text, "markdown", offsets=list(range(len(text) + 1))))
    assert [(part.kind, part.text) for part in found] == [("shell", expected)]
