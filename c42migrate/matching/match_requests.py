"""Requests against the rules for endpoints, URL shapes and hosts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from c42migrate.catalogue.model import HostMatch, RequestMatch, Rule, RuleProduct, ShapeMatch
from c42migrate.matching.build import PART, Draft
from c42migrate.matching.context import Context, Operation, weakest
from c42migrate.matching.evidence import Product, named_host
from c42migrate.matching.match_shapes import Shape
from c42migrate.matching.targets import Target, evidence_of
from c42migrate.matching.templates import Route, Template
from c42migrate.model import HOLE, Certainty, Entry, Literal, Place, Request, Step


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that covers a request: by ``template`` (endpoint) or by ``shape`` alone, and the path it was read as."""

    rule: Rule
    target: Target
    route: Route
    certainty: Certainty
    product: Product
    template: Template | None = None
    others: tuple[str, ...] = ()
    """Names of the other rules between which an unknown verb or segment decides."""
    family: bool = False
    """The operation itself is not known, only that all it can be are deprecated."""
    aside: Rule | None = None
    """A rule for the same operation on other hosts."""


def hit_of(target: Target, context: Context) -> Hit | None:
    """Return the one rule that speaks for a request: an endpoint's, else its shape's, else none."""
    aside: Rule | None = None
    for route, guessed in target.reads():
        operations = [op for op in context.at(route) if _concerns(op, target) and not _is_aside(op, target)]
        if operations and (found := _endpoint(target, route, guessed, operations, context)):
            return found
        aside = aside or next((op.rule for op in context.at(route) if _is_aside(op, target)), None)
    found = _shape_hit(target, target.shape, context) if target.shape else _family_hit(target, context)
    return replace(found, aside=aside) if found else None


def _concerns(operation: Operation, target: Target) -> bool:
    """Whether an operation is one of the product's that is talked to; a rule of CrashPlan's own is that alone."""
    if operation.rule is None or operation.rule.product is not RuleProduct.CRASHPLAN:
        return True
    return target.product is Product.CRASHPLAN and target.shape is None


def _is_aside(operation: Operation, target: Target) -> bool:
    """Whether the rule of an operation is not about the request's host."""
    match = operation.rule.match if operation.rule else None
    return isinstance(match, RequestMatch) and target.is_on(match.except_hosts)


def _family_hit(target: Target, context: Context) -> Hit | None:
    """``/v1/alerts/{operation}``: whatever is called, it is deprecated, if all that could be is."""
    route = target.routes[-1]
    known = 2
    if len(route.words) <= known or None in route.words[:-1] or route.words[-1] is not None or context.at(route):
        return None
    operations = context.below(route)
    if any(operation.rule is None for operation in operations) or target.is_elsewhere:
        return None
    found = _endpoint(target, route, True, operations, context) if operations else None
    return replace(found, family=True) if found else None


def _endpoint(
    target: Target, route: Route, guessed: bool, operations: Sequence[Operation], context: Context
) -> Hit | None:
    chosen = _choose(target.request, _closest(operations, route))
    if not chosen or not _believable(target, route, context):
        return None
    operation = chosen[0]
    rule = operation.rule
    if rule is None or (target.product is Product.CRASHPLAN and rule.product is RuleProduct.INCYDR):
        return None
    unsure = (
        guessed
        or route.open_end
        or _verb(target.request) is None
        or target.product in {Product.CRASHPLAN, Product.NONE}
        or (target.mixed and not target.named and not is_distinctive(route, context))
        or (isinstance(rule.match, RequestMatch) and rule.match.except_hosts and not target.named)
    )
    others = tuple(dict.fromkeys(op.rule.name for op in chosen[1:] if op.rule and op.rule is not rule))
    certainty = weakest(target.certainty, Certainty.MAYBE) if unsure else target.certainty
    return Hit(rule, target, route, certainty, _product(target, route, rule), operation.template, others)


def _closest(operations: Sequence[Operation], route: Route) -> list[Operation]:
    """Of the templates that fit, those with most fixed text; an open end keeps them all."""
    best = max(operation.template.weight for operation in operations)
    return [operation for operation in operations if route.open_end or operation.template.weight == best]


def _choose(request: Request, operations: Sequence[Operation]) -> list[Operation]:
    """Return the rules that the verb allows, best first; none when a current operation may be what is meant."""
    verb = _verb(request)
    fitting = [op for op in operations if op.rule and _has_conditions(op.rule, request)]
    if verb is not None:
        fitting = [op for op in fitting if verb in op.methods or "*" in op.methods]
    elif any(op.rule is None and not _is_covered(op, fitting) for op in operations):
        return []
    return sorted(fitting, key=_order)


