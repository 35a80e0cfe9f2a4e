"""The shared vocabulary: one usage = one place where a script talks to Code42.

Readers produce usages, matching consumes them. Nothing here knows a language or a rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from c42migrate.symbolic import Literal, Place, Step, Text


class Certainty(StrEnum):
    """How sure a reader is: ``exact`` literal at the call, ``resolved`` through bindings or wrappers,
    ``maybe`` (verb, product or receiver unknown), ``lexical`` (no parser)."""

    EXACT = "exact"
    RESOLVED = "resolved"
    MAYBE = "maybe"
    LEXICAL = "lexical"


class VerbForm(StrEnum):
    """Where a request's verb stands: that decides how it can be edited.

    ``attribute``: method name of the call (``requests.put``); ``string``: a string token;
    ``implied``: nowhere (``curl -d``, ``urlopen(data=…)``); ``word``: a bare word (``-X PUT``, ``-Method Put``);
    ``guess``: read off a wrapper's name, never edited.
    """

    ATTRIBUTE = "attribute"
    STRING = "string"
    IMPLIED = "implied"
    WORD = "word"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Verb:
    """An HTTP verb (upper case) and the bytes it stands in (None when implied)."""

    name: str
    form: VerbForm
    place: Place | None = None
    shared: bool = False
    """True when the same bytes serve other requests too (a wrapper's own verb): then never edited alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a dictionary that is sent (query or body) or read (reply).

    ``keys``: the path of keys down to it, e.g. ``("groups", "filters", "term")``; list levels do not count.
    ``key``: the literal of the last key, None when it is not a plain literal. ``value``: known text, else None.
    ``span``: the whole ``key: value`` item with a following comma and blank when it can be dropped alone.
    """

    keys: tuple[str, ...]
    key: Literal | None
    value: Text | None = None
    span: Place | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A request header where it is built. ``value`` may be a hole."""

    name: str
    value: Text
    place: Place
    trail: tuple[Step, ...] = ()
    certainty: Certainty = Certainty.EXACT
    used_at: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Credential:
    """User name and password as they are handed to a client.

    ``scheme``: ``basic`` (sent with the first request), ``challenge`` (sent only after a 401:
    urllib's HTTPBasicAuthHandler, PowerShell -Credential, plain wget) or ``digest``.
    ``how``: the form, for the message (``auth=``, ``curl -u``, ``HTTPBasicAuth``, ``Authorization header`` …).
    ``user`` / ``password``: texts when known (names of holes tell client ids from users).
    """

    scheme: str
    place: Place
    how: str
    user: Text | None = None
    password: Text | None = None
    trail: tuple[Step, ...] = ()
    certainty: Certainty = Certainty.EXACT
    used_at: tuple[Step, ...] = ()
    site: Text | None = None
    """The URL they are for, when it is given with them and not with a request."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request, or a bare path literal with no client (``client == ""``, ``verb is None``).

    ``url`` is everything known of the URL, host included where known. ``place`` is the call.
    """

    url: Text
    place: Place
    verb: Verb | None = None
    client: str = ""
    headers: tuple[Header, ...] = ()
    credentials: tuple[Credential, ...] = ()
    query: tuple[Entry, ...] = ()
    body: tuple[Entry, ...] = ()
    open_query: bool = False
    """True when query keys may exist that were not seen (``params=unknown``)."""
    open_body: bool = False
    unseen: tuple[tuple[str, ...], ...] = ()
    """Paths of the keys of the body whose value, or an item of it, is not known."""
    trail: tuple[Step, ...] = ()
    certainty: Certainty = Certainty.EXACT
    shared: tuple[Place, ...] = ()
    """Literals of ``url`` that also serve another purpose (compared, logged, keyed): never edited."""
    scope: str = ""
    """Qualified name of the enclosing function or class, for fingerprints."""
    origin: Place | None = None
    """The call of the client itself, where ``place`` is that of a caller further out."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an SDK call: ``name`` is "" when positional (``position`` 0-based)."""

    name: str
    position: int
    value: Text | None = None
    constant: str = ""
    """``True``, ``False``, ``None`` or a number as written, else ""."""
    span: Place | None = None
    keyword: Literal | None = None
    """The token of the name."""
    place: Place | None = None
    """Name and value, without a comma."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A use of an SDK object or an import.

    ``name`` is canonical: module paths as imported (``py42.sdk.queries.fileevents.filters.file_filter.FileName``),
    and for anything on a client object ``<package>.client.<chain>``
    (``py42.client.detectionlists.departing_employee.add``).
    ``tokens`` are the places of the name's last parts as written, innermost last (for edits).
    ``form``: ``import``, ``call``, ``reference`` or ``argument``.
    """

    name: str
    place: Place
    form: str
    tokens: tuple[Literal, ...] = ()
    arguments: tuple[Argument, ...] = ()
    trail: tuple[Step, ...] = ()
    certainty: Certainty = Certainty.EXACT
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line of ``code42`` or ``incydr``: the program, then its words in order (holes allowed)."""

    program: str
    words: tuple[Text, ...]
    place: Place
    certainty: Certainty = Certainty.EXACT
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A dependency as declared: normalised name and the PEP 440 specifier text ("" = any)."""

    package: str
    specifier: str
    place: Place
    certainty: Certainty = Certainty.EXACT


@dataclass(frozen=True, slots=True)
class Field:
    """A key read from a reply (``direction == "response"``) or sent where no request could be attached.

    ``request``: the request it belongs to, None when only the file's evidence speaks for it.
    """

    entry: Entry
    direction: str
    place: Place
    request: Request | None = None
    certainty: Certainty = Certainty.RESOLVED
    scope: str = ""


Usage = Request | Header | Credential | Symbol | Command | Requirement | Field


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one file: ``kind`` is read, parse, size, timeout or internal."""

    path: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one file."""

    path: str
    usages: tuple[Usage, ...] = ()
    problems: tuple[Problem, ...] = ()
    parsed: bool = True
    hosts: tuple[str, ...] = field(default=())
    """Host names that stand in the file (product evidence)."""
