"""How far a rewrite may be trusted: the one table of what is known of a usage and the level of its fix.

| what is known | level |
| the rule has no fix, or only the wording is known | manual |
| something tells the old text from the new one, or uses it for something else (``effects``, ``conflicts``) | no fix |
| verb, receiver or product may be another, and something reads the text | unsafe |
| CrashPlan, or a port in the URL, off its own cloud and not declared | unsafe |
| what was removed for good keeps its end; a password must go as well; a call would not be made any more | unsafe |
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
            return f"{port} suggests an on-premises server of unknown version; name the product with --product"
        if self.product is Product.CRASHPLAN and not self.declared and not self.is_cloud:
            return "an on-premises server may be too old for it"
        return ""


def server_of(target: Target | None, context: Context) -> Server:
    """Return what is known of the server of a request."""
    if target is None:
        return Server()
    places = (target.request.place, *(piece.place for piece in target.request.url.literals if piece.place))
    found = (context.evidence.get(place.path, FileEvidence()) for place in places)
    port = "" if target.url.port == "443" else target.url.port
    return Server(target.product, any(one.declared for one in found), target.named, port)


@dataclass(frozen=True, slots=True)
class Trust:
    """A level, and why it is lower than the rule's, "" where it is not."""

    level: Applicability
    doubt: str = ""


def trust(rule: Applicability, certainty: Certainty, server: Server | None = None, *doubts: str) -> Trust:
    """Return the level of a fix by that of its rule, the certainty of the usage, the server it is sent to, and more
    doubts."""
    of_server = server.doubt if server is not None else ""
    of_usage = "it is not certain what is called" if certainty is Certainty.MAYBE else ""
    found = next(filter(None, (*doubts, of_server, of_usage)), "")
    if rule is Applicability.MANUAL or certainty is Certainty.LEXICAL:
        return Trust(Applicability.MANUAL)
    return Trust(Applicability.UNSAFE, found) if found else Trust(rule)


def applicability(rule: Applicability, certainty: Certainty) -> Applicability:
    """Return the level where the server does not matter."""
    return trust(rule, certainty).level
