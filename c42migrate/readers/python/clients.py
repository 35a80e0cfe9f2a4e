"""HTTP clients: what is done to a client object, and the requests that calls of clients and wrappers send."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, product

import libcst as cst

from c42migrate.model import Certainty, Entry, Literal, Place, Request, Text, Verb, VerbForm, hole, is_index, literal
from c42migrate.readers import web
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.auth import credentials, headers
from c42migrate.readers.python.calls import Call
from c42migrate.readers.python.evaluator import Evaluator, identity
from c42migrate.readers.python.loose import containers
from c42migrate.readers.python.nodes import Display, dotted, subexpressions
from c42migrate.readers.python.scopes import Assignment, Branch, Definition, Import, Program, Scope, Spot
from c42migrate.readers.python.texts import opened
from c42migrate.readers.python.values import (
    LIMIT,
    Bound,
    Function,
    Instance,
    Known,
    Mapping,
    Pair,
    Plain,
    Ref,
    Response,
    Row,
    Value,
    Values,
    hole_of,
    is_none,
    keyword_pair,
    merged,
    texts,
)

_MOST_REQUESTS = 32
_MOST_ENTRIES = 400
_SENDING = frozenset({"POST", "PUT", "PATCH"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SPEAKERS = frozenset({"log", "logger", "logging", "parser", "responses", "mock", "router", "app", "re"})
"""Objects whose methods have names of verbs and send nothing."""


# -- client objects -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClientState:
    """Headers, credentials, base URLs and verbs that apply to every request of an object."""

    headers: Values = ()
    auth: Values = ()
    base: tuple[Text, ...] = ()
    verbs: Values = ()


@dataclass(slots=True)
class _Gathered:
    headers: list[Value] = field(default_factory=list)
    auth: list[Value] = field(default_factory=list)
    verbs: list[Value] = field(default_factory=list)


class ClientStates:
    """What is done to client objects after they are built: ``session.auth = …``, ``session.headers.update(…)``,
    ``req.add_header(…)``; for all objects of a program."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._gathered: dict[object, _Gathered] = defaultdict(_Gathered)
        for scope in evaluator.program.scopes:
            self._gather(scope)

    def of(self, callee: Value) -> ClientState:
        """The state of the object that ``callee`` is a method of."""
        found = [self._gathered[key] for key in _keys(callee, "") if key in self._gathered]
        built = _construction(callee) if isinstance(callee, Ref) else ClientState()
        return ClientState(
            merged([*built.headers, *(v for g in found for v in g.headers)]),
            merged([*built.auth, *(v for g in found for v in g.auth)]),
            built.base,
            merged(v for g in found for v in g.verbs),
        )

    def _gather(self, scope: Scope) -> None:
        for name, events in scope.by_attribute.items():
            last = name.rpartition(".")[2]
            for event in events if last in {"headers", "auth", "get_method"} else ():
                if isinstance(event.target, cst.Attribute) and event.value is not None:
                    self._attribute(event.target.value, last, event.value, event.spot)
        for name, events in scope.by_item.items():
            for event in events if name.endswith(".headers") else ():
                match event.target:
                    case cst.Subscript(value=cst.Attribute(value=owner)) if event.value is not None:
                        key = self._evaluator.key(event.target, event.spot)
                        place = scope.positions.place(event.target)
                        pair = Pair(key, self._evaluator.value(event.value, event.spot), place)
                        self._add(owner, event.spot, "headers", (Mapping((pair,), place),))
        for node, spot in scope.used(cst.Call):
            if isinstance(node.func, cst.Attribute):
                self._call(node, node.func, spot)

    def _attribute(self, owner: cst.BaseExpression, name: str, value: cst.BaseExpression, spot: Spot) -> None:
        values = self._evaluator.value(value, spot)
        if name == "get_method":
            functions = [f for f in values if isinstance(f, Function)]
            self._add(owner, spot, "verbs", merged(v for f in functions for v in self._evaluator.returned(f, ())))
        else:
            self._add(owner, spot, name, values)

    def _add(self, owner: cst.BaseExpression, spot: Spot, kind: str, values: Iterable[Value]) -> None:
        for value in self._evaluator.value(owner, spot):
            for key in _keys(value, spot.scope.module):
                gathered = self._gathered[key]
                lists = {"headers": gathered.headers, "auth": gathered.auth, "verbs": gathered.verbs}
                lists[kind].extend(values)

    def _call(self, call: cst.Call, func: cst.Attribute, spot: Spot) -> None:
        name, owner = func.attr.value, func.value
        if name in {"update", "extend"} and isinstance(owner, cst.Attribute) and owner.attr.value == "headers":
            bounds = self._evaluator.bounds(call, spot)
            self._add(owner.value, spot, "headers", merged(v for b in bounds for v in _entries_of(b)))
        elif name in {"add_header", "add_unredirected_header", "putheader", "set_header"} and len(call.args) >= 2:
            first, second = self._evaluator.bounds(call, spot)[:2]
            place = spot.scope.positions.place(call)
            self._add(owner, spot, "headers", (Mapping((Pair(first.values, second.values, place),), place),))
        elif name == "setopt" and len(call.args) == 2:
            self._option(call, owner, spot)

    def _option(self, call: cst.Call, owner: cst.BaseExpression, spot: Spot) -> None:
        """pycurl's ``setopt``."""
        option = dotted(call.args[0].value).rpartition(".")[2]
        values = self._evaluator.value(call.args[1].value, spot)
        if option == "CUSTOMREQUEST":
            self._add(owner, spot, "verbs", values)
        elif option in {"POST", "PUT"}:
            self._add(owner, spot, "verbs", (Known(literal(option)),))
        elif option == "HTTPHEADER":
            self._add(owner, spot, "headers", values)
        elif option == "USERPWD":
            place = spot.scope.positions.place(call.args[1])
            self._add(owner, spot, "auth", [Row(((Known(text),), ()), place) for text in texts(values)])


