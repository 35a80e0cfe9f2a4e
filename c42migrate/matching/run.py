"""One run of matching: every usage to its drafts, drafts that say the same to one finding, findings to fixes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import FieldMatch, HostFix, RequestFix, SymbolMatch
from c42migrate.fixes.plan import Edits
from c42migrate.matching.build import Draft, findings
from c42migrate.matching.conflicts import Conflicts
from c42migrate.matching.context import Context, prepare
from c42migrate.matching.crowd import Crowd
from c42migrate.matching.effects import Effects
from c42migrate.matching.evidence import Product, named_host
from c42migrate.matching.match_auth import Sent, auth_drafts, sent_with
from c42migrate.matching.match_fields import Called, asked_of_sdk, called_by, read_field, sent_fields
from c42migrate.matching.match_requests import Hit, draft_of, hit_of, host_drafts
from c42migrate.matching.moved_names import Around, Names, moved_names
from c42migrate.matching.planning import Plan, fixes_for, host_fix, moves_for, plan_of, reasons_for
from c42migrate.matching.signing_in import obstacle
from c42migrate.matching.targets import Target, target_of
from c42migrate.model import (
    Applicability,
    Command,
    Credential,
    Field,
    Finding,
    Fix,
    Header,
    Place,
    Reading,
    Request,
    Requirement,
    Symbol,
    Usage,
)

_Placed = TypeVar("_Placed", Field, Symbol)


def match(
    readings: Sequence[Reading],
    texts: Mapping[str, bytes],
    catalogue: Catalogue,
    products: Mapping[str, str] = MappingProxyType({}),
) -> list[Finding]:
    """Return the findings of a run, sorted by place.

    ``texts``: the raw bytes of every file read. ``products``: path → ``incydr`` or ``crashplan``, where the
    user says which it is. Raises nothing: what cannot be decided gives no finding, what cannot be exact no fix.
    """
    context = prepare(readings, texts, catalogue, products)
    usages = [usage for reading in readings for usage in reading.usages]
    requests = _without_echoes([usage for usage in usages if isinstance(usage, Request)])
    targets = {id(request): target_of(request, context) for request in requests}
    fields = [usage for usage in usages if isinstance(usage, Field)]
    book = _book(requests, targets, fields, context)
    drafts = [*book.drafts, *_other_drafts(usages, requests, targets, book.hits, context)]
    drafts += [*_sent_drafts(requests, targets, book, context), *_field_drafts(fields, usages, targets, book, context)]
    effects = Effects(readings, requests, texts, lambda host: _is_ours(host, context))
    found = findings(drafts, texts, book.merge)
    # What a call of an SDK becomes is planned from what becomes of its reply; no text of a request changes.
    return [one if _is_named(one, catalogue) else effects.judged(one) for one in found]


def _is_named(finding: Finding, catalogue: Catalogue) -> bool:
    return isinstance(catalogue.rules[finding.code].match, SymbolMatch)


def _is_ours(host: str, context: Context) -> bool:
    """Whether a host name may be that of a Code42 server; CrashPlan's are not."""
    return named_host(host, context.catalogue.vocabulary) in {Product.INCYDR, Product.UNKNOWN}


def _without_echoes(requests: Sequence[Request]) -> list[Request]:
    """Without bare literals whose use was resolved too: the call knows more than the text."""
    called: Crowd[None] = Crowd()
    for request in requests:
        for piece in request.url.literals if request.client else ():
            called.add(piece.place, None)
    return [request for request in requests if request.client or not _is_echo(request, called)]


def _is_echo(request: Request, called: Crowd[None]) -> bool:
    places = [piece.place for piece in request.url.literals if piece.place]
    return bool(places) and all(called.covers(place) for place in places)


