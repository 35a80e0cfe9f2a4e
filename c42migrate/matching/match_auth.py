"""Headers and credentials: how a script proves who it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from c42migrate.catalogue.model import CredentialFix, CredentialMatch, HeaderFix, HeaderMatch, Rule
from c42migrate.fixes.plan import replace_in
from c42migrate.fixes.plan_token import token_edits
from c42migrate.matching.applicability import Server, server_of, trust
from c42migrate.matching.build import Draft
from c42migrate.matching.conflicts import also_used
from c42migrate.matching.context import Context, weakest
from c42migrate.matching.evidence import FileEvidence, Product, host_product
from c42migrate.matching.match_requests import Hit, is_anothers, is_distinctive
from c42migrate.matching.targets import PORTAL, Target, has_password, is_basic
from c42migrate.matching.templates import compile_template, fits
from c42migrate.matching.urls import Url, parse
from c42migrate.model import (
    HOLE,
    Applicability,
    Certainty,
    Credential,
    Fix,
    Header,
    Literal,
    Place,
    Request,
    Step,
    Text,
    literal,
)

_CLIENT_NAMES = re.compile(
    r"client_?(?:id|secret|key)|api_?(?:client|key|id|secret|user)|secret|key_?id|^key$|token", re.IGNORECASE
)


_AWAY = "not rewritten: the same text is also sent to another server"


@dataclass(frozen=True, slots=True)
class Sent:
    """A header or credential and where it is sent: ``target`` None = to no request, or to one we do not understand.

    ``hit``: the rule that speaks for the request itself.
    """

    what: Header | Credential
    target: Target | None
    request: Request | None
    hit: Hit | None = None


def auth_drafts(sent: Sequence[Sent], targets: Iterable[Target | None], context: Context) -> Iterator[Draft]:
    """Yield the drafts of all headers and credentials of a run. ``targets``: where its requests go.

    Something seen on its way to a server is judged by that; the same bytes without a request are then not judged again.
    """
    issuers = _issuers(targets, context)
    unmoved = {item.what.place for item in sent if not _wants_token(item, context)}
    foreign = {place for item in sent if _is_sent_away(item, context) for place in _places(item)}
    attached = {item.what.place for item in sent if item.target is not None or item.request is not None}
    for item in sent:
        if item.request is None and item.what.place in attached:
            continue
        if isinstance(item.what, Header):
            issued: Set[str] = issuers.get(item.what.place.path, frozenset())
            for draft in _header_drafts(item, item.what, issued, context):
                away = draft.fixes and any(edit.place in foreign for fix in draft.fixes for edit in fix.edits)
                yield replace(draft, fixes=(), notes=(*draft.notes, _AWAY)) if away else draft
        else:
            for draft in _credential_drafts(item, item.what, context):
                fixes = () if item.what.place in unmoved else _token_fix(draft.rule, item, context)
                yield replace(draft, fixes=fixes)


def _wants_token(item: Sent, context: Context) -> bool:
    """Whether a credential goes to a portal API that takes a token of an API client, and not to the login for it."""
    logins = {path for rule in context.rules(CredentialMatch) for path in getattr(rule.match, "except_paths", ())}
    return item.target is not None and item.target.is_portal and not _is_sent_to(item.target, logins)


def _token_fix(rule: Rule, item: Sent, context: Context) -> tuple[Fix, ...]:
    """Return the fix that signs the calls of a credential with a token."""
    level = rule.fix.applicability
    if not isinstance(rule.fix, CredentialFix) or level is Applicability.MANUAL or item.request is None:
        return ()
    pair = (item.what.user, item.what.password) if isinstance(item.what, Credential) else ()
    if any(text is not None and re.search(r"\w", text.marked.replace(HOLE, "")) for text in pair):
        return ()  # nothing is left in place that is written there
    edits = token_edits(item.what.place, item.request.client, context.texts)
    found = trust(level, item.what.certainty, server_of(item.target, context)).level
    return (Fix(found, "ask for a token of an API client", edits, is_move=True),) if edits else ()


def _is_sent_away(item: Sent, context: Context) -> bool:
    """Whether something goes to a server that is not Code42's."""
    return item.request is not None and _product(item, context) in {Product.NONE, Product.FOREIGN}


def _places(item: Sent) -> Iterator[Place]:
    """Where the words of a header stand that may be that of its scheme."""
    for piece in item.what.value.literals[:1] if isinstance(item.what, Header) else ():
        word = piece.text.split(" ")[0]
        if piece.place is not None:
            start = len(piece.text) - len(piece.text.lstrip())
            cut = piece.cut(start, start + len(word.strip()))
            yield from (cut.place,) if cut.place is not None else ()


