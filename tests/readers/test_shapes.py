"""The shapes that public scripts have, ``shapes.txt``: per class at least six, half of which must not be found.

``### class: title``, then files, each after ``--- path``. After ``#!`` stand the rules of which each line must be found by
one, by its primary or a related location; no other line may have the primary place of a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from c42migrate.catalogue import current
from c42migrate.engine.analyse import read
from c42migrate.files.kinds import kind_of
from c42migrate.matching import match
from c42migrate.model import Finding, Place

_CASES = re.split(r"(?m)^### ", Path(__file__).with_name("shapes.txt").read_text("utf-8"))[1:]
_MARK = re.compile(r"[ \t]*#! (.*)")


def _files(body: str) -> dict[str, str]:
    parts = re.split(r"(?m)^--- (.*)\n", body)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _line(place: Place, contents: dict[str, bytes]) -> tuple[str, int]:
    return place.path, contents[place.path].count(b"\n", 0, place.start) + 1


def _found(files: dict[str, str]) -> tuple[list[Finding], dict[str, bytes]]:
    contents = {path: _MARK.sub("", text).encode() for path, text in files.items()}
    kinds = {path: kind_of(path, data, explicit=True) for path, data in contents.items()}
    return match(read(contents, kinds, current().lexicon).readings, contents, current()), contents


@pytest.mark.parametrize("case", [pytest.param(case, id=case.partition("\n")[0]) for case in _CASES])
def test_what_is_marked_is_found_and_nothing_else(case: str) -> None:
    files = _files(case.partition("\n")[2])
    found, contents = _found(files)
    named: dict[tuple[str, int], set[str]] = {}
    for finding in found:
        for place in (finding.place, *(related.place for related in finding.related)):
            named.setdefault(_line(place, contents), set()).add(current().rules[finding.code].name)
    wanted = {
        (path, number): set(mark[1].split())
        for path, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        if (mark := _MARK.search(line))
    }

    for line, names in wanted.items():
        assert named.get(line, set()) & names, (line, named)
    assert {line: named[line] for finding in found if (line := _line(finding.place, contents)) not in wanted} == {}


def test_half_of_each_class_must_not_be_found() -> None:
    classes = Counter(case.partition(":")[0] for case in _CASES)
    silent = Counter(case.partition(":")[0] for case in _CASES if not _MARK.search(case))
    assert all(number >= 6 and silent[name] * 2 >= number for name, number in classes.items())
