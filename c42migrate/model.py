"""The shared vocabulary: texts with places, usages, findings and edits.

A ``Text`` is a string as far as it is known without running the program: a sequence of ``Literal`` pieces (known
characters, with the exact bytes they stand in) and ``Hole`` pieces (values that are not known). A usage is one place
where a script talks to Code42; readers produce usages. A ``Finding`` is a usage that a rule of the catalogue matches.
Nothing here knows a language or a rule.
"""

# ruff: noqa: PLC0414

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from c42migrate.errors import Problem

# isort: off  The words of ``terms`` are taken from here, but by what must know no usages.
from c42migrate.terms import (
    Applicability as Applicability,
)
from c42migrate.terms import (
    Certainty as Certainty,
)
from c42migrate.terms import (
    Direction as Direction,
)
from c42migrate.terms import (
    ProbeForm as ProbeForm,
)
from c42migrate.terms import (
    ReplyUse as ReplyUse,
)
from c42migrate.terms import (
    Scheme as Scheme,
)
from c42migrate.terms import (
    Severity as Severity,
)
from c42migrate.terms import (
    Status as Status,
)
from c42migrate.terms import (
    SymbolForm as SymbolForm,
)
from c42migrate.terms import (
    VerbForm as VerbForm,
)

# isort: on


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A half-open range of bytes ``[start, end)`` in the file ``path`` as it is on disk."""

    path: str
    start: int
    end: int

    def holds(self, other: Place) -> bool:
        """Whether all bytes of ``other`` are bytes of this place too; a place holds itself."""
        return self.path == other.path and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the trail by which a value was resolved: where, and a short note for a person."""

    place: Place
    note: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Known characters.

    ``place`` is where they stand in the source (the content, without quotes), or None when they
    stand nowhere (computed). ``bounds`` are ``len(text) + 1`` byte offsets, one per code-point
    boundary, or None when every character is one byte (then offset = place.start + index).
    ``editable`` is False when the characters are not the source's own (case folded, replaced …).
    ``token`` identifies the string token (its start byte, prefix included) the piece comes from;
    ``whole`` is True when the piece is the token's whole content.
    """

    text: str
    place: Place | None = None
    bounds: tuple[int, ...] | None = None
    editable: bool = True
    token: int = -1
    whole: bool = False
    trail: tuple[Step, ...] = ()

    def cut(self, start: int, end: int) -> Literal:
        """Return the piece ``text[start:end]`` (code points) with its exact place."""
        if start == 0 and end == len(self.text):
            return self
        if self.place is None:
            return replace(self, text=self.text[start:end], whole=False)
        bounds = self.bounds[start : end + 1] if self.bounds else None
        place = Place(self.place.path, self.offset(start), self.offset(end))
        return replace(self, text=self.text[start:end], place=place, bounds=bounds, whole=False)

    def offset(self, index: int) -> int:
        """Byte offset in the file of the boundary before code point ``index``; needs a place."""
        if self.place is None:
            raise ValueError("a literal that stands nowhere has no offset")
        return self.bounds[index] if self.bounds else self.place.start + index


@dataclass(frozen=True, slots=True)
class Hole:
    """An unknown value.

    ``name`` is the source's name for it (``base``, ``self.host``) or ``""``. ``param`` identifies the
    function parameter it stands for while wrappers are being resolved, else None.
    ``fold``: ``upper`` or ``lower``, when the program changes the case of the value.
    ``replaced``: what the program puts in place of what in the value, in order.
    ``after``: the empty place right behind the value where it is the last operand of a ``+``: `` + "text"`` may be
    written there. None where text cannot be added this way.
    ``aliases``: names of variables that held the value on its way. ``called``: the name, where parameters make it up:
    ``os.environ[system + "_URL"]``.
    """

    name: str = ""
    place: Place | None = None
    param: tuple[str, str] | None = None
    fold: str = ""
    after: Place | None = None
    replaced: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = field(default=(), compare=False)
    called: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that the source calls the value."""
        return self.name, *self.aliases


