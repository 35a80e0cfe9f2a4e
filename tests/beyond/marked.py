"""Texts that say what ``fix`` does to them: ``⟦old|new⟧`` is ``old`` before and ``new`` after, all else stays."""

from __future__ import annotations

import re
from pathlib import Path

from tests.program import Done, run

_MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)⟧")


def before(text: str) -> str:
    return _MARK.sub(r"\1", text)


def after(text: str) -> str:
    return _MARK.sub(r"\2", text)


def command(*words: str) -> Done:
    """Run the tool as of a fixed day, without a cache; findings do not fail it."""
    return run(*words, "--as-of", "2026-11-23", "--exit-zero")


def fixed(path: Path, text: str, *, encoding: str = "utf-8", level: str = "") -> bytes:
    """The bytes of a file with the text of ``before`` after ``fix``."""
    path.write_bytes(before(text).encode(encoding))
    ran = command("fix", str(path), *([level] if level else []))
    assert ran.code == 0, ran.err
    return path.read_bytes()
