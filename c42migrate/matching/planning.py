"""Fixes of requests: the old shape rewritten, the endpoint replaced, and whether all users of the bytes agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.catalogue.model import RequestMatch
from c42migrate.findings import Fix
from c42migrate.fixes.plan import Change, Edits, edits_for, replace_in, replace_place, united
from c42migrate.fixes.plan_path import OldUrl, needs_portal_host, path_changes
from c42migrate.matching.context import Context
from c42migrate.matching.crowd import Crowd
from c42migrate.matching.evidence import Product
from c42migrate.matching.match_requests import Hit, host_literal, query_keys
from c42migrate.matching.targets import Target
from c42migrate.symbolic import Hole
from c42migrate.usages import Certainty, Request, VerbForm


@dataclass(frozen=True, slots=True)
class Plan:
    """What one request would need: the edits of either kind (None: cannot be done) and how far each may be trusted."""

    request: Request
    near: Edits | None = None
    late: Edits | None = None
    """The other way to do the same: text goes behind what is unknown instead of before it."""
    near_level: str = ""
    far: Edits | None = None
    far_level: str = ""
    note: str = ""

    @property
    def best(self) -> Edits | None:
        """The way that stays within the call, else the first: then no other caller can be hurt."""
        late = self.late and _is_local(self.late, self.request) and not _is_local(self.near or (), self.request)
        return self.late if late else self.near


def plan_of(hit: Hit, terms: Edits | None, context: Context) -> Plan:
    """The plan of a hit on its own; ``Agreement`` says later what the other users of the same bytes allow.

    ``terms``: what must change in the body together with the operation; None when it cannot.
    """
    target = hit.target
    request = target.request
    if hit.product is Product.CRASHPLAN or request.certainty is Certainty.LEXICAL:
        return Plan(request)
    near, late, level = _near(hit, context)
    far, far_level, note = _far(hit, context)
    return Plan(request, near, late, level, far and united([far, terms]), far_level, note)


def _near(hit: Hit, context: Context) -> tuple[Edits | None, Edits | None, str]:
    shape = hit.target.shape
    if shape is None or not shape.wishes or shape.rule.fix.applicability == "manual":
        return None, None, ""
    certainty = hit.certainty if hit.template is None else hit.target.certainty
    level = _capped(shape.rule.fix.applicability, certainty)
    url = hit.target.request.url
    near, late = (edits_for(url, shape.wishes, context.texts, late=last) for last in (False, True))
    return near, late, level


def _is_local(edits: Edits, request: Request) -> bool:
    """Whether all edits lie within the call itself."""
    call = request.place
    inside = (e.place.path == call.path and call.start <= e.place.start <= e.place.end <= call.end for e in edits)
    return bool(edits) and all(inside)


def _capped(level: str, certainty: Certainty) -> str:
    return "unsafe" if certainty is Certainty.MAYBE else level


def _far(hit: Hit, context: Context) -> tuple[Edits | None, str, str]:
    fix = hit.rule.fix
    blocked = hit.template is None or fix.applicability == "manual" or hit.product is not Product.INCYDR
    blocked = blocked or hit.route is hit.target.loose or hit.family
    if blocked or _has_obstacle(hit) or hit.route.open_end:
        return None, "", ""
    terminal = context.terminal(hit.rule)
    path = fix.path or (terminal.path if terminal.status == "live" else "")
    method = fix.method or terminal.method
    if not path:
        return None, "", ""
    groups = [_path_edits(hit, path, context), _verb_edits(hit.target.request, method, context)]
    groups += [_host_edits(hit, path, context), _renames(hit, context)]
    level = _capped(fix.applicability, hit.certainty)
    return united(groups), level, f"{method or (hit.target.request.verb and hit.target.request.verb.name)} {path}"


def _has_obstacle(hit: Hit) -> bool:
    """Keys that make the rewrite wrong, or that may be there unseen."""
    fix, request = hit.rule.fix, hit.target.request
    if fix.unless_query and (request.open_query or hit.target.url.open_query):
        return True
    body = {key.lower() for entry in request.body for key in entry.keys}
    in_query = any(key.lower() in query_keys(request) for key in fix.unless_query)
    in_body = bool(fix.unless_body) and (request.open_body or any(key.lower() in body for key in fix.unless_body))
    return in_query or in_body


def _path_edits(hit: Hit, path: str, context: Context) -> Edits | None:
    url, template = hit.target.url, hit.template
    if template is None:
        return None
    written = [segment for segment in hit.route.segments if segment]
    slots = [segment for segment, fixed in zip(hit.route.segments, template.fixed, strict=True) if fixed is None]
    values = {name: (slot.start, slot.end) for name, slot in zip(template.names, slots, strict=True) if slot}
    query = [(key.name, (key.start, key.end), (key.value, key.end)) for key in url.query]
    old = OldUrl(url.marked, (hit.target.start, written[-1].end), values, query)
    changes = path_changes(old, path, _parameters(hit, values))
    return None if changes is None else edits_for(url.text, [(change,) for change in changes], context.texts)


def _parameters(hit: Hit, values: dict[str, tuple[int, int]]) -> dict[str, str]:
    """New name → old name. Spellings of a path may name their parameters differently: then they go by position."""
    match = hit.rule.match
    names = (
        [part[1:-1] for part in match.paths[0].split("/") if part.startswith("{")]
        if isinstance(match, RequestMatch)
        else []
    )
    renamed = dict(zip(names, values, strict=False))
    return {new: renamed.get(old, old) for new, old in hit.rule.fix.parameters.items()} or renamed


def _renames(hit: Hit, context: Context) -> Edits | None:
    """New names for keys of the query and the body; None when one may be sent that is not seen."""
    request, rename = hit.target.request, hit.rule.fix.rename
    if rename and (request.open_query or request.open_body or hit.target.url.open_query):
        return None
    entries = [entry for entry in (*request.query, *request.body) if entry.keys and entry.keys[-1] in rename]
    edits = [
        replace_in(entry.key, 0, len(entry.key.text), rename[entry.keys[-1]], context.texts) if entry.key else None
        for entry in entries
    ]
    url = hit.target.url
    keys = [
        (Change(key.start, key.start + len(key.name), rename[key.name]),) for key in url.query if key.name in rename
    ]
    named = edits_for(url.text, keys, context.texts)
    found = tuple(edit for edit in edits if edit)
    return (*found, *named) if named is not None and len(found) == len(edits) else None


def _verb_edits(request: Request, method: str, context: Context) -> Edits | None:
    verb = request.verb
    if not method or (verb and verb.name.upper() == method.upper()):
        return ()
    if verb is None or verb.place is None or verb.shared or verb.form in {VerbForm.IMPLIED, VerbForm.GUESS}:
        return None
    edit = replace_place(verb.place, method.lower(), context.texts, verb.name)
    return (edit,) if edit else None


def _host_edits(hit: Hit, path: str, context: Context) -> Edits | None:
    """From the console to the API gateway of the same region; an unknown host cannot be moved."""
    old = "/" + "/".join(word or "{}" for word in hit.route.words)
    hosts = context.catalogue.vocabulary.console_to_api
    host = hit.target.url.host
    new = hosts.get(host, "")
    is_api = hit.target.product is Product.INCYDR and host.startswith("api.")
    if is_api or (not new and not needs_portal_host(old, path)):
        return ()
    piece = host_literal(hit.target)
    edit = replace_in(piece, 0, len(piece.text), new, context.texts) if piece and new else None
    return (edit,) if edit else None


def host_fix(target: Target, new: str, level: str, context: Context) -> Fix | None:
    """The fix of a retired host name."""
    piece = host_literal(target)
    edit = replace_in(piece, 0, len(piece.text), new, context.texts) if piece and new else None
    return Fix(_capped(level, target.certainty), f"use {new}", (edit,)) if edit else None


class Agreement:
    """Who else uses the bytes that a plan would edit.

    Bytes that several requests share may be edited only when all of them want the same edit there.
    """

    def __init__(self, requests: Iterable[Request]) -> None:
        """``requests``: all of the run, those without findings too: they are users as well."""
        self._users: Crowd[int] = Crowd()
        self._closed: Crowd[bool] = Crowd()
        self._senders: Crowd[int] = Crowd()
        for request in requests:
            for entry in (*request.query, *request.body):
                for piece in (*((entry.key,) if entry.key else ()), *(entry.value.literals if entry.value else ())):
                    self._senders.add(piece.place, id(request))
            for piece in request.url.pieces:
                self._users.add(piece.after if isinstance(piece, Hole) else piece.place, id(request))
            self._users.add(request.verb.place if request.verb else None, id(request))
            for place in request.shared:
                self._closed.add(place, True)

    def alone(self, edits: Edits, request: Request) -> bool:
        """Whether no other request uses the edited bytes."""
        return all(
            user == id(request) and not any(self._closed.touching(edit.place))
            for edit in edits
            for user in [id(request), *self._users.touching(edit.place)]
        )

    def allows(self, edits: Edits, wishes: Mapping[int, Edits | None]) -> bool:
        """Whether every user of the edited bytes wishes the same. ``wishes``: by ``id`` of the request."""
        return not any(
            any(self._closed.touching(edit.place))
            or any(
                edit not in (wishes.get(user) or ())
                for crowd in (self._users, self._senders)
                for user in crowd.touching(edit.place)
            )
            for edit in edits
        )


def fixes_for(
    plans: Sequence[Plan], agreement: Agreement, wishes: Mapping[str, dict[int, Edits | None]]
) -> Iterator[Fix]:
    """The fixes of one finding from the plans of all its uses: each covers all of them or does not exist.

    What is best for each use alone may not go together; then all do it the one way, or all the other.
    """
    ways = (
        ("best", united(plan.best for plan in plans)),
        ("near", united(plan.near for plan in plans)),
        ("late", united(plan.late for plan in plans)),
    )
    near = next((edits for kind, edits in ways if edits and agreement.allows(edits, wishes[kind])), None)
    if near:
        yield Fix(_level(plan.near_level for plan in plans), "write the URL in its current shape", near)
    yield from moves_for(plans, agreement, wishes)


def moves_for(
    plans: Sequence[Plan], agreement: Agreement, wishes: Mapping[str, dict[int, Edits | None]]
) -> Iterator[Fix]:
    """The fix that calls the replacement instead, if there is one."""
    far = united(plan.far for plan in plans)
    if far and agreement.allows(far, wishes["far"]):
        yield Fix(_level(plan.far_level for plan in plans), f"call {plans[0].note}", far)


def _level(levels: Iterable[str]) -> str:
    return "unsafe" if "unsafe" in set(levels) else "safe"