Piece = Literal | Hole


@dataclass(frozen=True)
class Text:
    """A symbolic string. ``str(text)`` writes holes as ``{name}``."""

    pieces: tuple[Piece, ...] = ()

    def __str__(self) -> str:
        return "".join(p.text if isinstance(p, Literal) else f"{{{p.name}}}" for p in self.pieces)

    def __add__(self, other: Text) -> Text:
        pieces = self.pieces + other.pieces
        return Text(pieces) if len(pieces) <= MOST_PIECES else Text((Hole(),))

    @cached_property
    def known(self) -> str | None:
        """The characters when there is no hole, else None."""
        return None if self.holes else "".join(p.text for p in self.literals)

    @cached_property
    def literals(self) -> tuple[Literal, ...]:
        """The known pieces in order."""
        return tuple(p for p in self.pieces if isinstance(p, Literal))

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """The unknown pieces in order."""
        return tuple(p for p in self.pieces if isinstance(p, Hole))

    @cached_property
    def marked(self) -> str:
        """The characters with each hole as one U+FFFC; indices of this string suit ``cut``."""
        return "".join(p.text if isinstance(p, Literal) else HOLE for p in self.pieces)

    def cut(self, start: int, end: int | None = None) -> Text:
        """Return the part ``marked[start:end]``; a hole counts as one character and is never split."""
        return Text(tuple(self._cut(start, len(self.marked) if end is None else end)))

    def _cut(self, start: int, end: int) -> Iterator[Piece]:
        at = 0
        for piece in self.pieces:
            size = len(piece.text) if isinstance(piece, Literal) else 1
            low, high = max(start - at, 0), min(end - at, size)
            if low < high:
                yield piece.cut(low, high) if isinstance(piece, Literal) else piece
            at += size


HOLE = "\ufffc"
MOST_PIECES = 512
"""A text of more pieces is no URL but grows without end (``x = x + x``): it is taken for unknown."""


def is_index(written: str) -> bool:
    """Return True for digits that ``int`` takes and a list may have as an index (``isdigit`` is also true of ``²``)."""
    return written.isascii() and written.isdigit() and len(written) < 10


def literal(text: str) -> Text:
    """Return a text that stands nowhere in a source (a default, a computed value)."""
    return Text((Literal(text, editable=False),)) if text else Text()


def hole(name: str = "", place: Place | None = None) -> Text:
    """Return a text of one unknown value."""
    return Text((Hole(name, place),))


@dataclass(frozen=True, slots=True)
class Verb:
    """An HTTP verb (upper case) and the bytes it stands in (None when implied)."""

    name: str
    form: VerbForm
    place: Place | None = None
    shared: bool = False
    """Tell whether the same bytes serve other requests too (a wrapper's own verb): then never edited alone."""


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
    other_uses: tuple[Step, ...] = ()
    """Where literals of the value serve another purpose, and which it is: then they are never edited."""


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
class ReplyRead:
    """An expression that reads a part of a reply.

    ``path``: the part, from the reply itself: a key as it is, ``.name`` an attribute, ``.name()`` a method, ``[]`` an
    item of a list (by index or in a loop), ``*`` a value under any key. ``place``: the whole expression; ``base``:
    where its chain of accesses begins (``user`` in ``user["org"]["name"]``); ``steps``: the bytes of each access after
    it, one for each of the last parts of ``path``. ``statement``: the statement line or compound statement it stands
    in. ``beside``: the values, by their places, that the same expression may read as well: of another call, another
    caller. ``given``: the argument by which the value came into the function where it is read, if it did.
    """

    path: tuple[str, ...]
    place: Place
    base: Place
    steps: tuple[Place, ...]
    statement: Place
    beside: tuple[Place, ...] = ()
    given: Place | None = None


@dataclass(frozen=True, slots=True)
class ReplyEnd:
    """An expression in which a reply or a part of it is used up; see ``ReplyRead``.

    ``by``: what takes it, as far as that has a name. ``lists``: how many lists of the program's own are around it.
    """

    path: tuple[str, ...]
    place: Place
    use: ReplyUse
    by: str
    lists: int
    statement: Place
    beside: tuple[Place, ...] = ()
    given: Place | None = None


