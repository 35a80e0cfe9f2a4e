"""Fixes of requests: the old shape rewritten, the endpoint replaced, and whether all users of the bytes agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeGuard

from c42migrate.catalogue.model import CredentialMatch, RequestFix, RequestMatch
from c42migrate.fixes.plan import Change, Edits, edits_for, named_verb, replace_in, replace_place, united
from c42migrate.fixes.plan_body import Moved, inserted, marked, moved, needs_body
from c42migrate.fixes.plan_path import OldUrl, needs_portal_host, path_changes
from c42migrate.matching.applicability import applicability, server_of, trust
from c42migrate.matching.conflicts import Conflicts
from c42migrate.matching.context import Context, weakest
from c42migrate.matching.evidence import Product
from c42migrate.matching.match_requests import Hit, hit_of, host_literal, is_distinctive, query_keys
from c42migrate.matching.moved_names import Names
from c42migrate.matching.targets import Target, has_password, target_of
from c42migrate.model import (
    HOLE,
    Applicability,
    Certainty,
    Fix,
    Hole,
    Literal,
    Mark,
    Piece,
    Place,
    Request,
    Step,
    Text,
    VerbForm,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one request would need: the edits of either kind (None: cannot be done) and how far each may be trusted."""

    request: Request
    shape_fix: Edits | None = None
    shape_fix_late: Edits | None = None
    """The other way to do the same: text goes behind what is unknown instead of before it."""
    shape_level: Applicability = Applicability.MANUAL
    endpoint_fix: Edits | None = None
    endpoint_level: Applicability = Applicability.MANUAL
    note: str = ""
    why: str = ""
    """Why it cannot be moved, one phrase; "" where it can, or where the rule says so itself."""
    leaves: tuple[str, ...] = ()
    """Codes of what falls due once the call has moved."""
    doubt: str = ""
    """Why the server may not know what is current."""
    marks: tuple[Mark, ...] = ()
    """What to look at once the call has moved."""

    @property
    def best(self) -> Edits | None:
        """The way that stays within the call, else the first: then no other caller can be hurt."""
        late = (
            self.shape_fix_late
            and _is_local(self.shape_fix_late, self.request)
            and not _is_local(self.shape_fix or (), self.request)
        )
        return self.shape_fix_late if late else self.shape_fix


def plan_of(hit: Hit, names: Names, context: Context) -> Plan:
    """Return the plan of a hit on its own; ``Conflicts`` says later what the other users of the same bytes allow.

    ``names``: what gets new names together with the operation.
    """
    target = hit.target
    request = target.request
    if request.certainty is Certainty.LEXICAL or (hit.product is Product.CRASHPLAN and hit.template is not None):
        return Plan(request)
    shape_fix, late, level, doubt = _shape_fix(hit, context)
    if hit.product is Product.CRASHPLAN:
        return Plan(request, shape_fix, late, level, doubt=doubt)
    far = _endpoint_fix(hit, names, context)
    far = _endpoint_fix_of_any_id(hit, names, context) or far if far.why else far
    shape = hit.target.shape
    wants = shape is not None and shape.wishes and shape.rule.fix.applicability is not Applicability.MANUAL
    why = far.why or (
        "the old part of the path is not written in one piece" if wants and not (shape_fix or late) else ""
    )
    leaves = _leaves(target, context)
    return Plan(
        request,
        shape_fix,
        late,
        level,
        far.edits,
        trust(far.level, Certainty.EXACT, None, "user name and password must go as well" if leaves else "").level,
        far.note,
        why,
        leaves,
        doubt,
        names.marks,
    )


def _leaves(target: Target, context: Context) -> tuple[str, ...]:
    """Return the codes of what is due once the call is on the portal: a user name and a password must go then."""
    if target.is_portal or not has_password(target.request):
        return ()
    rules = context.rules(CredentialMatch)
    return tuple(r.code for r in rules if isinstance(r.match, CredentialMatch) and r.match.sent_to == "portal")


