"""Answers about whatever somebody pastes: the readers look at it as at a script, else the catalogue looks it up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from c42migrate.catalogue.explain import About, Answer, lookup
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import Method
from c42migrate.engine.analyse import Read, read
from c42migrate.model import HOLE, Finding, Request

KINDS = ("shell", "powershell", "python")
"""What a pasted line may be, likeliest first."""

_NAME = "asked"
_REQUEST = re.compile(rf"(?:{'|'.join(method for method in Method if method.isalpha())})\s+\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text read as a program of one kind."""

    read: Read
    findings: tuple[Finding, ...]

    @property
    def worth(self) -> tuple[bool, bool, int]:
        """How much sense the text makes so: something is found, it can be parsed, and how much is found."""
        return bool(self.findings), bool(self.read.parsed), len(self.findings)


def answer(query: str, catalogue: Catalogue) -> Answer:
    """What is known of ``query``: a code, a name, a URL, a header, a symbol, a field, or a line of a script."""
    text = query.strip().strip("`").strip()
    if re.search(r"[\s\"'()]", text) and not _REQUEST.fullmatch(text) and (found := _read(text, catalogue)):
        return found
    return lookup(query, catalogue)


def _read(text: str, catalogue: Catalogue) -> Answer:
    """The answer of the readers; an empty one when the text is nothing that they find."""
    for products in ({}, {_NAME: "incydr"}):
        readings = [_reading(text, kind, catalogue, products) for kind in KINDS]
        best = max(readings, key=lambda reading: reading.worth)
        if best.findings:
            return Answer(tuple(_about(best.findings, catalogue)))
    called = (lookup(request, catalogue) for reading in readings for request in _requests(reading.read))
    return next(filter(None, called), Answer())


def _reading(text: str, kind: str, catalogue: Catalogue, products: Mapping[str, str]) -> _Reading:
    from c42migrate.matching import match

    contents = {_NAME: f"{text}\n".encode()}
    done = read(contents, {_NAME: kind}, catalogue.lexicon)
    return _Reading(done, tuple(match(done.readings, contents, catalogue, products)))


def _about(findings: tuple[Finding, ...], catalogue: Catalogue) -> Iterator[About]:
    """Each rule that something was found of, with what was found first."""
    seen: set[str] = set()
    for finding in findings:
        if finding.code not in seen:
            seen.add(finding.code)
            rule = catalogue.rules[finding.code]
            yield About(rule, finding.used or finding.deprecated.path, finding.instead)


def _requests(done: Read) -> Iterator[str]:
    """The requests of a text, each as verb and URL."""
    for reading in done.readings:
        for usage in reading.usages:
            if isinstance(usage, Request) and usage.verb is not None:
                yield f"{usage.verb.name} {usage.url.marked.replace(HOLE, '{x}')}"