@dataclass(frozen=True, slots=True)
class ReplyLoop:
    """A loop over a reply or a part of it: ``path`` is what it goes over, ``over`` the expression.

    ``header``: what to cut so that the loop is gone and what it repeats is done once (with ``dedent``, the blanks that
    go as well); None where that is something else: more is done in it than to go through a part of each item.
    ``is_left``: a ``break`` leaves the loop inside of it, which would be the only one then.
    """

    path: tuple[str, ...]
    over: Place
    header: Place | None = None
    dedent: tuple[Place, ...] = ()
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What a program does with the answer of a call. Nothing is left out: what is not followed is an end."""

    reads: tuple[ReplyRead, ...] = ()
    ends: tuple[ReplyEnd, ...] = ()
    loops: tuple[ReplyLoop, ...] = ()


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
    """Tell whether query keys may exist that were not seen (``params=unknown``)."""
    open_body: bool = False
    unseen: tuple[tuple[str, ...], ...] = ()
    """Paths of the keys of the body whose value, or an item of it, is not known."""
    trail: tuple[Step, ...] = ()
    certainty: Certainty = Certainty.EXACT
    shared: tuple[Place, ...] = ()
    """Literals of ``url`` and of header values that also serve another purpose (compared, cut, keyed, stored): never
    edited."""
    other_uses: tuple[Step, ...] = ()
    """Where the literals in ``shared`` serve that purpose, and which it is."""
    scope: str = ""
    """Qualified name of the enclosing function or class, for fingerprints."""
    origin: Place | None = None
    """The call of the client itself, where ``place`` is that of a caller further out."""
    prose: bool = False
    """True where a text for people speaks of it, so that nothing sends it."""
    idle: bool = False
    """True for a constant that nothing reads."""
    any_resource: bool = False
    """Tell whether the same base serves resources of Code42, so that any name below it is one."""
    answered: Callable[[], Reply] | None = field(default=None, compare=False, repr=False)
    """Follows the answer, where the reader can: that costs more than finding the request."""

    @property
    def reply(self) -> Reply | None:
        """What becomes of the answer, where the reader can tell."""
        return self.answered() if self.answered else None


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
class Site:
    """Where a call of an SDK stands, for what takes its place.

    ``call``: the whole expression; ``callee``: what is called in it; ``receiver``: the client it is asked of, None when
    the callee is written otherwise. ``statement``: the statement line or compound statement around. ``target``: the
    name (``sdk``, ``self.sdk``) that the statement gives the value, "" for none. ``body``: the statement of the
    function's own block that the call stands in, None outside of functions. ``origin``: the call that made the client,
    where it is known. ``head``: the statement of the module before which an import can be written. ``home``: the
    qualified name of the scope that binds the name the receiver begins with, None for a parameter. ``scope``: that of
    the function, class or module the call is written in.
    """

    call: Place
    callee: Place
    statement: Place
    head: Place | None = None
    receiver: Place | None = None
    target: str = ""
    body: Place | None = None
    origin: Place | None = None
    home: str | None = None
    scope: str = ""


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
    answered: Callable[[], Reply] | None = field(default=None, compare=False, repr=False)
    """Follows the result of a call, where the reader can: that costs more than finding the call."""
    site: Site | None = field(default=None, compare=False)

    @property
    def reply(self) -> Reply | None:
        """What becomes of the result of a call, where the reader can tell."""
        return self.answered() if self.answered else None


@dataclass(frozen=True, slots=True)
class Command:
    """A command line of ``code42`` or ``incydr``: the program, then its words in order (holes allowed)."""

    program: str
    words: tuple[Text, ...]
    place: Place
    certainty: Certainty = Certainty.EXACT
    scope: str = ""
    prose: bool = False
    """True where a text for people speaks of it, so that nothing runs it."""
    name: Text = Text()
    """The word of the program where it is written; empty when a function, an import or an alias of that name stands for
    it."""


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

    ``request``: the request it belongs to, None when only the file's evidence speaks for it. ``call``: what answered
    with it then, where it is read from an answer.
    """

    entry: Entry
    direction: str
    place: Place
    request: Request | None = None
    certainty: Certainty = Certainty.RESOLVED
    scope: str = ""
    call: Place | None = None


