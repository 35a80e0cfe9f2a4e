"""Replacement chains: a replacement that is itself deprecated is followed to its end when the index is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from c42migrate.catalogue.claims import normal, operations
from c42migrate.catalogue.model import CommandMatch, Replacement, RequestMatch, Rule, RuleProduct, SymbolMatch
from c42migrate.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Chain:
    """``codes``: the rules that the replacement runs into, nearest first. ``terminal``: what is left to use today."""

    codes: tuple[str, ...]
    terminal: Replacement


def chains(rules: Mapping[str, Rule]) -> dict[str, Chain]:
    """Return the chain of every rule. Raises CatalogueError for a cycle and for an end that is itself deprecated."""
    successors = Successors(rules)
    return {code: _chain(rule, successors) for code, rule in rules.items()}


def _chain(rule: Rule, successors: Successors) -> Chain:
    codes: list[str] = []
    at = rule
    while (following := successors.after(at)) is not None:
        if following.code == rule.code or following.code in codes:
            circle = " -> ".join([rule.code, *codes, following.code])
            raise _broken(rule, f"the replacements go round in a circle: {circle}")
        codes.append(following.code)
        at = following
    if at.replacement.status == "deprecated":
        raise _broken(at, f"the replacement of {at.code} is deprecated, but no rule says what comes after it")
    return Chain(tuple(codes), at.replacement)


class Successors:
    """Finds the rule that deprecates a replacement. Rules with conditions (a query key, an argument) never count."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.by_name = {rule.name: rule for rule in rules.values()} | dict(rules)
        self.requests: dict[tuple[str, str], Rule] = {}
        self.symbols: dict[str, Rule] = {}
        self.commands: dict[tuple[str, ...], Rule] = {}
        for rule in sorted(rules.values(), key=lambda rule: rule.precedence):
            if rule.product is not RuleProduct.CRASHPLAN:
                self._enter(rule)

    def _enter(self, rule: Rule) -> None:
        match rule.match:
            case RequestMatch(query=(), body={}) as found if not found.body:
                self.requests |= dict.fromkeys(operations(found), rule)
            case SymbolMatch(argument="", forms=()) as found:
                self.symbols |= dict.fromkeys(found.names, rule)
            case CommandMatch(options=()) as found:
                self.commands[(found.program, *found.words)] = rule

    def after(self, rule: Rule) -> Rule | None:
        """Return the rule that ``rule``'s replacement falls under, or None. A live replacement that does is an
        error."""
        replacement = rule.replacement
        if replacement.next and replacement.next not in self.by_name:
            raise _broken(rule, f"replacement.next: there is no rule {replacement.next!r}")
        following = self.by_name[replacement.next] if replacement.next else self._lookup(replacement)
        if following is not None and replacement.status != "deprecated":
            raise _broken(
                rule, f"replacement.status is {replacement.status.value!r}, but {following.code} deprecates it"
            )
        return following

    def _lookup(self, replacement: Replacement) -> Rule | None:
        if replacement.path and (replacement.method.upper(), normal(replacement.path)) in self.requests:
            return self.requests[(replacement.method.upper(), normal(replacement.path))]
        return self._symbol(replacement.symbol) or self._command(replacement.command)

    def _symbol(self, name: str) -> Rule | None:
        """Return the rule for the symbol or, by ``.*``, for something above it."""
        parts = name.split(".") if name else []
        above = [".".join(parts[:size]) + ".*" for size in range(len(parts) - 1, 0, -1)]
        return next((self.symbols[key] for key in [name, *above] if key in self.symbols), None)

    def _command(self, command: str) -> Rule | None:
        words = command.split()
        starts = [tuple(words[:size]) for size in range(len(words), 0, -1)]
        return next((self.commands[start] for start in starts if start in self.commands), None)


def _broken(rule: Rule, message: str) -> CatalogueError:
    return CatalogueError(message, path=rule.source_file, line=rule.source_line)
