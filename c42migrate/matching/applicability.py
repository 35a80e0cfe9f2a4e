"""How far a rewrite may be trusted: the one table of what is known of a usage and the level of its fix.

| what is known | level |
| the rule has no fix, or only the wording is known | manual |
| verb, receiver or product may be another | unsafe |
| CrashPlan, on a host of its own cloud or as declared | the rule's |
| CrashPlan, elsewhere | unsafe |
| a port in the URL, as on-premises servers have, product not declared | unsafe |
| something else depends on the old text (``effects``) | unsafe |
| all else | the rule's |
"""

from __future__ import annotations

from dataclasses import dataclass

from c42migrate.matching.context import Context
from c42migrate.matching.evidence import FileEvidence, Product
from c42migrate.matching.targets import Target
from c42migrate.model import Applicability, Certainty


@dataclass(frozen=True, slots=True)
class Server:
    """What is known of the server that is called."""

    product: Product = Product.UNKNOWN
    declared: bool = False
    is_cloud: bool = False
    port: str = ""

    @property
    def doubt(self) -> str:
        """Why the server may be too old for what is current, "" when nothing says so."""
        if self.port and not self.declared and not self.is_cloud:
            port = f"port {self.port}" if self.port.isdigit() else "a port"
            return f"{port} suggests an on-premises server, whose age nobody knows; --product says which it is"
        if self.product is Product.CRASHPLAN and not self.declared and not self.is_cloud:
            return "an on-premises server may be too old for it"
        return ""


def server_of(target: Target | None, context: Context) -> Server:
    """What is known of the server of a request."""
    if target is None:
        return Server()
    places = (target.request.place, *(piece.place for piece in target.request.url.literals if piece.place))
    found = (context.evidence.get(place.path, FileEvidence()) for place in places)
    port = "" if target.url.port == "443" else target.url.port
    return Server(target.product, any(one.declared for one in found), target.named, port)


def applicability(rule: Applicability, certainty: Certainty, server: Server | None = None) -> Applicability:
    """The level of a fix by the level of its rule, the certainty of the usage, and the server it is sent to."""
    if rule is Applicability.MANUAL or certainty is Certainty.LEXICAL:
        return Applicability.MANUAL
    if server is not None and server.doubt:
        return Applicability.UNSAFE
    return Applicability.UNSAFE if certainty is Certainty.MAYBE else rule
