"""Writes ``rules/README.md`` and ``rules/schema.json``; ``--check`` only compares and exits 1 when one is stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from c42migrate.catalogue.compiled import CHECKOUT
from c42migrate.catalogue.dates import end_of_life
from c42migrate.catalogue.export import row, table
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.load import load
from c42migrate.catalogue.model import Rule
from c42migrate.catalogue.schema import rules_schema
from c42migrate.errors import C42MigrateError

HEADER = ("Code", "Rule", "Deprecated", "Announced", "End of life", "Replacement today", "Fix")
INTRODUCTION = """\
# Rules

Made from the rule files by `python -m c42migrate.catalogue.docs`; do not edit.

Every rule is one deprecation. Dates: *stated* by the vendor, by *policy* (one year after the announcement), *observed*
(seen to have happened) or *inferred*. Fix: *safe* is written by `--fix`, *unsafe* only by `--unsafe-fixes`, *manual*
never; `c42migrate explain CODE` shows the steps. `schema.json` lets an editor check a rule file.

## How a rule is written

- At the top of a file, `announcements` holds what the vendor said on one day and what follows from it for every rule
  that names it (`announced: may-2022`). A rule is deprecated on that day and ends one year later by policy, unless the
  announcement or the rule says otherwise: `end_of_life: {date, basis, source}`, or `end_of_life: none`. Calls and
  commands of a client end with its package or with the operations that `server` names (`servers`: of single ones).
- `defaults` at the top holds keys that every rule of the file has unless it writes them itself, and `not_found` tests
  that all of them share.
- `notes` and `sources` at the top give sentences a name; `changes`, `steps`, `notes` and `sources` of a rule hold
  names and sentences of its own.
- `confidence` is documented and `facts` the rule's own name unless they are written. What `fix` may hold depends on
  `match.kind`; a key of another kind is an error.
- A test is one line where it can be: `PUT /api/UserBlock/{id}`, a command line, or a Python statement in which
  `py42.client` or `incydr.client` stands for a client; `{line: ..., fixed: ...}` says what a fix makes of it. Each
  line is tried in several string forms, clients and languages. A whole script (`code: |`) is for what is odd.
"""


def readme(catalogue: Catalogue) -> str:
    """Return the page: what ends when, then one table per family by date."""
    families = sorted({rule.family for rule in catalogue.rules.values()})
    count = f"{len(catalogue.rules)} rules, checked on {catalogue.verified_on}.\n"
    return "\n".join([INTRODUCTION, count, *(_family(name, catalogue) for name in families)])


def _family(name: str, catalogue: Catalogue) -> str:
    rules = sorted((rule for rule in catalogue.rules.values() if rule.family == name), key=_order)
    return f"## {name}\n\n" + table((_row(rule, catalogue) for rule in rules), HEADER)


def _order(rule: Rule) -> tuple[date, str]:
    end = end_of_life(rule)
    return (end.date if end else date.max, rule.code)


def _row(rule: Rule, catalogue: Catalogue) -> list[str]:
    cells = row(rule, catalogue)
    link = f"[{rule.code}]({rule.source_file})"
    end = f"{cells['end_of_life']} ({cells['basis']})" if cells["end_of_life"] else ""
    if removed := rule.lifecycle.removed:
        end = f"removed {removed.date} ({removed.basis})"
    return [link, rule.name, f"`{cells['deprecated']}`", cells["announced"], end, cells["replacement"], cells["fix"]]


def pages(directory: Path) -> dict[Path, str]:
    """Return the generated files of a rule directory with their text. Raises CatalogueError when its rules are
    broken."""
    schema = json.dumps(rules_schema(), indent=2) + "\n"
    return {directory / "README.md": readme(load([directory])), directory / "schema.json": schema}


def main(arguments: Sequence[str]) -> int:
    """``[--check] [DIRECTORY]``; returns the exit code: 0, 1 stale, 2 broken rules or wrong arguments."""
    check = "--check" in arguments
    rest = [argument for argument in arguments if argument != "--check"]
    if len(rest) > 1 or any(argument.startswith("-") for argument in rest):
        sys.stderr.write("usage: python -m c42migrate.catalogue.docs [--check] [DIRECTORY]\n")
        return 2
    try:
        made = pages(Path(rest[0]) if rest else CHECKOUT)
    except C42MigrateError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return _compare(made) if check else _write(made)


def _compare(made: dict[Path, str]) -> int:
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        sys.stderr.write(f"{path} is stale: run python -m c42migrate.catalogue.docs\n")
    return 1 if stale else 0


def _write(made: dict[Path, str]) -> int:
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
