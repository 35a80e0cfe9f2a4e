"""Executes scripts before and after their fixes against a server that plays Code42, and compares what it saw."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.engine.repair import repair
from c42migrate.options import CheckOptions
from tests.proof.samples import Sample, samples
from tests.proof.scripts import CLIENTS, FORMS, script
from tests.server.play import Code42
from tests.server.world import Verdict, World

AS_OF = date(2026, 11, 23)


@dataclass(frozen=True)
class Cell:
    """One program of the table."""

    sample: Sample
    form: str
    client: str
    text: str
    fixed: str = ""


@dataclass(frozen=True)
class Result:
    """What came of a cell: ``proven``, ``empty`` (no fix was offered) or ``wrong``, and why."""

    cell: Cell
    state: str
    why: str = ""


@dataclass(frozen=True)
class Seen:
    """One run of a program."""

    verdicts: tuple[Verdict, ...]
    replies: tuple[tuple[int, bytes], ...]
    result: object
    error: str


def cells(world: World) -> list[Cell]:
    """Every rule in every string form with every client."""
    return [
        Cell(sample, form, client, script(sample.asked, form, client, sample.after))
        for sample in samples(current(), world)
        for form, client in itertools.product(FORMS, CLIENTS)
        if form != "join" or not sample.shrinks
    ]


def fixed(wanted: Sequence[Cell], suffix: str = ".py") -> Iterator[Cell]:
    """The cells with the text after a fix of the level that their rule says."""
    for level in ("safe", "unsafe"):
        group = [cell for cell in wanted if cell.sample.rule.fix.applicability == level]
        with tempfile.TemporaryDirectory() as folder:
            yield from _fixed(group, level, Path(folder), suffix)


def _fixed(group: Sequence[Cell], level: str, folder: Path, suffix: str) -> Iterator[Cell]:
    paths = [folder / f"s{number}{suffix}" for number in range(len(group))]
    for path, cell in zip(paths, group, strict=True):
        path.write_text(cell.text, encoding="utf-8")
    options = CheckOptions((str(folder),), AS_OF)
    done = repair(engine.check(options), level, lambda new: engine.check(replace(options, contents=new)))
    after: Mapping[str, bytes] = {Path(name).name: data for name, data in done.after.items()}
    for path, cell in zip(paths, group, strict=True):
        yield replace(cell, fixed=after[path.name].decode() if path.name in after else "")


def run(text: str, arguments: Sequence[object], server: Code42, *, gone: bool) -> Seen:
    """Execute a program in this process and call its ``main``."""
    server.forget(gone=gone)
    names: dict[str, Any] = {}
    result, error = None, ""
    try:
        exec(compile(text, "<script>", "exec"), names)
        result = names["main"](*arguments)
    except (OSError, ValueError, LookupError, TypeError) as raised:
        error = f"{type(raised).__name__}: {raised}"
    return Seen(tuple(server.seen), tuple(server.replies), result, error)


def proof(cell: Cell, server: Code42) -> Result:
    """Run a cell before and after its fix and hold the two against each other."""
    arguments = ["secret", *cell.sample.asked.values.values()]
    gone = not cell.sample.after  # what is read from a reply must first be answered
    before = run(cell.text, arguments, server, gone=gone)
    if why := _not_deprecated(cell.sample, before):
        return Result(cell, "wrong", f"before: {why}")
    if not cell.fixed:
        return Result(cell, "empty")
    after = run(cell.fixed, arguments, server, gone=gone)
    if why := _not_right(cell.sample, before, after):
        return Result(cell, "wrong", f"after: {why}")
    if cell.sample.rule.fix.applicability == "safe":
        same = run(cell.text, arguments, server, gone=False)
        if same.replies != after.replies:
            return Result(cell, "wrong", f"another reply: {same.replies} {after.replies}")
    return Result(cell, "proven")


def held(cell: Cell, before: Seen, after: Seen) -> Result:
    """Two runs held against each other where only the calls are known; a safe fix must mean the same reply."""
    if why := _not_deprecated(cell.sample, before):
        return Result(cell, "wrong", f"before: {why}")
    if not cell.fixed:
        return Result(cell, "empty")
    if why := _not_right(cell.sample, before, after):
        return Result(cell, "wrong", f"after: {why}")
    safe = cell.sample.rule.fix.applicability == "safe"
    same = before.verdicts[0].reply == after.verdicts[0].reply
    return Result(cell, "proven") if same or not safe else Result(cell, "wrong", "another reply")


def _not_deprecated(sample: Sample, seen: Seen) -> str:
    if len(seen.verdicts) != 1:
        return f"{len(seen.verdicts)} calls, {seen.error}"
    verdict = seen.verdicts[0]
    if sample.after:
        return "" if seen.error else "the old key is still in the reply"
    if not sample.old:
        return "" if verdict.state == "invalid" else f"{verdict.call} is accepted"
    return (
        ""
        if verdict.state == "deprecated" and sample.old in verdict.old
        else f"{verdict.call}: {verdict.old} {verdict.why}"
    )


def _not_right(sample: Sample, before: Seen, after: Seen) -> str:
    if len(after.verdicts) != 1 or (after.error and not sample.after):
        return f"{len(after.verdicts)} calls, {after.error}"
    old, new = before.verdicts[0], after.verdicts[0]
    if sample.after:
        return "" if not after.error and after.result else f"reads nothing: {after.error}"
    if new.state != "live":
        return f"{new.state} {new.call}: {new.old} {new.why}"
    if old.operation and old.operation != new.operation:
        return f"{old.operation} was meant, {new.operation} is called"
    values = Counter(sample.renamed.get(value, value) for value in old.values) - Counter(sample.gone)
    return "" if values == Counter(new.values) else f"{old.values} became {new.values}"
