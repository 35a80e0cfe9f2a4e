"""What a rule must have beyond being well formed; ``c42migrate validate-rules`` and the tests of the built-in rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from c42migrate.catalogue import model
from c42migrate.catalogue.claims import normal, operations
from c42migrate.catalogue.compiled import builtin_rules
from c42migrate.catalogue.ends import client
from c42migrate.catalogue.load import VOCABULARY, load, load_rules, load_vocabulary, rule_files
from c42migrate.errors import CatalogueError

EXAMPLES = 2
SUMMARY = 120
RESERVED = "C42-0"
"""Codes of findings that no rule makes, such as unused suppressions."""


def validate(directory: Path, base: Path | None = None) -> list[CatalogueError]:
    """Every problem of the rule files in ``directory``, file by file; an empty list when they are good.

    They are checked together with the rules of ``base`` (the built-in ones unless ``directory`` is those).
    """
    try:
        files = rule_files(directory)
    except CatalogueError as error:
        return [error]
    problems = [problem for path in files for problem in _file(path)]
    return problems or _together(directory, base or builtin_rules())


def _file(path: Path) -> list[CatalogueError]:
    """Return the first structural error of a file, or else all that its rules lack."""
    try:
        if path.name == VOCABULARY:
            load_vocabulary(path)
            return []
        return [_error(path, rule, text) for rule in load_rules(path) for text in lacks(rule)]
    except CatalogueError as error:
        return [error]


def _together(directory: Path, base: Path) -> list[CatalogueError]:
    own = directory.resolve() == base.resolve()
    try:
        catalogue = load([directory] if own else [base, directory])
    except CatalogueError as error:
        return [error]
    live = {(method, normal(path)): f"{method} {path}" for method, path in catalogue.vocabulary.live}
    return [
        _error(directory / rule.source_file, rule, f"deprecates {live[claim]}, which the vocabulary lists as current")
        for rule in map(catalogue.rules.__getitem__, sorted(codes(directory)))
        for claim in _unconditional(rule)
        if claim in live
    ]


def _unconditional(rule: model.Rule) -> Iterable[tuple[str, str]]:
    """Return the operations a rule deprecates as a whole, not only with some query key or body."""
    match rule.match:
        case model.RequestMatch(query=(), body=body) as found if not body and "*" not in found.methods:
            return operations(found)
    return ()


def _error(path: Path, rule: model.Rule, text: str) -> CatalogueError:
    return CatalogueError(f"{rule.code} {text}", path=str(path), line=rule.source_line)


def codes(directory: Path) -> frozenset[str]:
    """Return the codes of the rules in ``directory``, which must be valid. Raises CatalogueError otherwise."""
    files = [path for path in rule_files(directory) if path.name != VOCABULARY]
    return frozenset(rule.code for path in files for rule in load_rules(path))


def lacks(rule: model.Rule) -> Iterator[str]:
    """Yield what is missing in or wrong with one rule, as ends of the sentence "C42-301 …"."""
    if rule.code.startswith(RESERVED):
        yield f"has a code that is reserved for the tool itself ({RESERVED}…)"
    yield from _tests(rule)
    yield from _dates(rule.lifecycle)
    yield from _client(rule)
    yield from _texts(rule)
    yield from _paths(rule)
    yield from _replacement(rule)


def _tests(rule: model.Rule) -> Iterator[str]:
    if not any(isinstance(test, model.LineTest) for test in rule.found) and len(rule.found) < EXAMPLES:
        yield f"needs a line or at least {EXAMPLES} scripts in tests.found, has {len(rule.found)}"
    if not rule.not_found:
        yield "needs a test in tests.not_found"
    if rule.fix.applicability == "safe" and not any(test.fixed is not None for test in rule.found):
        yield "is fixed safely, but no test says how the code looks afterwards (tests.found.fixed)"


def _dates(life: model.Lifecycle) -> Iterator[str]:
    marks = [(item.name, getattr(life, item.name)) for item in fields(model.Lifecycle)]
    known = [(name, mark) for name, mark in marks if isinstance(mark, model.Milestone)]
    if not known:
        yield "has no date at all in its lifecycle"
    if life.removed and life.removed.basis in (model.Basis.POLICY, model.Basis.INFERRED):
        yield "lifecycle.removed must be seen or stated; a policy date belongs in end_of_life"
    for name, mark in known:
        seen = (
            mark.basis is model.Basis.OBSERVED
        )  # the last day something was seen may be the one before its successor came
        if life.announced and name.startswith("end_of") and not seen and mark.date < life.announced.date:
            yield f"lifecycle.announced ({life.announced.date}) is after lifecycle.{name} ({mark.date})"
    yield from (f"lifecycle.{name} has no source" for name, mark in known if not mark.source.strip())


def _client(rule: model.Rule) -> Iterator[str]:
    if (rule.server or rule.servers) and not client(rule):
        yield "names server operations, but is not about calls or commands of a client"
    if rule.server and (rule.lifecycle.end_of_life or rule.lifecycle.end_of_support):
        yield "has an end of its own besides that of the server operations it names (server)"


def _texts(rule: model.Rule) -> Iterator[str]:
    if not rule.summary.strip() or "\n" in rule.summary.strip() or len(rule.summary) > SUMMARY:
        yield f"summary must be one line of at most {SUMMARY} characters"
    if rule.fix.applicability != "safe" and not rule.fix.reason:
        yield f"fix is {rule.fix.applicability} without saying why (fix.reason)"
    if rule.fix.applicability == "manual" and not rule.steps:
        yield "is fixed by hand, but has no steps"
    if not rule.sources:
        yield "names no sources"


def _paths(rule: model.Rule) -> Iterator[str]:
    for path in _templates(rule):
        if not path.startswith("/") or "?" in path or path.count("{") != path.count("}"):
            yield f"path {path!r} is not a template that starts with '/' and has no query"


def _templates(rule: model.Rule) -> Iterable[str]:
    match rule.match:
        case model.RequestMatch() as found:
            return found.paths
        case model.ShapeMatch() as found:
            return (*found.source, found.target)
        case model.FieldMatch() as found:
            return tuple(operation.partition(" ")[2] for operation in found.operations)
    return ()


def _replacement(rule: model.Rule) -> Iterator[str]:
    replacement = rule.replacement
    if not replacement.text.strip():
        yield "replacement.text is empty"
    if bool(replacement.method) != bool(replacement.path) and isinstance(rule.match, model.RequestMatch):
        yield "replacement needs both method and path, or neither"
