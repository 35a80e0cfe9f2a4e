"""The rule model. One rule = one deprecation; everything here is data read from ``rules/*.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from c42migrate.terms import Applicability, Direction, Scheme, SymbolForm


class Basis(StrEnum):
    """How a date is known: the vendor states it, the one-year policy implies it, it was observed, or inferred."""

    STATED = "stated"
    POLICY = "policy"
    OBSERVED = "observed"
    INFERRED = "inferred"


class Method(StrEnum):
    """An HTTP verb; ``*`` stands for all of them."""

    ANY = "*"
    GET = "GET"
    HEAD = "HEAD"
    POST = "POST"
    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"
    OPTIONS = "OPTIONS"


class SentTo(StrEnum):
    """Where credentials go: to any API, to one of the developer portal, or (``moving``) to another API by a call whose
    place a portal operation takes."""

    ANY = ""
    PORTAL = "portal"
    MOVING = "moving"


class Confidence(StrEnum):
    """How the deprecation is known: vendor text says so; it does, but what takes its place was put together from other
    sources (``reconstructed``); vendor specification or source shows it; or it is reasoned."""

    DOCUMENTED = "documented"
    RECONSTRUCTED = "reconstructed"
    OBSERVED = "observed"
    INFERRED = "inferred"


class ReplacementStatus(StrEnum):
    """``live``; ``deprecated`` (the chain of replacements goes on); ``none`` replaces it; or ``unknown``."""

    LIVE = "live"
    DEPRECATED = "deprecated"
    NONE = "none"
    UNKNOWN = "unknown"


class RuleProduct(StrEnum):
    """``incydr``: never reported on a script that is clearly CrashPlan's; ``any``: reported there too, as ``maybe``;
    ``crashplan``: only there, and only where no old shape of the path says more."""

    INCYDR = "incydr"
    ANY = "any"
    CRASHPLAN = "crashplan"


class MatchKind(StrEnum):
    """What a rule looks for; the ``match.kind`` of a rule file."""

    REQUEST = "request"
    SHAPE = "path-shape"
    HOST = "host"
    HEADER = "header"
    CREDENTIAL = "credential"
    SYMBOL = "symbol"
    COMMAND = "command"
    REQUIREMENT = "requirement"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One dated step of a lifecycle and where the date comes from."""

    date: date
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The dates of a deprecation; None where none is known.

    ``end_of_support``: the vendor no longer answers for it (where a stop is stated later, the policy date
    stands here). ``end_of_life``: it may stop. ``removed``: seen or stated to be gone.
    """

    announced: Milestone | None = None
    deprecated: Milestone | None = None
    end_of_support: Milestone | None = None
    end_of_life: Milestone | None = None
    removed: Milestone | None = None


@dataclass(frozen=True, slots=True)
class RequestMatch:
    """``methods`` ("*" = any) and path templates, canonical first. Legacy shapes of a template follow by themselves."""

    methods: tuple[Method, ...] = field(metadata={"key": "method"})
    paths: tuple[str, ...]
    query: tuple[str, ...] = ()
    """Query keys that must be present."""
    body: dict[str, str] = field(default_factory=dict)
    """Body key → value that must be present (value "" = any), e.g. to tell two uses of one path apart."""
    except_hosts: tuple[str, ...] = ()
    """Hosts on which the operation is another matter, ``*`` for anything; an old shape counts there too."""
    except_note: str = ""
    """What to know of the path on such a host, one sentence for a finding about its shape."""


@dataclass(frozen=True, slots=True)
class ShapeMatch:
    """A path shape: ``source`` and ``target`` templates over {webapp}, {resource} (any known one, any case),
    {Resource} (its canonical case) and {rest}. ``source`` may hold several templates."""

    source: tuple[str, ...]
    target: str
    only_lowercase: bool = False


@dataclass(frozen=True, slots=True)
class HostMatch:
    """Host names (exact, or ``*.suffix``)."""

    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A header name (any case) and value templates: text with ``{}`` for anything; "" = any value.

    ``paths``: only a header sent to one of these counts (empty: wherever it is sent). ``except_hosts``: hosts on
    which it does not count, ``*`` for anything. ``issued``: values that count only in a file that calls one of the
    operations ``issued_by`` itself, and so gets there what it sends.
    """

    name: str
    values: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    except_hosts: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    issued_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CredentialMatch:
    """A credential scheme (``basic``, ``challenge``), with paths where it is the current way.

    ``sent_to``: which requests count. With ``portal`` or ``moving``, a call whose own successor is one of
    ``except_paths`` is left to the rule of that call.
    """

    schemes: tuple[Scheme, ...]
    except_paths: tuple[str, ...] = ()
    sent_to: SentTo = SentTo.ANY


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """Canonical symbol names; a trailing ``.*`` covers everything below. In a rule file ``{,.*}`` stands for both, and
    ``{a,b}`` for either name.

    ``argument``: the finding stands only when this argument is given (or, with ``argument_absent``, when it is
    missing or False). ``forms``: usage forms that count (empty = all).
    """

    names: tuple[str, ...]
    argument: str = ""
    position: int = -1
    argument_absent: bool = False
    forms: tuple[SymbolForm, ...] = ()


