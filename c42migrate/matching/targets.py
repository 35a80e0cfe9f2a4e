"""Where a request goes: its URL in normal form, whose server it is, and the ways its path can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from c42migrate.matching.bases import is_foreign, is_named_own
from c42migrate.matching.context import Context
from c42migrate.matching.evidence import OWN_PRODUCTS, FileEvidence, Product, host_product, is_elsewhere, names_vendor
from c42migrate.matching.match_shapes import Shape
from c42migrate.matching.neighbours import known_part
from c42migrate.matching.templates import Route, route
from c42migrate.matching.urls import Segment, Url, parse
from c42migrate.model import HOLE, Certainty, Header, Request

PORTAL = frozenset({"v1", "v2"})
"""The first words of the paths of the developer portal."""


@dataclass(frozen=True, slots=True)
class Target:
    """A request seen as a place on a server.

    ``routes``: readings of the path, best first (an old shape in today's spelling before the path as written).
    ``loose``: the last route is only a guess of what an unknown base holds. ``product``: by host, else by the files
    concerned. ``start``: where the path that is compared begins. ``is_elsewhere``: the host is plainly another's.
    """

    request: Request
    url: Url
    product: Product
    is_elsewhere: bool
    mixed: bool
    shape: Shape | None
    routes: tuple[Route, ...]
    start: int
    loose: Route | None = None
    named: bool = False
    """The host itself tells the product."""

    @property
    def is_portal(self) -> bool:
        """Whether it is one of the developer portal's APIs: on one of its hosts, or at a path as only they have."""
        as_written = self.shape is None and self.loose is None
        return self.url.host.startswith("api.") or (as_written and self.routes[0].words[0] in PORTAL)

    def is_on(self, hosts: Iterable[str]) -> bool:
        """Whether it goes to one of ``hosts``, in which ``*`` stands for anything."""
        return any(fnmatchcase(self.url.host, host) for host in hosts)

    @property
    def certainty(self) -> Certainty:
        """How sure the reader is of the URL."""
        return self.request.certainty

    def reads(self) -> Iterator[tuple[Route, bool]]:
        """Each route and whether it is a guess."""
        yield from ((found, False) for found in self.routes)
        if self.loose is not None:
            yield self.loose, True


def is_basic(header: Header) -> bool:
    """Whether a header sends a user name and a password."""
    scheme = header.value.marked.split(maxsplit=1)[:1]
    return header.name.lower() == "authorization" and [word.lower() for word in scheme] == ["basic"]


def has_password(request: Request) -> bool:
    """Whether a request sends a user name and a password at once, not only when it is asked."""
    return any(found.scheme == "basic" for found in request.credentials) or any(map(is_basic, request.headers))


def target_of(request: Request, context: Context) -> Target | None:
    """Return the target of a request, None when its URL is no URL or belongs to another vendor."""
    url = parse(request.url)
    if url is None or (not request.client and not _speaks_for_itself(url)):
        return None
    host = host_product(url, context.catalogue.vocabulary)
    if host is Product.FOREIGN or (host is Product.NONE and _is_for_other(request, url, context)):
        return None
    product, mixed = _product(request, context, host)
    mixed = (mixed and not context.bases.is_own(request, url)) or context.bases.is_mixed(request, url)
    elsewhere = host is Product.NONE and is_elsewhere(url) and not _says_own(request, context)
    if elsewhere:
        product = Product.NONE
    segments = known_part(url)
    if not segments:
        return None
    shape = context.tables.shapes.find(segments, any_resource=True)
    if shape and not shape.resource and not (request.any_resource or _is_resource(shape, url, host, context)):
        shape = context.tables.shapes.find(segments)
    has_host = url.rooted and url.host_end > url.host_start
    if shape is not None and shape.bare and not (has_host and host in OWN_PRODUCTS):
        shape = None
    routes = (*([shape.route] if shape else []), route(segments))
    loose = None if shape or has_host else _under_base(segments, context)
    return Target(
        request, url, product, elsewhere, mixed, shape, routes, segments[0].start, loose, host is not Product.NONE
    )


def _speaks_for_itself(url: Url) -> bool:
    """Tell whether a text that no client was seen to use looks like a path or a URL, not like a word."""
    return url.path_start > url.host_start or url.marked[url.path_start] == "/" or len(url.segments) > 1


def _says_own(request: Request, context: Context) -> bool:
    """Whether the call itself says that it is for Code42: by the names its values go through, or by a header."""
    names = [request.scope, *(step.note for piece in request.url.literals for step in piece.trail)]
    if is_named_own(names):
        return True
    schemes = context.catalogue.lexicon.schemes
    return any(head.value.marked.partition(" ")[0].lower() in schemes for head in request.headers)


def _is_for_other(request: Request, url: Url, context: Context) -> bool:
    """Whether the function around a request names another vendor, a header is one that only others take, or its base
    is not that of the Code42 server that the file calls."""
    words = context.catalogue.vocabulary
    if is_foreign(request, words) or context.bases.is_anothers(request, url):
        return True
    return names_vendor([request.scope], words.vendors) and not is_named_own([request.scope])


def _is_resource(shape: Shape, url: Url, host: Product, context: Context) -> bool:
    """Whether a word on no list is a resource: on a server known for Code42's, or beside resources of it."""
    piece = url.piece(shape.word.start) if shape.word else None
    beside = piece is not None and piece.place in context.beside
    return beside or (host in OWN_PRODUCTS and not url.host.startswith("api."))


def _under_base(segments: tuple[Segment, ...], context: Context) -> Route | None:
    """``{base}/UserBlock/{id}``: the base holds ``/api`` or ``/api/v1``; believed for names only Code42 has."""
    found = route(segments)
    versioned = found.words[0] == "v1"
    name = found.words[1] if versioned and len(found.words) > 1 else found.words[0]
    words = context.catalogue.vocabulary
    if words.resources.get(name or "") not in words.distinctive:
        return None
    head: tuple[str, ...] = ("api",) if versioned else ("api", "v1")
    return replace(found, words=(*head, *found.words), segments=(*(None for _ in head), *found.segments))


def evidence_of(target: Target, context: Context) -> str:
    """Return what tells the product of a target, or why nothing does; one phrase."""
    if any(found.declared for found in _evidence(target.request, context)):
        return "as declared"
    host, port = target.url.host, target.url.port
    if target.named:
        return f"host {host}"
    if target.product in {Product.INCYDR, Product.CRASHPLAN}:
        return "by other names in the file"
    known = host.replace(HOLE, "")
    why = f"the host {host} may be anyone's" if known and known == host else "no host in the text"
    return f"{why}; port {port} suggests on-premises" if port.isdigit() and port != "443" else why


def _evidence(request: Request, context: Context) -> list[FileEvidence]:
    """Return the evidence of the files that a request is written in."""
    paths = dict.fromkeys([request.place.path, *(p.place.path for p in request.url.literals if p.place)])
    return [context.evidence[path] for path in paths if path in context.evidence]


def _product(request: Request, context: Context, host: Product) -> tuple[Product, bool]:
    """Product, and whether the files also hold another vendor's hosts."""
    found = _evidence(request, context)
    mixed = any(evidence.foreign for evidence in found)
    if declared := next((evidence for evidence in found if evidence.declared), None):
        return declared.product, mixed
    seen = [evidence for evidence in found if evidence.seen]
    products = {evidence.product for evidence in seen} - {Product.UNKNOWN}
    if host is Product.UNKNOWN and products == {Product.CRASHPLAN} and any(evidence.today for evidence in seen):
        return Product.CRASHPLAN, mixed
    if host is not Product.NONE:
        return host, mixed
    if not seen:
        return Product.NONE, mixed
    product = products.pop() if len(products) == 1 else Product.UNKNOWN
    return product, mixed
