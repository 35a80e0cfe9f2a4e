"""The closing lines of a run: what was found, what can be fixed, what was not looked at, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from c42migrate.outcome import Outcome
    from c42migrate.reports.view import View

STALE_DAYS = 180
"""A catalogue that was not verified for so long is said to be old."""
_WAYS = {"parsed": "parsed", "lexical": "searched by wording (lexical)", "skipped": "without references to Code42"}
_LEFT_OUT = {
    "ignored": "ignored as in .gitignore",
    "excluded": "excluded by the settings",
    "nested": "other repositories inside this one",
    "linked": "linked files too large to be read with the others",
    "configurations": "settings of folders inside this project, which count when c42migrate is run there",
}


def plural(count: int, noun: str) -> str:
    """``1 finding``, ``2 findings``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def summary(view: View, done: Collection[str] = ()) -> list[str]:
    """Return the closing lines. ``done``: the steps that were taken and are not to be proposed again (see
    ``_next``)."""
    outcome = view.outcome
    trend = view.trend.sentence() if view.trend else ""
    fixes = (_fixable(view), _declarable(view))
    lines = (_found(view), trend, *fixes, _silenced(view), *_files(outcome), _next(view, done), _basis(outcome))
    return [line for line in lines if line]


def _found(view: View) -> str:
    if not view.items:
        extra = "" if view.outcome.evidence else "; no references to Code42 found"
        what = (
            "No further findings" if view.silenced or view.suppressed or view.baselined else "No deprecated APIs found"
        )
        return f"{what} in {plural(view.outcome.files, 'file')}{extra}."
    counts = [(name, sum(i.dated.severity == name for i in view.items)) for name in ("error", "warning", "note")]
    split = ", ".join(plural(count, name) for name, count in counts if count)
    where = len({item.spot.path for item in view.items})
    return f"{plural(len(view.items), 'finding')} ({split}) in {where} of {plural(view.outcome.files, 'file')}."


def _fixable(view: View) -> str:
    """As ruff says it; each finding counts once, by its safest fix."""
    first = [item.levels[0] for item in view.items if item.levels]
    safe, unsafe = first.count("safe"), first.count("unsafe")
    parts = [f"{safe} fixable with `c42migrate fix`"] if safe else []
    if unsafe:
        parts.append(f"{unsafe} {'more' if safe else 'fixable'} with `--unsafe-fixes`, to be reviewed")
    return "; ".join(parts) + "." if parts else ""


def _declarable(view: View) -> str:
    """Return what a declaration of the product would unlock."""
    more = sum(item.dated.finding.safe_if_incydr for item in view.items)
    verb = "is" if more == 1 else "are"
    return f"{more} more {verb} safe if these scripts are Incydr: `--product incydr`." if more else ""


def _silenced(view: View) -> str:
    off = (view.outcome.turned_off, "turned off by what is selected and ignored")
    counts = ((view.suppressed, "suppressed"), (view.baselined, "in the baseline"), off)
    parts = [f"{count} {what}" for count, what in counts if count]
    return "Not counted: " + ", ".join(parts) + "." if parts else ""


def _files(outcome: Outcome) -> list[str]:
    """How many files of each kind were read, and how; what was left out, and why; what could not be read."""
    ways = []
    for way, words in _WAYS.items():
        counts = sorted(((n, kind) for (kind, how), n in outcome.read.items() if how == way and n), key=lambda c: -c[0])
        if counts:
            ways.append(f"{words}: " + ", ".join(f"{count} {kind}" for count, kind in counts))
    left = [f"{outcome.left_out[why]} {words}" for why, words in _LEFT_OUT.items() if outcome.left_out.get(why)]
    failed = len({problem.path for problem in outcome.errors if problem.kind != "parse"})
    skipped = f"Skipped {plural(failed, 'file')} that could not be read." if failed else ""
    unparsed = f"{plural(outcome.unparsed, 'file')} could not be parsed and got a search by wording only."
    return [
        "Files " + "; ".join(ways) + "." if ways else "",
        f"Left out: {plural(outcome.own_reports, 'own report')}." if outcome.own_reports else "",
        "Paths left out: " + ", ".join(left) + "." if left else "",
        unparsed if outcome.unparsed else "",
        skipped,
    ]


def _next(view: View, done: Collection[str]) -> str:
    """Return what to do next but for ``diff``, ``plan`` and ``baseline`` where ``done`` names them; for the first run
    on a project that does not speak of Code42, where else to look."""
    outcome = view.outcome
    if view.items:
        steps = [
            *_rewriting({item.levels[0] for item in view.items if item.levels}, done),
            *([] if "plan" in done else ["`c42migrate plan` lists the work in order"]),
            *([] if "baseline" in done else ["`c42migrate baseline create` accepts the current findings"]),
        ]
        return f"Next: {'; '.join(steps)}." if steps else ""
    if outcome.evidence or not outcome.files:
        return ""
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.kinds.items(), key=lambda k: -k[1])[:4])
    return (
        f"Looked at {kinds or 'the files given'}. If your scripts are elsewhere, name them; if your server has a name "
        'of its own, put hosts = ["its.name"] into .c42migrate.toml.'
    )


def _rewriting(levels: Collection[str], done: Collection[str]) -> list[str]:
    """How to see the rewrites, or to make those that were seen. ``levels``: of the best fix of each finding."""
    unsafe = "" if "safe" in levels else " --unsafe-fixes"
    if not levels or "unsafe" in done:
        return []
    if "diff" in done:
        return [f"`c42migrate fix{unsafe}` applies the {'unsafe' if unsafe else 'safe'} fixes"]
    return [f"`c42migrate fix --diff{unsafe}` shows the rewrites"]


def _basis(outcome: Outcome) -> str:
    verified = outcome.verified_on
    age = (outcome.as_of - verified).days
    stale = f"; that is {age} days old, look for a newer c42migrate" if age > STALE_DAYS else ""
    return f"As of {outcome.as_of}; catalogue verified on {verified}{stale}."


def statistics(view: View) -> Iterator[str]:
    """Yield how often each rule was found, the most frequent first."""
    counts = Counter((item.code, item.name) for item in view.items)
    for (code, name), count in counts.most_common():
        yield f"{count:>6}  {code}  {name}"
