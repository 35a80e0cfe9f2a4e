"""Calls that send a request: from a call with its arguments to ``Request`` usages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from c42migrate.lexicon import Lexicon
from c42migrate.model import Certainty, Literal, Request, Text, Verb, VerbForm, hole, literal
from c42migrate.readers.python import quiet, wrappers
from c42migrate.readers.python import signatures as sig
from c42migrate.readers.python.authentication import credentials, headers
from c42migrate.readers.python.displays import Displays
from c42migrate.readers.python.payload import entries, is_closed, unseen
from c42migrate.readers.python.records import CallRecord
from c42migrate.readers.python.routes import is_served
from c42migrate.readers.python.state import ObjectState, States
from c42migrate.readers.python.templates import opened
from c42migrate.readers.python.values import (
    Bound,
    Function,
    Known,
    Plain,
    Ref,
    Response,
    Value,
    is_hole,
)
from c42migrate.readers.python.verbs import agreeing, verb_from_name, verb_texts

_BY_NAME = sig.Signature(url=-1, verb=-1)


@dataclass(frozen=True, slots=True)
class _Parts:
    urls: tuple[Text, ...]
    verbs: tuple[Verb | None, ...]
    certain: bool


class Sinks:
    """Classifies leaf records (see ``calls``)."""

    def __init__(self, lexicon: Lexicon, states: States, displays: Displays) -> None:
        self._lexicon = lexicon
        self._states = states
        self._displays = displays

    def requests(self, leaf: CallRecord) -> Iterator[Request]:
        """The requests a call makes, one per verb and URL alternative; none when it is no sink."""
        (callee,) = leaf.callee
        signature = self._signature(leaf)
        if (parts := self._declared(leaf, callee)) is not None:
            yield from self._built(leaf, parts, _BY_NAME, ObjectState())
        elif signature is not None:
            yield from self._known(leaf, callee, signature)
        elif (parts := self._guessed(leaf, callee)) is not None:
            yield from self._built(leaf, parts, _BY_NAME, ObjectState())

    def _declared(self, leaf: CallRecord, callee: Value) -> _Parts | None:
        call = wrappers.declared(leaf.written, callee, _with_preset(leaf, callee), self._lexicon.wrappers)
        if call is None:
            return None
        fixed, url, given = call
        named = verb_texts(given.values) if given else verb_from_name(leaf.written.rpartition(".")[2], leaf)
        return _Parts(_url_texts(url), (Verb(fixed, VerbForm.IMPLIED),) if fixed else named, certain=True)

    # -- known clients ---------------------------------------------------------------------------

    def _signature(self, leaf: CallRecord) -> sig.Signature | None:
        (callee,) = leaf.callee
        if isinstance(callee, Ref) and is_served(callee.name):
            return None
        if not isinstance(callee, Ref) or callee.dynamic is not None:
            return sig.NAMED if isinstance(callee, Ref) and callee.name.split(".")[0] in sig.CLIENTS else None
        if callee.name in sig.EXACT and (callee.name != sig.SETOPT or _sets_url(leaf)):
            return sig.EXACT[callee.name]
        base, _, last = callee.name.rpartition(".")
        if (base, last) in sig.METHODS:
            return sig.METHODS[base, last]
        if callee.name.split(".")[0].split("(")[0] in sig.CLIENTS:
            if last in sig.VERBS:
                return sig.NAMED
            if last in {
                "request",
                "stream",
                "build_request",
                "urlopen",
                "request_encode_body",
                "request_encode_url",
                "Request",
            }:
                return sig.VERB_FIRST
        return None

    def _known(self, leaf: CallRecord, callee: Value, signature: sig.Signature) -> Iterator[Request]:
        args = _with_preset(leaf, callee)
        url = _argument(args, signature.url, sig.URL_NAMES)
        if url is None or (isinstance(callee, Ref) and callee.name in sig.EXACT and _is_request_object(url)):
            return
        state = self._states.of(_made(callee, leaf))
        urls = tuple(self._based(text, callee, state) for text in _url_texts(url))
        yield from self._built(
            leaf, _Parts(urls, self._verbs(leaf, callee, signature, args, state), True), signature, state
        )

    def _verbs(
        self, leaf: CallRecord, callee: Value, signature: sig.Signature, args: Sequence[Bound], state: ObjectState
    ) -> tuple[Verb | None, ...]:
        if isinstance(callee, Ref) and callee.dynamic is not None:
            return (None,)
        if signature.verb == -2 and isinstance(callee, Ref):
            return (_attribute_verb(callee, leaf),)
        given = (
            _argument(args, signature.verb, sig.VERB_NAMES) if signature.verb >= 0 else _argument(args, -1, ("method",))
        )
        if given is not None:
            return verb_texts(given.values)
        if state.verbs:
            return verb_texts(state.verbs)
        body = _argument(args, signature.body, sig.BODY_NAMES)
        sends = body is not None and not all(isinstance(v, Plain) and v.written == "None" for v in body.values)
        return (Verb("POST" if sends else "GET", VerbForm.IMPLIED),)

    @staticmethod
    def _based(text: Text, callee: Value, state: ObjectState) -> Text:
        """The URL with the base its client was built with."""
        if re.match(r"[a-zA-Z][\w+.-]*://", text.marked) or not isinstance(callee, Ref):
            return text
        for base in state.base:
            slash = "" if base.marked.endswith("/") or text.marked.startswith("/") else "/"
            return base + literal(slash) + text
        return text

    # -- anything of the shape "verb and path" ----------------------------------------------------

    def _guessed(self, leaf: CallRecord, callee: Value) -> _Parts | None:
        name = leaf.written.rpartition(".")[2] or leaf.written
        if self._is_quiet(callee, leaf.written):
            return None
        bare = name.lower() != "get"  # data.get("User") reads a dict
        urls = [text for bound in leaf.args for text in _url_texts(bound) if self._is_path(text, bare=bare)]
        if not urls:
            return None
        spoken = [
            v for bound in leaf.args for v in verb_texts(bound.values) if v is not None and v.name.lower() in sig.VERBS
        ]
        verbs: tuple[Verb | None, ...] = tuple(spoken) or verb_from_name(name, leaf)
        if isinstance(callee, Ref) and not spoken and name.lower() not in sig.VERBS:
            return None
        return _Parts(tuple(urls), verbs, certain=bool(spoken) or name.lower() in sig.VERBS)

    @staticmethod
    def _is_quiet(callee: Value, written: str) -> bool:
        words = {part.strip("_").lower() for part in written.split(".")}
        if words & quiet.QUIET_NAMES or words & {
            "log",
            "logger",
            "logging",
            "parser",
            "responses",
            "mock",
            "router",
            "app",
            "re",
        }:
            return True
        if isinstance(callee, Ref):
            root = callee.name.split(".")[0].split("(")[0]
            return is_served(callee.name) or root in sys.stdlib_module_names or "." not in callee.name
        return not (is_hole(callee) or isinstance(callee, Function | Response))

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

    # -- building --------------------------------------------------------------------------------

    def _built(
        self, leaf: CallRecord, parts: _Parts, signature: sig.Signature, state: ObjectState
    ) -> Iterator[Request]:
        (callee,) = leaf.callee
        args = _with_preset(leaf, callee)
        sent = _argument(args, signature.headers, sig.HEADER_NAMES)
        auth = _argument(args, signature.auth, sig.AUTH_NAMES)
        query = _argument(args, signature.query, sig.QUERY_NAMES)
        bodies = [b for name in sig.BODY_NAMES if (b := _argument(args, signature.body, (name,))) is not None]
        verbs = agreeing(parts.verbs, tuple(value for body in bodies for value in body.values) or None)
        found_headers = headers((*(sent.values if sent else ()), *state.headers), leaf)
        found_credentials = (*credentials(auth.values if auth else (), leaf, auth), *credentials(state.auth, leaf))
        for verb, url in islice(self._displays.pairs(verbs, parts.urls), 32):
            yield Request(
                url=opened(url),
                place=leaf.place,
                verb=replace(verb, shared=_is_shared(leaf, url)) if verb else None,
                client=_client(callee),
                headers=found_headers,
                credentials=found_credentials,
                query=entries(query.values) if query else (),
                body=tuple(e for body in bodies for e in entries(body.values)),
                open_query=_is_forwarded(args) or (query is not None and not is_closed(query.values)),
                open_body=any(not is_closed(body.values) for body in bodies),
                unseen=tuple(dict.fromkeys(path for body in bodies for path in unseen(body.values))),
                trail=leaf.trail,
                certainty=_certainty(leaf, url, verb, parts.certain),
                scope=leaf.scope,
                origin=leaf.origin,
            )


def _is_forwarded(args: Sequence[Bound]) -> bool:
    """Whether ``**arguments`` that are not seen may bring any argument along."""
    return any(bound.star == "**" for bound in args)


def looks_like_path(text: Text) -> bool:
    """A URL or a path: a slash, a letter after it, and no blank before the query."""
    marked = text.marked.split("?")[0]
    path = re.sub(r"^[a-zA-Z][\w+.-]*://[^/]*", "", marked)
    return (
        bool(re.search(r"/[A-Za-z\ufffc{%]", path)) and not re.search(r"\s|[<>|\"'`;,]", marked) and bool(text.literals)
    )


def _client(callee: Value) -> str:
    return callee.name.split(".")[0] if isinstance(callee, Ref) else "wrapper"


def _made(callee: Value, leaf: CallRecord) -> Value:
    """The object whose state counts: the client a method belongs to, or the request a constructor makes."""
    if isinstance(callee, Ref) and callee.name in sig.EXACT and callee.name != sig.SETOPT:
        return Ref(f"{callee.name}()", leaf.origin, leaf.args)
    return callee


def _attribute_verb(callee: Ref, leaf: CallRecord) -> Verb:
    """The verb that a client's method is named after: written at the call, or the word given to ``getattr``."""
    name = callee.name.rpartition(".")[2]
    if leaf.token is not None and leaf.token.text == name:
        return Verb(name.upper(), VerbForm.ATTRIBUTE, leaf.token.place)
    word = callee.tokens[-1] if callee.tokens and callee.tokens[-1].text == name else None
    return Verb(name.upper(), VerbForm.GUESS, word.place if word else None)


