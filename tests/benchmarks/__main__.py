"""``python -m tests.benchmarks``: the table of RESULTS.md, and whether every mode finds the same.

On a fresh machine: ``pip install -e '.[bench]'`` (the other tools; ripgrep comes with the system) and run it. What is
measured is an installed wheel, started by its own script, as a hook starts it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from c42migrate.catalogue import current
from tests.benchmarks import corpus, memory
from tests.benchmarks.measure import HEADER, Command, Row, compare

RESULTS = Path(__file__).with_name("RESULTS.md")
_RULE = "id: r{number}\nlanguage: python\nrule: {{kind: string, regex: '(?i){word}'}}\n"
_WHOLE = """
from c42migrate.cli import main
main()
"""


class Bench:
    """The commands, all on the same files."""

    def __init__(self, work: Path, noise: Path, rounds: int) -> None:
        self.work = work
        self.program = installed(work / "installed")
        self.rounds = rounds
        self.hits = corpus.scripts(work / "hits")
        self.noise = noise
        self.miss = work / "miss.py"
        self.miss.write_text(corpus.MISS)
        self.one = work / "one.py"
        self.one.write_text(corpus.hit())
        self.cache = work / "cache"
        self.needles = work / "needles.txt"
        self.needles.write_bytes(b"\n".join(current().needles.strong) + b"\n")

    def ours(self, *paths: Path, cold: bool = False) -> Command:
        """``check``, as the hook calls it; ``cold``: what was kept from the run before is thrown away."""
        before = (lambda: shutil.rmtree(self.cache, ignore_errors=True)) if cold else (lambda: None)
        return Command([str(self.program), "check", *map(str, paths)], before, str(self.cache))

    def ripgrep(self) -> Command:
        """The same needles in the same files, names only; hidden files too, as we do, and no ignore files."""
        return Command(["rg", "-uu", "-i", "-F", "-l", "-f", str(self.needles), str(self.noise), str(self.hits)])

    def ast_grep(self) -> Command:
        """One rule a needle."""
        rules = self.work / "rules.yml"
        words = [word.decode() for word in current().needles.strong]
        rules.write_text("---\n".join(_RULE.format(number=n, word=word) for n, word in enumerate(words)))
        return Command(["ast-grep", "scan", "--no-ignore", "hidden", "-r", str(rules), str(self.noise), str(self.hits)])

    def rows(self) -> Iterator[Row]:
        """Every comparison whose other tool is there."""
        size = f"{corpus.lines(self.noise) / 1e6:.1f} M unrelated lines + {corpus.HITS} hit files"
        both = (self.noise, self.hits)
        if shutil.which("rg"):
            yield self.row(f"{size}, cold cache", "ripgrep", self.ours(*both, cold=True), self.ripgrep(), (4, 2))
            yield self.row(f"{size}, warm cache", "ripgrep", self.ours(*both), self.ripgrep(), (2.5, 1.6))
            dense = self.ours(self.noise, corpus.dense(self.work / "dense"), cold=True)
            yield self.row("the same with 40 scripts of tests/corpus", "ripgrep", dense, self.ripgrep(), (4, 2))
        if shutil.which("ruff"):
            ruff = Command(["ruff", "check", "--isolated", "--select", "F", "--no-cache", "-q", *map(str, both)])
            yield self.row(f"{size}, cold cache", "ruff F", self.ours(*both, cold=True), ruff, (0.8, 0.3))
        if shutil.which("ast-grep"):
            yield self.row(
                f"{size}, cold cache", "ast-grep", self.ours(*both, cold=True), self.ast_grep(), (0.08, 0.03)
            )
        if shutil.which("pyupgrade"):
            for name, path, goals in (("without", self.miss, (0.75, 0.3)), ("with", self.one, (5.0, 2.0))):
                command = Command(["pyupgrade", str(path)])
                yield self.row(f"one file {name} a hit", "pyupgrade", self.ours(path, cold=True), command, goals)
            command = Command(["pyupgrade", *map(str, sorted(self.hits.iterdir()))])
            yield self.row("40 hit files, warm cache", "pyupgrade", self.ours(self.hits), command, (0.4, 0.15))
        if shutil.which("fixit"):
            fixit = Command(["fixit", "--quiet", "--rules", "fixit.rules.use_fstring", "lint", str(self.hits)])
            yield self.row(
                "40 hit files, cold cache", "fixit, one rule", self.ours(self.hits, cold=True), fixit, (0.6, 0.25)
            )
        few, many = (corpus.many(self.work / f"many{count}", count) for count in (4_000, 40_000))
        yield self.row("40,000 files", "4,000 files", self.ours(many), self.ours(few), (11, 9))

    def row(self, work: str, against: str, ours: Command, theirs: Command, goals: tuple[float, float]) -> Row:
        """One comparison, said as soon as it is known."""
        made = compare(work, against, ours, theirs, goals, self.rounds)
        sys.stdout.write(made.markdown() + "\n")
        sys.stdout.flush()
        return made

    def modes(self) -> dict[str, str]:
        """Mode → digest of all findings."""
        shutil.rmtree(self.cache, ignore_errors=True)
        options = {
            "no cache, 1 process": ["--no-cache", "-j1"],
            "no cache, 2 processes": ["--no-cache", "-j2"],
            "cold, 2 processes": ["-j2"],
            "warm, 2 processes": ["-j2"],
            "warm, 1 process": ["-j1"],
            "warm, from the answer kept": ["-j1"],
            "warm, readings only": ["-j2"],
            "no cache, nothing left out of any file": ["--no-cache"],
        }
        return {name: self._findings(name, words) for name, words in options.items()}

    def _findings(self, name: str, words: list[str]) -> str:
        if name.endswith("readings only"):
            shutil.rmtree(self.cache / "c42migrate" / "answers", ignore_errors=True)
        command = [*self.ours(self.noise, self.hits).words, "--format", "json", *words]
        if name.endswith("left out of any file"):
            command[:1] = [sys.executable, "-c", _WHOLE]
        done = subprocess.run(
            command, capture_output=True, check=False, env=os.environ | {"XDG_CACHE_HOME": str(self.cache)}
        )
        findings = json.loads(done.stdout)["findings"]
        return f"{len(findings)} findings, {hashlib.sha256(json.dumps(findings).encode()).hexdigest()[:12]}"


def installed(target: Path) -> Path:
    """The script of this checkout's wheel, newly built and installed below ``target``."""
    shutil.rmtree(target, ignore_errors=True)
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target"]
    subprocess.run([*command, str(target), root], check=True)
    os.environ["PYTHONPATH"] = str(target)
    return target / "bin" / "c42migrate"


