"""``python -m tests.robustness [--quick | --all] [DIRECTORY ...]``: tries everything once and prints what came of it.

First a row for each point of ``points.py``: inputs and failures. With an option or directories a second table follows:
beside the cases of ``cases.py`` and the trees of ``trees.py`` it runs check and fix on programs that hypothesmith makes
up (where it is installed) and on the Python files of the directories given. Default: the test suites of this Python and
of those installed beside it, and the data of lib2to3 where there is any; with ``--quick`` every 120th file of a large
directory, with ``--all`` every one, else every 12th. Exit code 0 when nothing went wrong.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from . import patterns, points
from .cases import CASES
from .targets import PRELUDE
from .trees import TREES, tried

T = TypeVar("T")
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
SECONDS = 300


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

    def add(self, other: Row) -> None:
        """Count what ``other`` counted, too."""
        self.inputs += other.inputs
        self.crashes += other.crashes
        self.hangs += other.hangs
        self.torn += other.torn
        self.leaks += other.leaks
        self.escapes += other.escapes

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
    row.hangs += b"in reasonable time" in done.stderr  # contained, and yet it did not end by itself
    return done.stdout + done.stderr


def case(kind: str, data: bytes) -> Row:
    """One hostile file in a tree of its own through check and fix."""
    row = Row("", 1)
    with tempfile.TemporaryDirectory() as made:
        directory = Path(made)
        (directory / "tree").mkdir()
        (directory / "tree" / NAMES[kind]).write_bytes(PRELUDE.get(kind, b"") + data)
        (directory / "outside").write_bytes(b"outside")
        run(row, directory, "fix", "--unsafe-fixes", "--format", "json", f"tree/{NAMES[kind]}")
        row.escapes += (directory / "outside").read_bytes() != b"outside"
        row.torn += len(list((directory / "tree").iterdir())) != 1
    return row


def tree(name: str) -> Row:
    """One hostile tree: see ``trees.py``."""
    with tempfile.TemporaryDirectory() as made:
        result = tried(TREES[name], Path(made))
    wanted = TREES[name]
    if result.code is None or wanted.says not in result.output:
        sys.stderr.write(f"{name}: {result}\n")
    return Row(
        "",
        1,
        crashes=result.code not in {*wanted.codes, None} or b"internal" in result.output,
        hangs=result.code is None,
        torn=result.torn and result.code is not None,
        escapes=result.escaped or b"\x1b" in result.output,
    )


def texts(programs: Sequence[bytes]) -> Row:
    """Programs that have nothing to change, as one tree through fix: none may change."""
    row = Row("", len(programs))
    with tempfile.TemporaryDirectory() as made:
        before = {}
        for number, data in enumerate(programs):
            copy = Path(made) / f"test_{number}.py"  # evidence: without it nothing would be parsed
            before[copy] = data + b"\n# https://console.us.code42.com\n"
            copy.write_bytes(before[copy])
        run(row, Path(made), "fix", "--unsafe-fixes", "--format", "json", ".")
        row.torn += sum(path.read_bytes() != data for path, data in before.items())
    return row


def made_up(count: int) -> list[bytes]:
    """Programs from Python's own grammar; none where hypothesmith is not installed."""
    try:
        import hypothesmith
    except ImportError:
        return []
    from hypothesis import HealthCheck, Phase, given, settings

    found: list[bytes] = []

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        derandomize=True,
    )
    @given(hypothesmith.from_grammar() | hypothesmith.from_node())
    def keep(program: str) -> None:
        found.append(program.encode("utf-8", "surrogatepass"))

    keep()
    return found


PIECE = 25
"""Programs in one tree."""


def library(directory: Path, step: int) -> list[bytes]:
    """The Python files of a directory; of a large one every ``step``-th."""
    files = sorted(path for path in directory.rglob("*.py") if path.is_file())
    return [file.read_bytes() for file in files[:: step if len(files) > 100 else 1]]


