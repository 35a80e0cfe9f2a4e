"""``python -m tests.benchmarks``: how fast the commands are that people run, beside other tools on the same files.

On a fresh machine: ``pip install -e '.[bench]'`` (the other tools; ripgrep comes with the system) and run it. What is
measured is this checkout's wheel, installed and started by its own script, in projects that have a configuration.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.measure import HEADER, Command, Row, compare, growth, peak_memory

RESULTS = Path(__file__).with_name("RESULTS.md")
PARSE = """
import sys, pathlib, libcst
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.py")):
    try:
        libcst.parse_module(path.read_bytes())
    except Exception:
        pass
"""


class Bench:
    """The commands, and the projects they are run in."""

    def __init__(self, work: Path, given: argparse.Namespace) -> None:
        self.work = work
        self.rounds: int = given.rounds
        self.program = installed(work / "installed")
        self.noise: Path = corpus.noise(given.corpus, work)
        self.scripts: Path | None = given.scripts

    def ours(self, project: Path, *arguments: str) -> Command:
        """``check`` in a project."""
        return Command([str(self.program), "check", *arguments], project)

    def rows(self) -> Iterator[Row]:
        """Every comparison whose other tool is there, dense scripts first."""
        dense = {"the scripts of tests/corpus": corpus.dense(self.work / "dense")}
        if self.scripts is not None:
            dense["public scripts"] = corpus.copied(self.scripts, self.work / "scripts")
        for what, project in dense.items():
            one, two = self.ours(project, "-j1", "."), self.ours(project, "-j2", ".")
            parse = Command([sys.executable, "-c", PARSE, "."], project)
            size = f"{what} ({corpus.lines(project):,} lines of Python)"
            yield self.row(f"{size}, one process", "libcst parse", one, parse, 5)
            yield self.row(f"{size}, two processes", "one process", two, one, 1 / 1.7)
        yield from self.hooks()
        yield from self.trees()

    def hooks(self) -> Iterator[Row]:
        """One file, as a hook names it; and the commands that only look something up."""
        project = corpus.project(self.work / "hook", {"miss.py": corpus.MISS, "hit.py": corpus.hit()})
        if shutil.which("pyupgrade"):
            for name, most in (("miss.py", 1.2), ("hit.py", 6)):
                upgrade = Command(["pyupgrade", name], project)
                yield self.row(
                    f"a file with{'out' * (name == 'miss.py')} a hit",
                    "pyupgrade",
                    self.ours(project, name),
                    upgrade,
                    most,
                )
        start = Command([sys.executable, "-c", "import time; time.sleep(0.15)"], project)
        for words in (["--help"], ["explain", "UserBlock"], ["rules"]):
            command = Command([str(self.program), *words], project)
            yield self.row(" ".join(words), "0.15 s", command, start, 1)

    def trees(self) -> Iterator[Row]:
        """Scripts in trees of code that has nothing to do with them."""
        many, planted = corpus.many(self.work / "many", 40_000), corpus.planted(self.noise, self.work / "planted")
        named = "d7/f700_report.py"
        (many / named).write_text(corpus.hit())
        if shutil.which("rg"):
            search = Command(["rg", "-uu", "-l", "f700_report", "."], many)
            yield self.row(
                "a file with a hit named in a tree of 40,000",
                "ripgrep for its name",
                self.ours(many, named),
                search,
                1.5,
            )
            needles = self.work / "needles.txt"
            needles.write_text("\n".join(corpus.needles()) + "\n")
            search = Command(["rg", "-uu", "-i", "-F", "-l", "-f", str(needles), "."], planted)
            size = f"{corpus.lines(planted) / 1e6:.1f} M unrelated lines and {corpus.HITS} scripts"
            yield self.row(size, "ripgrep", self.ours(planted, "."), search, 6)
        if shutil.which("ruff"):
            lint = Command(["ruff", "check", "--isolated", "--select", "F", "--no-cache", "-q", "."], planted)
            yield self.row("the same", "ruff F", self.ours(planted, "."), lint, 1)

    def row(self, work: str, against: str, ours: Command, theirs: Command, most: float) -> Row:
        """One comparison, said as soon as it is known."""
        made = compare(work, against, ours, theirs, most, self.rounds)
        sys.stdout.write(made.markdown() + "\n")
        sys.stdout.flush()
        return made

    def growing(self) -> Iterator[str]:
        """How the time grows where size is doubled, twice."""
        for what, write in corpus.GROWING.items():
            projects = [corpus.project(self.work / "growing" / f"{what}-{n}", write(n)) for n in (1, 2, 4)]
            yield growth(what, [self.ours(project, "-j1", ".") for project in projects], 2.2)

    def memory(self) -> Iterator[str]:
        """The most memory of a process."""
        yield peak_memory("the scripts of tests/corpus", self.ours(self.work / "dense", "-j1", "."), 200)


def installed(target: Path) -> Path:
    """The script of this checkout's wheel, newly built and installed below ``target``."""
    shutil.rmtree(target, ignore_errors=True)
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), root]
    subprocess.run(command, check=True)
    os.environ["PYTHONPATH"] = str(target)
    return target / "bin" / "c42migrate"


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a directory of unrelated code (default: packages from the index)")
    parser.add_argument("--scripts", type=Path, help="a directory of scripts that people wrote against the API")
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks"), help="where projects are kept")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=Path, default=RESULTS)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    # Peers installed beside this interpreter count as installed.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    bench = Bench(given.work.resolve(), given)
    rows = [row.markdown() for row in bench.rows()]
    given.output.write_text(page(rows, [*bench.growing(), *bench.memory()], given.rounds))


def page(rows: list[str], further: list[str], rounds: int) -> str:
    """The Markdown page."""
    day = datetime.now(UTC).date()
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return (
        f"# How fast\n\nMeasured on {day} ({machine}) with `python -m tests.benchmarks`: wall times, {rounds} rounds of both "
        "commands in turn after one that is not counted. The ratio is ours / theirs, so less is better.\n\n"
        + "\n".join([*HEADER, *rows])
        + "\n\n"
        + "\n".join(f"- {line}" for line in further)
        + "\n"
    )


if __name__ == "__main__":
    main()
