"""The closing lines of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from c42migrate.outcome import Outcome
from c42migrate.reports.view import View


def plural(count: int, noun: str) -> str:
    """``1 finding``, ``2 findings``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def summary(view: View) -> list[str]:
    """The closing lines: what was found, what can be fixed, what was not looked at, what to do next."""
    outcome = view.outcome
    trend = view.trend.sentence() if view.trend else ""
    found = (_found(view), trend, _fixable(view), _silenced(view))
    lines = (*found, _read(outcome), _own(outcome), _left_out(outcome), _unseen(outcome), _hint(view), _basis(outcome))
    return [line for line in lines if line]


def _found(view: View) -> str:
    if not view.items:
        extra = "" if view.outcome.evidence else "; no sign of Code42 was met at all"
        return f"Nothing deprecated found in {plural(view.outcome.files, 'file')}{extra}."
    counts = [(name, sum(i.dated.severity == name for i in view.items)) for name in ("error", "warning", "note")]
    split = ", ".join(plural(count, name) for name, count in counts if count)
    where = len({item.spot.path for item in view.items})
    return f"{plural(len(view.items), 'finding')} ({split}) in {where} of {plural(view.outcome.files, 'file')}."


def _fixable(view: View) -> str:
    safe = sum("safe" in item.levels for item in view.items)
    unsafe = sum("unsafe" in item.levels for item in view.items)
    hints = []
    if safe:
        hints.append(f"{safe} can be rewritten safely (c42migrate fix)")
    if unsafe:
        hints.append(f"{unsafe} with a rewrite to be reviewed (c42migrate fix --unsafe-fixes)")
    return "; ".join(hints) + "." if hints else ""


def _silenced(view: View) -> str:
    off = (view.outcome.turned_off, "turned off by what is selected and ignored")
    counts = ((view.suppressed, "suppressed"), (view.baselined, "in the baseline"), off)
    parts = [f"{count} {what}" if count else "" for count, what in counts]
    return "Not counted: " + ", ".join(part for part in parts if part) + "." if any(parts) else ""


_WAYS = {"parsed": "parsed", "lexical": "searched by wording (lexical)", "skipped": "skipped, without a sign of Code42"}


def _read(outcome: Outcome) -> str:
    """How many files of each kind were read, and how; the largest numbers first."""
    parts = []
    for way, words in _WAYS.items():
        counts = [(kind, count) for (kind, how), count in outcome.read.items() if how == way and count]
        if counts:
            counts.sort(key=lambda pair: -pair[1])
            parts.append(f"{words}: " + ", ".join(f"{count} {kind}" for kind, count in counts))
    return "Files " + "; ".join(parts) + "." if parts else ""


_REASONS = {
    "ignored": "ignored as in .gitignore",
    "excluded": "excluded by the settings",
    "nested": "other repositories inside this one",
}


def _left_out(outcome: Outcome) -> str:
    """What was not looked at on purpose; a directory counts once."""
    parts = [f"{outcome.left_out[why]} {words}" for why, words in _REASONS.items() if outcome.left_out.get(why)]
    return "Paths left out: " + ", ".join(parts) + "." if parts else ""


def _own(outcome: Outcome) -> str:
    """How many files were left out because the tool wrote them."""
    return f"Left out: {plural(outcome.own_reports, 'own report')}." if outcome.own_reports else ""


def _unseen(outcome: Outcome) -> str:
    """What was not looked at, or not as closely as the rest."""
    parts = []
    if outcome.unparsed:
        parts.append(f"{plural(outcome.unparsed, 'file')} could not be parsed and got a search by wording only")
    failed = len({problem.path for problem in outcome.errors if problem.kind != "parse"})
    if failed:
        parts.append(f"{plural(failed, 'file')} could not be looked at (each is named above)")
    return "Not all was seen: " + "; ".join(parts) + "." if parts else ""


def _hint(view: View) -> str:
    """For the first run on a project in which nothing speaks of Code42: is it the right place, is a host missing?"""
    if view.items or view.outcome.evidence or not view.outcome.files:
        return ""
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(view.outcome.kinds.items(), key=lambda k: -k[1])[:4])
    return (
        f"Looked at {kinds or 'the files given'}. If your scripts are elsewhere, name them; if your server has a name "
        'of its own, put hosts = ["its.name"] into .c42migrate.toml.'
    )


def _basis(outcome: Outcome) -> str:
    verified = outcome.catalogue.verified_on
    age = (outcome.as_of - verified).days
    stale = f"; that is {age} days old, look for a newer c42migrate" if age > STALE_DAYS else ""
    return f"As of {outcome.as_of}; catalogue verified on {verified}{stale}."


STALE_DAYS = 180


def statistics(view: View) -> Iterator[str]:
    """Yield how often each rule was found, the most frequent first."""
    counts = Counter((item.code, item.name) for item in view.items)
    for (code, name), count in counts.most_common():
        yield f"{count:>6}  {code}  {name}"