@dataclass(frozen=True, slots=True)
class Book:
    """The drafts of all requests and the plans behind them."""

    drafts: tuple[Draft, ...]
    plans: tuple[Plan, ...]
    conflicts: Conflicts
    wishes: Mapping[str, dict[int, Edits | None]]
    endpoints: frozenset[int]
    """Numbers of the plans that belong to endpoint rules."""
    hits: Mapping[int, Hit]
    """By the id of a request the rule that speaks for it."""

    def moves(self) -> dict[int, tuple[Fix, ...]]:
        """By the id of each request to a deprecated endpoint the fix that moves it; () when it cannot be moved."""
        groups: dict[tuple[Place, str], list[Plan]] = {}
        for draft in self.drafts:
            if draft.plan in self.endpoints:
                groups.setdefault((draft.place, draft.rule.code), []).append(self.plans[draft.plan])
        found: dict[int, tuple[Fix, ...]] = {}
        for plans in groups.values():
            found.update(
                dict.fromkeys(
                    (id(plan.request) for plan in plans), tuple(moves_for(plans, self.conflicts, self.wishes))
                )
            )
        return found

    def merge(self, group: Sequence[Draft]) -> tuple[tuple[Fix, ...], tuple[str, ...]]:
        """Return the fixes of the drafts that became one finding, and why it has no more."""
        plans = [self.plans[draft.plan] for draft in group if draft.plan >= 0]
        if not plans:
            return tuple(fix for fix in group[0].fixes if all(fix in draft.fixes for draft in group)), ()
        made = tuple(fixes_for(plans, self.conflicts, self.wishes))
        return made, tuple(reasons_for(plans, self.conflicts, self.wishes, made))


def _book(
    requests: Sequence[Request], targets: Mapping[int, Target | None], fields: Sequence[Field], context: Context
) -> Book:
    hits = [hit for request in requests if (target := targets[id(request)]) and (hit := hit_of(target, context))]
    unattributed = _by_file(field for field in fields if field.request is None and field.direction == "request")
    near = [unattributed.get(hit.target.request.place.path, ()) for hit in hits]
    entries = [entry for hit in hits for entry in (*hit.target.request.body, *hit.target.request.query)]
    written = [piece for entry in entries if entry.value is not None for piece in entry.value.literals]
    written += [entry.key for entry in entries if entry.key is not None]
    sent = [piece.place for piece in written if piece.place is not None]
    alike: dict[tuple[Place | None, ...], set[Place]] = {}
    for hit in hits:
        alike.setdefault(_written(hit), set()).add(hit.target.request.origin or hit.target.request.place)
    codes = {hit.rule.code for hit in hits}
    around = (Around(keys, sent, alike[_written(hit)], codes) for hit, keys in zip(hits, near, strict=True))
    plans = tuple(
        plan_of(hit, _names(hit, one, requests, targets, context), context)
        for hit, one in zip(hits, around, strict=True)
    )
    drafts = [
        replace(draft, plan=number, instead=draft.instead or _chosen(hit, plan, context))
        for number, (hit, plan) in enumerate(zip(hits, plans, strict=True))
        for draft in [draft_of(hit, context)]
    ]
    wishes = {
        "best": {id(plan.request): plan.best for plan in plans},
        "shape": {id(plan.request): plan.shape_fix for plan in plans},
        "shape late": {id(plan.request): plan.shape_fix_late for plan in plans},
        "endpoint": {id(plan.request): plan.endpoint_fix for plan in plans},
    }
    endpoints = frozenset(number for number, hit in enumerate(hits) if hit.template is not None)
    by_request = {id(hit.target.request): hit for hit in hits}
    return Book(tuple(_telling(hits, drafts)), plans, Conflicts(requests, context.texts), wishes, endpoints, by_request)


def _written(hit: Hit) -> tuple[Place | None, ...]:
    """Where the URL of a request is written: calls that share all of it are one finding."""
    return tuple(piece.place for piece in hit.target.request.url.literals)


def _names(
    hit: Hit,
    around: Around,
    requests: Sequence[Request],
    targets: Mapping[int, Target | None],
    context: Context,
) -> Names:
    """Return what gets new names when a request moves, or what keeps them from it."""
    fix = hit.rule.fix
    if isinstance(fix, RequestFix) and fix.signs_in and hit.template is not None:
        all_of_them = ((request, targets[id(request)]) for request in requests)
        if why := obstacle(hit.target, all_of_them, context):
            return Names(obstacle=why)
    names = moved_names(hit.target, hit.rule, around, context)
    unread = isinstance(fix, RequestFix) and fix.signs_in and not names.edits and not names.obstacle
    return Names(obstacle="what reads its token is not seen here") if unread else names


def _chosen(hit: Hit, plan: Plan, context: Context) -> str:
    """Return what a request would call instead, where its body chooses something else than the rule names; else ""."""
    terminal = context.terminal(hit.rule)
    return plan.note if plan.note != f"{terminal.method} {terminal.path}" else ""


