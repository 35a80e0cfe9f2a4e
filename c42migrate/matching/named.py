"""Symbols, command lines and requirements of a run: matched one by one, then put together where they say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from c42migrate.catalogue.model import ImportFix
from c42migrate.fixes.plan_imports import Move, moves, reviewed
from c42migrate.fixes.plan_package import renamed
from c42migrate.fixes.plan_sdk import sdk_moves
from c42migrate.fixes.sdk_moving import Moved, Use, by_hand
from c42migrate.matching.build import Draft
from c42migrate.matching.context import Context
from c42migrate.matching.evidence import FileEvidence, Product, named_host
from c42migrate.matching.match_names import command_draft, symbol_draft
from c42migrate.matching.match_requirements import requirement_draft
from c42migrate.model import Certainty, Command, Mark, Place, Requirement, Site, Step, Symbol, Usage

_NEAR = 2
"""References this many lines apart or less belong to one table, list or statement."""


@dataclass(frozen=True, slots=True)
class Named:
    """A usage and the draft it gives."""

    usage: Usage
    draft: Draft

    @property
    def form(self) -> str:
        """``import``, ``call``, ``reference`` …; ``""`` when the usage is no symbol."""
        return self.usage.form if isinstance(self.usage, Symbol) else ""


def named_drafts(usages: Iterable[Usage], context: Context) -> Iterator[Draft]:
    """Yield the drafts of all symbols, commands and requirements, grouped; of two of one rule that nest the outer
    one."""
    usages = list(usages)
    found = [Named(usage, draft) for usage in usages if (draft := _draft(usage, context))]
    groups: dict[tuple[str, str], list[Named]] = {}
    found = list(_beside_others(found))
    for one in _handed_over(list(_moved(found, context)), usages, context):
        groups.setdefault((one.draft.rule.code, one.draft.place.path), []).append(one)
    for (_, path), group in groups.items():
        data = context.texts.get(path, b"")
        yield from _grouped(_outermost(group, data), data)


def _beside_others(found: Sequence[Named]) -> Iterator[Named]:
    """With marks for the commands of the old tool that stay in a file where others move."""
    stays: dict[str, list[Mark]] = defaultdict(list)
    for one in found:
        if isinstance(one.usage, Command) and one.usage.program == "code42" and not one.draft.fixes:
            rule, used = one.draft.rule, one.draft.used
            way = by_hand(rule.successors.get(rule.successor(used), "") or rule.replacement.text)
            stays[one.draft.place.path].append(Mark(one.draft.place, rule.code, f"{used}: {way}"))
    for one in found:
        marks = tuple(stays.get(one.draft.place.path, ()))
        if marks and isinstance(one.usage, Command) and one.draft.fixes:
            fixes = tuple(replace(fix, marks=marks) for fix in one.draft.fixes)
            yield replace(one, draft=replace(one.draft, fixes=fixes))
        else:
            yield one


def _draft(usage: Usage, context: Context) -> Draft | None:
    match usage:
        case Symbol():
            return symbol_draft(usage, context)
        case Command():
            return command_draft(usage, context)
        case Requirement():
            return requirement_draft(usage, context)
        case _:
            return None


def _moved(found: Sequence[Named], context: Context) -> Iterator[Named]:
    """With the fixes that several symbols of a file share, and why there is none."""
    uses = [(one.draft.rule, one.usage) for one in found if isinstance(one.usage, Symbol)]
    plans: dict[str, Move] = moves(uses, context.catalogue, context.texts)
    for one in found:
        move = plans.get(one.draft.place.path) if isinstance(one.draft.rule.fix, ImportFix) else None
        if move is not None:
            move = reviewed(move, one.draft.rule.code, uses, context.texts)
        if move is None or not isinstance(one.usage, Symbol):
            yield one
            continue
        notes = (*one.draft.notes, f"not rewritten: {move.obstacle}") if move.obstacle else one.draft.notes
        yield replace(one, draft=replace(one.draft, fixes=move.fixes, notes=notes))


def _handed_over(found: Sequence[Named], usages: Iterable[Usage], context: Context) -> Iterator[Named]:
    """With the fixes that move calls of one SDK to another in place of all smaller ones; else why there are none."""
    symbols = [usage for usage in usages if isinstance(usage, Symbol)]
    uses = [Use(one.draft.rule, one.usage) for one in found if isinstance(one.usage, Symbol)]
    old = [use for use in uses if use.symbol.name.startswith("py42.") and use.symbol.certainty is not Certainty.LEXICAL]
    backups = {use.symbol.place.path for use in old if _is_for_backups(use.symbol, context)}
    backups |= {use.symbol.place.path for use in old if use.symbol.site and _origin(use.symbol.site) in backups}
    incydrs = {id(one.usage) for one in found if one.draft.product is Product.INCYDR}
    known = context.catalogue
    moving = [use for use in old if id(use.symbol) in incydrs and use.symbol.place.path not in backups]
    plans = sdk_moves(moving, symbols, context.texts, known.vocabulary.console_to_api, known.rules.values())
    theirs = [use.symbol for use in old if use.symbol.place.path in backups]
    fix = renamed(theirs, known.vocabulary.crashplan_client, context.texts)
    note = (
        ""
        if fix
        else "the server is one of CrashPlan today, and pycpg has not all that is called here under the same name"
    )
    plans |= {id(symbol): Moved((fix,) if fix else (), note) for symbol in theirs}
    for one in found:
        move = plans.get(id(one.usage))
        if move is not None and move.fixes:
            yield replace(one, draft=replace(one.draft, fixes=move.fixes))
        elif move is not None and move.note and not one.draft.fixes:
            notes = (*one.draft.notes, f"not rewritten: {move.note}")
            yield replace(one, draft=replace(one.draft, notes=notes))
        else:
            yield one


def _is_for_backups(symbol: Symbol, context: Context) -> bool:
    """Whether a client is made for a server of CrashPlan, and nobody says that it is none."""
    host = next((a.value for a in symbol.arguments if a.name == "host_address" or a.position == 0), None)
    if not symbol.name.startswith("py42.sdk.from_") or host is None or not host.known:
        return False
    if context.evidence.get(symbol.place.path, FileEvidence()).declared:
        return False
    vocabulary = context.catalogue.vocabulary
    name = urlsplit(f"//{host.known.partition('://')[2] or host.known}").hostname or ""
    return name in vocabulary.hosts_ambiguous or named_host(name, vocabulary) is Product.CRASHPLAN


def _origin(site: Site) -> str:
    return site.origin.path if site.origin is not None else ""


def _outermost(group: Sequence[Named], data: bytes) -> list[Named]:
    places = {one.draft.place for one in group if b"\n" not in data[one.draft.place.start : one.draft.place.end]}
    return [one for one in group if not any(_is_inside(one.draft.place, other) for other in places)]


def _is_inside(inner: Place, outer: Place) -> bool:
    return inner != outer and outer.holds(inner)


def _grouped(group: Sequence[Named], data: bytes) -> Iterator[Draft]:
    """One draft per import statement, per table of references and per line of calls on imported classes."""
    last: tuple[Named, int, object] | None = None
    bundle: list[Named] = []
    for one in sorted(group, key=lambda one: one.draft.place):
        line = data.count(b"\n", 0, one.draft.place.start)
        if last is not None and _together(last, one, line):
            bundle.append(one)
        else:
            yield from _joined(bundle)
            bundle = [one]
        last = (one, line, _statement(one))
    yield from _joined(bundle)


def _together(last: tuple[Named, int, object], one: Named, line: int) -> bool:
    before, at, statement = last
    if "import" in {before.form, one.form}:
        return before.form == one.form and statement is not None and statement == _statement(one)
    if not _is_static(before) or not _is_static(one) or before.draft.scope != one.draft.scope:
        return False
    return line == at or (before.form == one.form == "reference" and line - at <= _NEAR)


def _is_static(one: Named) -> bool:
    """Whether it is about an imported name; what is asked of a client counts call by call."""
    return isinstance(one.usage, Symbol) and ".client." not in one.usage.name


def _statement(one: Named) -> Place | None:
    """Where the module's name begins: the same for all names of one ``from … import``."""
    tokens = one.usage.tokens if isinstance(one.usage, Symbol) else ()
    return tokens[0].place if len(tokens) > 1 else None


def _joined(bundle: Sequence[Named]) -> Iterator[Draft]:
    if not bundle:
        return
    first = bundle[0].draft
    steps = [Step(one.draft.place, f"also {one.draft.path}") for one in bundle[1:]]
    notes = tuple(dict.fromkeys(note for one in bundle for note in one.draft.notes))
    shared = tuple(fix for fix in first.fixes if all(fix in one.draft.fixes for one in bundle))
    yield replace(first, uses=(*first.uses, *steps), notes=notes, fixes=shared)
