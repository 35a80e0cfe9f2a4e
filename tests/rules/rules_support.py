"""What the tests of the catalogue share: the tables in ``tests/data``, and checks of texts in memory."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.catalogue.compiled import CHECKOUT
from c42migrate.catalogue.index import Catalogue
from c42migrate.model import Finding
from c42migrate.options import CheckOptions

DATA = Path(__file__).parents[1] / "data"
RULES = CHECKOUT
AS_OF = date(2026, 11, 23)
CONSOLE = "https://console.us.code42.com"
API = "https://api.us.code42.com"


@cache
def catalogue() -> Catalogue:
    """The built-in rules."""
    return current()


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in ``tests/data``."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def findings(text: str, name: str = "script.py", rules_dirs: tuple[Path, ...] = ()) -> list[Finding]:
    """The findings in ``text``, taken for a file called ``name``."""
    options = CheckOptions((name,), AS_OF, stdin=text.encode(), stdin_filename=name, rules_dirs=rules_dirs, alone=True)
    return [dated.finding for dated in engine.check(options).findings]


def absolute(path: str) -> str:
    """``path`` on the host that serves it, unless it names one."""
    if path.startswith("https://"):
        return path
    return (API if re.match(r"/v\d+/", path) else CONSOLE) + path


def literal(url: str) -> str:
    """A Python literal of ``url`` with its parameters filled in."""
    return repr(re.sub(r"\{\w+\}", "123", url))


def f_string(url: str) -> str:
    """A Python f-string of ``url`` whose parameters are variables."""
    return f'f"{url}"'


def concatenated(url: str) -> str:
    """``url`` put together with ``+`` from literals and variables."""
    host, path = re.fullmatch(r"(https://[^/]*)(.*)", url).groups()
    parts = re.split(r"\{(\w+)\}", path)
    pieces = [repr(host), *(part if i % 2 else repr(part) for i, part in enumerate(parts) if part)]
    return " + ".join(pieces)


WRITTEN = {"literal": literal, "f-string": f_string, "concatenated": concatenated}
