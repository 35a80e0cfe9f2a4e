"""The requests that calls of HTTP clients and of wrappers around them send."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from c42migrate.model import Certainty, Literal, Place, Request, Text, Verb, VerbForm, hole, is_index, literal
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.auth import credentials, headers
from c42migrate.readers.python.bodies import entries, is_closed, unseen
from c42migrate.readers.python.calls import Call
from c42migrate.readers.python.client_states import ClientState, ClientStates
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.loose import containers
from c42migrate.readers.python.pairing import Pairing
from c42migrate.readers.python.texts import opened
from c42migrate.readers.python.values import (
    Bound,
    Function,
    Known,
    Mapping,
    Plain,
    Ref,
    Response,
    Row,
    Value,
    Values,
    hole_of,
    is_none,
    texts,
)

_MOST_REQUESTS = 32
_SENDING = frozenset({"POST", "PUT", "PATCH"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SPEAKERS = frozenset({"log", "logger", "logging", "parser", "responses", "mock", "router", "app", "re"})
"""Objects whose methods have names of verbs and send nothing."""


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
        """Yield the requests a call makes, one per verb and URL alternative; none when it sends nothing."""
        (callee,) = call.callee
        if (parts := self._declared(call, callee)) is not None:
            yield from self._built(call, parts, lib.BY_NAME, ClientState())
        elif isinstance(callee, Ref) and (signature := _signature(call, callee)) is not None:
            yield from self._known(call, callee, signature)
        elif (parts := self._guessed(call, callee)) is not None:
            others = isinstance(callee, Ref) and callee.root not in self._lexicon.packages
            for request in self._built(call, parts, lib.BY_NAME, ClientState()):  # a library may put in the version
                yield replace(request, certainty=Certainty.MAYBE) if others else request

    def _declared(self, call: Call, callee: Value) -> _Parts | None:
        """Return the parts of a call of a function that the user's configuration declares to send requests."""
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
                query=entries(query.values) if query else (),
                body=tuple(e for body in bodies for e in entries(body.values)),
                open_query=any(bound.star == "**" for bound in args)
                or (query is not None and not is_closed(query.values)),
                open_body=any(not is_closed(body.values) for body in bodies),
                unseen=tuple(dict.fromkeys(path for body in bodies for path in unseen(body.values))),
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
    """Return a URL or a path: a slash, a letter after it, and no blank before the query."""
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
    """Return the object whose state counts: the client a method belongs to, or the request a constructor makes."""
    if callee.name in lib.EXACT and callee.name != lib.SETOPT:
        return Ref(f"{callee.name}()", call.origin, call.args)
    return callee


def _based(text: Text, state: ClientState) -> Text:
    """Return the URL with the base its client was built with."""
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
    """Return the argument at a position, or of a name; None when the call does not have it."""
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
    """Return the verb that a client's method is named after: written at the call, or the word given to ``getattr``."""
    name = callee.name.rpartition(".")[2]
    if call.token is not None and call.token.text == name:
        return Verb(name.upper(), VerbForm.ATTRIBUTE, call.token.place)
    word = callee.tokens[-1] if callee.tokens and callee.tokens[-1].text == name else None
    return Verb(name.upper(), VerbForm.GUESS, word.place if word else None)


def verb_texts(values: Values) -> tuple[Verb | None, ...]:
    """Return the verbs that values given as one may be; None for a value that is not known."""
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
    """Return the verb that the name of a function speaks of (``apiPost``); None when it names none or several."""
    if name.lower() in lib.VERBS:
        token = call.token if call.token is not None and call.token.text == name else None
        return (Verb(name.upper(), VerbForm.ATTRIBUTE if token else VerbForm.GUESS, token.place if token else None),)
    spoken = [word.upper() for word in _WORD.findall(name) if word.lower() in lib.VERBS]
    return (Verb(spoken[0], VerbForm.GUESS),) if len(spoken) == 1 else (None,)
