"""What is known of a call of an SDK on its way to another SDK."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from c42migrate.catalogue.model import ReplacementStatus, Rule, Twin
from c42migrate.fixes.sdk_calls import CallPlan
from c42migrate.fixes.sdk_queries import Query
from c42migrate.fixes.sdk_replies import ReplyPlan
from c42migrate.model import Edit, Fix, Place, Site, Symbol

MARKER = "# c42migrate: review"


@dataclass(frozen=True, slots=True)
class Use:
    """A symbol of the old SDK and the rule that speaks of it."""

    rule: Rule
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Moved:
    """What can be done about a symbol: ``fixes``, or ``note``: why nothing."""

    fixes: tuple[Fix, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewClient:
    """What the new client is called, and the edits that make it."""

    name: str
    edits: list[Edit]


@dataclass(slots=True)
class Call:
    """A call on a client, on its way to the new one. ``uses``: as seen from its callers; all speak of the same."""

    uses: list[Use]
    site: Site
    twin: Twin | None
    shapes: Mapping[str, Mapping[str, str]]
    plan: CallPlan = field(default_factory=CallPlan)
    reply: ReplyPlan = field(default_factory=ReplyPlan)
    obstacle: str = ""
    queries: list[Query] = field(default_factory=list)

    @property
    def symbol(self) -> Symbol:
        """The call as its first caller makes it."""
        return self.uses[0].symbol

    @property
    def rule(self) -> Rule:
        """The rule that speaks of it."""
        return self.uses[0].rule

    @property
    def name(self) -> str:
        """What is called on the old client: ``users.get_all``."""
        return self.symbol.name.partition(".client.")[2]

    @property
    def new_name(self) -> str:
        """What is called on the new one: the name alone, where the plan is an expression with it in."""
        chain = self.plan.chain or (self.twin.call if self.twin else "")
        return re.split(r"[^\w.]", chain.removeprefix("{client}."))[0]

    @property
    def successor(self) -> str:
        """What the rules say takes its place."""
        known = self.rule.successors.get(self.rule.successor(self.symbol.name), "")
        return known if known.lower() not in {"", "nothing"} else self._of_all(known)

    def _of_all(self, known: str) -> str:
        """Return what the rule says of all its calls; of a live successor of others only when nothing is ``known``."""
        replacement = self.rule.replacement
        return replacement.text if not known or replacement.status is ReplacementStatus.NONE else known

    @property
    def ids(self) -> dict[str, Place]:
        """The arguments that must be the new id of something, by the name of the parameter."""
        wanted = self.twin.ids if self.twin is not None else ()
        return {old: place for old, place in self.plan.given.items() if old in wanted}

    @property
    def origins(self) -> set[Place]:
        """The calls that made the client."""
        return {use.symbol.site.origin for use in self.uses if use.symbol.site and use.symbol.site.origin}


def by_hand(successor: str) -> str:
    """Return what to do about what no rewrite is known for, as a sentence."""
    if not successor.lower().startswith("nothing"):
        return f"move it by hand: {successor.rstrip('.')}"
    rest = successor[len("nothing") :].strip(" ;:.,")
    return f"incydr has no equivalent ({rest})" if rest else "incydr has no equivalent: drop the call before py42 ends"
