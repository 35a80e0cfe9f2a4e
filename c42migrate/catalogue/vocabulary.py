"""What matching knows of the API apart from the rules. Plain data."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the API, from rules/vocabulary.yaml.

    ``webapps``: first path segments of the old console shapes. ``resources``: legacy resource names, lower case →
    canonical case. ``distinctive``: canonical resource names only Code42 has, which need no other evidence.
    ``informal``: names (lower case) that are no resource but stand for one in scripts, and that any API may have.
    ``services``: first path segments never read as shapes. ``hosts_*``: exact names or ``*.suffix``.
    ``console_to_api``: console host → API host. ``live``: current operations (METHOD, path template).
    ``sites``: first labels of the vendor's hosts that are for people. ``foreign_headers``: names (lower case) of
    headers that only other vendors' APIs take. ``vendors``: names (lower case) of other vendors.
    ``undeprecated``: symbols of a deprecated package that have no deprecation of their own → why, and what does the
    same elsewhere. ``evidence_*``: words whose presence in a file speaks for a product.
    """

    webapps: tuple[str, ...] = ()
    resources: dict[str, str] = field(default_factory=dict)
    distinctive: frozenset[str] = frozenset()
    informal: frozenset[str] = frozenset()
    services: tuple[str, ...] = ()
    hosts_incydr: tuple[str, ...] = ()
    hosts_crashplan: tuple[str, ...] = ()
    hosts_ambiguous: tuple[str, ...] = ()
    console_to_api: dict[str, str] = field(default_factory=dict)
    live: tuple[tuple[str, str], ...] = ()
    sites: frozenset[str] = frozenset()
    foreign_headers: frozenset[str] = frozenset()
    vendors: frozenset[str] = frozenset()
    evidence_incydr: tuple[str, ...] = ()
    evidence_crashplan: tuple[str, ...] = ()
    evidence_any: tuple[str, ...] = ()
    undeprecated: dict[str, str] = field(default_factory=dict)
