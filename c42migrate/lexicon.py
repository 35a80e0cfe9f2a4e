"""What readers may know of the catalogue: plain data, compiled from the rules, no rule logic."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words a reader needs to recognise a usage.

    ``factories``: dotted callable → canonical object it returns (``py42.sdk.from_local_account`` → ``py42.client``).
    ``packages``: import roots whose symbols are usages (``py42``, ``incydr``, ``code42cli``, ``c42eventextractor``).
    ``foreign``: import roots of look-alike clients that must never be taken for those (``pycpg``).
    ``client_members``: package → attribute names that exist on its client (``detectionlists``), for
    parameters that carry a client under a conventional name.
    ``client_names``: conventional names of such parameters (``sdk``, ``client`` …).
    ``programs``: command names (``code42``, ``incydr``).
    ``subcommands``: words that may follow those of ``commands`` on a command line (``search``).
    ``commands``: first words of their sub-commands that some rule speaks of (``security-data``).
    ``fields``: key names worth reporting when read from a reply or sent.
    ``query_keys``: keys of bodies whose values, or what is further down in them, some rule gives new names.
    ``resources``: bare legacy resource names (``UserBlock``), lower case → canonical case.
    ``headers``: names (lower case) of headers that some rule speaks of; ``schemes``: authorization schemes (lower
    case) likewise.
    ``wrappers``: callables the user declared as sinks, dotted name → (verb argument, path argument); positions or
    names.
    """

    factories: dict[str, str] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    client_members: dict[str, frozenset[str]] = field(default_factory=dict)
    client_names: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    commands: frozenset[str] = frozenset()
    subcommands: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    query_keys: frozenset[str] = frozenset()
    resources: dict[str, str] = field(default_factory=dict)
    headers: frozenset[str] = frozenset()
    schemes: frozenset[str] = frozenset()
    wrappers: dict[str, tuple[str, str]] = field(default_factory=dict)