def _keys(value: Value, module: str) -> Iterator[object]:
    """The identities an object may be remembered under."""
    if isinstance(value, Ref) and value.origin is not None:
        yield ("object", value.origin)
    elif isinstance(value, Instance):
        yield ("object", identity(value))
    elif (gap := hole_of(value)) is not None and gap.name:
        yield (module, gap.name)


def _entries_of(bound: Bound) -> Values:
    if bound.keyword and bound.arg is not None:
        pair = keyword_pair(bound)
        return (Mapping((pair,), pair.place),)
    return bound.values


def _construction(callee: Ref) -> ClientState:
    """What the arguments of a client's construction say."""
    named = {bound.keyword: bound.values for bound in callee.args if bound.keyword}
    base = [text for name in lib.BASE_KEYWORDS for text in texts(named.get(name, ()))]
    root = callee.name.split("()")[0].rpartition(".")[0]
    plain = [bound.values for bound in callee.args if not bound.keyword and not bound.star]
    if root in lib.HOST_FROM_CONSTRUCTION and plain:
        port = _port(named.get("port", plain[1] if len(plain) > 1 else ()))
        base = [literal("https://") + text + port for text in texts(plain[0])]
    elif callee.name.startswith("aiohttp.ClientSession()") and plain:
        base = list(texts(plain[0]))
    return ClientState(named.get("headers", ()), named.get("auth", ()), tuple(base))


def _port(values: Values) -> Text:
    """``:4285`` when the port is one known number, else nothing."""
    (value,) = values if len(values) == 1 else (None,)
    number = value.written if isinstance(value, Plain) else value.text.known if isinstance(value, Known) else None
    return literal(f":{number}") if number and number.isdecimal() else Text()


# -- literal pairing ------------------------------------------------------------------------------


