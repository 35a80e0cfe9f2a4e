"""A rule as plain text for a person: all of it, on one screen, or in a few lines beside others."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from c42migrate.catalogue import model
from c42migrate.catalogue.dates import status
from c42migrate.catalogue.examples import change
from c42migrate.catalogue.index import Catalogue

WIDTH = 100
"""Columns of a page that nobody wants narrower."""
NAMES = {"end_of_support": "end of support", "end_of_life": "end of life"}
NOTHING = {"none": "nothing replaces it", "unknown": "no replacement is known"}
MOST_NAMES = 6
"""So many names of what a rule is about are shown; a rule may have hundreds."""

LONGEST_EXAMPLE = 6
"""Lines of an example that is shown."""

ON_A_SCREEN = 2
"""So many items of a list are shown where the answer is to fit on a screen; one more of steps, which are numbered."""


@dataclass(frozen=True, slots=True)
class Page:
    """One rule as text.

    ``asked``: the symbol, command or field that somebody wants to know about, "" for the rule itself; of a table of
    successors it picks its line. ``instead``: what takes the place of exactly that. ``is_short``: lists are cut, so
    that the page fits on a screen. ``width``: in columns; longer words stay whole.
    """

    rule: model.Rule
    catalogue: Catalogue
    as_of: date
    asked: str = ""
    instead: str = ""
    is_short: bool = False
    width: int = WIDTH

    def text(self) -> str:
        """Everything known of the rule."""
        rule = self.rule.of(self.asked)
        standing = status(rule, self.as_of)
        blocks = [
            [f"{rule.code} {rule.name} ({rule.family})", *self._wrap(rule.summary)],
            self._titled("Deprecated", self._names()),
            [f"Status on {self.as_of}: {standing.status}{_left(standing.days_left)}", *self._dates()],
            self._replacement(),
            self._successors(),
            self._change(),
            self._list("What changes", rule.changes),
            self._fix(),
            self._list("Steps", rule.steps, numbered=True),
            self._list("Notes", rule.notes),
            self._sources(),
            [f"All that is known: c42migrate explain {rule.code}"] if self.is_short else [],
        ]
        return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"

    def brief(self) -> str:
        """Return what it is about, when it ends and what to use, in a few lines."""
        rule = self.rule.of(self.asked)
        standing = status(rule, self.as_of)
        ends = f" {standing.end_of_life} ({standing.basis})" if standing.end_of_life else ""
        lines = [
            f"{rule.code} {rule.name}",
            *self._wrap(rule.summary, "  ", "  "),
            f"  when:    {standing.status}{ends}",
            *self._wrap(f"instead: {self.successor}", "  ", " " * 11),
        ]
        return "\n".join(lines) + "\n"

    def line(self) -> str:
        """Return the rule in one line, or two."""
        standing = status(self.rule, self.as_of)
        ends = str(standing.end_of_life or "no date")
        start = f"{self.rule.code:<9} {standing.status:<10} {ends:<10}"
        return "\n".join(self._wrap(f"{start}  {self.rule.summary}", "", " " * (len(start) + 2))) + "\n"

    @property
    def successor(self) -> str:
        """What to use today, one phrase: of exactly what was asked where that is known."""
        if key := self._key():
            return self.rule.successors[key]
        if self.instead:
            return self.instead
        terminal = self.catalogue.chains[self.rule.code].terminal
        return terminal.text if terminal.status == "none" or _is_shape(target(terminal)) else describe(terminal)

    def _key(self) -> str:
        return self.rule.successor(self.asked.partition("(")[0].strip())

    def _names(self) -> list[str]:
        names = deprecated(self.rule.match)
        if isinstance(self.rule.match, model.FieldMatch):
            match = self.rule.match
            where = f"{match.direction} of {match.operations[0]}"
            where += f" and {len(match.operations) - 1} more" if len(match.operations) > 1 else ""
            names = tuple(f"{name} in the {where}" for name in ([self.asked] if self.asked else match.names))
        most = ON_A_SCREEN if self.is_short else MOST_NAMES
        hidden = len(names) - most
        return [*names[:most], f"and {hidden} more"] if hidden > 1 else [*names]

    def _dates(self) -> Iterator[str]:
        life = self.rule.of(self.asked).lifecycle
        for item in fields(model.Lifecycle):
            mark = getattr(life, item.name)
            if isinstance(mark, model.Milestone) and not (item.name == "deprecated" and mark == life.announced):
                source = "" if self.is_short else f": {mark.source}"
                name = NAMES.get(item.name, item.name)
                yield from self._wrap(f"{name:<15}{mark.date}  {mark.basis.value}{source}", "  ", " " * 29)

    def _replacement(self) -> list[str]:
        chain = self.catalogue.chains[self.rule.code]
        new, text = self.successor, chain.terminal.text
        lines = self._wrap(f"Use instead: {new}", "", " " * 13)
        lines += self._wrap(text, "  ", "  ") if not (self._key() or _says(new, text)) else []
        if not chain.codes:
            return lines
        hops = [self.rule, *(self.catalogue.rules[code] for code in chain.codes)]
        steps = [f"  {hop.code} -> {describe(hop.replacement)} ({hop.replacement.status})" for hop in hops]
        return [*lines, "The first replacement is itself deprecated:", *steps]

    def _successors(self) -> list[str]:
        """Return the table of what takes the place of each symbol or command, where none was asked for."""
        table = tuple(f"{name}: {instead}" for name, instead in self.rule.successors.items())
        return [] if self._key() else self._list("One by one", table)

    def _change(self) -> list[str]:
        """Return an example from the rule's own tests, before and after; else the names alone."""
        key = self._key()
        if (found := change(self.rule, key)) and len(found.before) <= LONGEST_EXAMPLE:
            command = "c42migrate fix" if found.level == "safe" else "c42migrate fix --unsafe-fixes"
            after = [line for line in found.after if line.strip()]
            more = ["…"] if len(after) > LONGEST_EXAMPLE else []
            after = [*more, *after[-LONGEST_EXAMPLE:]]
            before, after = ([f"  {line}" for line in lines] for lines in (found.before, after))
            return [f"Before ({command}):", *before, "After:", *after]
        if not key or self.rule.successors[key].startswith("nothing"):
            return []
        return ["Before:", f"  {key}", "After:", *self._wrap(self.rule.successors[key], "  ", "  ")]

    def _list(self, title: str, items: tuple[str, ...], *, numbered: bool = False) -> list[str]:
        most = ON_A_SCREEN + numbered
        shown = items[:most] if self.is_short and len(items) > most + 1 else items
        marks = [f"{at}." if numbered else "-" for at in range(1, len(shown) + 1)]
        lines = [f"{title}:"] if items else []
        for mark, item in zip(marks, shown, strict=True):
            lines += self._wrap(item, f"  {mark} ", " " * (len(mark) + 3))
        return [*lines, f"  and {len(items) - len(shown)} more"] if len(shown) < len(items) else lines

    def _sources(self) -> list[str]:
        """How well it is known, and where it is said; on a screen only what can be opened."""
        known = f"Confidence: {self.rule.confidence}; checked on {self.rule.verified_on}"
        links = [f"  {url}" for url in self.catalogue.urls(self.rule)]
        if self.is_short:
            return [f"{known}; sources:" if links else known, *links]
        return [known, *self._list("Sources", self.rule.sources), *links]

    def _titled(self, title: str, lines: Sequence[str]) -> list[str]:
        """Return the lines in a column behind their title."""
        margin = " " * (len(title) + 2)
        found = [part for line in lines for part in self._wrap(line, margin, margin + "  ")]
        return [f"{title}: {found[0].lstrip()}", *found[1:]]

    def _fix(self) -> list[str]:
        """Whether it can be rewritten, and how: a call with a twin in another client is moved there."""
        fix, key = self.rule.fix, self._key()
        if self.rule.moves and (not key or key in self.rule.moves):
            how = "unsafe (c42migrate fix --unsafe-fixes) where the arguments fit and every use of the reply is known"
            return self._wrap(f"Fix: {how}; otherwise by hand")
        command = {"safe": " (c42migrate fix)", "unsafe": " (c42migrate fix --unsafe-fixes)"}.get(fix.applicability, "")
        return self._wrap(f"Fix: {fix.applicability}{command}" + (f": {fix.reason}" if fix.reason else ""))

    def _wrap(self, text: str, first: str = "", rest: str = "") -> list[str]:
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )


