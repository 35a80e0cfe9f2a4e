"""Short scripts in the ways people really write them, ``practice*.txt``: after ``#!`` the rules that must be found on a line
(any one when none is named), by their primary or a related location; no finding may lack such a line. A title may end
in ``@`` and the name of the file the script stands in. What is tested is what the reader sees: credentials and headers
count wherever they are sent."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import CredentialMatch, HeaderMatch, Rule
from c42migrate.files.decode import decode
from c42migrate.matching import match
from c42migrate.model import Finding
from c42migrate.readers.python import read

_FILES = sorted(Path(__file__).parent.glob("practice*.txt"))
_CASES = [case for file in _FILES for case in re.split(r"(?m)^### ", file.read_text("utf-8"))[1:]]
_LATER = "C42-210"


def _wide() -> Catalogue:
    """The built-in catalogue without its view of where credentials and headers may be sent."""
    rules = {code: _anywhere(rule) for code, rule in current().rules.items() if code != _LATER}
    return replace(current(), rules=rules)


def _anywhere(rule: Rule) -> Rule:
    match = rule.match
    if isinstance(match, CredentialMatch):
        return replace(rule, match=replace(match, sent_to=""), product="any")
    if isinstance(match, HeaderMatch):
        return replace(rule, match=replace(match, paths=(), except_hosts=()))
    return rule


_CATALOGUE = _wide()
_MARK = re.compile(r"[ \t]*#!(.*)")


def _lines(finding: Finding, data: bytes) -> set[int]:
    places = [finding.place, *(related.place for related in finding.related)]
    return {data.count(b"\n", 0, place.start) + 1 for place in places}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.partition("\n")[0]) for case in _CASES])
def test_what_is_marked_is_found_and_nothing_else(case: str) -> None:
    title, _, body = case.partition("\n")
    path = title.partition(" @ ")[2] or "script.py"
    wanted = {n: set(m[1].split()) for n, line in enumerate(body.split("\n"), 1) if (m := _MARK.search(line))}
    data = _MARK.sub("", body).encode()
    readings = read([decode(path, data, "python")], current().lexicon)
    assert readings[0].parsed

    found = [(finding.code, _lines(finding, data)) for finding in match(readings, {path: data}, _CATALOGUE)]

    for line, codes in wanted.items():
        here = {code for code, lines in found if line in lines}
        assert here >= codes, f"line {line}: {here}"
        assert here, f"line {line}"
    for code, lines in found:
        marked = [wanted[line] for line in lines if line in wanted]
        assert any(not codes or code in codes for codes in marked), f"{code} on lines {lines}"