def _telling(hits: Sequence[Hit], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Without those that say less of the same bytes: a shape beside its endpoint, an unknown verb beside a known."""
    endpoints = {draft.place for hit, draft in zip(hits, drafts, strict=True) if hit.template is not None}
    known = {draft.place for hit, draft in zip(hits, drafts, strict=True) if hit.template is not None and draft.method}
    for hit, draft in zip(hits, drafts, strict=True):
        covered = draft.place in endpoints if hit.template is None else draft.place in known and not draft.method
        if not covered:
            yield draft


def _other_drafts(
    usages: Sequence[Usage],
    requests: Sequence[Request],
    targets: Mapping[int, Target | None],
    hits: Mapping[int, Hit],
    context: Context,
) -> Iterator[Draft]:
    sent: list[Sent] = []
    for request in requests:
        target = targets[id(request)]
        sent += sent_with(target, request, hits.get(id(request)))
        if target is not None:
            yield from _host_drafts(target, context)
    sent += [Sent(usage, None, None) for usage in usages if isinstance(usage, Header | Credential)]
    yield from auth_drafts(sent, targets.values(), context)
    if any(isinstance(usage, Symbol | Command | Requirement) for usage in usages):
        from c42migrate.matching.named import named_drafts  # with all that moves scripts off an SDK

        yield from named_drafts(usages, context)


def _sent_drafts(
    requests: Sequence[Request], targets: Mapping[int, Target | None], book: Book, context: Context
) -> Iterator[Draft]:
    """Keys that requests send. Keys of a deprecated operation get new names only together with the operation."""
    moves = book.moves()
    for request in requests:
        target = targets[id(request)]
        for draft in sent_fields(target, context) if target else ():
            if id(request) in moves:
                yield _moving(draft, moves[id(request)] if draft.fixes else ())
            else:
                alone = all(book.conflicts.alone(fix.edits, request) for fix in draft.fixes)
                yield draft if alone else replace(draft, fixes=())


def _moving(draft: Draft, fixes: tuple[Fix, ...]) -> Draft:
    """Return a name that moves with its operation, by ``fixes``; or it stays, as the operation does."""
    stays = (
        ("not rewritten: it changes together with the call it belongs to",)
        if not fixes and draft.rule.fix.applicability != "manual"
        else ()
    )
    return replace(draft, fixes=fixes, notes=(*draft.notes, *stays))


def _host_drafts(target: Target, context: Context) -> Iterator[Draft]:
    for draft in host_drafts(target, context):
        fix = draft.rule.fix
        if isinstance(fix, HostFix) and fix.applicability is not Applicability.MANUAL:
            made = host_fix(target, fix.host, fix.applicability, context)
        else:
            made = None
        yield replace(draft, fixes=(made,) if made else ())


def _field_drafts(
    fields: Sequence[Field],
    usages: Sequence[Usage],
    targets: Mapping[int, Target | None],
    book: Book,
    context: Context,
) -> Iterator[Draft]:
    """Keys that are read, and keys that are sent by no request known; neither moves a deprecated operation."""
    moves = book.moves()
    at_calls = {rule.code for rule in context.rules(FieldMatch) if isinstance(rule.match, FieldMatch) and rule.match.at}
    read = [(edit.place, made) for made in {*moves.values()} for fix in made for edit in fix.edits]
    known = [target for target in targets.values() if target is not None]
    moving = {target.request.place.path for target in known if id(target.request) in moves}
    near: dict[str, list[Target]] = {}
    for target in known:
        near.setdefault(target.request.place.path, []).append(target)
    called = {path: called_by(group, context) for path, group in near.items()} if fields else {}
    symbols = _by_file(usage for usage in usages if isinstance(usage, Symbol))
    by_file = _by_file(fields)
    for field in fields:
        path = field.place.path
        if field.request is None:
            sdk = asked_of_sdk(field, by_file[path], symbols.get(path, ()), context)
            here: Called = {**sdk, **called.get(path, {})}
        else:
            own = target_of(field.request, context)
            here = called_by([own] if own else [], context)
        stays = field.direction == "request" and field.place.path in moving
        taken = next((made for place, made in read if place.holds(field.place)), ())
        for draft in read_field(field, here, context):
            yield _moving(draft, taken) if stays or taken or draft.rule.code in at_calls else draft


def _by_file(usages: Iterable[_Placed]) -> dict[str, list[_Placed]]:
    found: dict[str, list[_Placed]] = {}
    for usage in usages:
        found.setdefault(usage.place.path, []).append(usage)
    return found
