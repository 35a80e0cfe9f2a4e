"""Repositories that try to start a program, and every command on them under an audit hook: only workers are started."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.robustness.trees import NEW, OLD, ROOT

pytestmark = pytest.mark.skipif(os.name == "nt" or shutil.which("git") is None, reason="needs git and POSIX")

PROGRAM = """
import os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
STARTING = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.spawn", "os.fork", "os.forkpty", "pty.spawn")
def told(event, arguments):
    if event in STARTING:
        ours = event == "os.fork" and sys._getframe(1).f_globals.get("__name__") == "multiprocessing.popen_fork"
        os.write(log, ("worker" if ours else f"{{event}} {{arguments}}").encode() + b"\\n")
sys.addaudithook(told)
sys.argv = ["c42migrate", *{arguments!r}]
from c42migrate.cli import main
main()
"""

COMMANDS = [
    ["check", "."],
    ["check", "--format", "json", "--no-cache", "."],
    ["check", "--diff", "."],
    ["check", "sub/deep"],
    ["report", "."],
    ["baseline", "create", "--force", "."],
    ["baseline", "update", "."],
    ["fix", "."],
]


def git(where: Path, *words: str) -> None:
    me = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *me, *words], cwd=where, check=True, capture_output=True)


class Trap:
    """A work tree, and a program that leaves a mark when somebody starts it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "tree"
        self.mark = folder / "ran"
        self.program = folder / "program.sh"
        self.program.write_text(f"#!/bin/sh\ntouch {self.mark}\nexit 1\n")
        self.program.chmod(0o755)
        for name in ("a.py", "sub/b.py", "sub/deep/c.py"):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(OLD)

    def work_tree(self) -> None:
        git(self.root, "init", "-q")
        (self.root / ".gitignore").write_text("build/\n")
        git(self.root, "add", ".")
        git(self.root, "commit", "-q", "-m", "x")

    def settings(self, where: str = ".git/config", **sections: str) -> None:
        """``core__fsmonitor="x"`` → ``[core] fsmonitor = x``."""
        with (self.root / where).open("a") as file:
            for name, value in sections.items():
                section, _, key = name.partition("__")
                file.write(f"[{section}]\n\t{key} = {value}\n")


def bare(trap: Trap, where: str = "sub") -> None:
    """A folder that is a repository itself, whose missing ignore file git would fetch with the attacker's program."""
    folder = trap.root / where
    for name in ("objects", "refs/heads"):
        (folder / name).mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text(
        "[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tworktree = .\n[extensions]\n\tpartialClone = origin\n"
        f'[remote "origin"]\n\tpromisor = true\n\turl = ssh://nowhere/x\n\tuploadpack = {trap.program}\n'
        f"[core]\n\tfsmonitor = {trap.program}\n\tsshCommand = {trap.program}\n"
    )


def bare_in_a_work_tree(trap: Trap) -> None:
    trap.work_tree()
    bare(trap)


def bare_at_the_root(trap: Trap) -> None:
    bare(trap, ".")


def file_system_monitor(trap: Trap) -> None:
    trap.work_tree()
    trap.settings(core__fsmonitor=str(trap.program))


def transport(trap: Trap) -> None:
    trap.work_tree()
    trap.settings(core__sshCommand=str(trap.program), core__gitProxy=str(trap.program))
    (trap.root / ".gitmodules").write_text(f'[submodule "sub"]\n\tpath = sub\n\turl = ext::{trap.program}\n')


def filters(trap: Trap) -> None:
    trap.work_tree()
    (trap.root / ".gitattributes").write_text("* filter=x diff=x merge=x\n")
    with (trap.root / ".git" / "config").open("a") as file:
        for section, keys in {"filter": ("clean", "smudge", "process"), "diff": ("textconv", "command")}.items():
            file.write(f'[{section} "x"]\n' + "".join(f"\t{key} = {trap.program}\n" for key in keys))


def hooks(trap: Trap) -> None:
    trap.work_tree()
    for name in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
        shutil.copy(trap.program, trap.root / ".git" / "hooks" / name)
    shutil.copytree(trap.root / ".git" / "hooks", trap.root / "hooks")
    trap.settings(core__hooksPath="hooks")


