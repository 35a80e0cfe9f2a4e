"""Print the figures: one line per language; ``--list`` adds what is missed and what is wrong."""

from __future__ import annotations

import sys

from tests.quality.measure import Score, measure

_CORPORA = (
    "tuned", "held-out", "projects", "others", "mixed", "scripts", "formats", "admins",
)  # fmt: skip


def _row(name: str, score: Score) -> str:
    return (
        f"{name:13} lines {score.found:4}/{score.labelled:<4} {score.recall:7.1%}  primary only {score.found_primary:4}"
        f"  findings right {score.right:4}/{score.findings:<4} {score.precision:7.1%}"
        f"  hard negatives flagged {score.flagged}/{score.negatives}"
    )


def main(arguments: list[str]) -> None:
    """Print one table per corpus named, all when none is."""
    for corpus in [a for a in arguments if not a.startswith("-")] or _CORPORA:
        scores = measure(corpus)
        lines = [corpus, *(_row(name, scores[name]) for name in sorted(scores, key=lambda n: (n == "all", n)))]
        if "--list" in arguments:
            lines += [f"missed {line}" for line in scores["all"].missed] + [
                f"wrong  {line}" for line in scores["all"].wrong
            ]
        sys.stdout.write("\n".join(lines) + "\n")


main(sys.argv[1:])
