"""What git ignores, without git: compared with git itself, and on what git never reads."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from c42migrate.files.discover import Candidate, LeftOut, Options, discover
from c42migrate.files.ignores import Folder
from tests.counting import calls

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

TREE = (
    *("a.py", "b.py", "ab.py", "a b.py", "a .py", "#a.py", "!a.py", "a]b.py", "a-b.py", "[a].py", "a*b.py", "é.py"),
    *("sub/a.py", "sub/b.py", "sub/deep/a.py", "sub/deep/b.py", "sub/deep/er/a.py", "other/sub/a.py", "other/b.sh"),
    *("logs/a.py", "logs/keep/a.py", "logs/other.py", "x/y/z/a.py", ".hidden/a.py", ".a.py", "A.py", "1.py", "a1.py"),
)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    root = tmp_path / "tree"
    plant(root, dict.fromkeys(TREE, ""))
    monkeypatch.chdir(root)
    subprocess.run(["git", "init", "-q", "."], check=True)
    return root


def plant(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(os.fsencode(text))


def ours(*paths: str) -> set[str]:
    return {found.path for found in discover(paths or (".",), Options()) if isinstance(found, Candidate)}


def of_git() -> set[str]:
    command = ["git", "ls-files", "-o", "-z", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, check=True)
    every = {found.path for found in discover(["."], Options(respect_gitignore=False)) if isinstance(found, Candidate)}
    return every & set(map(os.fsdecode, done.stdout.split(b"\0")))


LINES = [
    *("a.py", "*.py", "/a.py", "sub", "sub/", "/sub", "a.py/", "sub/a.py", "/sub/*.py", "sub/*", "sub/**", "**/a.py"),
    *("**", "*", "/*", "**/deep", "sub/**/a.py", "x/**/a.py", "**/y/**", "s**b", "sub/**b.py", "a?.py", "?.py", "a**"),
    *("[ab].py", "[!a].py", "[^a].py", "[a-z].py", "[]a].py", "a[]]b.py", "a[-x]b.py", "a[x-]b.py", "[", "[a", "a[.py"),
    *("[[:digit:]].py", "[[:alpha:]].py", "a[[:digit:]a-c].py", "[[:upper:]].py", "[[:geese:]].py", "[![:alpha:]].py"),
    *(r"\#a.py", "#a.py", r"\!a.py", "!a.py", r"\a.py", r"\[a\].py", r"a\*b.py", "a.py\\", r"[\]a].py", "a\\ b.py"),
    *("a.py ", "a.py  ", "a.py\t", "a .py", "/", "//", "!", "", "  ", "sub//", "//sub", "sub//a.py", "/sub/deep/er/"),
    *("*.py\n!a.py", "!a.py\n*.py", "*\n!*/\n!a.py", "/*\n!/sub", "/*\n!/sub/", "sub/*\n!sub/deep", "sub/\n!sub/a.py"),
    *("logs/*\n!logs/keep\nlogs/keep/*\n!logs/keep/a.py", "*.py\n!keep/", "*\n!keep", "logs/**\n!logs/**/\n!b.py"),
    *("a.py\r\nb.py\r\n", "\ufeffa.py", "a.py\n\n# b.py\n", "é.py", "[é].py", "*a*b*", "*a*a*a*b.py", "**/**/a.py"),
    *("**/sub/*.py", "sub/deep/**/", "/**/a.py", "/**", "**/", "*/", "*/*", "*/*/", "*/*/a.py", ".*", "!.*\n*", "x/y"),
    *("a.py\n!a.py\na.py", "!sub\nsub", "sub\n!sub", "deep\n!deep/a.py", "*.sh\n!b.*", ".hidden", "y/z", "/y", "A.PY"),
]


@pytest.mark.parametrize("lines", LINES)
def test_the_same_as_git_says(tree: Path, lines: str) -> None:
    plant(tree, {".gitignore": lines})
    assert ours() == of_git()
    plant(tree, {".gitignore": "", "sub/.gitignore": lines, "logs/.gitignore": f"!keep\n{lines}"})
    assert ours() == of_git()


def test_the_same_as_git_says_of_anything(tree: Path) -> None:
    chance = random.Random(42)
    pieces = [*"ab1?*/!.]", "**", "**/", "/**", "[", "[a-b]", "[!a]", "\\", ".py", "sub", "deep", "keep", "\n", "*.py"]

    def text() -> str:
        return "".join(chance.choices(pieces, k=chance.randint(1, 8)))

    for _ in range(150):
        files = {".gitignore": text(), "sub/.gitignore": text(), ".git/info/exclude": text()}
        plant(tree, files)
        assert ours() == of_git(), files


SETTINGS = [
    ({".config/git/ignore": "a.py\n"}, True),
    ({".gitconfig": "[core]\n\texcludesFile = ~/mine\n", "mine": "a.py\n"}, True),
    ({".gitconfig": '[CORE] excludesfile = "~/my file" ; here\n', "my file": "a.py\n"}, True),
    ({".config/git/config": "[core]\n  excludesFile=~/mine # here\n", "mine": "a.py"}, True),
    ({".gitconfig": "[core]\nexcludesFile = ~/no\n", ".config/git/ignore": "a.py\n"}, False),
    ({".gitconfig": "[core]\nexcludesFile =\n", ".config/git/ignore": "a.py\n"}, False),
    ({".gitconfig": '[core "x"]\nexcludesFile = ~/mine\n[user]\nexcludesFile = ~/mine\n', "mine": "a.py\n"}, False),
    ({".gitconfig": "[core]\nexcludesFile = ~/no\nexcludesFile = ~/mine\n", "mine": "a.py\n"}, True),
]


@pytest.mark.parametrize(("files", "ignored"), SETTINGS)
def test_what_the_user_ignores_everywhere(tree: Path, files: dict[str, str], ignored: bool) -> None:
    plant(tree.parent / "home", files)
    assert ours() == of_git()
    assert ("a.py" not in ours()) is ignored


def test_the_user_is_heard_last(tree: Path) -> None:
    plant(tree.parent / "home", {".config/git/ignore": "*.py\n"})
    plant(tree, {".git/info/exclude": "!/b.py\na.py\n", ".gitignore": "!/a.py\n", "sub/.gitignore": "b.py\n"})
    assert ours() == of_git() == {"a.py", "b.py", "other/b.sh"}


def test_no_include_and_no_setting_of_the_repository_is_followed(tree: Path) -> None:
    plant(tree, {"list": "a.py\n", "more": f"[core]\nexcludesFile = {tree}/list\n"})
    plant(tree.parent / "home", {".gitconfig": f"[include]\npath = {tree}/more\n[includeIf]\npath = {tree}/more\n"})
    with (tree / ".git" / "config").open("a") as config:
        config.write(f"[core]\nexcludesFile = {tree}/list\n")
    assert "a.py" not in of_git()
    assert "a.py" in ours()


def test_a_linked_ignore_file_is_none(tree: Path) -> None:
    plant(tree.parent, {"list": "*.py\n"})
    (tree / ".gitignore").symlink_to("../list")
    assert ours() == of_git() == set(TREE)


@pytest.mark.parametrize("named", [["sub"], ["sub/deep", "sub/deep/er"]])
def test_what_is_named_is_looked_at(tree: Path, named: list[str]) -> None:
    plant(tree, {".gitignore": "sub/\n"})
    assert ours(*named) == {name for name in TREE if name.startswith(named[0] + "/")}
    assert ours() == {name for name in TREE if not name.startswith(("sub/", "other/sub/"))}


def test_a_directory_below_the_root(tree: Path) -> None:
    plant(tree, {".gitignore": "/sub/deep/b.py\ner\n", "sub/.gitignore": "/deep/a.py\n!er\n"})
    assert ours("sub/deep") == {"sub/deep/er/a.py"}
    assert ours(str(tree / "sub" / "deep")) == {f"{tree}/sub/deep/er/a.py"}


def test_repositories_inside_stay_out(tree: Path) -> None:
    plant(tree, {"sub/deep/.git": "gitdir: ../../../elsewhere\n", "other/.git/HEAD": "ref: refs/heads/main\n"})
    found = list(discover(["."], Options()))
    assert {(f.path, f.why) for f in found if isinstance(f, LeftOut)} == {("sub/deep", "nested"), ("other", "nested")}
    assert ours("other") == {"other/sub/a.py", "other/b.sh"}


def test_what_is_left_out_is_told(tree: Path) -> None:
    plant(tree, {".gitignore": "/logs\nsub/a.py\n*.png\n", "x.png": ""})
    found = list(discover([".", "b.py"], Options(exclude=("b.py", "x"))))
    left_out = {(found.path, found.why) for found in found if isinstance(found, LeftOut)}
    names = {"b.py", "sub/b.py", "sub/deep/b.py", "x"}
    assert left_out == {("logs", "ignored"), ("sub/a.py", "ignored"), *((name, "excluded") for name in names)}


HOSTILE = ["*a" * 400 + "b", "**/" * 300 + "b", "*a*/" * 200 + "b", "[a-z]*" * 150 + "!", "?*" * 450 + "b"]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_hostile_pattern_costs_little(tmp_path: Path, pattern: str) -> None:
    """Translated into a regular expression the first would take years."""
    plant(tmp_path, {".gitignore": pattern})
    folder = Folder((), ()).reading(str(tmp_path / ".gitignore"))
    for _ in range(20):
        folder = folder.below("a" * 255)
    assert not folder.ignores("a" * 255, is_directory=False)
    assert calls(lambda: folder.ignores("a" * 255, is_directory=False)) < 50_000