def main() -> int:
    """Measure, write the table, and fail when two modes differ in what they find."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a directory of unrelated code (default: packages from the index)")
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks"), help="where corpora are kept")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--output", type=Path, default=RESULTS)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    # Peers installed beside this interpreter count as installed.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    bench = Bench(given.work.resolve(), corpus.noise(given.corpus, given.work).resolve(), given.rounds)
    modes = bench.modes()
    rows = list(bench.rows())
    peaks = memory.peaks(bench.program, bench.work)
    given.output.write_text(report(rows, modes, peaks, given.rounds))
    return int(len(set(modes.values())) > 1)


def report(rows: list[Row], modes: dict[str, str], peaks: list[memory.Peak], rounds: int) -> str:
    """The Markdown page."""
    day = datetime.now(UTC).date()
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    table = "\n".join(row.markdown() for row in rows)
    listed = "\n".join(f"- {name}: {digest}" for name, digest in modes.items())
    memory_table = "\n".join(peak.markdown() for peak in peaks)
    return (
        f"# How fast\n\nMeasured on {day} ({machine}) with `python -m tests.benchmarks`: wall times, {rounds} rounds of both "
        "commands in turn after one that is not counted. The ratio is ours / theirs, so less is better.\n\n"
        f"{HEADER}\n{table}\n\nEvery mode must find the same (of noise and hits):\n\n{listed}\n\n"
        f"Memory of the largest process, no cache:\n\n{memory.HEADER}\n{memory_table}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