def _is_covered(live: Operation, fitting: Iterable[Operation]) -> bool:
    """Tell whether a rule for any verb takes a path whole, whatever else is known of it."""
    return any("*" in op.methods or set(live.methods) <= set(op.methods) for op in fitting)


def _order(operation: Operation) -> tuple[int, int, str]:
    rule = operation.rule
    if rule is None or not isinstance(rule.match, RequestMatch):
        return (0, 0, "")
    return (-rule.precedence, -len(rule.match.query) - len(rule.match.body), rule.code)


def _verb(request: Request) -> str | None:
    return request.verb.name.upper() if request.verb and request.verb.name else None


def _has_conditions(rule: Rule, request: Request) -> bool:
    match = rule.match
    if not isinstance(match, RequestMatch):
        return False
    query = query_keys(request)
    has_query = all(key.lower() in query for key in match.query)
    return has_query and all(_has_value(request.body, key, value) for key, value in match.body.items())


def query_keys(request: Request) -> set[str]:
    """Names of the query keys of a request, lower case: those in the URL and those handed over apart."""
    _, question, rest = request.url.marked.partition("?")
    written = {part.partition("=")[0].removeprefix("amp;").lower() for part in rest.partition("#")[0].split("&")}
    return {entry.keys[-1].lower() for entry in request.query if entry.keys} | (written if question else set())


def _has_value(entries: Iterable[Entry], key: str, value: str) -> bool:
    return any(
        entry.keys[-1:] == (key,) and (not value or (entry.value is not None and entry.value.known == value))
        for entry in entries
    )


def is_distinctive(route: Route, context: Context) -> bool:
    """Whether a path holds the name of a resource that only Code42 has."""
    words = context.catalogue.vocabulary
    return any(words.resources.get(word or "") in words.distinctive for word in route.words)


def _believable(target: Target, route: Route, context: Context) -> bool:
    """Paths that other products have too need a sign of Code42; paths only Code42 has do not."""
    return target.product is not Product.NONE or is_distinctive(route, context)


def _product(target: Target, route: Route, rule: Rule) -> Product:
    """Paths outside ``/api`` exist in Incydr only (CrashPlan kept the console's ``/api`` alone)."""
    known = target.product
    if known is Product.UNKNOWN and not target.named and rule.product is RuleProduct.INCYDR and route.words[0] != "api":
        return Product.INCYDR
    return known


def _shape_hit(target: Target, shape: Shape, context: Context) -> Hit | None:
    if not _believable(target, shape.route, context) or (not shape.wishes and target.is_elsewhere):
        return None
    if is_anothers(target, shape, context):
        return None
    if target.product is Product.CRASHPLAN and shape.rule.product != "any":
        return None
    unsure = (
        not shape.wishes
        or target.product in {Product.CRASHPLAN, Product.NONE}
        or (
            not target.named
            and not is_distinctive(shape.route, context)
            and (target.mixed or (_is_doubtful(shape.route, context) and not _names_host(target, context)))
        )
    )
    certainty = weakest(target.certainty, Certainty.MAYBE) if unsure else target.certainty
    return Hit(shape.rule, target, shape.route, certainty, target.product)


def is_anothers(target: Target, shape: Shape, context: Context) -> bool:
    """Whether a shape on an unnamed host is more likely one of the many other APIs below ``/api/``."""
    is_told = target.named or is_distinctive(shape.route, context)
    return not is_told and ((target.mixed and _is_in_lower_case(target, shape)) or _has_collection(target, shape))


def _is_in_lower_case(target: Target, shape: Shape) -> bool:
    """Whether the resource is written as other vendors write it: ``/api/user``."""
    return any(segment.raw == shape.resource.lower() for segment in target.url.segments if segment.start >= shape.at)


def _has_collection(target: Target, shape: Shape) -> bool:
    """``/api/users/groups``: below a word in lower case another one, so that the first is an application's name."""
    words = [segment.raw for segment in target.url.segments if segment.start >= shape.at]
    at = next((i for i, word in enumerate(words) if word == shape.resource.lower()), len(words))
    return any(re.fullmatch(r"[a-z]{3,}(?:[-_][a-z]+)*", word) for word in words[at + 1 : at + 2])


def _is_doubtful(route: Route, context: Context) -> bool:
    """Whether the resource is a name that any API may have: ``/api/users``."""
    return any(word in context.catalogue.vocabulary.informal for word in route.words)


def _names_host(target: Target, context: Context) -> bool:
    """Whether the files concerned name a host of either product anywhere."""
    found = (context.evidence.get(path) for path in _paths(target.request))
    return any(evidence is not None and evidence.named for evidence in found)


def _paths(request: Request) -> set[str]:
    """Return the files that a request is written in."""
    return {request.place.path, *(piece.place.path for piece in request.url.literals if piece.place)}


