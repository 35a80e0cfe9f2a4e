"""The catalogue at run time: the index of an installed package, or the rule files."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date

import pytest

from c42migrate.catalogue import compiled, index
from c42migrate.catalogue.load import read
from c42migrate.errors import CatalogueError
from c42migrate.files.prefilter import Needles
from tests.catalogue.catalogue_examples import rule, write


@pytest.fixture(autouse=True)
def installed(tmp_path, monkeypatch):
    """A package with one rule and its index; gives its rule directory."""
    directory = write(tmp_path / "_rules", rule())
    (directory / compiled.INDEX).write_bytes(pickle.dumps(index.compiled(read([directory]))))
    monkeypatch.setattr(compiled, "BUNDLED", directory)
    compiled._current.cache_clear()
    yield directory
    compiled._current.cache_clear()


def test_the_index_is_what_the_rule_files_say(installed):
    found = compiled.current()
    (installed / compiled.INDEX).unlink()
    compiled._current.cache_clear()
    assert compiled.current() == found


def test_an_installed_package_reads_no_rule_file(installed):
    (installed / "users.yaml").write_text("broken: [", encoding="utf-8")
    assert set(compiled.current().rules) == {"C42-301"}


def test_a_checkout_reads_its_rule_files(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "BUNDLED", tmp_path / "nowhere")
    monkeypatch.setattr(compiled, "CHECKOUT", write(tmp_path / "rules", rule("C42-302", "other")))
    assert set(compiled.current().rules) == {"C42-302"}


def test_rules_of_a_users_own_are_added(tmp_path):
    extra = write(tmp_path / "extra", rule("ACME-001", "acme", match="{kind: host, hosts: [a.example]}"))
    assert set(compiled.current([extra]).rules) == {"C42-301", "ACME-001"}
    assert set(compiled.current().rules) == {"C42-301"}


def test_broken_rules_of_a_users_own_are_an_error(tmp_path):
    with pytest.raises(CatalogueError, match="C42-301 is taken"):
        compiled.current([write(tmp_path / "extra", rule())])


def test_an_index_among_a_users_own_rules_is_not_looked_at(tmp_path):
    extra = write(tmp_path / "extra", rule("ACME-001", "acme", match="{kind: host, hosts: [a.example]}"))
    (extra / compiled.INDEX).write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    assert set(compiled.current([extra]).rules) == {"C42-301", "ACME-001"}


def test_importing_the_catalogue_imports_no_parser():
    code = "import sys, c42migrate.catalogue; print(sorted({'yaml', 'libcst', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("groups", [((), (), (), ()), ((b"a b", b"c="), (), (b"a b",), (b'c= "',)), ((b"a",),) * 4])
def test_a_digest_is_read_as_it_was_written(groups):
    digest = compiled.Digest(Needles(*groups), date(2026, 11, 30))
    assert compiled.Digest.read(digest.written()) == digest
