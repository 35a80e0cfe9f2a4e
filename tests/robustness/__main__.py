"""``python -m tests.robustness [--quick] [DIRECTORY ...]``: tries everything once and prints what came of it.

Beside the cases of ``cases.py`` it runs check and fix on the Python files of the directories given (default: the test
suite of this Python, of which every 16th file is taken, every 80th with ``--quick``, and the data of lib2to3, as far as
they are installed). Exit code 0 when nothing went wrong.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .cases import CASES
from .targets import PRELUDE
from .trees import TREES, tried

SECRET = "hunter2Zq"
HOST = "https://console.us.code42.com"
NAMES = {
    "python": "a.py",
    "shell": "a.sh",
    "powershell": "a.ps1",
    "text": "a.rb",
    "notebook": "a.ipynb",
    "xml": "a.xml",
}
NAMES |= {"conda": "environment.yml", "pyproject": "pyproject.toml", "requirements": "requirements.txt"}
NAMES |= {"markdown": "a.md", "dockerfile": "Dockerfile", "makefile": "Makefile", "crontab": "crontab"}
FORMATS = ("text", "json", "sarif", "markdown", "html", "csv", "github", "gitlab", "junit", "concise")
SECONDS = 120


@dataclass(slots=True)
class Row:
    """A line of the table."""

    name: str
    inputs: int = 0
    crashes: int = 0
    hangs: int = 0
    torn: int = 0
    leaks: int = 0
    escapes: int = 0

    @property
    def clean(self) -> bool:
        """Nothing went wrong."""
        return not (self.crashes or self.hangs or self.torn or self.leaks or self.escapes)


def run(row: Row, directory: Path, *arguments: str) -> bytes:
    """One run of the command line; what it prints, on either stream."""
    command = [sys.executable, "-m", "c42migrate", *arguments]
    environ = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin", "HOME": str(directory)}
    try:
        done = subprocess.run(command, cwd=directory, env=environ, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        row.hangs += 1
        return b""
    row.crashes += done.returncode not in {0, 1, 3, 4} or b"internal" in done.stderr or b"Traceback" in done.stderr
    return done.stdout + done.stderr


def cases() -> Iterator[Row]:
    """Every case, each in a tree of its own, through check and fix."""
    row = Row("hostile files: check and fix")
    for kind, data in CASES.values():
        with tempfile.TemporaryDirectory() as made:
            directory = Path(made)
            (directory / "tree").mkdir()
            (directory / "tree" / NAMES[kind]).write_bytes(PRELUDE.get(kind, b"") + data)
            (directory / "outside").write_bytes(b"outside")
            run(row, directory, "fix", "--unsafe-fixes", "--format", "json", f"tree/{NAMES[kind]}")
            row.escapes += (directory / "outside").read_bytes() != b"outside"
            row.torn += len(list((directory / "tree").iterdir())) != 1
            row.inputs += 1
    yield row


def trees() -> Iterator[Row]:
    """Pipes, links, closed directories, files that change meanwhile: see ``trees.py``."""
    row = Row("hostile trees: fix")
    for name, tree in TREES.items():
        with tempfile.TemporaryDirectory() as made:
            result = tried(tree, Path(made))
        row.inputs += 1
        row.hangs += result.code is None
        row.crashes += result.code not in {*tree.codes, None} or b"internal" in result.output
        row.torn += result.torn and result.code is not None
        row.escapes += result.escaped or b"\x1b" in result.output
        if result.code is None or tree.says not in result.output:
            sys.stderr.write(f"{name}: {result}\n")
    yield row


def grammar(directories: list[Path], step: int) -> Iterator[Row]:
    """Other people's Python: no crash, no change. Of large directories every ``step``-th file."""
    for directory in directories:
        files = sorted(directory.rglob("*.py"))
        row = Row(f"{directory.parent.name}/{directory.name}: fix")
        with tempfile.TemporaryDirectory() as made:
            before = {}
            for number, file in enumerate(files[:: step if len(files) > 100 else 1]):
                copy = Path(made) / f"{number}_{file.name}"  # evidence: without it nothing would be parsed
                before[copy] = file.read_bytes() + b"\n# https://console.us.code42.com\n"
                copy.write_bytes(before[copy])
            run(row, Path(made), "fix", "--unsafe-fixes", "--format", "json", ".")
            row.torn += sum(path.read_bytes() != data for path, data in before.items())
            row.inputs += len(before)
        yield row


