"""Rule directories (``*.yaml``, ``vocabulary.yaml``) to a Catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from c42migrate.catalogue.assemble import assemble
from c42migrate.catalogue.convert import Converter
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import Rule
from c42migrate.catalogue.rulefiles import VOCABULARY, fingerprint, rule_files
from c42migrate.catalogue.shape import Tests
from c42migrate.catalogue.tree import compose, did_you_mean, fault
from c42migrate.catalogue.words import VocabularyFile, combine

FILE_KEYS = ("family", "verified_on", "rules")


def load(directories: Sequence[Path]) -> Catalogue:
    """Read and check every rule file of the directories, later directories adding to (or overriding) earlier ones.

    Raises CatalogueError naming file, line and key.
    """
    files = [path for directory in directories for path in rule_files(directory)]
    rules = [rule for path in files if path.name != VOCABULARY for rule in load_rules(path)]
    words = combine([load_vocabulary(path) for path in files if path.name == VOCABULARY])
    catalogue = assemble(rules, words, fingerprint(files))
    return replace(catalogue, rules={code: _portable(rule) for code, rule in catalogue.rules.items()})


def _portable(rule: Rule) -> Rule:
    """The rule without the directory it was read from, so that an index is the same wherever it is made."""
    return replace(rule, source_file=Path(rule.source_file).name)


def load_vocabulary(path: Path) -> VocabularyFile:
    """A vocabulary file. Raises CatalogueError."""
    build: Callable[..., VocabularyFile] = VocabularyFile
    return build(**Converter(str(path)).record(compose(path), VocabularyFile, ""))


def load_rules(path: Path) -> list[Rule]:
    """The rules of one family file; their ``source_file`` is the whole path. Raises CatalogueError."""
    converter = Converter(str(path))
    root = compose(path)
    top = converter.mapping(root, "")
    for name, (key, _) in top.items():
        if name not in FILE_KEYS:
            raise fault(str(path), key, f"{name}: unknown key", did_you_mean(name, FILE_KEYS))
    if "rules" not in top or "family" not in top:
        raise fault(str(path), root, "file: missing key 'family' or 'rules'")
    family = str(converter.value(top["family"][1], str, "family"))
    verified = converter.value(top["verified_on"][1], date, "verified_on") if "verified_on" in top else None
    nodes = top["rules"][1]
    if not isinstance(nodes, yaml.SequenceNode):
        raise fault(str(path), nodes, "rules: expected a list")
    return [_rule(converter, node, f"rules[{at}]", family, verified) for at, node in enumerate(nodes.value)]


def _rule(converter: Converter, node: yaml.Node, where: str, family: str, verified: object) -> Rule:
    values = converter.record(node, Rule, where)
    if values.setdefault("verified_on", verified) is None:
        raise fault(converter.path, node, f"{where}: missing key 'verified_on'", "state it here or once at the top")
    tests = values.pop("tests", None)
    tests = tests if isinstance(tests, Tests) else Tests()
    build: Callable[..., Rule] = Rule
    return build(
        **values,
        family=family,
        found=tests.found,
        not_found=tests.not_found,
        source_file=converter.path,
        source_line=node.start_mark.line + 1,
    )
