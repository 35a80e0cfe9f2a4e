"""``python -m tests.proof``: prints the table of executed proofs; exits 1 when a cell is empty or wrong."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict

from c42migrate.catalogue import current
from tests.proof import shells
from tests.proof.packages import Proof, outcomes
from tests.proof.proofs import Result, prove_all
from tests.proof.scripts import CLIENTS, FORMS
from tests.server.world import World

COLUMNS = [*CLIENTS, *shells.FORMS]
LEGEND = f"""one sign a form: {", ".join(FORMS)}
  curl, executed by bash: {", ".join(shells.FORMS[shells.SHELL])}
  PowerShell, resolved and judged, not executed: {", ".join(shells.FORMS[shells.POWERSHELL])}
+ proven, . no fix offered, ! wrong, - left to a person there (keys of a body that is text, or of a reply)"""
MARKS = {"proven": "+", "empty": ".", "wrong": "!"}


def table(results: list[Result]) -> str:
    """One line a rule, one column a client, one sign a string form."""
    rows: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
    levels = {}
    for result in results:
        rule = result.cell.sample.rule
        levels[rule.name] = f"{rule.code} {rule.fix.applicability:6} {rule.name}"
        rows[rule.name][result.cell.client] += MARKS[result.state]
    head = f"{'':60} " + " ".join(f"{client:11}" for client in COLUMNS)
    lines = [
        f"{levels[name]:60} " + " ".join(f"{row[client] or '-':11}" for client in COLUMNS) for name, row in rows.items()
    ]
    totals = Counter(result.state for result in results)
    total = ", ".join(f"{totals[state]} {state}" for state in MARKS)
    return "\n".join([head, *lines, LEGEND, f"{len(rows)} rules, {len(results)} cells: {total}"])


def package_table(found: list[Proof]) -> str:
    """One line a rule about a package or a command line."""
    rules = current().rules
    lines = [
        f"{one.code} {rules[one.code].fix.applicability:6} {rules[one.code].name:46} {MARKS[one.state]}  {one.before}"
        for one in found
    ]
    totals = Counter(one.state for one in found)
    total = ", ".join(f"{totals[state]} {state}" for state in MARKS)
    return "\n".join(
        [
            "",
            "called on py42, incydr and its command line; beside it what the old call was seen as:",
            *lines,
            f"{len(found)} rules: {total}",
        ]
    )


def main() -> int:
    world = World()
    results = [*prove_all(), *shells.prove(world, shells.SHELL), *shells.prove(world, shells.POWERSHELL)]
    packages = outcomes()
    bad = [result for result in results if result.state != "proven"]
    told = [f"{_name(result)}: {result.state} {result.why}" for result in bad]
    told += [f"{one.code}: {one.state} {one.why}" for one in packages if one.state != "proven"]
    sys.stdout.write("\n".join([table(results), package_table(packages), *told, ""]))
    return int(bool(told))


def _name(result: Result) -> str:
    return f"{result.cell.sample.rule.name} / {result.cell.form} / {result.cell.client}"


if __name__ == "__main__":
    sys.exit(main())
