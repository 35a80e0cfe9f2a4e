"""What a repository brings along beside its scripts (settings, baselines, rules): read as data, from inside only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from c42migrate import config
from c42migrate.errors import ConfigError
from c42migrate.files.whole import read_whole
from tests.robustness.trees import OLD, ROOT

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX files")


def check(tree: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environ = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tree.parent)}
    command = [sys.executable, "-m", "c42migrate", "check", *arguments, "."]
    return subprocess.run(command, cwd=tree, env=environ, capture_output=True, timeout=60, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "a.py").write_bytes(OLD)
    (tmp_path / "outside.json").write_text('{"schema": "hunter2Zq"}')
    (tmp_path / "outside.yaml").write_text("hunter2Zq: [\n")
    return tmp_path / "tree"


def says(text: str) -> Callable[[Path], None]:
    return lambda tree: (tree / ".c42migrate.toml").write_text(text) and None


def pipe(name: str, settings: str = "") -> Callable[[Path], None]:
    def build(tree: Path) -> None:
        (tree / name).parent.mkdir(exist_ok=True)
        os.mkfifo(tree / name)
        if settings:
            says(settings)(tree)

    return build


def link(name: str, target: str) -> Callable[[Path], None]:
    return lambda tree: (tree / name).symlink_to(target)


OUT = b"outside the project"


def both(*builds: Callable[[Path], None]) -> Callable[[Path], None]:
    def build(tree: Path) -> None:
        for each in builds:
            each(tree)

    return build


def folder(name: str) -> Callable[[Path], None]:
    return lambda tree: (tree / name).mkdir()


REFUSED: dict[str, tuple[Callable[[Path], None], bytes]] = {
    "settings that are a pipe": (pipe(".c42migrate.toml"), b"not a regular file"),
    "settings that are a device": (link(".c42migrate.toml", "/dev/zero"), b"outside the project"),
    "settings that link out": (link(".c42migrate.toml", "../outside.json"), b"outside the project"),
    "a baseline that is a pipe": (pipe("b.json", 'baseline = "b.json"'), b"not a regular file"),
    "a baseline above": (says('baseline = "../outside.json"'), b"outside the project"),
    "a baseline by an absolute path": (says('baseline = "/etc/passwd"'), b"outside the project"),
    "rules that are a pipe": (pipe("r/x.yaml", 'rules = ["r"]'), b"not a regular file"),
    "rules above": (says('rules = ["../outside.yaml"]'), b"outside the project"),
    "a baseline that links out": (both(says('baseline = "b.json"'), link("b.json", "../outside.json")), OUT),
    "a baseline in a folder that links out": (both(says('baseline = "d/outside.json"'), link("d", "..")), OUT),
    "rules in a folder that links out": (both(says('rules = ["d"]'), link("d", "..")), OUT),
    "a rule file that links out": (
        both(folder("r"), says('rules = ["r"]'), link("r/x.yml", "../../outside.yaml")),
        OUT,
    ),
    "a rule file by itself that links out": (both(says('rules = ["x.yaml"]'), link("x.yaml", "../outside.yaml")), OUT),
    "a link that leads to a link out": (
        both(link("x", "y"), link("y", "../outside.json"), says('baseline = "x"')),
        OUT,
    ),
    "links in a circle": (both(link("x", "y"), link("y", "x"), says('baseline = "x"')), OUT),
    "a baseline in the user's home": (says('baseline = "~/../../../../../etc/passwd"'), OUT),
    "rules with a NUL": (says('rules = ["a\\u0000b"]'), b"outside the project"),
}


@POSIX
@pytest.mark.parametrize(("build", "message"), REFUSED.values(), ids=REFUSED)
def test_is_refused_at_once(tree: Path, build: Callable[[Path], None], message: bytes) -> None:
    build(tree)
    done = check(tree)
    assert done.returncode == 2, done
    assert message in done.stderr
    assert b"hunter2Zq" not in done.stdout + done.stderr


@POSIX
@pytest.mark.parametrize("build", [link("pyproject.toml", "../outside.json"), link("pyproject.toml", "/dev/zero")])
def test_a_project_file_that_links_out_is_not_read(tree: Path, build: Callable[[Path], None]) -> None:
    build(tree)
    done = check(tree)
    assert done.returncode == 1
    assert b"C42-303" in done.stdout


def test_settings_named_on_the_command_line_may_point_anywhere(tree: Path) -> None:
    (tree.parent / "mine.toml").write_text('baseline = "tree/../baseline.json"')
    found = config.load(("tree",), tree.parent / "mine.toml")
    assert found.path("../elsewhere.json") == tree.parent / "../elsewhere.json"


def test_a_work_tree_is_one_project(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / "sub").mkdir()
    (tree / "sub" / ".c42migrate.toml").write_text('baseline = "../b.json"')
    found = config.load((str(tree / "sub"),))
    assert found.path(found.baseline) == tree / "sub" / "../b.json"
    with pytest.raises(ConfigError, match="outside the project"):
        found.path("../../b.json")


def test_a_file_that_grows_is_read_no_further_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at its size and the end of reading, another program keeps writing."""
    file = tmp_path / "log.py"
    file.write_bytes(b"x" * 100)
    real, taken = os.read, 0

    def read(descriptor: int, size: int) -> bytes:
        nonlocal taken
        with file.open("ab") as more:
            more.write(b"y" * 3_000_000)
        data = real(descriptor, size)
        taken += len(data)
        return data

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(OSError, match="more than the 2000000 bytes that are read"):
        read_whole(file, 2_000_000)
    assert taken <= 2_000_000 + (1 << 20)