def terminal(row: Row, directory: Path, *arguments: str) -> bytes:
    """What a run shows on a terminal, colours left out."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "c42migrate", *arguments]
    environ = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin", "NO_COLOR": "1"}
    shown = b""
    with subprocess.Popen(command, cwd=directory, env=environ, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        try:
            while part := os.read(ours, 1 << 16):
                shown += part
        except OSError:  # Linux: the other end is closed
            pass
        row.crashes += running.wait(SECONDS) not in {0, 1, 3}
    os.close(ours)
    return shown.replace(b"\r\n", b"\n")


SECRETS: Mapping[str, str] = {
    "a.py": f'import requests\npassword = "{SECRET}"\nH = {{"Authorization": "v3_user_token {SECRET}"}}\n'
    f'requests.put(\n    "{HOST}/api/UserDeactivation/1",\n    auth=(\n        "me",\n        "{SECRET}",\n    ),\n)\n'
    f'requests.put("https://me:{SECRET}@console.us.code42.com/api/UserDeactivation/1", auth=("me", "{SECRET}"))\n'
    f'os.system("curl -u me:{SECRET} {HOST}/api/User?password={SECRET}")\n',
    "a.sh": f"export PASSWORD={SECRET}\ncurl -u me:{SECRET} -X PUT {HOST}/api/UserDeactivation/1 -d 'password={SECRET}'\n"
    f"curl -H 'Authorization: Basic {SECRET}' {HOST}/api/User\n",
    "a.ps1": f"$p = ConvertTo-SecureString '{SECRET}' -AsPlainText\n$h = @{{ Authorization = 'Bearer {SECRET}' }}\n"
    f"Invoke-RestMethod -Method Put -Headers $h '{HOST}/api/UserDeactivation/1'\n",
    "a\x1b[31m=cmd|\n::error::<script>.py": f'import requests\nrequests.put("{HOST}/api/UserDeactivation/1")  # \x1b]0;x\x07\n',
}
"""Secrets in many positions, and a name that each medium would run."""
INJECTED = (b"\x1b[31m", b"\x1b]0;", b"\n::error::<", b"\n=cmd")


def outputs() -> Iterator[Row]:
    """Every format of a report on files full of secrets and control characters, and the diff."""
    row = Row("secrets and injections: every output")
    with tempfile.TemporaryDirectory() as made:
        directory = Path(made)
        for name, text in SECRETS.items():
            (directory / name).write_text(text)
        for arguments in (*(("check", "--format", name) for name in FORMATS), ("check", "--diff"), ("report",)):
            # A diff that is piped is to be applied: only on a terminal it may be shown otherwise than it is.
            show = terminal if "--diff" in arguments else run
            shown = show(row, directory, *arguments, ".")
            row.inputs += len(SECRETS)
            row.leaks += shown.count(SECRET.encode())
            row.escapes += sum(shown.count(text) for text in INJECTED) + (
                "html" in arguments and b"<script>.py" in shown
            )
    yield row


def _default() -> list[Path]:
    library = Path(sysconfig.get_path("stdlib"))
    return [path for path in (library / "test", library / "lib2to3" / "tests" / "data") if path.is_dir()]


def main(arguments: list[str]) -> int:
    """Print the table; 1 when anything went wrong."""
    directories = [Path(name) for name in arguments if name != "--quick"] or _default()
    step = 80 if "--quick" in arguments else 16
    rows = chain(cases(), trees(), outputs(), grammar(directories, step))
    clean = True
    sys.stdout.write("| what | inputs | crashes | hangs | torn files | leaks | escapes |" + "\n")
    sys.stdout.write("|---|--:|--:|--:|--:|--:|--:|" + "\n")
    for row in rows:
        clean = clean and row.clean
        sys.stdout.write(
            f"| {row.name} | {row.inputs} | {row.crashes} | {row.hangs} | {row.torn} | {row.leaks} | {row.escapes} |\n"
        )
        sys.stdout.flush()
    return int(not clean)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
