"""The compiled index: it is what was loaded, it is fast to reach, and a bad one is not believed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from catalogue_examples import rule, write

from c42migrate.catalogue import compiled
from c42migrate.catalogue.codec import dumps, loads
from c42migrate.catalogue.head import MAGIC, head_of
from c42migrate.catalogue.load import load
from c42migrate.errors import CatalogueError

TESTED = """\
tests:
  found: [{code: a, fixed: b}, {code: c, finds: []}]
  not_found: [{code: d}]
"""


@pytest.fixture
def builtin(tmp_path, monkeypatch):
    """A catalogue of one rule in place of the built-in one, and an empty cache."""
    directory = write(tmp_path / "rules", rule(more=TESTED))
    monkeypatch.setattr(compiled, "CHECKOUT", directory)
    monkeypatch.setattr(compiled, "BUNDLED", tmp_path / "nowhere")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    compiled._current.cache_clear()
    yield directory
    compiled._current.cache_clear()


def same(one, other) -> bool:
    return dict(one.rules) == dict(other.rules) and all(
        getattr(one, name) == getattr(other, name)
        for name in ("by_name", "chains", "vocabulary", "lexicon", "needles", "version", "verified_on")
    )


def test_a_round_trip_keeps_everything(tmp_path):
    catalogue = load([write(tmp_path / "r", rule(more=TESTED))])
    assert same(loads(dumps(catalogue)), catalogue)


def test_the_same_rules_give_the_same_bytes(tmp_path):
    directory = write(tmp_path / "r", rule())
    assert dumps(load([directory])) == dumps(load([directory]))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: MAGIC,
        lambda data: data[:-1],
        lambda data: data[: len(MAGIC) + 20],
        lambda data: data.replace(b"index 2", b"index 0"),
        lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
    ],
)
def test_a_damaged_index_is_not_read(tmp_path, damage):
    assert loads(damage(dumps(load([write(tmp_path / "r", rule())])))) is None


def test_the_second_run_reads_the_cache(builtin, monkeypatch):
    first = compiled.current()
    compiled._current.cache_clear()
    monkeypatch.setattr("c42migrate.catalogue.load.load", lambda directories: pytest.fail("parsed again"))
    assert same(compiled.current(), first)


def test_a_changed_rule_is_seen(builtin):
    compiled.current()
    compiled._current.cache_clear()
    path = builtin / "users.yaml"
    path.write_text(path.read_text().replace("Blocking a user", "Blocking someone"))
    assert compiled.current().rules["C42-301"].summary == "Blocking someone"


def test_what_older_code_made_is_not_read(builtin, monkeypatch):
    compiled.current()
    compiled._current.cache_clear()
    monkeypatch.setattr(compiled.head, "program", lambda: "changed")
    compiled.current()
    assert len(list(compiled.cache_directory().iterdir())) == 2


def test_a_damaged_cache_is_replaced(builtin):
    compiled.current()
    compiled._current.cache_clear()
    (stored,) = compiled.cache_directory().iterdir()
    good = stored.read_bytes()
    stored.write_bytes(good[:-5])
    assert "C42-301" in compiled.current().rules
    assert stored.read_bytes() == good


def test_the_cache_does_not_grow_without_end(builtin):
    path = builtin / "users.yaml"
    for number in range(compiled.KEPT + 3):
        path.write_text(path.read_text() + f"# {number}\n")
        compiled._current.cache_clear()
        compiled.current()
    assert len(list(compiled.cache_directory().iterdir())) == compiled.KEPT


def test_a_cache_that_cannot_be_written_is_no_obstacle(builtin, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "C42-301" in compiled.current().rules


def test_custom_rules_are_merged(builtin, tmp_path):
    extra = write(tmp_path / "extra", rule("ACME-001", "acme", "{kind: host, hosts: [old.example]}"))
    assert set(compiled.current([extra]).rules) == {"C42-301", "ACME-001"}
    assert set(compiled.current().rules) == {"C42-301"}


def test_a_clash_with_a_builtin_rule_is_an_error(builtin, tmp_path):
    with pytest.raises(CatalogueError, match="is taken"):
        compiled.current([write(tmp_path / "extra", rule())])


def test_an_empty_custom_directory_is_an_error(builtin, tmp_path):
    with pytest.raises(CatalogueError, match="no rule files"):
        compiled.current([tmp_path])


def test_the_wheels_index_needs_no_rule_files(builtin, tmp_path, monkeypatch):
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    (bundled / compiled.head.INDEX).write_bytes(dumps(load([builtin])))
    monkeypatch.setattr(compiled, "BUNDLED", bundled)
    assert "C42-301" in compiled.current().rules


def test_an_index_of_another_version_falls_back_to_the_wheels_rule_files(builtin, tmp_path, monkeypatch):
    (builtin / compiled.head.INDEX).write_bytes(b"c42migrate index 0 of 0.0\n....")
    monkeypatch.setattr(compiled, "BUNDLED", builtin)
    assert "C42-301" in compiled.current().rules


def test_importing_the_catalogue_imports_no_parser():
    code = "import sys, c42migrate.catalogue; print(sorted({'yaml', 'libcst', 'click'} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, env=os.environ, check=True
    )
    assert run.stdout.strip() == "[]"


def test_the_head_says_the_same_as_the_rest(tmp_path):
    catalogue = load([write(tmp_path / "r", rule(more=TESTED))])
    head = head_of(dumps(catalogue)[: 1 << 16])
    assert head is not None
    for name in ("strong", "weak", "evidence", "whole"):
        assert getattr(head, name) == getattr(catalogue.needles, name)
    assert (head.version, head.verified_on) == (catalogue.version, catalogue.verified_on.toordinal())


@pytest.mark.parametrize("damage", [lambda data: data[:40], lambda data: data[:90] + b"\0" + data[91:]])
def test_a_damaged_head_is_not_read(tmp_path, damage):
    assert head_of(damage(dumps(load([write(tmp_path / "r", rule(more=TESTED))])))) is None


def test_the_built_in_head_fits_what_is_read_of_it():
    catalogue = compiled.current()
    assert compiled.head.builtin_head().version == catalogue.version
