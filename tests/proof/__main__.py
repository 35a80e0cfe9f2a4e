"""``python -m tests.proof``: prints the table of executed proofs; exits 1 when a cell is empty or wrong."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict

from tests.proof.proofs import Result, prove_all
from tests.proof.scripts import CLIENTS, FORMS

MARKS = {"proven": "+", "empty": ".", "wrong": "!"}


def table(results: list[Result]) -> str:
    """One line a rule, one column a client, one sign a string form."""
    rows: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
    levels = {}
    for result in results:
        rule = result.cell.sample.rule
        levels[rule.name] = f"{rule.code} {rule.fix.applicability:6} {rule.name}"
        rows[rule.name][result.cell.client] += MARKS[result.state]
    head = f"{'':60} " + " ".join(f"{client:11}" for client in CLIENTS)
    lines = [f"{levels[name]:60} " + " ".join(f"{row[client]:11}" for client in CLIENTS) for name, row in rows.items()]
    totals = Counter(result.state for result in results)
    legend = f"one sign a form: {', '.join(FORMS)}; + proven, . no fix offered, ! wrong"
    total = ", ".join(f"{totals[state]} {state}" for state in MARKS)
    return "\n".join([head, *lines, legend, f"{len(rows)} rules, {len(results)} cells: {total}"])


def main() -> int:
    results = prove_all()
    bad = [result for result in results if result.state != "proven"]
    told = [f"{_name(result)}: {result.state} {result.why}" for result in bad]
    sys.stdout.write("\n".join([table(results), *told, ""]))
    return int(bool(bad))


def _name(result: Result) -> str:
    return f"{result.cell.sample.rule.name} / {result.cell.form} / {result.cell.client}"


if __name__ == "__main__":
    sys.exit(main())