def pieces(programs: Sequence[bytes]) -> list[Sequence[bytes]]:
    """The programs in shares of ``PIECE``."""
    return [programs[start : start + PIECE] for start in range(0, len(programs), PIECE)]


def together(name: str, work: Callable[[T], Row], items: Iterable[T]) -> Row:
    """The sum of what came of all items, on as many cores as there are."""
    row = Row(name)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for one in pool.map(work, items):
            row.add(one)
    return row


def rows(directories: Sequence[Path], step: int) -> Iterator[Row]:
    """The lines of the table, each as soon as it is known."""
    yield together("hostile files: check and fix", lambda item: case(*item), CASES.values())
    yield together("hostile trees: fix", tree, TREES)
    yield outputs()
    yield expressions()
    yield together("hypothesmith's programs: fix", texts, pieces(made_up(max(12_000 // step, 100))))
    for directory in directories:
        yield together(f"{_title(directory)}: fix", texts, pieces(library(directory, step)))


def _title(directory: Path) -> str:
    return "/".join(directory.parts[-3:]) if directory.name == "data" else "/".join(directory.parts[-2:])


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


def outputs() -> Row:
    """Every format of a report on files full of secrets and control characters, and the diff."""
    row = Row("secrets and injections: every output")
    with tempfile.TemporaryDirectory() as made:
        directory = Path(made)
        for name, text in SECRETS.items():
            (directory / name).write_text(text)
        for arguments in (*(("check", "--format", name) for name in FORMATS), ("check", "--diff"), ("report",)):
            shown = run(row, directory, *arguments, ".")
            row.inputs += len(SECRETS)
            row.leaks += shown.count(SECRET.encode())
            row.escapes += sum(shown.count(text) for text in INJECTED) + (
                "html" in arguments and b"<script>.py" in shown
            )
    return row


def expressions() -> Row:
    """Every regular expression on text that makes it go back and forth."""
    slow = list(patterns.slow())
    sys.stderr.writelines(f"{name}: {taken:.2f} s for {text!r} …\n" for name, text, taken in slow)
    return Row("regular expressions: text they do not like", len(patterns.patterns()), hangs=len(slow))


def default() -> list[Path]:
    """The test suites of this Python and of others beside it, and the data of lib2to3."""
    own = Path(sysconfig.get_path("stdlib"))
    beside = sorted(Path(sys.base_prefix).parent.glob("*/lib/python[23].*"))
    found = [place / "test" for place in dict.fromkeys([own, *beside]) if place.name in SUITES or place == own]
    return [path for path in (*found, own / "lib2to3" / "tests" / "data") if path.is_dir()]


SUITES = ("python2.7", "python3.12", "python3.13", "python3.14")
"""Other Pythons whose test suites are taken: the last of the old, and what has grammar that 3.11 has not."""

HEADER = "| what | inputs | crashes | hangs | torn files | leaks | escapes |"


def main(arguments: list[str]) -> int:
    """Print the table; 1 when anything went wrong."""
    directories = [Path(name) for name in arguments if not name.startswith("--")] or default()
    step = 120 if "--quick" in arguments else 1 if "--all" in arguments else 12
    clean = True
    sys.stdout.write("| point | what | inputs | failures |\n|--:|---|--:|--:|\n")
    for number, title, inputs, failures in points.rows():
        clean = clean and not failures
        sys.stdout.write(f"| {number} | {title} | {inputs} | {failures} |\n")
        sys.stdout.flush()
    if not arguments:
        return int(not clean)
    sys.stdout.write(f"\n{HEADER}\n|---|--:|--:|--:|--:|--:|--:|\n")
    for row in rows(directories, step):
        clean = clean and row.clean
        numbers = (row.inputs, row.crashes, row.hangs, row.torn, row.leaks, row.escapes)
        sys.stdout.write(f"| {row.name} | {' | '.join(str(int(number)) for number in numbers)} |\n")
        sys.stdout.flush()
    return int(not clean)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