def _shape_fix(hit: Hit, context: Context) -> tuple[Edits | None, Edits | None, Applicability, str]:
    """Return the edits, the late ones, their level, and what the server may have against them."""
    shape = hit.target.shape
    if shape is None or not shape.wishes or shape.rule.fix.applicability is Applicability.MANUAL:
        return None, None, Applicability.MANUAL, ""
    is_shape = hit.template is None and hit.product is not Product.CRASHPLAN
    certainty = hit.certainty if is_shape else hit.target.certainty
    if hit.target.mixed and not hit.target.named and not is_distinctive(shape.route, context):
        certainty = weakest(certainty, Certainty.MAYBE)
    if hit.target.request.idle and hit.target.product is Product.INCYDR:
        certainty = Certainty.RESOLVED  # nothing here can tell the difference, and whoever imports it sends the same
    gone = hit.aside or (hit.rule if hit.template else None)
    removed = gone is not None and gone.lifecycle.removed
    stays = "a new path does not bring back what was removed" if removed else ""
    found = trust(shape.rule.fix.applicability, certainty, server_of(hit.target, context), stays)
    url = _told_apart(hit.target.request)
    near, late = (edits_for(url, shape.wishes, context.texts, late=last) for last in (False, True))
    return near, late, found.level, found.doubt if near or late else ""


def _told_apart(request: Request) -> Text:
    """Return the URL, in which the words that a caller hands over are known as such: no part of a path is hung on
    them."""
    step = (Step(request.place, "handed over here"),)
    return Text(tuple(replace(p, trail=p.trail or step) if _is_handed(p, request) else p for p in request.url.pieces))


def _is_handed(piece: Piece, request: Request) -> TypeGuard[Literal]:
    """Whether a whole string stands in the call of a wrapper."""
    if not isinstance(piece, Literal) or not piece.whole or piece.place is None or request.origin is None:
        return False
    return request.place.holds(piece.place) and not request.origin.holds(piece.place)


def _is_local(edits: Edits, request: Request) -> bool:
    """Whether all edits lie within the call itself."""
    call = request.place
    inside = (e.place.path == call.path and call.start <= e.place.start <= e.place.end <= call.end for e in edits)
    return bool(edits) and all(inside)


@dataclass(frozen=True, slots=True)
class _EndpointFix:
    """The edits that call the replacement, or ``why`` there are none ("" where the rule has no fix at all)."""

    edits: Edits | None = None
    level: Applicability = Applicability.MANUAL
    note: str = ""
    why: str = ""


def _endpoint_fix_of_any_id(hit: Hit, names: Names, context: Context) -> _EndpointFix | None:
    """Return what moves the call whatever id it is given, where the id that is known here stands in the way."""
    request = blanked(hit.target.request)
    target = target_of(request, context) if request is not None else None
    again = hit_of(target, context) if target is not None else None
    if again is None or again.rule is not hit.rule or again.template != hit.template:
        return None
    far = _endpoint_fix(again, names, context)
    return None if far.why else far


def _endpoint_fix(hit: Hit, names: Names, context: Context) -> _EndpointFix:
    fix = hit.rule.fix
    if hit.template is None or not isinstance(fix, RequestFix) or fix.applicability is Applicability.MANUAL:
        return _EndpointFix()
    terminal = context.terminal(hit.rule)
    path = fix.path or (terminal.path if terminal.status == "live" else "")
    if why := _obstacle(hit, path, fix):
        return _EndpointFix(why=why)
    method = fix.method or terminal.method
    taken = (
        moved(hit.target.request.origin or hit.target.request.place, fix, context.texts) if needs_body(fix) else Moved()
    )
    path = taken.path or path if taken else path
    host = _host_edits(hit, path, context)
    if host is None and fix.twin:
        path, host = fix.twin, ()
    moving = _path_edits(hit, path, fix, taken, context) if taken else None
    parts: dict[str, Edits | None] = {
        "the part of the body to drop is not written in the call itself, or is more than a name": taken.edits
        if taken
        else None,
        "the path cannot be changed exactly where it is written": moving,
        "the verb cannot be changed where it is written": _verb_edits(hit.target.request, method, moving, context),
        "the API host of this console is not known here": host,
        "a key that is not visible here may be sent": _renames(hit, fix, context),
        names.obstacle or "names": None if names.obstacle else names.edits,
    }
    why = next((why for why, edits in parts.items() if edits is None), "")
    verb = method or (hit.target.request.verb.name if hit.target.request.verb else "")
    vague = "what ends the path may be more than an id" if _is_vague(hit) else ""
    level = trust(fix.applicability, hit.certainty, server_of(hit.target, context), vague).level
    return _EndpointFix(united(parts.values()), level, f"{verb} {path}".lstrip(), why)