def _product(item: Sent, context: Context) -> Product:
    """Whose server the thing goes to: by its request, else by the file, which must then show signs of its own."""
    if item.target is not None:
        return item.target.product
    if item.request is not None and _has_path(item.request):
        return Product.NONE
    return _evidence(item, context).product


def _evidence(item: Sent, context: Context) -> FileEvidence:
    return context.evidence.get(item.what.place.path, FileEvidence())


def _issuers(targets: Iterable[Target | None], context: Context) -> dict[str, set[str]]:
    """By file the codes of the header rules whose tokens it gets itself."""
    matches = [(rule, rule.match) for rule in context.rules(HeaderMatch) if isinstance(rule.match, HeaderMatch)]
    found: dict[str, set[str]] = {}
    for target in targets:
        for rule, match in matches:
            if target is not None and match.issued_by and _is_sent_to(target, match.issued_by):
                found.setdefault(target.request.place.path, set()).add(rule.code)
    return found


def _header_drafts(item: Sent, header: Header, issued: Set[str], context: Context) -> Iterator[Draft]:
    """``issued``: the codes of the rules whose tokens the file of the header gets itself."""
    if is_basic(header):
        made = Credential(
            "basic", header.place, "Authorization header", None, None, header.trail, header.certainty, header.used_at
        )
        yield from _credential_drafts(item, made, context)
        return
    found = next(_header_rules(item, header, issued, context), None)
    if found is None or (product := _product(item, context)) is Product.NONE:
        return
    rule, prefix = found
    if product is Product.CRASHPLAN and rule.product != "any":
        return
    piece = _scheme(header.value, prefix)
    place = piece.place if piece and piece.place else header.place
    unsure = product is Product.CRASHPLAN or (item.target is None and _evidence(item, context).foreign)
    certainty = weakest(header.certainty, Certainty.MAYBE) if unsure else header.certainty
    label = f"{header.name}: {prefix.strip()}".rstrip(": ")
    server = server_of(item.target, context)
    closed = product is Product.CRASHPLAN or header.other_uses
    fixes = () if closed else _header_fix(rule, piece, prefix, certainty, server, context)
    notes = (f"not rewritten: the same text is also {also_used(header.other_uses, context.texts)}",)
    said = notes if header.other_uses and product is not Product.CRASHPLAN else ()
    said = (*said, f"unsafe here: {server.doubt}") if server.doubt and fixes else said
    yield Draft(rule, place, "", label, certainty, product, _uses(item, header), fixes, _scope(item), said)


def _header_rules(item: Sent, header: Header, issued: Set[str], context: Context) -> Iterator[tuple[Rule, str]]:
    """Rules that cover a header, each with the fixed text its value starts with."""
    for rule in context.tables.headers.get(header.name.lower(), ()):
        match = rule.match
        if isinstance(match, HeaderMatch):
            if match.paths and not _is_sent_to(item.target, match.paths):
                continue
            if item.target is not None and item.target.is_on(match.except_hosts):
                continue
            values = (*(match.values or ("",)), *(match.issued if rule.code in issued else ()))
            if (value := next((v for v in values if _value_fits(v, header.value)), None)) is not None:
                yield rule, value.partition("{")[0]


def _is_sent_to(target: Target | None, paths: Iterable[str]) -> bool:
    """Whether a request goes to one of the path templates ``paths``."""
    templates = [compile_template(path) for path in paths]
    reads = [found for found, _ in target.reads()] if target is not None else []
    return any(fits(template, found) for template in templates for found in reads)


def _value_fits(template: str, value: Text) -> bool:
    if not template:
        return True
    head, *parts = map(re.escape, template.split("{}"))
    # The first place where an inner part stands is as good as any: an atomic group keeps the time bounded.
    pattern = head + "".join(f"(?>.+?{part})" for part in parts[:-1]) + "".join(f".+{part}" for part in parts[-1:])
    return re.fullmatch(pattern, value.marked.strip(), re.IGNORECASE | re.DOTALL) is not None


def _scheme(value: Text, prefix: str) -> Literal | None:
    """Return the literal bytes of the scheme word at the start of a value."""
    word = prefix.strip()
    first = value.pieces[0] if value.pieces else None
    if not word or not isinstance(first, Literal) or not first.editable:
        return None
    start = len(first.text) - len(first.text.lstrip())
    return first.cut(start, start + len(word)) if first.text[start:].lower().startswith(word.lower()) else None


def _header_fix(
    rule: Rule, piece: Literal | None, prefix: str, certainty: Certainty, server: Server, context: Context
) -> tuple[Fix, ...]:
    new = rule.fix.value.partition("{")[0].strip() if isinstance(rule.fix, HeaderFix) else ""
    if piece is None or not new or rule.fix.applicability is Applicability.MANUAL or certainty is Certainty.LEXICAL:
        return ()
    edit = replace_in(piece, 0, len(piece.text), new, context.texts)
    found = trust(rule.fix.applicability, certainty, server)
    return (Fix(found.level, f"write {new} instead of {prefix.strip()}", (edit,), reason=found.doubt),) if edit else ()


