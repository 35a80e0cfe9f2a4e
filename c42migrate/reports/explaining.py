"""What ``explain`` answers, painted for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from c42migrate.catalogue.explain import Answer
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import FieldMatch
from c42migrate.catalogue.render import WIDTH, Page
from c42migrate.errors import UsageError
from c42migrate.policy.own import OWN_RULES, REVIEW
from c42migrate.reports.masking import Mask
from c42migrate.reports.terminal import Style, plain

FIELDS = "fields"
"""What to ask for to get the table of all fields."""

FEW = 6
"""So many rules are shown in some lines each, more in one line each."""

MOST = 40
"""So many rules are shown at all."""

_OWN = """{code} {name} ({family})

{summary}

{text}
"""
_REVIEW = """A fix that is not safe leaves a comment above the statement that it changed:
    # c42migrate: review[C42-303] what to look at
Look at what it says, then remove the comment; until then it is a finding."""
_SUPPRESS = """Suppress one line with a comment, in any language's comment syntax:
    c42migrate: ignore[C42-303] reason until=2027-01-01
on the line itself or alone on the line above; a whole file with ignore-file[...]. A comment that silences
nothing, names no rule or is out of date is reported, and c42migrate fix removes it."""


def explanation(query: str, answer: Answer, catalogue: Catalogue, as_of: date, style: Style) -> str:
    """Return all that is known about what was asked. Raises UsageError when that is nothing."""
    own = [rule for rule in OWN_RULES.values() if query.lower() in {rule.code.lower(), rule.name}]
    if own:
        rule = own[0]
        text = _REVIEW if rule == REVIEW else _SUPPRESS
        return _painted(
            _OWN.format(code=rule.code, name=rule.name, family=rule.family, summary=rule.summary, text=text), style
        )
    if query.strip().lower() == FIELDS:
        return _painted("\n".join(_field_table(catalogue)) + "\n", style)
    if not answer:
        hint = f"did you mean {', '.join(answer.suggestions)}?" if answer.suggestions else "see: c42migrate rules"
        shown = Mask(catalogue).line(query)
        raise UsageError(f"nothing is known to be deprecated about {shown!r}", hint=hint)
    return "\n".join(_painted(text, style) for text in _texts(answer, catalogue, as_of))


def _texts(answer: Answer, catalogue: Catalogue, as_of: date) -> Iterator[str]:
    """A page for one rule, some lines for each of a few, one line for each of many."""
    mask = Mask(catalogue)
    pages = [
        Page(one.rule, catalogue, as_of, one.asked, mask.operation(one.instead), is_short=not answer.is_named)
        for one in answer.about
    ]
    if len(pages) == 1:
        yield pages[0].text()
    elif len(pages) <= FEW:
        yield from (page.brief() for page in pages)
    else:
        yield "".join(page.line() for page in pages[:MOST])
    if len(pages) > MOST:
        yield f"and {len(pages) - MOST} more; c42migrate rules lists all\n"
    if len(pages) > 1:
        yield f"More about each: c42migrate explain {pages[0].rule.code}\n"
    yield from (
        f"{method} {path} is a current operation; nothing about it is deprecated.\n" for method, path in answer.live
    )


def _field_table(catalogue: Catalogue) -> Iterator[str]:
    """The fields and search terms of version 1 file events with what they are called in version 2."""
    known: dict[str, str] = {}
    for rule in catalogue.rules.values():
        if isinstance(rule.match, FieldMatch) and "POST /v1/file-events" in rule.match.operations:
            for name in rule.match.names:
                known[name] = known.get(name, "") or rule.match.renames.get(name, "") or rule.successors.get(name, "")
    width = max(map(len, known), default=0)
    yield "File events: version 1 and version 2"
    yield ""
    for name in sorted(known, key=str.lower):
        new = known[name] or f"see c42migrate explain {name}"
        yield from wrap(f"{name:<{width}}  {new}", WIDTH, initial_indent="  ", subsequent_indent=" " * (width + 4))


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