Usage = Request | Header | Credential | Symbol | Command | Requirement | Field


@dataclass(frozen=True, slots=True)
class Probe:
    """A known text that a program holds others against: a pattern, a prefix, a key, the URL of an HTTP double.

    ``does``: what the program does with it, one phrase for a note. ``is_double``: it is answered in a test instead.
    """

    form: ProbeForm
    text: Text
    place: Place
    does: str
    is_double: bool = False


@dataclass(frozen=True, slots=True)
class Rebinding:
    """A name that is given another value away from its declaration: by a subclass, a test, a caller. None: unknown.

    ``declared``: where the classes above declare it; ``readers``: the expressions in which their methods read it.
    """

    name: str
    value: Text | None
    place: Place
    declared: tuple[Place, ...] = ()
    readers: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one file."""

    path: str
    usages: tuple[Usage, ...] = ()
    problems: tuple[Problem, ...] = ()
    parsed: bool = True
    hosts: tuple[str, ...] = field(default=())
    """Host names that stand in the file (product evidence)."""
    probes: tuple[Probe, ...] = ()
    rebindings: tuple[Rebinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding (a use of the constant, a step of the trail)."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the bytes of ``place`` by ``text`` (encoded as the file is). ``expect`` are the bytes that must
    stand there."""

    place: Place
    text: str
    expect: bytes = b""


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement that a person must look at once a fix is made: by the rule of ``code``, and at ``what`` in it."""

    place: Place
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Fix:
    """One atomic group of edits. ``applicability`` is never ``manual``."""

    applicability: Applicability
    description: str
    edits: tuple[Edit, ...]
    leaves: tuple[str, ...] = ()
    """Codes of rules that cover what the edits write: a first step onto something that ends later."""
    reason: str = ""
    """Why a person must review it, one phrase; "" where its rule says so, or nobody must."""
    is_move: bool = False
    """Tell whether it calls something else: then what is sent and what is answered may be another."""
    marks: tuple[Mark, ...] = ()
    is_marked: bool = False
    """Tell whether the edits themselves bring the comments for a person."""


@dataclass(frozen=True, slots=True)
class Deprecated:
    """What was found, in the catalogue's words: verb ("" when none or unknown) and path or symbol."""

    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Finding:
    """See ../README.md and the published JSON Schema for the meaning of each field.

    ``matched`` is the source text under ``place`` (for fingerprints), ``scope`` the qualified name around it.
    """

    code: str
    place: Place
    message: str
    certainty: Certainty
    product: str
    deprecated: Deprecated
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    matched: str = ""
    scope: str = ""
    notes: tuple[str, ...] = ()
    fingerprint: str = ""
    prose: bool = False
    """Tell whether only texts for people speak of it: never more than a note."""
    used: str = ""
    """The path or command as it is written there, ``{}`` for what is not known; "" where ``deprecated`` says it."""
    instead: str = ""
    """What takes its place exactly here (a path, verb and path, a field); "" where only the rule can say."""
    product_evidence: str = ""
    """What tells the product, or why it is unknown; one phrase, "" where the product decides nothing."""
    safe_if_incydr: bool = False
    """Whether declaring the product as Incydr would give it the safe fix that it has not got."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A finding as of a day: severity and status derived from the rule's lifecycle.

    ``end_of_life``: the day of the removal (which is ``removed`` too) once the thing is removed; ``basis`` and
    ``days_left`` go with it.
    """

    finding: Finding
    severity: Severity
    status: Status
    end_of_life: date | None
    basis: str
    days_left: int | None
    suppressed: str = ""
    baselined: bool = False
    removed: date | None = None
