"""Rule directories (``*.yaml``, ``vocabulary.yaml``) to a Catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

import yaml

from c42migrate.catalogue.index import Catalogue, Sources, assemble, compiled
from c42migrate.catalogue.model import (
    Basis,
    CommandMatch,
    FieldMatch,
    Lifecycle,
    Match,
    Milestone,
    Rule,
    SymbolMatch,
    Twin,
)
from c42migrate.catalogue.reader import Reader, compose, did_you_mean
from c42migrate.catalogue.ruleformat import NONE, Announcement, Mark, RuleFile, WrittenRule
from c42migrate.catalogue.twins import attribute, check
from c42migrate.catalogue.vocabulary import VocabularyFile
from c42migrate.errors import CatalogueError
from c42migrate.files.whole import read_whole

VOCABULARY = "vocabulary.yaml"
NAME = r"[a-z0-9]+([.-][a-z0-9]+)*"
"""How the notes and sources of a file are named."""

POLICY = "one year after the announcement"
"""The source of an end of life that nobody stated."""


def load(directories: Sequence[Path]) -> Catalogue:
    """Read and check every rule file of the directories, later directories adding to (or overriding) earlier ones.

    Raises CatalogueError naming file, line and key.
    """
    return assemble(compiled(read(directories)))


def read(directories: Sequence[Path]) -> Sources:
    """Return the rules and words of the directories, not yet put together. Raises CatalogueError."""
    files = [path for directory in directories for path in rule_files(directory)]
    rules = tuple(rule for path in files if path.name != VOCABULARY for rule in load_rules(path))
    words = tuple(load_vocabulary(path) for path in files if path.name == VOCABULARY)
    return Sources(rules, words, fingerprint(files))


def rule_files(directory: Path) -> list[Path]:
    """Return the YAML files directly in ``directory``, by name (or ``directory`` itself when it is a file).

    Raises CatalogueError when there are none.
    """
    if directory.is_file():
        return [directory]
    found = sorted(path for path in directory.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))
    if not found:
        raise CatalogueError("has no rule files (*.yaml)", path=str(directory))
    return found


def fingerprint(files: Sequence[Path]) -> str:
    """Return a hash over names and contents (16 hexadecimal digits); line ends do not count. Raises CatalogueError."""
    digest = blake2b(digest_size=8)
    for path in files:
        try:
            content = read_whole(path).replace(b"\r\n", b"\n")
        except OSError as error:
            raise CatalogueError(f"cannot be read: {error.strerror}", path=str(path)) from error
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def load_vocabulary(path: Path) -> VocabularyFile:
    """Return a vocabulary file. Raises CatalogueError."""
    return Reader(path).record(compose(path), VocabularyFile)


def load_rules(path: Path) -> list[Rule]:
    """Return the rules of one family file. Raises CatalogueError."""
    reader, root = Reader(path), compose(path)
    _fill_in(reader.mapping(root, ""))
    file = reader.record(root, RuleFile)
    nodes = reader.mapping(root, "")["rules"][1].value
    return [_Resolver(reader, file, node).rule(written) for node, written in zip(nodes, file.rules, strict=True)]


def _fill_in(file: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> None:
    """Give the rules of a file what they leave to its ``defaults``."""
    if "defaults" not in file or "rules" not in file:
        return
    defaults, rules = file["defaults"][1], file["rules"][1]
    if not isinstance(defaults, yaml.MappingNode) or not isinstance(rules, yaml.SequenceNode):
        return
    for rule in rules.value:
        if isinstance(rule, yaml.MappingNode):
            written = {key.value for key, _ in rule.value}
            rule.value.extend(pair for pair in defaults.value if pair[0].value not in written)


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Makes a rule of what is written at ``node``, with the tables of its file."""

    reader: Reader
    file: RuleFile
    node: yaml.Node

    def rule(self, written: WrittenRule) -> Rule:
        """Return the rule with its names resolved and its defaults filled in. Raises CatalogueError."""
        verified = written.verified_on or self.file.verified_on
        if verified is None:
            hint = "state it here or once at the top"
            raise self.reader.fault(self.node, f"{written.code}: missing key 'verified_on'", hint)
        notes, sources, text = self.file.notes, self.file.sources, written.replacement.text
        return Rule(
            code=written.code,
            name=written.name,
            family=self.file.family,
            summary=written.summary,
            match=_expanded(written.match),
            lifecycle=self._lifecycle(written),
            replacement=replace(written.replacement, text=notes.get(text, text)),
            fix=written.fix,
            confidence=written.confidence,
            verified_on=verified,
            changes=self._sentences(written.changes, notes, "changes"),
            steps=self._sentences(written.steps, notes, "steps"),
            notes=self._sentences(written.notes, notes, "notes"),
            sources=self._sentences(written.sources or self._sources_of(written.announced), sources, "sources"),
            facts=(written.name,) if written.facts is None else written.facts,
            precedence=written.precedence,
            product=written.product,
            found=written.tests.found,
            not_found=(*written.tests.not_found, *self.file.not_found),
            source_file=self.reader.path,
            source_line=self.node.start_mark.line + 1,
            override=written.override,
            successors=written.successors,
            moves=self._moves(written),
            shapes=self.file.shapes if written.moves else {},
            server=written.server,
            servers=written.servers,
            message=written.message,
        )

    def _moves(self, written: WrittenRule) -> dict[str, Twin]:
        """Return the moves, once they are checked."""
        try:
            for name, twin in written.moves.items():
                check(name, twin, self.file.shapes)
            for name, shape in self.file.shapes.items() if written.moves else ():
                for line in () if name.startswith("query-") else shape.values():
                    attribute(line)
        except ValueError as error:
            raise self._fault("moves", str(error)) from error
        return written.moves

    def _sentences(self, items: tuple[str, ...], known: Mapping[str, str], key: str) -> tuple[str, ...]:
        """Return the items, those that are names and no sentences or URLs replaced by what they stand for."""
        return tuple(self._named(item, known, key) if re.fullmatch(NAME, item) else item for item in items)

    def _named(self, name: str, known: Mapping[str, str], key: str) -> str:
        if name not in known:
            raise self._fault(key, f"there is no {name!r} at the top of the file", did_you_mean(name, [*known]))
        return known[name]

    def _fault(self, key: str, message: str, hint: str = "") -> CatalogueError:
        given = self.reader.mapping(self.node, "")
        node = given[key][1] if key in given else self.node
        return self.reader.fault(node, f"{given['code'][1].value}: {key}: {message}", hint)

    def _lifecycle(self, written: WrittenRule) -> Lifecycle:
        base = self._announcement(written.announced)
        announced = self._source(Milestone(base.date, base.basis, base.source)) if base else None
        own_end = isinstance(written.match, SymbolMatch | CommandMatch)  # see ``ends``
        return Lifecycle(
            announced=announced,
            deprecated=self._mark("deprecated", written, base, announced),
            end_of_support=self._mark("end_of_support", written, base, None),
            end_of_life=self._mark("end_of_life", written, base, None if own_end else _policy(announced)),
            removed=self._mark("removed", written, base, None),
        )

    def _sources_of(self, mark: Mark | None) -> tuple[str, ...]:
        """Return the sources that all rules of an announcement have, where a rule names none."""
        named = self.file.announcements.get(mark) if isinstance(mark, str) else None
        return named.sources if named else ()

    def _announcement(self, mark: Mark | None) -> Announcement | None:
        if mark is None or mark == NONE:
            return None
        if isinstance(mark, Milestone):
            return Announcement(mark.date, mark.source, mark.basis)
        if mark not in self.file.announcements:
            known = [*self.file.announcements]
            raise self._fault("announced", f"there is no announcement {mark!r}", did_you_mean(mark, known))
        return self.file.announcements[mark]

    def _mark(
        self, key: str, written: WrittenRule, base: Announcement | None, default: Milestone | None
    ) -> Milestone | None:
        """Return a date of the rule: as written there, as written for its announcement, or ``default``."""
        for mark in (getattr(written, key), getattr(base, key, None)):
            if mark == NONE:
                return None
            if isinstance(mark, Milestone):
                return self._source(mark)
            if mark is not None:
                raise self._fault(key, f"{mark!r} is no date", "write {date, basis, source}, or none")
        return default

    def _source(self, mark: Milestone) -> Milestone:
        """Return the milestone with its source spelt out, where it is given by name."""
        return replace(mark, source=self.file.sources.get(mark.source, mark.source))


def _expanded(match: Match) -> Match:
    """Return a match whose symbol names are written out, and whose field names hold those that have a new one."""
    if isinstance(match, FieldMatch):
        return replace(match, names=tuple(dict.fromkeys((*match.names, *match.renames, *match.near))))
    if not isinstance(match, SymbolMatch):
        return match
    return replace(match, names=tuple(dict.fromkeys(full for name in match.names for full in _braces(name))))


def _braces(name: str) -> Iterator[str]:
    """``a.{b,c}{,.*}`` as a shell would write it out: ``a.b``, ``a.b.*``, ``a.c``, ``a.c.*``."""
    found = re.search(r"\{([^{}]*)\}", name)
    if found is None:
        yield name
        return
    for part in found[1].split(","):
        yield from _braces(name[: found.start()] + part + name[found.end() :])


def _policy(announced: Milestone | None) -> Milestone | None:
    """Return the end that follows from an announcement: the vendor keeps things for a year."""
    if announced is None:
        return None
    day = announced.date
    end = date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
    return Milestone(end, Basis.POLICY, POLICY)