def _is_request_object(bound: Bound) -> bool:
    return any(isinstance(v, Ref) and v.name.endswith("Request()") for v in bound.values)


def _is_shared(leaf: CallRecord, url: Text) -> bool:
    """True when the verb's wrapper serves other URLs than this one."""
    if not leaf.depth:
        return False
    return any(p.place is not None and p.place not in leaf.own and re.search(r"[A-Za-z]", p.text) for p in url.literals)


def _certainty(leaf: CallRecord, url: Text, verb: Verb | None, certain: bool) -> Certainty:
    if verb is None or (not certain and verb.form is VerbForm.GUESS):
        return Certainty.MAYBE
    steps = any(piece.trail for piece in url.literals)
    return Certainty.RESOLVED if steps or leaf.depth or not certain else Certainty.EXACT


def _with_preset(leaf: CallRecord, callee: Value) -> tuple[Bound, ...]:
    return (*callee.preset, *leaf.args) if isinstance(callee, Ref | Function) else leaf.args


def _argument(args: Sequence[Bound], position: int, names: Sequence[str]) -> Bound | None:
    for bound in args:
        if bound.keyword in names:
            return bound
    plain = [b for b in args if not b.keyword and not b.star]
    return plain[position] if 0 <= position < len(plain) else None


def _url_texts(bound: Bound) -> tuple[Text, ...]:
    found = []
    for value in bound.values:
        if isinstance(value, Known):
            found.append(value.text)
        elif isinstance(value, Response):
            found.append(hole(value.name))
    return tuple(found)


def _sets_url(leaf: CallRecord) -> bool:
    """Whether a call of pycurl's ``setopt`` gives the URL."""
    return any(isinstance(v, Ref) and v.name.endswith(".URL") for bound in leaf.args[:1] for v in bound.values)