class Pairing:
    """Verbs and paths of one display, class or arm go together: ``{"add": ("PUT", "/a"), "get": ("GET", "/b")}``."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._places: dict[str, list[Place]] = {}

    def pairs(self, verbs: Sequence[Verb | None], urls: Sequence[Text]) -> Iterator[tuple[Verb | None, Text]]:
        """Every verb with every URL, but a verb whose display holds some of the URLs with those only, and those URLs
        with no verb from outside unless there is nothing else for it."""
        if len(urls) < 2 or (len(verbs) < 2 and not any(verb and verb.form is VerbForm.GUESS for verb in verbs)):
            yield from product(verbs, urls)
            return
        homes = [self._home(verb.place, urls) if verb is not None and verb.place is not None else () for verb in verbs]
        free = [url for url in urls if not any(url in home for home in homes)]
        for verb, home in zip(verbs, homes, strict=True):
            yield from ((verb, url) for url in home or free or urls)

    def _home(self, verb: Place, urls: Sequence[Text]) -> tuple[Text, ...]:
        """The URLs in the innermost display around ``verb`` that holds any of them; none when it holds them all."""
        for display in sorted((d for d in self._in_file(verb.path) if d.holds(verb)), key=lambda d: d.end - d.start):
            inside = tuple(url for url in urls if any(p.place and display.holds(p.place) for p in url.literals))
            if inside:
                return inside if len(inside) < len(urls) else ()
        return ()

    def _in_file(self, path: str) -> list[Place]:
        """The displays, classes and arms of a file."""
        if path not in self._places:
            scopes = (scope for scope in self._program.scopes if scope.positions.path == path)
            self._places[path] = [place for scope in scopes for place in _groups(scope)]
        return self._places[path]


def _groups(scope: Scope) -> Iterator[Place]:
    """A class, the arms of its statements from the first to the last value, and the displays."""
    place = scope.positions.place
    if scope.node is not None:
        yield place(scope.node)
    arms: dict[Branch, list[Place]] = defaultdict(list)
    for event in scope.events:
        if isinstance(event, Definition | Import) or event.value is None:
            continue
        if isinstance(event, Assignment) and event.spot.branch:
            arms[event.spot.branch].append(place(event.value))
        yield from (place(node) for node in subexpressions(event.value) if isinstance(node, Display | cst.Dict))
    for places in arms.values():
        yield Place(places[0].path, min(p.start for p in places), max(p.end for p in places))


# -- requests -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parts:
    urls: tuple[Text, ...]
    verbs: tuple[Verb | None, ...]
    certain: bool


class Clients:
    """Classifies resolved calls."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.sent: set[Place] = set()
        """Where the mappings and lists in the bodies of all requests are written, and what is put into them."""
        self._lexicon = evaluator.lexicon
        self._states = ClientStates(evaluator)
        self._pairing = Pairing(evaluator.program)

    def requests(self, call: Call) -> Iterator[Request]:
        """The requests a call makes, one per verb and URL alternative; none when it sends nothing."""
        (callee,) = call.callee
        if (parts := self._declared(call, callee)) is not None:
            yield from self._built(call, parts, lib.BY_NAME, ClientState())
        elif isinstance(callee, Ref) and (signature := _signature(call, callee)) is not None:
            yield from self._known(call, callee, signature)
        elif (parts := self._guessed(call, callee)) is not None:
            for request in self._built(call, parts, lib.BY_NAME, ClientState()):  # a library may put in the version
                yield replace(request, certainty=Certainty.MAYBE) if isinstance(callee, Ref) else request

    def _declared(self, call: Call, callee: Value) -> _Parts | None:
        """The parts of a call of a function that the user's configuration declares to send requests."""
        wrappers = self._lexicon.wrappers
        name = callee.name.replace("()", "") if isinstance(callee, Ref) else call.written
        spec = wrappers.get(name) or wrappers.get(call.written) if wrappers else None
        url = _declared_argument(call.given, spec[1]) if spec else None
        if spec is None or url is None:
            return None
        if spec[0].isupper() and spec[0].lower() in lib.VERBS:
            return _Parts(_url_texts(url), (Verb(spec[0], VerbForm.IMPLIED),), certain=True)
        given = _declared_argument(call.given, spec[0])
        verbs = verb_texts(given.values) if given else _verb_of_name(call.last, call)
        return _Parts(_url_texts(url), verbs, certain=True)

    # -- known clients ---------------------------------------------------------------------------

    def _known(self, call: Call, callee: Ref, signature: lib.Signature) -> Iterator[Request]:
        url = _argument(call.given, signature.url, lib.URL_NAMES)
        if url is None or (callee.name in lib.EXACT and _is_request_object(url)):
            return
        state = self._states.of(_client_object(call, callee))
        urls = tuple(_based(text, state) for text in _url_texts(url))
        yield from self._built(call, _Parts(urls, _verbs(call, callee, signature, state), True), signature, state)

    # -- anything of the shape "verb and path" ---------------------------------------------------

    def _guessed(self, call: Call, callee: Value) -> _Parts | None:
        name = call.last or call.written
        if _is_quiet(call, callee):
            return None
        bare = name.lower() != "get"  # data.get("User") reads a dict
        urls = [text for bound in call.args for text in _url_texts(bound) if self._is_path(text, bare=bare)]
        if not urls:
            return None
        spoken = [v for b in call.args for v in verb_texts(b.values) if v is not None and v.name.lower() in lib.VERBS]
        verbs: tuple[Verb | None, ...] = tuple(spoken) or _verb_of_name(name, call)
        if isinstance(callee, Ref) and not spoken and name.lower() not in lib.VERBS:
            return None
        return _Parts(tuple(urls), verbs, certain=bool(spoken) or name.lower() in lib.VERBS)

    def _built(self, call: Call, parts: _Parts, signature: lib.Signature, state: ClientState) -> Iterator[Request]:
        (callee,), args = call.callee, call.given
        sent = _argument(args, signature.headers, lib.HEADER_NAMES)
        auth = _argument(args, signature.auth, lib.AUTH_NAMES)
        query = _argument(args, signature.query, lib.QUERY_NAMES)
        bodies = [b for name in lib.BODY_NAMES if (b := _argument(args, signature.body, (name,))) is not None]
        verbs = _agreeing(parts.verbs, tuple(value for body in bodies for value in body.values) or None)
        found_headers = headers((*(sent.values if sent else ()), *state.headers), call)
        found_credentials = (*credentials(auth.values if auth else (), call, auth), *credentials(state.auth, call))
        self.sent.update(place for body in bodies for place in containers(body.values))
        for verb, url in islice(self._pairing.pairs(verbs, parts.urls), _MOST_REQUESTS):
            yield Request(
                url=opened(url),
                place=call.place,
                verb=replace(verb, shared=_is_shared(call, url)) if verb else None,
                client=callee.name.split(".")[0] if isinstance(callee, Ref) else "wrapper",
                headers=found_headers,
                credentials=found_credentials,
                query=_entries(query.values) if query else (),
                body=tuple(e for body in bodies for e in _entries(body.values)),
                open_query=any(bound.star == "**" for bound in args)
                or (query is not None and not _is_closed(query.values)),
                open_body=any(not _is_closed(body.values) for body in bodies),
                unseen=tuple(dict.fromkeys(path for body in bodies for path in _unseen(body.values))),
                trail=call.trail,
                certainty=_certainty(call, url, verb, parts.certain),
                scope=call.scope,
                origin=call.origin,
            )

    def _is_path(self, text: Text, *, bare: bool) -> bool:
        return looks_like_path(text) or self._is_resource(text, bare=bare)

    def _is_resource(self, text: Text, *, bare: bool) -> bool:
        head = re.match(r"[A-Za-z]+", text.marked)
        if head is None or not isinstance(text.pieces[0], Literal):
            return False
        rest = text.marked[head.end() : head.end() + 1]
        return (
            rest in ({"", "/", "?"} if bare else {"/", "?"})
            and self._lexicon.resources.get(head[0].lower()) == head[0][:1].upper() + head[0][1:]
        )


