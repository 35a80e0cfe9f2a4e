"""The rule model. One rule = one deprecation; everything here is data read from ``rules/*.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Basis(StrEnum):
    """How a date is known: the vendor states it, the one-year policy implies it, it was observed, or inferred."""

    STATED = "stated"
    POLICY = "policy"
    OBSERVED = "observed"
    INFERRED = "inferred"


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

    methods: tuple[str, ...]
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
    which it does not count, ``*`` for anything.
    """

    name: str
    values: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    except_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CredentialMatch:
    """A credential scheme (``basic``, ``challenge``), with paths where it is the current way.

    ``sent_to``: which requests count. ``portal``: those to an API of the developer portal; ``moving``: those to
    another API, when a portal operation takes the place of the very call; "" = all. With either of the two, a call
    whose own successor is one of ``except_paths`` is left to the rule of that call.
    """

    schemes: tuple[str, ...]
    except_paths: tuple[str, ...] = ()
    sent_to: str = ""


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """Canonical symbol names; a trailing ``.*`` covers everything below.

    ``argument``: the finding stands only when this argument is given (or, with ``argument_absent``, when it is
    missing or False). ``forms``: usage forms that count (empty = all).
    """

    names: tuple[str, ...]
    argument: str = ""
    position: int = -1
    argument_absent: bool = False
    forms: tuple[str, ...] = ()


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

    ``names``: the keys; ``renames``: old → new for those with an equal, listed names without one have none.
    ``value_of``: keys whose *values* hold the names (``term`` in a file-event query), empty = the key itself.
    ``within``: keys whose values hold more of them further down: while such a value is not seen, nothing is renamed.
    """

    direction: str
    operations: tuple[str, ...]
    names: tuple[str, ...]
    renames: dict[str, str] = field(default_factory=dict)
    value_of: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


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

    status: str
    text: str
    method: str = ""
    path: str = ""
    symbol: str = ""
    command: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class FixSpec:
    """How a finding of the rule may be rewritten; parts that are empty are not touched.

    ``applicability``: safe, unsafe or manual (never written). ``method`` / ``path`` default to the replacement's at
    the end of the chain. ``value``: new header value prefix. ``host``: ``api`` turns a literal console host
    into its API host, or a literal host. ``rename``: keys or values old → new; of calls, argument names;
    of commands, options (an option that is not listed then makes it manual). ``drop``: the key goes, with its value.
    ``parameters``: template name of the new path → name in the old path or ``query:NAME`` / ``body:KEY`` it is
    taken from.
    ``body:KEY[]`` is the only item of the list there. What goes from the body into the path leaves the body, and a
    body with nothing left in it leaves the call; keys that are not named anywhere here make it manual.
    ``unless_query`` / ``unless_body``: keys that make the rewrite impossible (then manual).
    ``reason``: why it is not safe (one sentence), shown to the user.
    """

    applicability: str
    reason: str = ""
    method: str = ""
    path: str = ""
    host: str = ""
    value: str = ""
    symbol: str = ""
    command: str = ""
    rename: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    parameters: dict[str, str] = field(default_factory=dict)
    unless_query: tuple[str, ...] = ()
    unless_body: tuple[str, ...] = ()
    positional: int = -1
    """Calls: how many leading positional arguments mean the same in the successor (-1 = all of them)."""
    unless_arguments: tuple[str, ...] = ()
    """Calls: named arguments that the successor does not have or reads otherwise (then manual)."""
    insert: str = ""
    """Calls: a named argument to add, ``use_v2=True``; given as False or None it gets the new value."""
    imports: dict[str, str] = field(default_factory=dict)
    """Imports: name of a class → dotted name of its one-to-one successor. All classes of a file move together."""
    lost: tuple[str, ...] = ()
    """Imports: ``Class.member`` that the successor lacks; a file that uses one is left alone."""
    companion: str = ""
    """Imports: a class that the file must use as well, else what it builds meets the old version elsewhere."""
    commands: dict[str, str] = field(default_factory=dict)
    """Command lines: program and sub-command → those of another program; every option must be in ``rename``."""
    symbols: dict[str, str] = field(default_factory=dict)
    """Calls: canonical name → canonical name in the package that ``client`` makes, arguments equal by position."""
    body: str = ""
    """Requests: the key whose value is all there is to the new body."""
    by_value: dict[str, str] = field(default_factory=dict)
    """Requests: ``isEnabled=True`` → the path to call when the body says so."""
    forget: tuple[str, ...] = ()
    """Requests: keys of the body that the new call has no use for."""
    client: str = ""
    """Factories: dotted callable of the successor package; moves only together with every use of its client."""


@dataclass(frozen=True, slots=True)
class RuleTest:
    """An example in the rule. ``kind`` is the file kind (``python``, ``shell`` …); ``finds`` the codes expected
    (default: the rule's own, once); ``fixed`` the text after ``--fix`` (``fixed_unsafe``: after ``--unsafe-fixes``)."""

    code: str
    kind: str = "python"
    finds: tuple[str, ...] | None = None
    fixed: str | None = None
    fixed_unsafe: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One deprecation. ``confidence``: documented, observed or inferred. ``facts``: ids of the fact sheet entries.

    ``override``: in a custom catalogue, takes the place of the rule with the same code or name instead of clashing.
    """

    code: str
    name: str
    family: str
    summary: str
    match: Match
    lifecycle: Lifecycle
    replacement: Replacement
    fix: FixSpec
    confidence: str
    verified_on: date
    changes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    precedence: int = 0
    product: str = "incydr"
    """``incydr``: never reported on a script that is clearly CrashPlan's; ``any``: reported there too, as ``maybe``;
    ``crashplan``: only there, and only where no old shape of the path says more."""
    found: tuple[RuleTest, ...] = ()
    not_found: tuple[RuleTest, ...] = ()
    source_file: str = ""
    source_line: int = 0
    override: bool = False
    successors: dict[str, str] = field(default_factory=dict)
    """Symbol or command (or the end of one, at a dot or blank) → what exactly takes its place, one phrase."""
    server: tuple[str, ...] = ()
    """Calls and commands: names of the rules of the server operations they make, which lend them their end."""
