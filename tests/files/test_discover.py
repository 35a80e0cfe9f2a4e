"""Discovery: what is found, what is left out, what is said about the rest."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from c42migrate.errors import Problem
from c42migrate.files.discover import Candidate, LeftOut, Options, discover, is_excluded


def _plant(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _paths(*paths: str, options: Options | None = None) -> list[str]:
    return [c.path for c in discover(paths, options or Options()) if isinstance(c, Candidate)]


def _problems(*paths: str, options: Options | None = None) -> list[tuple[str, str]]:
    return [(p.path, p.kind) for p in discover(paths, options or Options()) if isinstance(p, Problem)]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    _plant(
        tmp_path,
        {
            "b.py": "",
            "a.sh": "",
            "src/c.py": "",
            "src/tool": "#!/usr/bin/env python\n",
            "src/LICENSE": "text",
            "src/image.png": "",
            "node_modules/x/y.js": "",
            "src/.venv/lib/z.py": "",
            "env/pyvenv.cfg": "",
            "env/lib/z.py": "",
            "lib/site-packages/z.py": "",
            "src/__pycache__/z.py": "",
            ".github/workflows/ci.yml": "",
        },
    )
    return tmp_path


def test_a_directory(tree: Path) -> None:
    assert _paths(".") == [".github/workflows/ci.yml", "a.sh", "b.py", "src/c.py", "src/tool"]
    assert _problems(".") == []


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (["src"], ["src/c.py", "src/tool"]),
        (["src/"], ["src/c.py", "src/tool"]),
        (["./src"], ["./src/c.py", "./src/tool"]),
        (["b.py", "."], ["b.py", ".github/workflows/ci.yml", "a.sh", "src/c.py", "src/tool"]),
        (["b.py", "./b.py", "b.py"], ["b.py"]),
        (["src/LICENSE"], ["src/LICENSE"]),
        (["node_modules"], ["node_modules/x/y.js"]),
        (["env/lib"], ["env/lib/z.py"]),
    ],
)
def test_paths_are_as_named(tree: Path, named: list[str], expected: list[str]) -> None:
    assert _paths(*named) == expected


def test_absolute_paths(tree: Path) -> None:
    assert _paths(f"{tree}/src") == [f"{tree}/src/c.py", f"{tree}/src/tool"]
    assert _paths(f"{tree}/src", options=Options(exclude=("src/c.py",))) == [f"{tree}/src/tool"]


def test_kinds_of_candidates(tree: Path) -> None:
    found = {c.path: c.kind for c in discover(["src", "src/LICENSE"], Options()) if isinstance(c, Candidate)}
    assert found == {"src/c.py": "python", "src/tool": "python", "src/LICENSE": "text"}
    assert _paths(".", options=Options(kinds=("shell",))) == ["a.sh"]


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("src", "src/a.py", True),
        ("src/", "src/a.py", True),
        ("src", "x/src/a.py", True),
        ("/src", "x/src/a.py", False),
        ("src/a.py", "src/a.py", True),
        ("src/a.py", "x/src/a.py", False),
        ("*.py", "x/a.py", True),
        ("*.py", "x/a.pyw", False),
        ("a?.py", "ab.py", True),
        ("[ab].py", "b.py", True),
        ("[!ab].py", "b.py", False),
        ("src/*.py", "src/x/a.py", False),
        ("src/**/*.py", "src/x/y/a.py", True),
        ("src/**/*.py", "src/a.py", True),
        ("**/a.py", "a.py", True),
        ("**/a.py", "x/y/a.py", True),
        ("src/**", "src/x/y", True),
        ("./src", "src/x", True),
        ("sr", "src/x", False),
        ("rc", "src/x", False),
        ("a.py", "axpy", False),
        ("a+b", "a+b", True),
        ("**", "x", True),
        ("**/x/**/y", "a/x/b/c/y/d", True),
        ("**/x/**/y", "a/y/b/x", False),
        ("[z-a].py", "b.py", False),
        ("[", "[", True),
        ("", "a.py", False),
        ("*a" * 40 + "b", "a" * 250, False),
        ("**/" * 40 + "b", "a/" * 250, False),
        ("**/*a*/" * 20 + "b", "aa/" * 250, False),
    ],
)
def test_excludes(pattern: str, path: str, excluded: bool) -> None:
    assert is_excluded(path, Options(exclude=(pattern,))) is excluded


def test_excludes_apply_to_named_files_too(tree: Path) -> None:
    assert _paths("b.py", "src", options=Options(exclude=("b.py", "src"))) == []


def test_missing_paths_are_problems(tree: Path) -> None:
    assert _problems("nowhere", "b.py") == [("nowhere", "read")]


def test_size(tree: Path) -> None:
    _plant(tree, {"big.py": "x" * 101, "fits.py": "x" * 100, "big.png": "x" * 101})
    options = Options(max_size=100)
    assert _problems(".", options=options) == [("big.py", "size")]
    assert "fits.py" in _paths(".", options=options)


def test_devices_and_pipes_are_skipped_and_said(tree: Path) -> None:
    os.mkfifo(tree / "src" / "pipe.py")
    assert _problems("src") == [("src/pipe.py", "read")]
    assert _problems("src/pipe.py") == [("src/pipe.py", "read")]


def test_links(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.py"
    outside.write_text("")
    (tree / "src" / "inner.py").symlink_to("c.py")
    (tree / "src" / "up.py").symlink_to("../b.py")
    (tree / "src" / "out.py").symlink_to(outside)
    (tree / "src" / "broken.py").symlink_to("nothing")
    (tree / "src" / "loop").symlink_to(".")
    assert _paths("src") == ["src/c.py", "src/inner.py", "src/tool"]
    assert "src/up.py" in _paths(".")
    assert _problems("src") == []
    assert _paths("src/out.py") == ["src/out.py"], "the user named it"
    assert _problems("src/broken.py") == [("src/broken.py", "read")]


def test_unreadable_directories_are_said(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "src":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert _problems(".") == [("src", "read")]
    assert _paths(".") == [".github/workflows/ci.yml", "a.sh", "b.py"]


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
class TestGit:
    @pytest.fixture(autouse=True)
    def repository(self, tree: Path) -> None:
        _git(tree, "init", "-q")
        _plant(
            tree,
            {".gitignore": "build/\n*.gen.py\n", "build/out.py": "", "x.gen.py": "", "kept.gen.py": "", "é ü.py": ""},
        )
        _git(tree, "add", "-f", "kept.gen.py", "b.py")

    def test_ignored_files_are_left_out_and_told(self) -> None:
        assert _paths(".") == [".github/workflows/ci.yml", "a.sh", "b.py", "src/c.py", "src/tool", "é ü.py"]
        left_out = {found.path for found in discover(["."], Options()) if isinstance(found, LeftOut)}
        assert left_out == {"build", "x.gen.py", "kept.gen.py"}

    def test_below_the_root_of_the_repository(self) -> None:
        assert _paths("src") == ["src/c.py", "src/tool"]

    def test_ignored_things_can_be_named(self) -> None:
        assert _paths("build", "x.gen.py") == ["build/out.py", "x.gen.py"]

    def test_ignoring_can_be_switched_off(self) -> None:
        found = _paths(".", options=Options(respect_gitignore=False))
        assert {"build/out.py", "x.gen.py"} <= set(found)

    def test_deleted_files_are_no_problem(self, tree: Path) -> None:
        (tree / "b.py").unlink()
        assert "b.py" not in _paths(".")
        assert _problems(".") == []

    def test_nothing_of_the_repository_is_run(self, tree: Path) -> None:
        hook = tree / "hook.sh"
        hook.write_text("#!/bin/sh\ntouch ran\n")
        hook.chmod(0o755)
        _git(tree, "config", "core.fsmonitor", str(hook))
        assert _paths("src") == ["src/c.py", "src/tool"]
        assert not (tree / "ran").exists()


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize("name", ["HEAD", "config", "info/exclude"])
def test_a_pipe_in_a_git_folder_is_not_waited_for(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _plant(tmp_path, {"a.py": ""})
    (tmp_path / ".git" / name).parent.mkdir(parents=True)
    os.mkfifo(tmp_path / ".git" / name)
    assert _paths(".") == ["a.py"]