def included(trap: Trap) -> None:
    trap.work_tree()
    (trap.root / "more").write_text(f"[core]\n\tfsmonitor = {trap.program}\n\tpager = {trap.program}\n")
    trap.settings(include__path="../more")
    with (trap.root / ".git" / "config").open("a") as file:
        file.write('[includeIf "gitdir:/"]\n\tpath = ../more\n')


def elsewhere(trap: Trap) -> None:
    """``.git`` is a file that leads to a repository among the files."""
    bare(trap, "data")
    (trap.root / ".git").write_text("gitdir: data\n")


def a_submodule(trap: Trap) -> None:
    trap.work_tree()
    bare(trap, "data")
    (trap.root / "sub" / "deep" / ".git").write_text("gitdir: ../../data\n")


def aliases(trap: Trap) -> None:
    trap.work_tree()
    trap.settings(**{"alias__ls-files": f"!{trap.program}", "core__editor": str(trap.program)})
    trap.settings(credential__helper=f"!{trap.program}", gpg__program=str(trap.program))


def programs_by_name(trap: Trap) -> None:
    """In a directory where a careless search for programs would look."""
    trap.work_tree()
    for name in ("git", "python3", "sh", "file", "uname", "ldconfig", "gcc"):
        shutil.copy(trap.program, trap.root / name)


TRAPS = [
    *(bare, bare_in_a_work_tree, bare_at_the_root, file_system_monitor, transport, filters, hooks, included),
    *(elsewhere, a_submodule, aliases, programs_by_name),
]


def started(trap: Trap, arguments: list[str], given: bytes = b"") -> Iterator[str]:
    """What a command starts; it must not fail otherwise."""
    log = trap.root.parent / "started"
    environ = {"PATH": f"{trap.root}:{os.environ['PATH']}", "HOME": str(trap.root.parent), "PYTHONPATH": str(ROOT)}
    environ["XDG_CACHE_HOME"] = str(trap.root.parent / "cache")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(log=str(log), arguments=arguments)],
        cwd=trap.root, env=environ, input=given, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done
    yield from log.read_text().splitlines()


@pytest.mark.parametrize("build", TRAPS, ids=lambda build: build.__name__)
def test_nothing_is_started(build: Callable[[Trap], None], tmp_path: Path) -> None:
    trap = Trap(tmp_path)
    build(trap)
    if build is a_submodule:  # a repository of its own
        (trap.root / "sub" / "deep" / "c.py").write_bytes(NEW)
    for arguments in COMMANDS:
        assert set(started(trap, arguments)) <= {"worker"}, arguments
        assert not trap.mark.exists(), arguments
    assert (trap.root / "a.py").read_bytes() == NEW
    assert (trap.root / "sub" / "deep" / "c.py").read_bytes() == NEW


@pytest.mark.parametrize("build", [bare, file_system_monitor], ids=lambda build: build.__name__)
def test_git_itself_would_have_started_it(build: Callable[[Trap], None], tmp_path: Path) -> None:
    """Or the traps would prove nothing."""
    trap = Trap(tmp_path)
    build(trap)
    where = trap.root / ("sub" if build is bare else ".")
    subprocess.run(["git", "-c", "safe.bareRepository=all", "status"], cwd=where, capture_output=True, check=False)
    assert trap.mark.exists()


def test_many_files_take_workers_only(tmp_path: Path) -> None:
    trap = Trap(tmp_path)
    file_system_monitor(trap)
    for number in range(900):
        (trap.root / f"{number}.py").write_bytes(OLD if number % 300 == 0 else b"x = 1\n")
    assert set(started(trap, ["check", "-j", "2", "."])) == {"worker"}
    assert not trap.mark.exists()


def test_the_language_server_starts_nothing(tmp_path: Path) -> None:
    pytest.importorskip("pygls", reason="the language server is an extra: pip install -e '.[lsp]'")
    trap = Trap(tmp_path)
    file_system_monitor(trap)
    document = {"uri": (trap.root / "a.py").as_uri(), "languageId": "python", "version": 1, "text": OLD.decode()}
    talk = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": trap.root.as_uri()}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"id": 2, "method": "textDocument/hover", "params": {
            "textDocument": {"uri": document["uri"]}, "position": {"line": 1, "character": 60}}},
        {"id": 3, "method": "shutdown"},
        {"method": "exit"},
    ]  # fmt: skip
    said = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in talk]
    given = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(text), text) for text in said)
    assert set(started(trap, ["lsp"], given)) <= {"worker"}
    assert not trap.mark.exists()
