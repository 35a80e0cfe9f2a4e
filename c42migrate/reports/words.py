"""The sentences that reports share."""

from __future__ import annotations

from c42migrate.model import Dated, Fix
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


def exact(item: Item) -> str:
    """What takes the place of exactly this symbol or command; "" where only its rule says something."""
    return item.rule.successors.get(item.rule.successor(deprecated(item)), "") if item.rule else ""


def instead(item: Item, *, of_rule: bool = False) -> str:
    """What to use today: operation and sentence. ``of_rule``: in place of all that the rule is about."""
    if item.rule is None:
        return ""
    if not of_rule and (successor := exact(item)):
        return successor
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


def review(item: Item, fix: Fix) -> str:
    """What a person must look at before or after a fix; "" for a safe one."""
    if fix.applicability == "safe" or item.rule is None:
        return ""
    return fix.reason or item.rule.fix.reason or "ids, body and reply may differ"


def one_line(item: Item, used: str = "") -> str:
    """Message, what is used as it is written there (default: in the catalogue's words), end and replacement."""
    what = said(item, used or deprecated(item))
    parts = [what, lifetime(item.dated), f"use {new}" if (new := target(item)) else ""]
    return "; ".join(part for part in parts if part)


def annotation(item: Item, used: str) -> str:
    """The same, and the product where that matters, for those who see nothing else."""
    whose = product(item)
    return f"{one_line(item, used)}; product {whose}" if whose else one_line(item, used)


def product(item: Item) -> str:
    """Whose API it is and how that is known, with what to do about it; "" where the product decides nothing."""
    finding = item.dated.finding
    is_settled = finding.product == "incydr" and not finding.safe_if_incydr
    if not finding.product_evidence or item.rule is None or is_settled:
        return ""
    if finding.product == "crashplan":
        return f"CrashPlan ({finding.product_evidence})"
    known = "Incydr, undeclared" if finding.product == "incydr" else "unknown"
    return f'{known} ({finding.product_evidence}). If this is Incydr: product = "incydr"'


def said(item: Item, used: str) -> str:
    """The message with what is used there in brackets, unless it says so."""
    message = item.message.rstrip(".")
    return message if not used or used in message or item.rule is None else f"{message} ({used})"


def target(item: Item) -> str:
    """The operation, symbol or command that takes its place today; "" when there is none."""
    return f"{item.replacement.method} {item.replacement.path}".strip() if item.replacement else ""