def looks_like_path(text: Text) -> bool:
    """A URL or a path: a slash, a letter after it, and no blank before the query."""
    marked = text.marked.split("?")[0]
    path = re.sub(r"^[a-zA-Z][\w+.-]*://[^/]*", "", marked)
    return (
        bool(re.search(r"/[A-Za-z\ufffc{%]", path)) and not re.search(r"\s|[<>|\"'`;,]", marked) and bool(text.literals)
    )


def _signature(call: Call, callee: Ref) -> lib.Signature | None:
    if lib.is_served(callee.name):
        return None
    if callee.dynamic is not None:
        return lib.NAMED if callee.name.split(".")[0] in lib.CLIENTS else None
    if callee.name in lib.EXACT and (callee.name != lib.SETOPT or _sets_url(call)):
        return lib.EXACT[callee.name]
    base, _, last = callee.name.rpartition(".")
    if (base, last) in lib.METHODS:
        return lib.METHODS[base, last]
    if callee.root in lib.CLIENTS:
        return lib.NAMED if last in lib.VERBS else lib.VERB_FIRST if last in lib.VERB_FIRST_METHODS else None
    return None


def _is_quiet(call: Call, callee: Value) -> bool:
    """Whether a call only speaks about its arguments, or is of something that sends no requests."""
    words = {part.strip("_").lower() for part in call.written.split(".")}
    if words & lib.QUIET_NAMES or words & _SPEAKERS:
        return True
    if isinstance(callee, Ref):
        return lib.is_served(callee.name) or callee.root in sys.stdlib_module_names or "." not in callee.name
    return not (hole_of(callee) is not None or isinstance(callee, Function | Response))