def deprecated(match: model.Match) -> tuple[str, ...]:
    """Return what the match stands for, one line each, in the catalogue's words."""
    lines: tuple[str, ...]
    match match:
        case model.RequestMatch():
            verbs = "any verb" if "*" in match.methods else "/".join(match.methods)
            lines = tuple(f"{verbs} {path}" for path in match.paths)
        case model.ShapeMatch():
            lines = match.source
        case model.HostMatch():
            lines = match.hosts
        case model.HeaderMatch():
            lines = tuple(f"{match.name}: {value}".rstrip(": ") for value in match.values or ("",))
        case model.CredentialMatch():
            lines = tuple(f"{scheme} authentication" for scheme in match.schemes)
        case model.SymbolMatch():
            lines = tuple(f"{name} with {match.argument}" if match.argument else name for name in match.names)
        case model.CommandMatch():
            lines = (" ".join([match.program, *match.words, *match.options]),)
        case model.RequirementMatch():
            lines = tuple(f"{package} {match.versions}".strip() for package in match.packages)
        case model.FieldMatch():
            lines = tuple(f"{name} in the {match.direction} of {', '.join(match.operations)}" for name in match.names)
    return lines


def target(replacement: model.Replacement) -> str:
    """Return the operation, symbol or command of a replacement; "" when it names none."""
    return f"{replacement.method} {replacement.path}".strip() or replacement.symbol or replacement.command


def describe(replacement: model.Replacement) -> str:
    """One phrase for a replacement: what to use, or that there is nothing."""
    return target(replacement) or NOTHING.get(replacement.status, replacement.text)


def _says(new: str, text: str) -> bool:
    """Whether a sentence about a replacement says no more than its name."""
    return text.rstrip(".") == new.rstrip(".") or text.startswith(f"{new} ")


def _is_shape(path: str) -> bool:
    return "{Resource}" in path or "{rest}" in path


def _left(days: int | None) -> str:
    if days is None:
        return ""
    return f" ({days} days left)" if days > 0 else f" (for {-days} days)" if days else " (today)"