def draft_of(hit: Hit, context: Context) -> Draft:
    """Return the draft of a hit, without fixes."""
    request = hit.target.request
    piece = _primary(hit)
    place = piece.place if piece and piece.place and piece.text else request.place
    uses = (*_parts(hit, place), *request.trail, *(piece.trail if piece else ()), Step(request.place, _use(request)))
    unknown = "operation" if hit.family else "verb"
    notes = (f"the {unknown} is not known here; it may also be: {', '.join(hit.others)}",) if hit.others else ()
    if hit.aside is not None and isinstance(hit.aside.match, RequestMatch) and hit.aside.match.except_note:
        notes = (*notes, hit.aside.match.except_note)
    if hit.product is Product.CRASHPLAN and isinstance(hit.rule.match, ShapeMatch):
        notes = (*notes, "CrashPlan still serves this shape")
    url = hit.target.url
    return Draft(
        hit.rule,
        place,
        _verb(request) or "",
        _path(hit),
        hit.certainty,
        hit.product,
        uses,
        (),
        request.scope,
        notes,
        prose=request.prose,
        used="/" + url.marked[hit.target.start : url.path_end].replace(HOLE, "{}").strip("/"),
        instead=hit.target.shape.today if hit.template is None and hit.target.shape else "",
        product_evidence=evidence_of(hit.target, context),
    )


def _parts(hit: Hit, place: Place) -> Iterator[Step]:
    """Where the other words of the path stand when they are not written in one piece."""
    url = hit.target.url
    for segment in hit.route.segments:
        piece = url.piece(segment.start) if segment and segment.fixed else None
        if piece and piece.place and not _meet(piece.place, place):
            yield Step(piece.place, PART)
    shape = hit.target.shape if hit.template is not None else None
    piece = url.piece(shape.at) if shape is not None else None
    if piece and piece.place and not _meet(piece.place, place):
        yield Step(piece.place, "makes this an outdated path")


def _meet(one: Place, other: Place) -> bool:
    return one.path == other.path and one.start < other.end and other.start < one.end


def _use(request: Request) -> str:
    verb = _verb(request)
    return f"used here with {verb}" if verb else "used here"


def _path(hit: Hit) -> str:
    """Return the path in the catalogue's words: the rule's canonical template, or the old shape as written."""
    if isinstance(hit.rule.match, RequestMatch):
        return hit.rule.match.paths[0]
    url = hit.target.url
    return "/" + url.marked[hit.target.start : url.path_end].replace(HOLE, "{}").strip("/")


def _primary(hit: Hit) -> Literal | None:
    """Return the literal that must change: the one that names the operation, or the one that makes the shape old."""
    url = hit.target.url
    if hit.template is None:
        return url.piece(hit.target.shape.at) if hit.target.shape else None
    last = min(hit.template.anchor, len(hit.route.segments) - 1)
    known = zip(hit.route.segments[: last + 1], hit.route.words, strict=False)
    segment = next((found for found, word in reversed(list(known)) if found and word), None)
    return url.piece(segment.start) if segment else None


def host_drafts(target: Target, context: Context) -> Iterator[Draft]:
    """Yield findings for host names that were retired."""
    host = target.url.host
    if target.product is Product.CRASHPLAN and named_host(host, context.catalogue.vocabulary) is Product.UNKNOWN:
        return  # the name is CrashPlan's own today
    written_for = {evidence.product for path in _paths(target.request) if (evidence := context.evidence.get(path))}
    sure = target.product is not Product.UNKNOWN or Product.INCYDR in written_for
    certainty = target.certainty if sure else weakest(target.certainty, Certainty.MAYBE)
    for rule in context.rules(HostMatch):
        match = rule.match
        if isinstance(match, HostMatch) and any(_is_host(host, pattern) for pattern in match.hosts):
            place = host_place(target)
            if place is not None:
                step = Step(target.request.place, _use(target.request))
                yield Draft(rule, place, "", host, certainty, target.product, (step,), (), target.request.scope)


def _is_host(host: str, pattern: str) -> bool:
    return host == pattern or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def host_place(target: Target) -> Place | None:
    """Return the bytes of the host when one literal holds all of it."""
    piece = host_literal(target)
    return piece.place if piece else None


def host_literal(target: Target) -> Literal | None:
    """Return the host as one literal, None when it is put together or not the source's own characters."""
    url = target.url
    size = len(url.host)
    start = url.marked.lower().find(url.host, url.host_start, url.host_end)
    cut = url.text.cut(start, start + size) if size and start >= 0 else None
    only = cut.pieces[0] if cut and len(cut.pieces) == 1 else None
    return only if isinstance(only, Literal) and only.editable else None