def _client_object(call: Call, callee: Ref) -> Value:
    """The object whose state counts: the client a method belongs to, or the request a constructor makes."""
    if callee.name in lib.EXACT and callee.name != lib.SETOPT:
        return Ref(f"{callee.name}()", call.origin, call.args)
    return callee


def _based(text: Text, state: ClientState) -> Text:
    """The URL with the base its client was built with."""
    if re.match(r"[a-zA-Z][\w+.-]*://", text.marked):
        return text
    for base in state.base:
        slash = "" if base.marked.endswith("/") or text.marked.startswith("/") else "/"
        return base + literal(slash) + text
    return text


def _is_request_object(bound: Bound) -> bool:
    return any(isinstance(v, Ref) and v.name.endswith("Request()") for v in bound.values)


def _is_shared(call: Call, url: Text) -> bool:
    """Whether the verb's wrapper serves other URLs than this one."""
    if not call.depth:
        return False
    return any(
        p.place is not None and not call.has_own(p.place) and re.search(r"[A-Za-z]", p.text) for p in url.literals
    )


def _certainty(call: Call, url: Text, verb: Verb | None, certain: bool) -> Certainty:
    if verb is None or (not certain and verb.form is VerbForm.GUESS):
        return Certainty.MAYBE
    steps = any(piece.trail for piece in url.literals)
    return Certainty.RESOLVED if steps or call.depth or not certain else Certainty.EXACT


def _argument(args: Sequence[Bound], position: int, names: Sequence[str]) -> Bound | None:
    for bound in args:
        if bound.keyword in names:
            return bound
    plain = [b for b in args if not b.keyword and not b.star]
    return plain[position] if 0 <= position < len(plain) else None


def _declared_argument(args: Sequence[Bound], word: str) -> Bound | None:
    """The argument at a position, or of a name; None when the call does not have it."""
    return _argument(args, int(word), ()) if is_index(word) else _argument(args, -1, (word,))


def _url_texts(bound: Bound) -> tuple[Text, ...]:
    found = []
    for value in bound.values:
        if isinstance(value, Known):
            found.append(value.text)
        elif isinstance(value, Response):
            found.append(hole(value.name))
    return tuple(found)


def _sets_url(call: Call) -> bool:
    """Whether a call of pycurl's ``setopt`` gives the URL."""
    return any(isinstance(v, Ref) and v.name.endswith(".URL") for bound in call.args[:1] for v in bound.values)


# -- verbs ----------------------------------------------------------------------------------------


def _verbs(call: Call, callee: Ref, signature: lib.Signature, state: ClientState) -> tuple[Verb | None, ...]:
    if callee.dynamic is not None:
        return (None,)
    if signature.verb == lib.OWN_NAME:
        return (_attribute_verb(callee, call),)
    names = lib.VERB_NAMES if signature.verb >= 0 else ("method",)
    if (given := _argument(call.given, signature.verb, names)) is not None:
        return verb_texts(given.values)
    if state.verbs:
        return verb_texts(state.verbs)
    body = _argument(call.given, signature.body, lib.BODY_NAMES)
    sends = body is not None and not all(is_none(v) for v in body.values)
    return (Verb("POST" if sends else "GET", VerbForm.IMPLIED),)


def _attribute_verb(callee: Ref, call: Call) -> Verb:
    """The verb that a client's method is named after: written at the call, or the word given to ``getattr``."""
    name = callee.name.rpartition(".")[2]
    if call.token is not None and call.token.text == name:
        return Verb(name.upper(), VerbForm.ATTRIBUTE, call.token.place)
    word = callee.tokens[-1] if callee.tokens and callee.tokens[-1].text == name else None
    return Verb(name.upper(), VerbForm.GUESS, word.place if word else None)


def verb_texts(values: Values) -> tuple[Verb | None, ...]:
    """The verbs that values given as one may be; None for a value that is not known."""
    found: list[Verb | None] = []
    for text in texts(values):
        known = text.known
        if known is None:
            found.append(None)
        elif known.lower() in lib.VERBS:
            piece = text.literals[0]
            place = piece.place if piece.editable and piece.whole and len(text.literals) == 1 else None
            found.append(Verb(known.upper(), VerbForm.STRING, place))
    return tuple(found) or (None,)