@dataclass(frozen=True, slots=True)
class CommandMatch:
    """A program and the words that follow it (a prefix); ``options`` that must be present (any of them)."""

    program: str
    words: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementMatch:
    """Normalised package names; ``versions`` is a PEP 440 specifier of affected versions ("" = all).

    ``programs``: the command line tools that the packages install; they end with them.
    """

    packages: tuple[str, ...]
    versions: str = ""
    releases: tuple[str, ...] = ()
    """All releases, oldest first: what a range allows is read off this list."""
    calls: dict[str, str] = field(default_factory=dict)
    """PEP 440 specifier → what releases in it still call or lack, one phrase."""
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """Keys of a request or a reply of given operations (``POST /v1/file-events``).

    ``names``: the keys; ``renames``: old → new for those with an equal (a rule file need not name these twice).
    ``value_of``: keys whose *values* hold the names (``term`` in a file-event query), empty = the key itself.
    ``within``: keys whose values hold more of them further down: while such a value is not seen, nothing is renamed.
    ``symbols``: what of an SDK sends these operations; a name may end in ``.*``. ``at``: the part of the JSON reply
    that has them (``fileEvents.[]``): they move with the operation, never alone. ``near``: old → new for those that
    mean about the same, for a person to look at; ``other_values``: of these, the ones whose values are others.
    """

    direction: Direction
    operations: tuple[str, ...]
    names: tuple[str, ...] = ()
    renames: dict[str, str] = field(default_factory=dict)
    value_of: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    at: str = ""
    near: dict[str, str] = field(default_factory=dict)
    other_values: tuple[str, ...] = ()


