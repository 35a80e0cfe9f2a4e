"""What can be fed with any bytes and must neither crash nor hang: each target raises only what it may not."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from c42migrate import config
from c42migrate.catalogue import current
from c42migrate.catalogue.load import load_rules
from c42migrate.edits import plan, spliced
from c42migrate.engine.analyse import read
from c42migrate.errors import C42MigrateError
from c42migrate.files.decode import decode
from c42migrate.files.source import Source
from c42migrate.matching import match
from c42migrate.policy.baseline import load as load_baseline
from c42migrate.policy.dates import date_finding
from c42migrate.policy.directives import directives
from c42migrate.readers.containers import parts
from c42migrate.readers.python.parsing import parse
from c42migrate.readers.python.python2 import normalise
from c42migrate.reports.masking import Mask

PRELUDE: Mapping[str, bytes] = {
    "python": b"import requests, py42.sdk\nBASE = 'https://console.us.code42.com'\n",
    "shell": b"BASE=https://console.us.code42.com\n",
    "powershell": b"$base = 'https://console.us.code42.com'\n",
}
"""Evidence, so that what follows is matched too."""


def reads(name: str, kind: str) -> Callable[[bytes], None]:
    """A target that reads, matches and fixes ``data`` as a file of ``kind``, and checks every place."""

    def target(data: bytes) -> None:
        data = PRELUDE.get(kind, b"") + data
        done = read({name: data}, {name: kind}, current().lexicon)
        found = match(done.readings, {name: data}, current())
        for finding in found:
            assert 0 <= finding.place.start <= finding.place.end <= len(data)
            for fix in finding.fixes:
                assert all(not e.expect or data[e.place.start : e.place.end] == e.expect for e in fix.edits)
        dated = [date_finding(f, current().rules[f.code], date(2026, 1, 1), 90) for f in found]
        chosen = plan(dated, "unsafe").chosen
        with suppress(C42MigrateError):
            spliced(chosen, {name: data}, done.encodings)

    return target


def parses(data: bytes) -> None:
    """The Python front end: every place that a tree holds is that of its text."""
    with suppress(C42MigrateError):
        parse(decode("a.py", data, "python"), "a.py")


def normalises(data: bytes) -> None:
    """The way back from normalised text: as many origins as characters, never decreasing."""
    text = data.decode("utf-8", "replace")
    made = normalise(text)
    if made.origin is not None:
        assert len(made.origin) == len(made.text) + 1
        assert all(a <= b for a, b in zip(made.origin, made.origin[1:], strict=False))
        assert made.origin[-1] <= len(text)


def directs(data: bytes) -> None:
    """Suppression comments: places within the data."""
    for path in ("a.py", "a.sh", "a.ipynb", "a.md"):
        for found in directives(path, b"# c42migrate: ignore" + data):
            assert 0 <= found.place.start <= found.place.end <= len(data) + 20


def embeds(data: bytes) -> None:
    """Programs in notebooks and documents: their offsets lie in the file and never decrease."""
    for kind in ("notebook", "markdown", "rst", "xml", "yaml", "dockerfile", "makefile", "crontab"):
        with suppress(C42MigrateError):
            _check_offsets(parts(decode("a", data, kind)), len(data))


def _check_offsets(sources: list[Source], size: int) -> None:
    for source in sources:
        if source.offsets is not None:
            assert len(source.offsets) == len(source.text) + 1
        ends = [source.offset(0), source.offset(len(source.text))]
        assert 0 <= ends[0] <= ends[1] <= size


def masks(data: bytes) -> None:
    """Masking: ranges in order, and what is masked stays as it is when it is masked again."""
    mask = Mask(current())
    for line in data.decode("utf-8", "surrogateescape").splitlines():
        spans = mask.hidden(line)
        assert all(a < b for a, b in spans)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
        assert mask.line(mask.line(line)) == mask.line(line)


@cache
def _file(name: str) -> Path:
    return Path(tempfile.mkdtemp(prefix="c42migrate-fuzz-")) / name


def _loads(name: str, load: Callable[[Path], object]) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        _file(name).write_bytes(data)
        with suppress(C42MigrateError):
            load(_file(name))

    return target


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "python": reads("a.py", "python"),
    "parse": parses,
    "normalise": normalises,
    "shell": reads("a.sh", "shell"),
    "powershell": reads("a.ps1", "powershell"),
    "text": reads("a.rb", "text"),
    "requirements": reads("requirements.txt", "requirements"),
    "pyproject": reads("pyproject.toml", "pyproject"),
    "embedded": embeds,
    "notebook": reads("a.ipynb", "notebook"),
    "suppressions": directs,
    "masking": masks,
    "rules": _loads("rules.yaml", lambda file: list(load_rules(file))),
    "config": _loads(".c42migrate.toml", lambda file: config.load((), file)),
    "baseline": _loads("baseline.json", load_baseline),
}
