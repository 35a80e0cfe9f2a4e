"""The sentences that reports share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from c42migrate.reports.view import days

if TYPE_CHECKING:
    from c42migrate.catalogue.model import Replacement
    from c42migrate.model import Dated, Fix
    from c42migrate.reports.parts import Item

_BASIS = {
    "stated": "stated by the vendor",
    "policy": "by the vendor's one-year policy",
    "observed": "as observed",
}
_CONFIDENCE = {
    "reconstructed": "reconstructed (the vendor announced the end; the replacement comes from its specification)",
    "observed": "observed (in the vendor's specification or source code; not in a notice)",
    "inferred": "inferred (no vendor notice names it)",
}
_CERTAINTY = {
    "exact": "exact (literal)",
    "resolved": "resolved (traced through variables, calls or files)",
    "maybe": "maybe (the verb, the product or the receiver is unknown)",
    "lexical": "lexical (read from the words around it; the program is not followed)",
}


def lifetime(dated: Dated) -> str:
    """When it ends or ended, and how that is known; one clause."""
    left = days(dated.days_left, dated.end_of_life)
    if dated.status == "removed":
        return (
            f"removed {dated.removed} ({left}; {_BASIS.get(dated.basis, dated.basis)})" if dated.removed else "removed"
        )
    if dated.end_of_life is None:
        return {"stale": ""}.get(dated.status, "no known end date")
    if dated.basis == "inferred":
        return f"no end stated; inferred {dated.end_of_life} ({left})"
    verb = "ended" if dated.status == "ended" else "ends"
    return f"{verb} {dated.end_of_life} ({left}; {_BASIS.get(dated.basis, dated.basis)})"


def certainty(dated: Dated) -> str:
    """How sure the finding is, in words."""
    return _CERTAINTY[str(dated.finding.certainty)]


def confidence(item: Item) -> str:
    """How the fact itself is known, in words; "" where a notice of the vendor states it."""
    return _CONFIDENCE.get(item.rule.confidence, "") if item.rule else ""


def deprecated(item: Item) -> str:
    """``PUT /api/v1/UserDeactivation/{userId}`` or a symbol."""
    found = item.dated.finding.deprecated
    return f"{found.method} {found.path}".strip()


def instead(item: Item) -> str:
    """Return what to use today: what takes the place of exactly this use, else operation and sentence."""
    if item.rule is None:
        return ""
    if item.successor or item.replacement is None:
        return item.successor or item.rule.replacement.text or "nothing replaces it"
    new, text = target(item), item.replacement.text
    if item.dated.finding.instead or not text:
        return new
    return text if not new or _says(text, item.replacement) else f"{new}. {text}"


def _says(text: str, replacement: Replacement) -> bool:
    """Whether a sentence names verb and path of a replacement, or its symbol or command, already."""
    name = re.escape(replacement.path.removeprefix("incydr."))
    return replacement.method in text and bool(re.search(rf"{name}(?![\w/{{-])", text))


def generally(items: Sequence[Item]) -> str:
    """Return what to use today instead of several uses of one thing: what all say, else what the rule says."""
    said = {instead(item) for item in items}
    rule = items[0].rule
    return said.pop() if len(said) == 1 or rule is None else rule.replacement.text


def manual_reasons(item: Item) -> list[str]:
    """Why no rewrite is offered here: what the finding says, else what the rule says."""
    prefix = "not rewritten: "
    said = [note.removeprefix(prefix) for note in item.dated.finding.notes if note.startswith(prefix)]
    own = ["nothing takes its place one to one" if re.match(r"nothing\b", why) else why for why in said]
    if own or item.rule is None:
        return own
    if item.rule.fix.applicability != "manual":
        return ["it is written in a way that cannot be rewritten exactly"]
    return [item.rule.fix.reason or "no call takes its place one to one"]


def review(item: Item, fix: Fix) -> str:
    """Return what a person must look at before or after a fix; "" for a safe one."""
    if fix.applicability == "safe" or item.rule is None:
        return ""
    return fix.reason or item.rule.fix.reason or "ids, body and reply may differ"


def one_line(item: Item) -> str:
    """Message, what is used, end and replacement in one line, for annotations."""
    parts = [item.message.rstrip("."), lifetime(item.dated), _use(item)]
    return "; ".join(part for part in parts if part)


def _use(item: Item) -> str:
    """Return what to use today, one clause; "" where the message says it, or nobody knows."""
    if item.successor:
        return f"instead: {item.successor}"
    if item.rule is not None and item.rule.replacement.status == "none":
        return "nothing replaces it"
    new = target(item)
    if not new:
        return _clause(item.rule.replacement.text) if item.rule else ""
    return "" if new in re.split(r"[ ();,]+", item.message) else f"use {new}"


def _clause(sentence: str) -> str:
    """Return a sentence as part of another one."""
    is_word = re.match(r"[A-Z][a-z]+[ ,;:]", sentence)
    return (sentence[:1].lower() if is_word else sentence[:1]) + sentence[1:].rstrip(".")


def annotation(item: Item) -> str:
    """Return the same, and the product where that matters, for those who see nothing else."""
    whose = product(item)
    return f"{one_line(item)}; product {whose}" if whose else one_line(item)


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


def target(item: Item) -> str:
    """Return the operation, symbol or command that takes its place today; "" when there is none."""
    return f"{item.replacement.method} {item.replacement.path}".strip() if item.replacement else ""
