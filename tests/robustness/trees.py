"""Trees that hold what no scanner likes to meet. Each is made in an empty directory beside ``good.py``, then fixed."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
OLD = b'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
NEW = OLD.replace(b"/api/U", b"/api/v1/U")
SECONDS = 300


@dataclass(frozen=True, slots=True)
class Tree:
    """``says``: what the run must say, on either stream. ``meanwhile``: Python run between reading and writing."""

    build: Callable[[Path], None]
    says: bytes = b""
    arguments: tuple[str, ...] = ()
    meanwhile: str = ""
    codes: frozenset[int] = frozenset({0, 1, 3})
    fixes_good: bool = True


def _write(name: str | bytes, data: bytes = OLD) -> Callable[[Path], None]:
    def build(tree: Path) -> None:
        with open(os.path.join(os.fsencode(tree), os.fsencode(name)), "wb") as file:
            file.write(data)

    return build


def _sparse(tree: Path) -> None:
    with (tree / "a.py").open("wb") as file:
        file.write(OLD)
        file.truncate(100_000_000)


def _socket(tree: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tree / "a.py"))


def _closed_directory(tree: Path) -> None:
    (tree / "closed").mkdir()
    (tree / "closed" / "a.py").write_bytes(OLD)
    (tree / "closed").chmod(0)


def _read_only_directory(tree: Path) -> None:
    (tree / "closed").mkdir()
    (tree / "closed" / "a.py").write_bytes(OLD)
    (tree / "closed").chmod(0o555)


def _mode(mode: int) -> Callable[[Path], None]:
    def build(tree: Path) -> None:
        (tree / "a.py").write_bytes(OLD)
        (tree / "a.py").chmod(mode)

    return build


def _links(tree: Path) -> None:
    for name, target in {
        "a.py": "nowhere",
        "b.py": "c.py",
        "c.py": "b.py",
        "d.py": "d.py",
        "up": "..",
        "self": ".",
    }.items():
        (tree / name).symlink_to(target)
    (tree / "e.py").symlink_to(tree.parent / "outside.py")
    (tree / "f.py").symlink_to("/dev/zero")


def _deep(tree: Path) -> None:
    """Deeper than a path may be long."""
    here = os.open(tree, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        ahead = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = ahead
    os.close(here)


def _nothing(_: Path) -> None:
    return


_LINE = b'x = "' + b"a" * 50_000_000 + b'"\n' + OLD
_MANY = b"import requests\n" + b'requests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n' * 3000
_APPEND = "open('a.py', 'ab').write(b'# mine')"

TREES: Mapping[str, Tree] = {
    "a line of 50 MB": Tree(_write("a.py", _LINE), b"more than the 5000000 that are read"),
    "a line of 50 MB, wanted": Tree(_write("a.py", _LINE), arguments=("--max-size", "200000000")),
    "a file of 100 MB": Tree(_sparse, b"100000000 bytes, more than the 5000000"),
    "thousands of findings": Tree(_write("a.py", _MANY)),
    "thousands of findings, as a diff": Tree(_write("a.py", _MANY), arguments=("--diff",), fixes_good=False),
    "a million empty lines, as a diff": Tree(_write("a.py", b"\n" * 1_000_000 + OLD), arguments=("--diff",), fixes_good=False),
    "a pipe": Tree(lambda tree: os.mkfifo(tree / "a.py"), b"not a regular file"),
    "a socket": Tree(_socket, b"not a regular file"),
    "a device": Tree(_nothing, b"not a regular file", ("/dev/zero", "/dev/null")),
    "a directory named a.py": Tree(lambda tree: (tree / "a.py").mkdir()),
    "links": Tree(_links),
    "links, named": Tree(_links, b"a.py: ", ("a.py", "b.py", "d.py", "e.py", "f.py")),
    "an unreadable file": Tree(_mode(0), b"a.py: "),
    "a read-only file": Tree(_mode(0o444), b"is read-only"),
    "an unreadable directory": Tree(_closed_directory, b"closed: Permission denied"),
    "a read-only directory": Tree(_read_only_directory, b"cannot be written"),
    "a deep directory": Tree(_deep),
    "a name of several lines": Tree(_write("a\n::error::b\r\x1b[31m.py")),
    "a name that is no text": Tree(_write(b"a\xff\xfe.py")),
    "a name like an option": Tree(_write("--fix.py")),
    "a name like a formula": Tree(_write("=cmd('calc')!A0.py"), arguments=("--format", "csv")),
    "vanishes before it is read": Tree(_write("a.py"), meanwhile="early: os.unlink('a.py')"),
    "a pipe before it is read": Tree(_write("a.py"), meanwhile="early: os.unlink('a.py'); os.mkfifo('a.py')"),
    "a link out before it is written": Tree(
        _write("a.py"), b"outside the named paths", meanwhile="os.unlink('a.py'); os.symlink('../outside.py', 'a.py')"
    ),
    "vanishes before it is written": Tree(_write("a.py"), b"no longer exists", meanwhile="os.unlink('a.py')"),
    "changes before it is written": Tree(_write("a.py"), b"changed on disk since it was read", meanwhile=_APPEND),
    "a directory before it is written": Tree(
        _write("a.py"), b"not a regular file", meanwhile="os.unlink('a.py'); os.mkdir('a.py')"
    ),
    "no working directory": Tree(
        _nothing, b"working directory", meanwhile="first: os.mkdir('w'); os.chdir('w'); os.rmdir('../w')",
        codes=frozenset({2}), fixes_good=False,
    ),
}  # fmt: skip
if os.geteuid() == 0:
    del TREES["a deep directory"]

_MAIN = """
import os, sys
when, _, what = {meanwhile!r}.rpartition(": ")
if when == "first":
    exec(what)
