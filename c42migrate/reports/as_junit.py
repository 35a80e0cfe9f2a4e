"""JUnit XML: one test suite per file, one failed test per finding; one passed test when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from c42migrate.reports.parts import Item
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View
from c42migrate.reports.words import instead, lifetime, one_line

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style


def render(view: View, _style: Style) -> str:
    """The whole document."""
    return "\n".join(_document(view)) + "\n"


def _document(view: View) -> Iterator[str]:
    errors = len(view.errors)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    tests = len(view.items) + errors or 1
    yield f'<testsuites name="c42migrate" tests="{tests}" failures="{len(view.items)}" errors="{errors}">'
    for path, items in groupby(view.items, key=lambda item: item.spot.path):
        yield from _suite(path, list(items))
    if errors:
        yield f'  <testsuite name="files that could not be read" tests="{errors}" failures="0" errors="{errors}">'
        for problem in view.errors:
            yield f"    <testcase name={_attribute(problem.path)} classname={_attribute(problem.kind)}>"
            yield f"      <error type={_attribute(problem.kind)} message={_attribute(problem.message)}/>"
            yield "    </testcase>"
        yield "  </testsuite>"
    if not view.items and not errors:
        yield '  <testsuite name="c42migrate" tests="1" failures="0" errors="0">'
        yield '    <testcase name="no deprecated use found" classname="c42migrate"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _suite(path: str, items: list[Item]) -> Iterator[str]:
    yield f'  <testsuite name={_attribute(path)} tests="{len(items)}" failures="{len(items)}" errors="0">'
    for item in items:
        name = f"{item.code} {item.name} {item.spot.line}:{item.spot.column}"
        text = "\n".join((f"{path}:{item.spot.line}:{item.spot.column}", lifetime(item.dated), instead(item)))
        yield f"    <testcase name={_attribute(name)} classname={_attribute(path)}>"
        yield f"      <failure type={_attribute(item.dated.severity)} message={_attribute(one_line(item))}>"
        yield f"{_text(text)}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _attribute(text: str) -> str:
    return quoteattr(_valid(plain(text)))


def _text(text: str) -> str:
    return escape(_valid("\n".join(plain(line) for line in text.splitlines())))


def _valid(text: str) -> str:
    """Without the two code points that XML has no way to write."""
    return text.replace("\ufffe", "?").replace("\uffff", "?")