def test_a_file_that_shrinks_is_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"x" * 100)
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        file.write_bytes(b"y")
        return status

    monkeypatch.setattr(os, "fstat", fstat)
    assert read_whole(file) == b"y"


@POSIX
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/proc/self"])
def test_what_is_no_file_is_not_read(name: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011  which, depends on the system
        read_whole(name)


def test_no_module_of_the_tree_is_run(tree: Path) -> None:
    """Python puts the working directory first for ``-m``; a repository may hold a file called as what we import."""
    for name in ("re", "typing", "json", "click", "libcst", "dataclasses", "fnmatch", "difflib"):
        (tree / f"{name}.py").write_text(f"open('ran-{name}', 'w')\n")
    done = check(tree)
    assert done.returncode == 1, done
    assert b"C42-303" in done.stdout
    assert not list(tree.glob("ran-*"))


SILENCED = [
    ('ignore = ["C42-303"]', b"Not counted: 1 turned off by what is selected and ignored."),
    ('select = ["C42-107"]', b"Not counted: 1 turned off by what is selected and ignored."),
    ('[per-file-ignores]\n"a.py" = ["all"]', b"Not counted: 1 turned off by what is selected and ignored."),
    ('exclude = ["a.py"]', b"Paths left out: 1 excluded by the settings."),
]


@pytest.mark.parametrize(("settings", "said"), SILENCED)
def test_what_settings_silence_is_counted(tree: Path, settings: str, said: bytes) -> None:
    says(settings)(tree)
    (tree / "b.py").write_bytes(b"x = 1\n")
    done = check(tree)
    assert done.returncode == 0, done
    assert said in done.stderr.splitlines()


def test_what_is_ignored_is_counted_where_nothing_is_found(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / ".gitignore").write_text("a.py\n")
    (tree / "b.py").write_bytes(b"x = 1\n")
    done = check(tree)
    assert done.returncode == 0, done
    assert b"Paths left out: 1 ignored as in .gitignore." in done.stderr.splitlines()


def test_a_limit_that_was_asked_for_in_vain_is_told(tree: Path) -> None:
    says("max-size = 99999999999\njobs = 400")(tree)
    done = check(tree)
    assert done.returncode == 1, done
    assert b"max-size = 99999999999 counts as 20000000" in done.stderr
    assert b"jobs = 400 counts as 16" in done.stderr


def test_settings_above_the_work_tree_silence_nothing(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree.parent / ".c42migrate.toml").write_text('ignore = ["all"]\nrules = ["outside.yaml"]\n')
    done = check(tree)
    assert done.returncode == 1, done
    assert b"C42-303" in done.stdout


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to give away"
)
def test_whose_the_files_are_does_not_matter(tree: Path) -> None:
    """Containers and CI check out as one user and run as another."""
    (tree / ".git").mkdir()
    says('ignore = ["all"]')(tree)
    for path in (tree, tree / ".git", tree / ".c42migrate.toml", tree / "a.py"):
        os.chown(path, 12345, 12345)
    assert check(tree).returncode == 0