Match = (
    RequestMatch
    | ShapeMatch
    | HostMatch
    | HeaderMatch
    | CredentialMatch
    | SymbolMatch
    | CommandMatch
    | RequirementMatch
    | FieldMatch
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """What the vendor names instead. ``method``/``path`` for an operation, ``symbol`` / ``command`` for those kinds.

    ``text`` is one sentence for a person. ``status`` is ``live``, ``deprecated`` (then the chain goes on, by ``next``
    or by matching method and path against the rules), ``none`` (nothing replaces it) or ``unknown``.
    """

    status: ReplacementStatus
    text: str
    method: str = ""
    path: str = ""
    symbol: str = ""
    command: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class RuleFix:
    """What every fix has: how far it may be trusted and, where it is not safe, why (one sentence for the user)."""

    applicability: Applicability
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RequestFix(RuleFix):
    """Rewrite a request. What is empty stays as it is.

    ``method`` / ``path`` default to those of the replacement at the end of the chain. ``host``: ``api`` turns a literal
    console host into its API host. ``rename``: keys of the query and the body, old → new.
    ``parameters``: name in the new path → name in the old path, or the ``query:NAME`` / ``body:KEY`` it is taken from;
    ``body:KEY[]`` is the only item of a list. What goes from the body into the path leaves the body, and a body with
    nothing left in it leaves the call; keys that are named nowhere here make the fix manual.
    ``unless_query`` / ``unless_body``: keys that make the rewrite impossible.
    ``reply``: keys of the JSON reply, old path → new path (``data: ""`` for a wrapper that is gone): who reads them
    reads the new ones. ``lost``: keys of it without an equal: where one is read, nothing is rewritten.
    ``signs_in``: the call hands over user name and password for a token, which opens portal APIs only from then on.
    ``unneeded``: keys of the query that go.
    ``unless_beside``: codes of rules: while one of their operations is called too, it may be sent what this answers.
    ``twin``: the path to call instead of ``path`` where the API host is not known: on the host as it is.
    ``body``: the key whose value is all there is to the new body. ``by_value``: ``isEnabled=True`` → the path to call
    when the body says so. ``forget``: keys of the body that the new call has no use for.
    """

    method: str = ""
    path: str = ""
    twin: str = ""
    unless_beside: tuple[str, ...] = ()
    reply: dict[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    signs_in: bool = False
    unneeded: tuple[str, ...] = ()
    host: str = ""
    rename: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    unless_query: tuple[str, ...] = ()
    unless_body: tuple[str, ...] = ()
    body: str = ""
    by_value: dict[str, str] = field(default_factory=dict)
    forget: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShapeFix(RuleFix):
    """Write the path in its target shape."""


@dataclass(frozen=True, slots=True)
class HostFix(RuleFix):
    """Write ``host`` instead ("" = no host takes its place)."""

    host: str = ""


@dataclass(frozen=True, slots=True)
class HeaderFix(RuleFix):
    """Write ``value``, the start of a header value, instead of the old one."""

    value: str = ""


@dataclass(frozen=True, slots=True)
class CredentialFix(RuleFix):
    """Sign the calls with a token of an API client, where a helper that asks for it can be written."""


@dataclass(frozen=True, slots=True)
class CallFix(RuleFix):
    """Rewrite one use of an SDK symbol.

    ``symbol``: its new canonical name. ``rename``: argument names old → new. ``drop``: the argument that the rule
    matches goes, with its value. ``insert``: a named argument to add, ``use_v2=True``; one given as False or None gets
    the new value. ``positional``: how many leading positional arguments mean the same in the successor (-1 = all).
    ``unless_arguments``: named arguments that the successor does not have or reads otherwise.
    """

    symbol: str = ""
    rename: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    insert: str = ""
    positional: int = -1
    unless_arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportFix(RuleFix):
    """Import the successors of classes instead; all classes of a file move together.

    ``imports``: name of a class → dotted name of its one-to-one successor. ``lost``: ``Class.member`` that the
    successor lacks; a file that uses one is left alone. ``companion``: a class that the file must use as well, else
    what it builds meets the old version elsewhere.
    """

    imports: dict[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    companion: str = ""


@dataclass(frozen=True, slots=True)
class ClientFix(RuleFix):
    """Make the client of another package.

    ``client``: dotted callable of that package. ``rename``: argument names old → new; without any the new client takes
    its settings from the environment.
    """

    client: str = ""
    rename: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommandFix(RuleFix):
    """Rewrite a command line.

    ``command``: the new program and sub-command, or ``commands``: program and sub-command → those of another program,
    where every option given must be known. ``rename``: options old → new, "" where the value stands alone now, in this
    order; ``options``: the same for one of ``commands`` by itself. ``values``: new option → its values old → new, any
    case; ``times``: new options whose ``3d`` is written ``P3D``. ``words``: one of ``commands`` → the option that takes
    the word which has none.
    """

    command: str = ""
    commands: dict[str, str] = field(default_factory=dict)
    rename: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    times: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequirementFix(RuleFix):
    """Dependencies are changed by hand."""


@dataclass(frozen=True, slots=True)
class FieldFix(RuleFix):
    """Give a key its new name (``FieldMatch.renames``) or, with ``drop``, take it out with its value."""

    drop: bool = False


@dataclass(frozen=True, slots=True)
class LineTest:
    """One use of what the rule is about, written in one line; ``examples.programs`` makes scripts of it.

    ``line``: ``PUT /api/UserBlock/{id}`` (a path alone is on Code42's own host), a command line, or a Python statement
    in which ``py42.client`` stands for a client. ``fixed`` / ``fixed_unsafe``: the line after the fix.
    """

    line: str
    fixed: str | None = None
    fixed_unsafe: str | None = None


@dataclass(frozen=True, slots=True)
class ScriptTest:
    """A whole script, where a rule is odd. ``kind`` is the file kind (``python``, ``shell`` …); ``finds`` the codes
    expected (default: the rule's own among others); ``fixed`` the text after ``--fix`` (``fixed_unsafe``: after
    ``--unsafe-fixes``)."""

    code: str
    kind: str = "python"
    finds: tuple[str, ...] | None = None
    fixed: str | None = None
    fixed_unsafe: str | None = None


RuleTest = LineTest | ScriptTest


@dataclass(frozen=True, slots=True)
class Twin:
    """The call that takes the place of one call on a client, for a fix; see ``twins`` for how the texts are written.

    ``takes``: the parameters of the old call, in order (``a|b`` where it has two names). ``call``:
    ``users.v1.move(user_id, org_guid=org_id)`` on the new client, parameters in order, each with the old one whose
    value it takes; or an expression with ``{client}`` and ``{old}`` in it. ``forget``: old parameters that may be left
    out.
    ``ids``: those that took a number where the new call takes a text. ``gives``: what becomes of the reply. ``review``:
    what a person must look at.
    """

    call: str
    takes: tuple[str, ...] = ()
    forget: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    gives: str = "nothing"
    review: str = ""
    queries: tuple[str, ...] = ()
    """Old parameters that take a query for file events."""
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Old parameter → its known values → what is written instead."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One deprecation. ``facts``: ids of the fact sheet entries.

    ``override``: in a custom catalogue, takes the place of the rule with the same code or name instead of clashing.
    """

    code: str
    name: str
    family: str
    summary: str
    match: Match
    lifecycle: Lifecycle
    replacement: Replacement
    fix: RuleFix
    confidence: Confidence
    verified_on: date
    changes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    precedence: int = 0
    product: RuleProduct = RuleProduct.INCYDR
    found: tuple[RuleTest, ...] = ()
    not_found: tuple[RuleTest, ...] = ()
    source_file: str = ""
    source_line: int = 0
    override: bool = False
    successors: dict[str, str] = field(default_factory=dict)
    """Symbol or command (or the end of one, at a dot or blank) → what exactly takes its place, one phrase."""
    message: str = ""
    """What a finding says where the summary says too little; ``{used}`` stands for what is written there."""
    moves: dict[str, Twin] = field(default_factory=dict)
    """What is asked of a client (``users.move``) → the call that takes its place."""
    shapes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Kinds of objects in replies: key → attribute of the model, for the ``moves``. ``query-terms``: class of a filter
    → search term; ``query-values``: constant of such a class, by its term → value."""
    server: tuple[str, ...] = ()
    """Calls and commands: names of the rules of the server operations they make, which lend them their end."""
    servers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Call or command (or the end of one) → names of the rules of the operations that only this one makes."""
    lives: dict[str, Lifecycle] = field(default_factory=dict)
    """Keys of ``servers`` → their lifecycle, made from the operations; not written in rule files."""

    def successor(self, name: str) -> str:
        """Return the key of ``successors`` that speaks of exactly this symbol or command (the longest in it), "" if
        none."""
        return _within(name, self.successors)

    def of(self, name: str) -> Rule:
        """Return the rule with the dates of exactly this symbol or command."""
        key = _within(name, self.lives)
        return replace(self, lifecycle=self.lives[key]) if key else self


def _within(name: str, keys: Iterable[str]) -> str:
    """Return the longest key that a name of a symbol or command holds as whole words, "" if none."""
    whole = f".{name}.".replace(" ", ".")
    return max((key for key in keys if f".{key}.".replace(" ", ".") in whole), key=len, default="")
