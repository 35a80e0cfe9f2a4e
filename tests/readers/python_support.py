"""Reads Python snippets the way a run does, and writes what was found as short lines."""

from __future__ import annotations

from textwrap import dedent

from c42migrate.catalogue import current
from c42migrate.files.decode import decode
from c42migrate.model import Request, Usage
from c42migrate.readers.python import read


def usages(files: dict[str, str] | str) -> list[Usage]:
    named = {"script.py": files} if isinstance(files, str) else files
    sources = [decode(path, dedent(text).encode(), "python") for path, text in named.items()]
    return [usage for reading in read(sources, current().lexicon) for usage in reading.usages]


def requests(files: dict[str, str] | str) -> list[str]:
    """``VERB url`` of every request that has one of the words the tests use in its path; ``?`` for an unknown verb."""
    found = {
        f"{usage.verb.name if usage.verb else '?'} {usage.url}"
        for usage in usages(files)
        if isinstance(usage, Request) and "/api" in str(usage.url) + "/api" * ("User" in str(usage.url))
    }
    return sorted(found)
