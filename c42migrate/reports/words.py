"""The sentences that reports share."""

from __future__ import annotations

from c42migrate.model import Dated
from c42migrate.reports.parts import Item
from c42migrate.reports.view import days

_BASIS = {
    "stated": "stated by the vendor",
    "policy": "by the vendor's one-year policy",
    "observed": "as observed",
}
_CERTAINTY = {
    "exact": "exact (literal)",
    "resolved": "resolved (the value was followed through the program)",
    "maybe": "maybe (the verb, the product or the receiver is not known)",
    "lexical": "lexical (matched by its wording; this language is not parsed)",
}


def lifetime(dated: Dated) -> str:
    """When it ends or ended, and how that is known; one clause."""
    left = days(dated.days_left, dated.end_of_life)
    if dated.status == "removed":
        return (
            f"removed {dated.removed} ({left}; {_BASIS.get(dated.basis, dated.basis)})" if dated.removed else "removed"
        )
    if dated.end_of_life is None:
        return {"stale": ""}.get(dated.status, "no end date is known")
    if dated.basis == "inferred":
        return f"no end stated; inferred {dated.end_of_life} ({left})"
    verb = "ended" if dated.status == "ended" else "ends"
    return f"{verb} {dated.end_of_life} ({left}; {_BASIS.get(dated.basis, dated.basis)})"


def certainty(dated: Dated) -> str:
    """How sure the finding is, in words."""
    return _CERTAINTY[str(dated.finding.certainty)]


def deprecated(item: Item) -> str:
    """``PUT /api/v1/UserDeactivation/{userId}`` or a symbol."""
    found = item.dated.finding.deprecated
    return f"{found.method} {found.path}".strip()


def instead(item: Item) -> str:
    """What to use today: operation and sentence."""
    if item.rule is None:
        return ""
    if item.replacement is None:
        return item.rule.replacement.text or "nothing replaces it"
    target = f"{item.replacement.method} {item.replacement.path}".strip()
    text = item.replacement.text
    return text if target in text else " · ".join(part for part in (target, text) if part)


def manual_reasons(item: Item) -> list[str]:
    """Why no rewrite is offered here: what the finding says, else what the rule says."""
    prefix = "not rewritten: "
    own = [note.removeprefix(prefix) for note in item.dated.finding.notes if note.startswith(prefix)]
    if own or item.rule is None:
        return own
    if item.rule.fix.applicability != "manual":
        return ["it is written in a way that cannot be rewritten exactly"]
    return [item.rule.fix.reason or "no call takes its place one to one"]


def one_line(item: Item) -> str:
    """Message, what is used, end and replacement in one line, for annotations."""
    what = said(item, deprecated(item))
    parts = [what, lifetime(item.dated), f"use {new}" if (new := target(item)) else ""]
    return "; ".join(part for part in parts if part)


def said(item: Item, used: str) -> str:
    """The message with what is used there in brackets, unless it says so."""
    message = item.message.rstrip(".")
    return message if not used or used in message or item.rule is None else f"{message} ({used})"


def target(item: Item) -> str:
    """The operation, symbol or command that takes its place today; "" when there is none."""
    return f"{item.replacement.method} {item.replacement.path}".strip() if item.replacement else ""
