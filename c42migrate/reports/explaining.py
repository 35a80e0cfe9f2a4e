"""What ``explain`` answers, painted for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from c42migrate.catalogue import Catalogue
from c42migrate.catalogue.explain import Answer, lookup
from c42migrate.catalogue.render import render
from c42migrate.errors import UsageError
from c42migrate.policy.own import OWN_RULES
from c42migrate.reports.masking import Mask
from c42migrate.reports.terminal import Style, plain

_RULE = "\n" + "-" * 72 + "\n\n"
_OWN = """{code} {name} ({family})

{summary}

Suppress one line with a comment, in any language's comment syntax:
    c42migrate: ignore[C42-303] reason until=2027-01-01
on the line itself or alone on the line above; a whole file with ignore-file[...]. A comment that silences
nothing, names no rule or is out of date is reported, and c42migrate fix removes it.
"""


def explanation(query: str, catalogue: Catalogue, as_of: date, style: Style) -> str:
    """Return all that is known about what was asked. Raises UsageError when that is nothing."""
    return _RULE.join(_painted(answer, style) for answer in _answers(query, catalogue, as_of))


def _painted(answer: str, style: Style) -> str:
    """The first line in bold, and the titles of what follows in a colour."""
    blocks = answer.split("\n\n")
    return "\n\n".join(
        "\n".join(_painted_line(line, number, at, style) for at, line in enumerate(block.split("\n")))
        for number, block in enumerate(blocks)
    )


def _painted_line(line: str, block: int, at: int, style: Style) -> str:
    if block == at == 0:
        return style(line, "bold")
    title, colon, text = line.partition(":")
    is_title = bool(colon) and not line.startswith(" ") and block > 0 and (at == 0 or not text)
    return style(title + colon, "cyan") + plain(text) if is_title else plain(line)


def _answers(query: str, catalogue: Catalogue, as_of: date) -> Iterator[str]:
    own = [rule for rule in OWN_RULES.values() if query.lower() in {rule.code.lower(), rule.name}]
    for rule in own:
        yield _OWN.format(code=rule.code, name=rule.name, family=rule.family, summary=rule.summary)
    answer = Answer() if own else lookup(query, catalogue)
    for known in answer.rules:
        yield render(known, catalogue, as_of, query)
    for method, path in answer.live:
        yield f"{method} {path} is a current operation; nothing about it is deprecated.\n"
    if not (own or answer.rules or answer.live):
        hint = f"did you mean {', '.join(answer.suggestions)}?" if answer.suggestions else "see: c42migrate rules"
        shown = Mask(catalogue).line(query)
        raise UsageError(f"nothing is known to be deprecated about {shown!r}", hint=hint)