def _obstacle(hit: Hit, path: str, fix: RequestFix) -> str:
    """Return what keeps a request from being moved to ``path`` as it stands."""
    if hit.product is not Product.INCYDR:
        return "it is not known whether this is Incydr or CrashPlan"
    if not path or hit.route is hit.target.loose or hit.family:
        return "what exactly is called cannot be told"
    last = hit.route.segments[-1] if hit.route.segments else None
    if hit.route.open_end or (last is not None and last.raw.count(HOLE) > 1):
        return "the end of the path is not known"
    return _taken_keys(hit, fix)


_VAGUE = frozenset({"path", "tail", "rest", "suffix", "endpoint", "uri", "route", "query", "params", "sub", "extra"})


def _is_vague(hit: Hit) -> bool:
    """Whether the value that ends the path is called like one that may hold more than an id."""
    last = hit.route.segments[-1] if hit.route.segments else None
    holes = hit.target.url.text.cut(last.start, last.end).holes if last is not None else ()
    return any(hole.name.rpartition(".")[2].strip("_").lower() in _VAGUE for hole in holes)


def _taken_keys(hit: Hit, fix: RequestFix) -> str:
    """Keys that make the rewrite wrong, or that may be there unseen."""
    request = hit.target.request
    if fix.unless_query and (request.open_query or hit.target.url.open_query):
        return f"{' or '.join(fix.unless_query)} may be sent, which the new call does not take"
    if fix.unless_body and request.open_body:
        return f"{' or '.join(fix.unless_body)} may be sent, which the new call does not take"
    body = {key.lower() for entry in request.body for key in entry.keys}
    sent = [key for key in fix.unless_query if key.lower() in query_keys(request)]
    sent += [key for key in fix.unless_body if key.lower() in body]
    return f"the new call does not take {', '.join(sent)}" if sent else ""


def _path_edits(hit: Hit, path: str, fix: RequestFix, taken: Moved, context: Context) -> Edits | None:
    url, template = hit.target.url, hit.template
    if template is None:
        return None
    written = [segment for segment in hit.route.segments if segment]
    slots = [segment for segment, fixed in zip(hit.route.segments, template.fixed, strict=True) if fixed is None]
    values = {name: (slot.start, slot.end) for name, slot in zip(template.names, slots, strict=True) if slot}
    query = [(key.name, (key.start, key.end), (key.value, key.end)) for key in url.query]
    old = OldUrl(url.marked, (hit.target.start, written[-1].end), values, query, frozenset(fix.unneeded))
    changes = path_changes(old, marked(path, taken.values), _parameters(hit, fix, values))
    edits = None if changes is None else edits_for(url.text, [(change,) for change in changes], context.texts)
    return edits and inserted(edits, taken.values, hit.target.request, context.texts)


def _parameters(hit: Hit, fix: RequestFix, values: dict[str, tuple[int, int]]) -> dict[str, str]:
    """Return new name → old name. Spellings of a path may name their parameters differently: then they go by
    position."""
    match = hit.rule.match
    names = (
        [part[1:-1] for part in match.paths[0].split("/") if part.startswith("{")]
        if isinstance(match, RequestMatch)
        else []
    )
    renamed = dict(zip(names, values, strict=False))
    own = {new: old for new, old in fix.parameters.items() if not old.startswith("body:")}
    return {new: renamed.get(old, old) for new, old in own.items()} or renamed


def _renames(hit: Hit, fix: RequestFix, context: Context) -> Edits | None:
    """Return new names for keys of the query and the body; None when one may be sent that is not seen."""
    request, rename = hit.target.request, fix.rename
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


def _verb_edits(request: Request, method: str, path: Edits | None, context: Context) -> Edits | None:
    """``path``: the edits of the path. The verb of a wrapper is its path's own where both stand in one call."""
    verb = request.verb
    if not method or (verb and verb.name.upper() == method.upper()):
        return ()
    if verb is not None and verb.form is VerbForm.IMPLIED:
        edit = named_verb(request.origin or request.place, request.client, method, context.texts)
        return (edit,) if edit else None
    if verb is None or verb.place is None or verb.form in {VerbForm.IMPLIED, VerbForm.GUESS}:
        return None
    call, places = request.origin, (verb.place, *(edit.place for edit in path or ()))
    if verb.shared and not (path and call and all(call.holds(place) for place in places)):
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