def _agreeing(verbs: tuple[Verb | None, ...], body: Values | None) -> tuple[Verb | None, ...]:
    """Of verbs that send something and verbs that do not, those that suit what is known of the body."""
    sending = tuple(verb for verb in verbs if verb is not None and verb.name in _SENDING)
    others = tuple(verb for verb in verbs if verb is not None and verb.name not in _SENDING)
    if None in verbs or not sending or not others or body is None:
        return verbs
    if all(isinstance(value, Plain) and value.written in {"None", "False"} for value in body):
        return others
    return sending if all(isinstance(value, Mapping | Row) for value in body) else verbs


def _verb_of_name(name: str, call: Call) -> tuple[Verb | None, ...]:
    """The verb that the name of a function speaks of (``apiPost``); None when it names none or several."""
    if name.lower() in lib.VERBS:
        token = call.token if call.token is not None and call.token.text == name else None
        return (Verb(name.upper(), VerbForm.ATTRIBUTE if token else VerbForm.GUESS, token.place if token else None),)
    spoken = [word.upper() for word in _WORD.findall(name) if word.lower() in lib.VERBS]
    return (Verb(spoken[0], VerbForm.GUESS),) if len(spoken) == 1 else (None,)


# -- keys of queries and bodies -------------------------------------------------------------------


def _entries(values: Values) -> tuple[Entry, ...]:
    """Every known key inside the values, outermost first; list levels add no key. JSON texts are read."""
    written = (entry for text in texts(values) if is_json(text) for entry in web.entries(text)[0])
    return tuple(islice(chain(_inner_entries(values, ()), written), _MOST_ENTRIES))


def is_json(text: Text) -> bool:
    """Whether a text is a JSON object or list, as far as it is known."""
    return text.marked.lstrip()[:1] in {"{", "["}


def _inner_entries(values: Values, above: tuple[str, ...]) -> Iterator[Entry]:
    for value in values:
        if isinstance(value, Row):
            for item in value.items:
                yield from _inner_entries(item, above)
        elif isinstance(value, Mapping):
            for pair in value.pairs:
                if pair.key is None:
                    yield from _inner_entries(pair.values, above)
                for key in texts(pair.key or ()):
                    if key.known is not None:
                        keys = (*above, key.known)
                        for value_text in (*_alternatives(pair.values), *_listed(pair.values)):
                            yield Entry(keys, _single(key), value_text, pair.removal)
                        yield from _inner_entries(pair.values, keys)


def _single(key: Text) -> Literal | None:
    return key.literals[0] if len(key.literals) == 1 and key.literals[0].place is not None else None


def _alternatives(values: Values) -> tuple[Text | None, ...]:
    """The strings that a value may be, when it is nothing else; None for anything else."""
    found = texts(values)
    if len(found) != len(values) or len(found) >= LIMIT or (len(found) > 1 and any(text.holes for text in found)):
        return (None,)
    return found or (None,)


def _listed(values: Values) -> Iterator[Text]:
    """The strings of a list."""
    for value in values:
        for item in value.items if isinstance(value, Row) else ():
            yield from texts(item)


def _unseen(values: Values, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of keys whose value is not known; a list is not when an item of it is not."""
    for value in values:
        match value:
            case Plain():
                continue
            case Row():
                for item in value.items:
                    yield from _unseen(item, above)
            case Mapping():
                for pair in value.pairs:
                    names = [text.known or "" for text in texts(pair.key or ())] or [""]
                    for name in names:
                        yield from _unseen(pair.values, (*above, name) if name else above)
            case Known() if value.text.literals:
                continue
            case _:
                yield above


def _is_closed(values: Values) -> bool:
    """Whether every key that is sent is known."""
    return all(_is_closed_value(value) for value in values) and len(_entries(values)) < _MOST_ENTRIES


def _is_closed_value(value: Value) -> bool:
    match value:
        case Plain() | Row():
            return True
        case Known():
            return not web.entries(value.text)[1] if is_json(value.text) else value.text.known is not None
        case Mapping():
            return all(_is_closed_pair(pair) for pair in value.pairs)
        case _:
            return False


def _is_closed_pair(pair: Pair) -> bool:
    if pair.key is None:
        return _is_closed(pair.values)
    return bool(texts(pair.key)) and all(text.known is not None for text in texts(pair.key))
