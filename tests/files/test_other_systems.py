"""What people of other systems write, name and check in: held to on this one, and what this one does on theirs."""

from __future__ import annotations

import json
import ntpath
import os
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from c42migrate import config
from c42migrate.errors import Problem
from c42migrate.files import discover
from c42migrate.files.discover import Candidate, Options, is_excluded
from c42migrate.files.kinds import kind_of
from c42migrate.policy import baseline
from c42migrate.reports import diff
from tests.program import run

USE = b'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
MADE = USE.replace(b"/api/U", b"/api/v1/U")
BOM = b"\xef\xbb\xbf"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.py").write_bytes(USE)
    (tmp_path / "b.py").write_bytes(USE)
    return tmp_path


@pytest.mark.parametrize("pattern", ["old\\**", "old\\", ".\\old", "\\old", "old\\*.py", "**\\a.py", "old/x\\..\\a.py"])
@pytest.mark.parametrize(("sep", "path"), [("/", os.path), ("\\", ntpath)])
def test_globs_with_backslashes(pattern: str, sep: str, path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discover, "os", SimpleNamespace(path=path, sep=sep, fspath=os.fspath))
    root, name = ("C:\\p", "C:\\p\\old\\a.py") if sep == "\\" else ("/p", "/p/old/a.py")
    options = Options(exclude=(pattern,), root=root)
    assert is_excluded(name, options) is (".." not in pattern)
    assert not is_excluded(name.replace("old", "new").replace("a.py", "b.py"), options)


def test_windows_names_with_either_slash_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discover, "os", SimpleNamespace(path=ntpath, sep="\\"))
    for name in ("C:\\p\\old\\a.py", "C:/p/old/a.py", "c:\\P\\old\\a.py", "C:\\p\\x\\..\\old\\a.py"):
        assert is_excluded(name, Options(exclude=("old/a.py",), root="C:\\p")), name


@pytest.mark.parametrize("start", [b"", BOM], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_settings_as_an_editor_of_windows_saves_them(tree: Path, start: bytes, newline: bytes) -> None:
    lines = [b'exclude = ["old\\\\**"]', b'per-file-ignores = { "c\\\\d.py" = ["C42-303"], "b.py" = ["C42-107"] }', b""]
    (tree / "c").mkdir()
    (tree / "c" / "d.py").write_bytes(USE)
    (tree / ".c42migrate.toml").write_bytes(start + newline.join(lines))
    done = run("check", "-f", "concise", ".", cwd=tree)
    assert done.out.startswith("b.py:2:"), done
    assert done.out.count("C42-303") == 1


@pytest.mark.parametrize("change", [lambda data: BOM + data, lambda data: data.replace(b"\n", b"\r\n")])
def test_a_baseline_as_git_of_windows_checks_it_out(tree: Path, change: object) -> None:
    assert callable(change)
    assert run("baseline", "create", ".", cwd=tree).code == 0
    file = tree / ".c42migrate-baseline.json"
    before = baseline.load(file)
    assert {entry.path for entry in before.entries} == {"old/a.py", "b.py"}
    file.write_bytes(change(file.read_bytes()))
    assert baseline.load(file) == before
    assert run("check", "--baseline", file.name, ".", cwd=tree).code == 0


def test_a_file_checked_out_with_other_newlines_is_still_known(tree: Path) -> None:
    run("baseline", "create", ".", cwd=tree)
    (tree / "b.py").write_bytes(USE.replace(b"\n", b"\r\n"))
    (tree / "old" / "a.py").write_bytes(BOM + USE)
    assert run("check", "--baseline", ".c42migrate-baseline.json", ".", cwd=tree).code == 0


@pytest.mark.parametrize("name", ["A.PY", "deploy.Sh", "Block.PS1", "NOTES.MD", "Book.IPYNB"])
def test_endings_in_capitals_are_the_same_kind(name: str) -> None:
    assert kind_of(name, b"", explicit=False) == kind_of(name.lower(), b"", explicit=False) != ""


def test_two_spellings_of_one_name_stay_two_files(tmp_path: Path) -> None:
    names = {unicodedata.normalize(form, "Löschen.py") for form in ("NFC", "NFD")}
    for name in names:
        (tmp_path / name).write_bytes(USE)
    found = {path.name for path in tmp_path.iterdir()}  # one where the file system takes both for the same
    done = run("fix", ".", cwd=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == found
    assert {(tmp_path / name).read_bytes() for name in names} == {MADE}, done


def test_a_diff_of_windows_names_the_file_with_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff, "os", SimpleNamespace(path=ntpath, sep="\\"))
    made = diff.exact({"..\\p\\a.py": USE}, {"..\\p\\a.py": MADE}, "..\\p")
    assert made.startswith(b"--- a/a.py\n+++ b/a.py\n")


def test_names_that_differ_in_case_only_are_told_apart_where_they_can_be(tmp_path: Path) -> None:
    for name in ("a.py", "A.py"):
        (tmp_path / name).write_bytes(USE)
    names = {path.name for path in tmp_path.iterdir()}
    done = json.loads(run("check", "-f", "json", ".", cwd=tmp_path).out)
    assert {found["path"] for found in done["findings"]} == names


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_rule_file_that_links_out_of_the_project_is_not_read(tree: Path) -> None:
    (tree / "p" / "rules").mkdir(parents=True)
    (tree / "secret.txt").write_text("hunter2Zq: [\n")
    (tree / "p" / "rules" / "x.yaml").symlink_to("../../secret.txt")
    (tree / "p" / ".c42migrate.toml").write_text('rules = ["rules"]\n')
    (tree / "p" / "a.py").write_bytes(USE)
    done = run("check", ".", cwd=tree / "p")
    assert done.code == 2
    assert "outside the project" in done.err
    assert "hunter2Zq" not in done.out + done.err
    (tree / "p" / "rules" / "x.yaml").unlink()
    (tree / "p" / "rules" / "y.yaml").write_text("family: geese\nverified_on: 2026-11-23\nrules: []\n")
    (tree / "p" / "rules" / "x.yaml").symlink_to("y.yaml")
    assert config.load((str(tree / "p"),)).path("rules") == tree / "p" / "rules"


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize("place", [".gitignore", "old/.gitignore"])
def test_a_gitignore_that_is_a_pipe_is_not_waited_for(tree: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / ".git").mkdir()
    os.mkfifo(tree / place)
    monkeypatch.chdir(tree)
    found = list(discover.discover(["."], Options()))
    assert {item.path for item in found if isinstance(item, Candidate)} == {"old/a.py", "b.py"}
    assert [item.message for item in found if isinstance(item, Problem)] == ["not a regular file"]
