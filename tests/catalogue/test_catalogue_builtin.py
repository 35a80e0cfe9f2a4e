"""The rules that come with the program."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date

import jsonschema
import pytest
import yaml

from c42migrate.catalogue import compiled, docs
from c42migrate.catalogue.build_hook import compile_rules
from c42migrate.catalogue.compiled import CHECKOUT
from c42migrate.catalogue.examples import scripts
from c42migrate.catalogue.explain import lookup
from c42migrate.catalogue.index import assemble
from c42migrate.catalogue.load import load
from c42migrate.catalogue.render import Page
from c42migrate.catalogue.ruleformat import kind_of
from c42migrate.catalogue.schema import rules_schema, vocabulary_schema
from c42migrate.catalogue.validate import validate

FILES = sorted(CHECKOUT.glob("*.yaml"))


@pytest.fixture(scope="module")
def catalogue():
    return load([CHECKOUT])


def test_they_are_valid():
    assert [str(problem) for problem in validate(CHECKOUT)] == []


def test_the_generated_pages_are_current():
    assert docs.main(["--check"]) == 0, "run python -m c42migrate.catalogue.docs"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_follows_its_schema(path):
    schema = vocabulary_schema() if path.name == "vocabulary.yaml" else rules_schema()
    plain = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    jsonschema.validate(_with_text_dates(plain), schema)


def _with_text_dates(value: object) -> object:
    if isinstance(value, dict):
        return {key: _with_text_dates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_text_dates(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_family_is_the_file(path, catalogue):
    assert {rule.family for rule in catalogue.rules.values() if rule.source_file == path.name} <= {path.stem, "sdk"}


def test_every_kind_of_match_is_used(catalogue):
    assert {kind_of(rule.match) for rule in catalogue.rules.values()} == {
        "request", "path-shape", "host", "header", "credential", "symbol", "command", "requirement", "field",
    }  # fmt: skip


def test_no_chain_ends_at_something_deprecated(catalogue):
    assert {chain.terminal.status for chain in catalogue.chains.values()} <= {"live", "none", "unknown"}


def test_the_index_holds_all_of_it(catalogue):
    stored = compile_rules(CHECKOUT.parent)
    assert assemble(pickle.loads(stored[compiled.INDEX])) == catalogue
    assert compiled.Digest.read(stored[compiled.DIGEST]) == compiled.digest_of(catalogue)


def test_the_index_is_the_same_whatever_the_hash_seed():
    code = "import hashlib; from pathlib import Path; from c42migrate.catalogue.build_hook import compile_rules; "
    code += f"print(hashlib.sha256(repr(compile_rules(Path({str(CHECKOUT.parent)!r}))).encode()).hexdigest())"
    runs = [
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout


def test_every_rule_can_be_asked_for_and_shown(catalogue):
    for rule in catalogue.rules.values():
        assert lookup(rule.name, catalogue).rules == (rule,)
        assert rule.code in Page(rule, catalogue, date(2026, 11, 23)).text()


def test_needles_are_no_everyday_words(catalogue):
    everyday = b"def parent(self, name): return self.user.get('name', token) # see the rules and the alert policy"
    assert not [needle for needle in catalogue.needles.strong if needle in everyday]


def test_every_example_is_a_candidate_by_itself(catalogue):
    examples = [
        (rule.code, script.code)
        for rule in catalogue.rules.values()
        for test in rule.found
        for script in scripts(rule.match, test)
    ]
    strong = catalogue.needles.strong
    missed = [code for code, text in examples if not any(needle in text.lower().encode() for needle in strong)]
    assert missed == []
    assert len(examples) >= 2 * len(catalogue.rules)