def host_fix(target: Target, new: str, level: Applicability, context: Context) -> Fix | None:
    """Return the fix of a retired host name."""
    piece = host_literal(target)
    edit = replace_in(piece, 0, len(piece.text), new, context.texts) if piece and new else None
    return Fix(applicability(level, target.certainty), f"use {new}", (edit,)) if edit else None


def fixes_for(
    plans: Sequence[Plan], conflicts: Conflicts, wishes: Mapping[str, dict[int, Edits | None]]
) -> Iterator[Fix]:
    """Yield the fixes of one finding from the plans of all its uses: each covers all of them or does not exist.

    What is best for each use alone may not go together; then all do it the one way, or all the other.
    """
    ways = (
        ("best", united(plan.best for plan in plans)),
        ("shape", united(plan.shape_fix for plan in plans)),
        ("shape late", united(plan.shape_fix_late for plan in plans)),
    )
    near = next((edits for kind, edits in ways if edits and conflicts.allows(edits, wishes[kind])), None)
    if near:
        level = _level(plan.shape_level for plan in plans)
        doubt = next((plan.doubt for plan in plans if plan.doubt), "")
        reason = doubt if level is Applicability.UNSAFE else ""
        yield Fix(level, "write the URL in its current shape", near, reason=reason)
    yield from moves_for(plans, conflicts, wishes)


def moves_for(
    plans: Sequence[Plan], conflicts: Conflicts, wishes: Mapping[str, dict[int, Edits | None]]
) -> Iterator[Fix]:
    """Yield the fix that calls the replacement instead, if there is one."""
    far = united(plan.endpoint_fix for plan in plans)
    if far and conflicts.allows(far, wishes["endpoint"]):
        leaves = sorted({code for plan in plans for code in plan.leaves})
        level = _level(plan.endpoint_level for plan in plans)
        marks = tuple(dict.fromkeys(mark for plan in plans for mark in plan.marks))
        yield Fix(level, f"call {plans[0].note}", far, tuple(leaves), is_move=True, marks=marks)


def reasons_for(
    plans: Sequence[Plan], conflicts: Conflicts, wishes: Mapping[str, dict[int, Edits | None]], made: Sequence[Fix]
) -> Iterator[str]:
    """Why a finding has fewer fixes than its rules would allow."""
    why = next((plan.why for plan in plans if plan.why), "")
    near, far = united(plan.shape_fix for plan in plans), united(plan.endpoint_fix for plan in plans)
    moved = any(fix.is_move for fix in made)
    if far and not moved:
        why = why or conflicts.objection(far, wishes["endpoint"])
    elif near and not made:
        why = why or conflicts.objection(near, wishes["shape"])
    if why:
        yield f"{'not moved to its replacement' if made else 'not rewritten'}: {why}"
    doubt = next((plan.doubt for plan in plans if plan.doubt), "")
    if doubt and made:
        yield f"unsafe here: {doubt}"


def _level(levels: Iterable[Applicability]) -> Applicability:
    return Applicability.UNSAFE if Applicability.UNSAFE in set(levels) else Applicability.SAFE


def blanked(request: Request) -> Request | None:
    """Return the request with holes for the literals that fill one segment of its path from elsewhere; None without
    any.

    ``def close(org): put(f"{HOST}/api/OrgDeactivation/{org}")`` called as ``close("o-1")`` asks for what it asks for
    with any other id.
    """
    pieces = tuple(_pieces(request.url, request.origin))
    return None if pieces == request.url.pieces else replace(request, url=Text(pieces))


def _pieces(url: Text, call: Place | None) -> Iterator[Piece]:
    ends = chain(url.pieces[1:], (None,))
    before: Piece | None = None
    for piece, after in zip(url.pieces, ends, strict=True):
        yield Hole("", piece.place) if _is_value(before, piece, after, call) else piece
        before = piece


def _is_value(before: Piece | None, piece: Piece, after: Piece | None, call: Place | None) -> bool:
    """Whether a literal came from outside the call of the client and is one whole segment of the path."""
    if not isinstance(piece, Literal) or piece.place is None or any(char in piece.text for char in "/?&="):
        return False
    came = piece.whole and (bool(piece.trail) or (call is not None and not call.holds(piece.place)))
    opens = isinstance(before, Literal) and before.text.endswith("/") and not before.text.endswith("//")
    closes = after is None or (isinstance(after, Literal) and after.text.startswith(("/", "?")))
    return came and opens and closes and bool(piece.text)