def _credential_drafts(item: Sent, credential: Credential, context: Context) -> Iterator[Draft]:
    product = _product(item, context)
    for rule in context.rules(CredentialMatch):
        match = rule.match
        if not isinstance(match, CredentialMatch) or credential.scheme not in match.schemes or product is Product.NONE:
            continue
        if product is Product.CRASHPLAN and (rule.product != "any" or _evidence(item, context).today):
            continue
        sure = _goes_where(item, credential, match, context)
        if sure is not True and _is_only_a_name(credential):
            continue
        site = _site(credential, context)
        mixed = _evidence(item, context).foreign and site in {Product.NONE, Product.FOREIGN}
        if sure is False or site is Product.FOREIGN or (sure is None and (_tells_client(credential) or mixed)):
            continue
        unsure = sure is None or product is Product.CRASHPLAN
        certainty = weakest(credential.certainty, Certainty.MAYBE) if unsure else credential.certainty
        yield Draft(
            rule, credential.place, "", credential.how, certainty, product, _uses(item, credential), (), _scope(item)
        )


def _site_url(credential: Credential) -> Url | None:
    """Return the URL that was given with a credential."""
    return parse(credential.site + literal("/any")) if credential.site is not None else None


def _site(credential: Credential, context: Context) -> Product:
    """Whose the URL is that was given with a credential; NONE when none was, or it does not tell."""
    url = _site_url(credential)
    return host_product(url, context.catalogue.vocabulary) if url is not None else Product.NONE


def _goes_where(item: Sent, credential: Credential, match: CredentialMatch, context: Context) -> bool | None:
    """Return True: to a Code42 path where it is deprecated; False: elsewhere or where it is right; None: not known."""
    if _is_sent_to(item.target, match.except_paths) or (credential.scheme == "challenge" and _answers(item.request)):
        return False
    if match.sent_to and not _is_at(item, credential, match, context):
        return False
    if match.sent_to == "moving":
        return True
    if item.target is None:
        return None if item.request is None or not _has_path(item.request) else False
    routes = [route for route, _ in item.target.reads()]
    shape = item.target.shape
    if shape is not None and is_anothers(item.target, shape, context):
        return False
    resources = context.catalogue.vocabulary.resources
    known = shape is not None or any(
        context.at(route)
        or is_distinctive(route, context)
        or (route.words[:2] == ("api", "v1") and set(route.words[2:3]) & resources.keys())
        for route in routes
    )
    return True if known else (None if item.target.named else False)


def _answers(request: Request | None) -> bool:
    """Whether a request carries an Authorization header from the start, so that no challenge is waited for."""
    if request is None:
        return False
    return has_password(request) or any(header.name.lower() == "authorization" for header in request.headers)


def _is_at(item: Sent, credential: Credential, match: CredentialMatch, context: Context) -> bool:
    """Whether a credential goes to the APIs that ``match.sent_to`` names, and not to a call that ends with it."""
    endpoint = item.hit.rule if item.hit and item.hit.template else None
    successor = context.terminal(endpoint).path.partition("?")[0] if endpoint else ""
    if successor in match.except_paths:
        return False
    goes_to_portal = item.target is not None and item.target.is_portal
    if match.sent_to == "moving":
        return successor.lstrip("/").partition("/")[0] in PORTAL and not goes_to_portal
    if item.target is None and item.request is None:
        site = _site_url(credential)
        return site is not None and site.host.startswith("api.")
    return goes_to_portal


def _is_only_a_name(credential: Credential) -> bool:
    """Whether nothing is known of a credential but the name of the variable it comes in."""
    return credential.how == "auth=" and credential.user is None and credential.certainty is Certainty.MAYBE


def _has_path(request: Request) -> bool:
    """Whether anything but unknown values is seen of where a request goes."""
    return bool(request.url.marked.strip(HOLE + " /"))


def _tells_client(credential: Credential) -> bool:
    """Whether the names of user and password say that they are an API client's id and secret."""
    texts = [text for text in (credential.user, credential.password) if text is not None]
    return any(_CLIENT_NAMES.search(hole.name) for text in texts for hole in text.holes)


def _uses(item: Sent, what: Header | Credential) -> tuple[Step, ...]:
    call = (Step(item.request.place, "sent here"),) if item.request else ()
    return (*what.trail, *what.used_at, *call)


def _scope(item: Sent) -> str:
    return item.request.scope if item.request else ""


def sent_with(target: Target | None, request: Request, hit: Hit | None = None) -> Iterator[Sent]:
    """Yield what a request carries."""
    carried: Iterable[Header | Credential] = (*request.headers, *request.credentials)
    for what in carried:
        yield Sent(what, target, request, hit)
