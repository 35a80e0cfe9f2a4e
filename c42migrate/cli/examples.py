"""The examples that ``--help`` teaches by; the tests run each of them."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("c42migrate check .", "what is deprecated, since when, and what to use instead"),
        ("c42migrate fix --diff .", "what could be rewritten; nothing is written"),
        ("c42migrate fix .", "rewrite what stays the same request"),
        ("c42migrate plan .", "the work in its order: what fix does, what is left by hand"),
        ("c42migrate report .", "what ends when"),
        ('c42migrate explain "PUT /api/UserBlock"', "everything known about one thing"),
        ("c42migrate baseline create .", "accept what is there; from now on only new uses count"),
    ),
    "check": (
        ("c42migrate check scripts/ deploy.sh", "files and directories"),
        ("c42migrate check --diff .", "with what fixing would change, as a patch"),
        ("c42migrate check -o sarif=out.sarif -o text=- .", "two formats at once"),
        ("c42migrate check --fail-on error .", "only what is past its end fails the run"),
        ("c42migrate check --as-of 2027-01-01 .", "as it will be on that day"),
        ("c42migrate check --select users,C42-2 .", "one family, and all codes that begin with C42-2"),
        ("c42migrate check --baseline .c42migrate-baseline.json .", "only what is new"),
        ("c42migrate check --stdin-filename a.py < a.py", "from an editor"),
    ),
    "fix": (
        ("c42migrate fix --diff .", "see it first"),
        ("c42migrate fix src/", "the safe rewrites: same request, other spelling"),
        ("c42migrate fix --unsafe-fixes a.py", "those to be reviewed too: ids, bodies or replies may differ"),
    ),
    "plan": (
        ("c42migrate plan scripts/", "per script: what ends, what fix does, what is left by hand"),
        ("c42migrate plan -f markdown -o plan.md .", "as a check list for a ticket"),
        ("c42migrate plan -f json -o pay.json .", "in each repository, for c42migrate merge"),
    ),
    "report": (
        ("c42migrate report .", "by date"),
        ("c42migrate report --by file -f markdown .", "for a ticket"),
        ("c42migrate report -o endings.ics -o endings.html .", "for the calendar and the manager"),
    ),
    "merge": (
        ("c42migrate check -f json --with-source -o pay.json --exit-zero .", "in each repository"),
        ("c42migrate merge pay.json bill.json --label auto -o all.html", "one dashboard"),
        ("c42migrate merge pay.json bill.json --label pay=payments", "with a name of its own"),
        ("c42migrate merge pay.json --trend last.json -f markdown", "what is new, fixed and remaining"),
    ),
    "rules": (
        ("c42migrate rules", "all of them"),
        ("c42migrate rules users", "one family"),
        ("c42migrate rules --format ics -o deprecations.ics", "the vendor's calendar of endings"),
    ),
    "explain": (
        ('c42migrate explain "PUT /api/UserBlock/123"', "a request"),
        ("c42migrate explain v3_user_token", "a header's scheme"),
        ("c42migrate explain C42-303", "a code that was reported"),
    ),
    "baseline": (
        ("c42migrate baseline create .", "accept today's findings"),
        ("c42migrate check --baseline .c42migrate-baseline.json .", "report only others"),
        ("c42migrate baseline update .", "forget what is fixed"),
        ("c42migrate baseline show", "what is still accepted"),
    ),
    "config": (("c42migrate config show", "every setting and where it comes from"),),
}
"""Command ("" = the program) → (example, what it is good for)."""


def epilog(command: str) -> str:
    """The examples of a command as ``--help`` shows them."""
    pairs = EXAMPLES[command]
    width = max(len(example) for example, _ in pairs if len(example) < 60)
    lines = [f"  {example:<{width}}  {what}".rstrip() for example, what in pairs]
    return "\n".join(["\b", "Examples:", *lines])
