"""What texts for people say: commands and URLs in inline code and links are usages marked as prose, the rest is none."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Certainty, Command, Request
from c42migrate.readers import lexical
from c42migrate.readers.containers import parts

LEXICON = Lexicon(programs=frozenset({"code42", "incydr"}))


def said(text: str, kind: str = "markdown") -> list[str]:
    """Each usage of the prose of a text, as it would be said again."""
    found = [part for part in parts(Source("r.md", text, kind)) if part.kind == "prose"]
    usages = [usage for part in found for usage in lexical.read([part], LEXICON)[0].usages]
    for usage in usages:
        assert isinstance(usage, Command | Request)
        assert usage.prose
        assert usage.certainty is Certainty.LEXICAL
        assert text[usage.place.start : usage.place.end].strip() == text[usage.place.start : usage.place.end]
    return [
        " ".join([one.program, *map(str, one.words)])
        if isinstance(one, Command)
        else f"{one.verb.name if one.verb else '?'} {one.url}"
        for one in usages
        if isinstance(one, Command | Request)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Run `code42 legal-hold list` first.\n", ["code42 legal-hold list"]),
        ("1. Use `code42 devices list` or\n   `$ code42 users list`.\n", ["code42 devices list", "code42 users list"]),
        (
            "- `code42 legal-hold show <matter id> --include-policy`\n",
            ["code42 legal-hold show <matter id> --include-policy"],
        ),
        ("Call `PUT /api/UserBlock/{userId}`.\n", ["PUT /api/UserBlock/{userId}"]),
        ("Call `https://console.us.code42.com/api/User`.\n", ["? https://console.us.code42.com/api/User"]),
        ("See https://h.example.com:4285/api/Org/1, it works.\n", ["? https://h.example.com:4285/api/Org/1"]),
        ("[here](https://h.example.com/c42api/v3/auth/jwt)\n", ["? https://h.example.com/c42api/v3/auth/jwt"]),
        ("Try ``curl -X POST https://h/api/Org``\n", ["POST https://h/api/Org"]),
        ("    indented `code42 alerts search` in a list\n", ["code42 alerts search"]),
        ("`code42` is a program, `code42 --help` too\n", []),
        ("the code42 users list and the code42 devices\n", []),
        ("`code42/cli` and `code42.com`\n", []),
        ("See https://support.example.com/Administrator/API and https://example.com/a.png\n", []),
        ("A `/api` base, the `User` resource, `user/my`\n", []),
        ("`application/json`, `src/main.py`, `a/b`\n", []),
        ("```\nUse `code42 users list`\n```\n", []),
        ("`not closed code42 users list\n", []),
    ],
)
def test_prose_of_markdown(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Run ``code42 users list`` now.\n", ["code42 users list"]),
        (".. code-block:: text\n\n   Run ``code42 users list`` now.\n", []),
        ("Run *code42 users list* now.\n", []),
    ],
)
def test_prose_of_restructured_text(text: str, expected: list[str]) -> None:
    assert said(text, "rst") == expected
