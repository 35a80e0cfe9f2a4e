"""Whose server an unknown base is: what the requests of one file send to it, and what the source calls it.

A script that talks to several systems gets their addresses from settings, options and parameters. A request whose host
is unknown is Code42's only when that same base is shown to be Code42's, or when nothing in the file says otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.lexicon import Lexicon
from c42migrate.matching.evidence import OWN_PRODUCTS, base_names, host_product, names_vendor
from c42migrate.matching.urls import Url, parse
from c42migrate.model import HOLE, Place, Request

OWN_NAMES = ("code42", "c42", "crashplan", "incydr", "py42")

# Words that say what kind of thing a name holds, or which of several servers of one system, but not whose it is.
_PLAIN = re.compile(
    r"(?:api|app|apps|arg|args|argument|argv|addr|address|alert|alerts|auth|authority|backup|backups|base|cfg|client|cloud|cluster"
    r"|company|con|conf|config|configuration|conn|connection|console|context|cp|credentials|creds|ctx|current|data|default"
    r"|dest|destination|dev|dict|domain|dst|endpoint|entry|env|environ|environment|external|field|first|flags|format|fqdn"
    r"|full|global|globals|host|hostname|hosts|http|https|index|info|instance|internal|ip|item|json|key|kwargs|lab|line"
    r"|link|loc|local|location|main|master|module|my|name|new|node|object|old|opt|option|options|opts|org|os|page|param"
    r"|params|parsed|parser|path|port|portal|prefix|primary|private|prod|production|proper|props|properties|protocol"
    r"|provided|public|qa|region|remote|req|request|resource|rest|result|root|row|sandbox|scheme|second|secondary|self"
    r"|server|servers|service|session|setting|settings|site|source|src|stage|staging|state|storage|str|string|sys|target"
    r"|temp|tenant|test|text|the|this|tmp|uri|url|urls|user|v|val|value|values|var|vars|version|web|webapp|your|[a-z]?)"
    r"\d*"
)
_CALL = re.compile(r"\w*\(\)")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class Whose(StrEnum):
    """Whose a base is: by what is sent to it, or by its name; PLAIN = neither tells."""

    CODE42 = "code42"
    NAMED = "named for something"
    ANOTHER = "another vendor's"
    PLAIN = "plain"


Base = tuple[str, ...]
"""The text before the path and the names of the values in it."""


def is_named_own(names: Iterable[str]) -> bool:
    """Tell whether a name of a source says that it is about Code42."""
    return any(word in name.lower() for name in names for word in OWN_NAMES)


@dataclass(slots=True)
class Bases:
    """The bases of the requests of a run, by file."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    _known: dict[str, dict[Base, Whose]] = field(default_factory=lambda: defaultdict(dict))
    _hosts: set[str] = field(default_factory=set)
    _at: dict[Place, set[Base]] = field(default_factory=lambda: defaultdict(set))

    def add(self, request: Request) -> None:
        """Take note of where a request goes and what it carries."""
        url = parse(request.url) if request.client else None
        if url is None:
            return
        base = base_of(url)
        if base is None:
            own = host_product(url, self.vocabulary) in OWN_PRODUCTS
            self._hosts |= {request.place.path} if own else set()
            return
        self._at[request.place].add(base)
        known = self._known[request.place.path]
        shown = self._shown(request, url)
        if shown is not Whose.PLAIN:
            known[base] = shown if known.get(base) is not Whose.CODE42 else Whose.CODE42
        elif base not in known:
            known[base] = self._named(base_names(url))

    def _shown(self, request: Request, url: Url) -> Whose:
        """Whose the server is by what a request asks of it and carries."""
        resources, distinctive = self.vocabulary.resources, self.vocabulary.distinctive
        words = [segment.fixed or "" for segment in url.segments]
        if is_named_own(words) or any(resources.get(word) in distinctive for word in words):
            return Whose.CODE42
        if is_foreign(request, self.vocabulary):
            return Whose.ANOTHER
        schemes = (head.value.marked.partition(" ")[0].lower() for head in request.headers)
        return Whose.CODE42 if any(scheme in self.lexicon.schemes for scheme in schemes) else Whose.PLAIN

    def _named(self, names: Sequence[str]) -> Whose:
        if is_named_own(names):
            return Whose.CODE42
        if names_vendor(names, self.vocabulary.vendors):
            return Whose.ANOTHER
        lasts = (_CALL.sub("", name).strip(".").rpartition(".")[2] for name in names)
        words = (word.lower() for last in lasts for word in _WORD.findall(last))
        return Whose.NAMED if any(not _PLAIN.fullmatch(word) for word in words) else Whose.PLAIN

    def is_anothers(self, request: Request, url: Url) -> bool:
        """Tell whether a request of unknown host goes to something else than Code42, as its file shows.

        What a base is when it is not given (``""``, ``http://localhost``) is as little Code42's as the base itself.
        """
        base, path = base_of(url), request.place.path
        bases = self._at.get(request.place, set()) if base is None else {base}
        known = self._known.get(path, {})
        several = path in self._hosts or len(known) > 1
        return any(
            whose is Whose.ANOTHER or (whose is Whose.NAMED and several)
            for whose in (known.get(each, Whose.PLAIN) for each in bases)
        )

    def is_own(self, request: Request, url: Url) -> bool:
        """Tell whether the unknown base of a request is shown to be Code42's by its name or by what is sent to it."""
        return self._known.get(request.place.path, {}).get(base_of(url) or ()) is Whose.CODE42

    def is_mixed(self, request: Request, url: Url) -> bool:
        """Tell whether the file of a request may call other systems, of which its own unknown base may be one."""
        path, base = request.place.path, base_of(url)
        known = self._known.get(path, {})
        if known.get(base or ()) not in {Whose.PLAIN, Whose.NAMED}:
            return False
        return any(whose is not Whose.PLAIN for other, whose in known.items() if other != base)


def base_of(url: Url) -> Base | None:
    """Return what stands before the path of a URL when the host in it is unknown, else None."""
    before = url.marked[: url.path_start]
    if not before.strip() or url.host.strip(HOLE + ".:"):
        return None
    names = [hole.name for hole in url.base_holes]
    if any(name.endswith("()") for name in names):  # each call gives another value: the name it got tells them apart
        names += [step.note for piece in url.text.literals[:1] for step in piece.trail]
    return (before, *names)


def is_foreign(request: Request, vocabulary: Vocabulary) -> bool:
    """Tell whether a request carries a header, or a scheme of authorization, that only other vendors' APIs take."""
    for head in request.headers:
        name, scheme = head.name.lower(), head.value.marked.strip().partition(" ")[0].lower()
        if name in vocabulary.foreign_headers or f"{name}: {scheme}" in vocabulary.foreign_headers:
            return True
    return False
