"""Answers about whatever somebody pastes: the readers look at it as at a script, else the catalogue looks it up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from c42migrate.catalogue.explain import About, Answer, lookup
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import Method, RequestMatch

if TYPE_CHECKING:
    from c42migrate.engine.analyse import Read
    from c42migrate.model import Finding

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
    """Return what is known of ``query``: a code, a name, a URL, a header, a symbol, a field, or a line of a script."""
    text = re.sub(r"^(-H|--header)\s+", "", query.strip().strip("`").strip())
    named = [code for code in re.findall(r"[A-Z][A-Z0-9]+-\d+", text) if code in catalogue.rules]
    if named and text != named[0]:  # a line of a report, a comment of ours
        return Answer(tuple(About(catalogue.rules[code]) for code in dict.fromkeys(named)))
    if re.search(r"[\s\"'()]", text) and not _REQUEST.fullmatch(text) and (found := _read(text, catalogue)):
        return found
    return lookup(text, catalogue)


def _read(text: str, catalogue: Catalogue) -> Answer:
    """Return the answer of the readers; an empty one when the text is nothing that they find."""
    for products in ({}, {_NAME: "incydr"}):
        readings = [_reading(text, kind, catalogue, products) for kind in KINDS]
        best = max(readings, key=lambda reading: reading.worth)
        if best.findings:
            return Answer(tuple(_about(best.findings, catalogue)))
    asked = (lookup(one, catalogue) for reading in readings for one in _asked(reading.read))
    return next(filter(None, asked), Answer())


def _reading(text: str, kind: str, catalogue: Catalogue, products: Mapping[str, str]) -> _Reading:
    from c42migrate.engine.analyse import read
    from c42migrate.matching import match

    contents = {_NAME: f"{text}\n".encode()}
    done = read(contents, {_NAME: kind}, catalogue.lexicon)
    return _Reading(done, tuple(match(done.readings, contents, catalogue, products)))


def _about(findings: tuple[Finding, ...], catalogue: Catalogue) -> Iterator[About]:
    """Each rule that something was found of, with what was found first; of a path without verb all that it may mean."""
    seen: dict[str, About] = {}
    for finding in findings:
        rule = catalogue.rules[finding.code]
        if isinstance(rule.match, RequestMatch) and not finding.deprecated.method:
            for about in lookup(finding.used, catalogue).about:
                seen.setdefault(about.rule.code, about)
        seen.setdefault(finding.code, About(rule, finding.used or finding.deprecated.path, finding.instead))
    yield from seen.values()


def _asked(done: Read) -> Iterator[str]:
    """Yield what the text does, each as somebody would ask for it alone: requests or, where there are none, headers
    and ways to log in."""
    from c42migrate.model import HOLE, Credential, Header, Request

    usages = [usage for reading in done.readings for usage in reading.usages]
    requests = [usage for usage in usages if isinstance(usage, Request)]
    for request in requests:
        if request.verb is not None:
            yield f"{request.verb.name} {request.url.marked.replace(HOLE, '{x}')}"
    for usage in usages if not requests else ():
        match usage:
            case Header(name=name, value=value):
                yield f"{name}: {value.marked.replace(HOLE, 'x')}"
            case Credential(scheme="basic"):
                yield "basic authentication"
