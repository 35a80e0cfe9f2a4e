"""Text on which a grammar goes back and forth without end: parsers are given up after counted steps."""

from __future__ import annotations

import pytest
import tree_sitter_bash
import tree_sitter_powershell
from tree_sitter import Language

from c42migrate.files.decode import decode
from c42migrate.readers.syntax import Script
from tests.counting import calls

SHELL = (tree_sitter_bash.language, "\\")
POWERSHELL = (tree_sitter_powershell.language, "`")
STEPS = 200_000
"""A parser that is given up has called back 40,000 times; without a limit it goes on for a minute and more."""


@pytest.mark.parametrize(
    ("language", "word"), [(SHELL, "<"), (SHELL, "|"), (SHELL, "<<a\n"), (SHELL, "\n\n<(\n"), (POWERSHELL, "${")]
)
def test_ends(language: tuple[object, str], word: str) -> None:
    make, escape = language
    assert callable(make)
    source = decode("a", (word * (100_000 // len(word))).encode(), "shell")
    assert calls(lambda: Script(source, Language(make()), escape=escape)) < STEPS


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (SHELL, 'for i in 1 2; do curl -s "https://x/$i" | jq ".a[]" > f; done\n'),
        (POWERSHELL, 'foreach ($i in 1..3) { Invoke-RestMethod -Uri "https://x/$i" | Out-File f }\n'),
    ],
)
def test_a_long_script_is_read_whole(language: tuple[object, str], line: str) -> None:
    make, escape = language
    assert callable(make)
    script = Script(decode("a", (line * 3000).encode(), "shell"), Language(make()), escape=escape)
    assert not script.broken
    assert script.roots[0].end_byte == len(line) * 3000
    assert not script.roots[0].has_error


def test_what_takes_too_many_steps_says_so() -> None:
    script = Script(decode("a.sh", b"<" * 100_000, "shell"), Language(tree_sitter_bash.language()), escape="\\")
    assert script.broken
