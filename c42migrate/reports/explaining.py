"""What ``explain`` answers, painted for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from c42migrate.catalogue.dates import status
from c42migrate.catalogue.explain import Answer
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import FieldMatch
from c42migrate.catalogue.render import WIDTH, Page
from c42migrate.errors import UsageError
from c42migrate.policy.own import OWN_RULES, REVIEW, OwnRule
from c42migrate.reports.masking import Mask
from c42migrate.reports.terminal import Style, plain, wrapped

FIELDS = "fields"
"""What to ask for to get the table of all fields."""

FEW = 6
"""So many rules are shown in some lines each, more in one line each."""

MOST = 40
"""So many rules are shown at all."""

_REVIEW = (
    "An unsafe fix leaves this comment above the statement it changed:",
    "    # c42migrate: review[C42-303] what to look at",
    "Look at it, then remove the comment. Until then it counts as a finding.",
)
_SUPPRESS = (
    "A comment, in the syntax of the language, suppresses a finding on its own line or, standing alone, on the next:",
    "    c42migrate: ignore[C42-303] reason until=2027-01-01",
    (
        "ignore-file[...] suppresses it in the whole file. A suppression that matches nothing, names an unknown "
        "rule or has expired is reported, and c42migrate fix removes it."
    ),
)


def explanation(query: str, answer: Answer, catalogue: Catalogue, as_of: date, style: Style) -> str:
    """Return all that is known about what was asked. Raises UsageError when that is nothing."""
    width = min(style.width, WIDTH)
    for rule in OWN_RULES.values():
        if query.lower() in {rule.code.lower(), rule.name}:
            return _painted(_own(rule, width), style)
    if query.strip().lower() == FIELDS:
        return _painted("\n".join(_field_table(catalogue, width)) + "\n", style)
    if not answer:
        hint = f"did you mean {', '.join(answer.suggestions)}?" if answer.suggestions else "see: c42migrate rules"
        shown = Mask(catalogue).line(query)
        raise UsageError(f"no known deprecation matches {shown!r}", hint=hint)
    return "\n".join(_painted(text, style) for text in _texts(answer, catalogue, as_of, width))


def _own(rule: OwnRule, width: int) -> str:
    """One of the tool's own rules as text."""
    about = _REVIEW if rule == REVIEW else _SUPPRESS
    lines = [line for text in about for line in ([text] if text.startswith(" ") else wrapped(text, "", width))]
    return "\n".join([f"{rule.code} {rule.name} ({rule.family})", "", rule.summary, "", *lines, ""])


def _texts(answer: Answer, catalogue: Catalogue, as_of: date, width: int) -> Iterator[str]:
    """Yield a page for one rule, some lines for each of a few, one line for each of many."""
    mask = Mask(catalogue)
    pages = [
        Page(one.rule, catalogue, as_of, one.asked, mask.operation(one.instead), not answer.is_named, width)
        for one in answer.about
    ]
    if len(pages) > 1 and all(isinstance(page.rule.match, FieldMatch) and page.asked for page in pages):
        yield _field_page(pages)
        return
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
    for method, path in answer.live:
        yield "\n".join(wrapped(f"{method} {path} is a current operation; it is not deprecated.", "", width)) + "\n"


def _field_page(pages: Sequence[Page]) -> str:
    """One screen about a field or search term: where it is used, and what it is called there now."""
    links = dict.fromkeys(url for page in pages for url in page.catalogue.urls(page.rule))
    blocks = [[pages[0].asked], *(list(_field_use(page)) for page in pages), ["See:", *(f"  {url}" for url in links)]]
    blocks.append([f"More about each: c42migrate explain {pages[0].rule.code}"])
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _field_use(page: Page) -> Iterator[str]:
    match, rule = page.rule.match, page.rule
    if not isinstance(match, FieldMatch):
        return
    more = f" and {len(match.operations) - 1} more" if len(match.operations) > 1 else ""
    is_sent = match.direction == "request"
    where = f"{'sent to' if is_sent else 'read from the reply of'} {match.operations[0]}{more}"
    yield from wrapped(f"{rule.code} {rule.name}: {where}", "", page.width, "  ")
    if new := match.renames.get(page.asked) or match.near.get(page.asked):
        yield f"  before:  {_field_written(page.asked, match)}"
        yield f"  after:   {_field_written(new, match)}"
    if page.asked not in match.renames:
        yield from wrapped(f"instead: {page.successor}", "  ", page.width, " " * 11)
    standing = status(rule, page.as_of)
    ends = f" {standing.end_of_life} ({standing.basis})" if standing.end_of_life else ""
    yield f"  when:    {standing.status}{ends}"
    if new and rule.fix.applicability != "manual":
        option = "" if rule.fix.applicability == "safe" else " --unsafe-fixes"
        yield from wrapped(f"fix:     c42migrate fix{option} ({rule.fix.reason})", "  ", page.width, " " * 11)


def _field_written(name: str, match: FieldMatch) -> str:
    if match.value_of:
        return f'"{match.value_of[0]}": "{name}"'
    keys = name.split(".") if match.at else [name]
    return "".join(f'["{key}"]' for key in keys) if match.direction == "response" else f'"{name}"'


def _field_table(catalogue: Catalogue, columns: int) -> Iterator[str]:
    """Yield the fields and search terms of version 1 file events with what they are called in version 2."""
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
        yield from wrapped(f"{name:<{width}}  {new}", "  ", columns, " " * (width + 4))


def _painted(answer: str, style: Style) -> str:
    """Return the first line in bold, and the titles of what follows in a colour."""
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
