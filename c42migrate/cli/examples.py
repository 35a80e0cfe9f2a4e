"""The examples that ``--help`` teaches by; the tests run each of them."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("c42migrate check .", "find deprecated uses"),
        ("c42migrate fix --diff .", "preview the safe fixes"),
        ("c42migrate fix .", "apply them"),
        ("c42migrate plan .", "list the work in order"),
        ("c42migrate report .", "see what ends when"),
        ('c42migrate explain "PUT /api/UserBlock"', "explain one request"),
        ("c42migrate baseline create .", "accept current findings"),
    ),
    "check": (
        ("c42migrate check scripts/ deploy.sh", "files and directories"),
        ("c42migrate check --diff .", "preview the safe fixes"),
        ("c42migrate check -o sarif=out.sarif -o text=- .", "two formats at once"),
        ("c42migrate check --fail-on error .", "fail only on errors"),
        ("c42migrate check --as-of 2027-01-01 .", "as it will be on that day"),
        ("c42migrate check --select users,C42-2 .", "a family, and codes that begin with C42-2"),
        ("c42migrate check --baseline .c42migrate-baseline.json .", "new findings only"),
        ("c42migrate check --stdin-filename a.py < a.py", "from an editor"),
    ),
    "fix": (
        ("c42migrate fix --diff .", "preview"),
        ("c42migrate fix src/", "safe fixes: the same request, spelled as it is today"),
        ("c42migrate fix --unsafe-fixes a.py", "also those that need a review"),
    ),
    "plan": (
        ("c42migrate plan scripts/", "on the terminal"),
        ("c42migrate plan -f markdown -o plan.md .", "a checklist for a ticket"),
        ("c42migrate plan -f json -o pay.json .", "in each repository, for merge"),
    ),
    "report": (
        ("c42migrate report .", "by date"),
        ("c42migrate report --by file -f markdown .", "for a ticket"),
        ("c42migrate report -o endings.ics -o endings.html .", "a calendar and a page"),
    ),
    "merge": (
        ("c42migrate check -f json --with-source -o pay.json --exit-zero .", "in each repository"),
        ("c42migrate merge pay.json bill.json --label auto -o all.html", "one dashboard"),
        ("c42migrate merge pay.json bill.json --label pay=payments", "with a chosen name"),
        ("c42migrate merge pay.json --trend last.json -f markdown", "new, fixed and remaining"),
    ),
    "rules": (
        ("c42migrate rules", "all of them"),
        ("c42migrate rules users", "one family"),
        ("c42migrate rules --format ics -o deprecations.ics", "a calendar"),
    ),
    "explain": (
        ('c42migrate explain "PUT /api/UserBlock/123"', "a request"),
        ("c42migrate explain v3_user_token", "an authorization scheme"),
        ("c42migrate explain C42-303", "a rule"),
    ),
    "baseline": (
        ("c42migrate baseline create .", "accept current findings"),
        ("c42migrate check --baseline .c42migrate-baseline.json .", "new findings only"),
        ("c42migrate baseline update .", "forget what was fixed"),
        ("c42migrate baseline show", "what is still accepted"),
    ),
    "config": (("c42migrate config show", "settings and their origin"),),
}
"""Command ("" = the program) → (example, what it does)."""

WIDTH = 76
"""Columns of an example and what it does; where that is not enough, the latter stands on a line of its own."""


def epilog(command: str) -> str:
    """Return the examples of a command as ``--help`` shows them."""
    pairs = EXAMPLES[command]
    width = max(len(example) for example, _ in pairs)
    fits = max(width + len(what) for _, what in pairs) <= WIDTH - 4
    lines = [f"  {example:<{width}}  {what}" if fits else f"  {example}\n      {what}" for example, what in pairs]
    return "\n".join(["\b", "Examples:", *lines])