from c42migrate.engine import rewrite, run
early = when == "early"  # listed, not read yet; else: read, not written yet
owner, name = (run, "survey") if early else (rewrite, "unwritable")
before = getattr(owner, name)
def patched(*arguments):
    done = before(*arguments) if early else None
    setattr(owner, name, before)
    if when != "first":
        exec(what)
    return done if early else before(*arguments)
setattr(owner, name, patched)
from c42migrate.cli import main
main()
"""


def command(tree: Tree) -> list[str]:
    """The command line that fixes a tree; as ``python -c`` when something is to happen meanwhile."""
    start = ["-c", _MAIN.format(meanwhile=tree.meanwhile)] if tree.meanwhile else ["-m", "c42migrate"]
    return [sys.executable, *start, "fix", *tree.arguments, "."]


def unprivileged() -> None:
    """In a child of root: give up reading and writing what the modes of files forbid (Linux)."""
    if os.geteuid() == 0:
        drop, overrides = 24, (1, 2)  # PR_CAPBSET_DROP; CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: linux/capability.h
        for capability in overrides:
            ctypes.CDLL(None).prctl(drop, capability, 0, 0, 0)


@dataclass(slots=True)
class Result:
    """What came of one tree: ``code`` is None when it took too long."""

    code: int | None
    output: bytes
    escaped: bool
    torn: bool


def tried(tree: Tree, directory: Path) -> Result:
    """Build a tree below ``directory`` and fix it."""
    place = directory / "tree"
    place.mkdir()
    (directory / "outside.py").write_bytes(OLD)
    (place / "good.py").write_bytes(OLD)
    tree.build(place)
    environ = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(directory)}
    code, output = None, b""
    with suppress(subprocess.TimeoutExpired):
        done = subprocess.run(
            command(tree), cwd=place, env=environ, capture_output=True, timeout=SECONDS, check=False, preexec_fn=unprivileged
        )  # fmt: skip
        code, output = done.returncode, done.stdout + done.stderr
    escaped = (directory / "outside.py").read_bytes() != OLD or bool(
        tree.meanwhile == _APPEND and not _is_appended(place)
    )
    for closed in place.glob("closed"):
        closed.chmod(0o755)
    torn = bool(list(place.rglob(".c42migrate-*"))) or (place / "good.py").read_bytes() != (
        NEW if tree.fixes_good else OLD
    )
    return Result(code, output, escaped, torn)


def _is_appended(place: Path) -> bool:
    return (place / "a.py").read_bytes() == OLD + b"# mine"
