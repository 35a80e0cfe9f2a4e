"""SDK symbols and command lines against their rules."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.catalogue.model import CallFix, CommandFix, CommandMatch, Rule, SymbolMatch
from c42migrate.fixes.plan_commands import aligned, command_edits
from c42migrate.fixes.plan_names import argument_of, call_edits
from c42migrate.matching.applicability import applicability
from c42migrate.matching.build import Draft
from c42migrate.matching.context import Context
from c42migrate.matching.evidence import FileEvidence, Product
from c42migrate.model import Applicability, Certainty, Command, Fix, Place, Symbol


def symbol_draft(symbol: Symbol, context: Context) -> Draft | None:
    """Return the one rule that covers a symbol: highest precedence, then the most specific name."""
    found = [(rule, name) for rule in context.rules(SymbolMatch) if (name := _covering(rule, symbol))]
    if not found:
        return None
    rule, name = min(found, key=lambda pair: (-pair[0].precedence, pair[1].endswith("*"), -len(pair[1]), pair[0].code))
    certainty = symbol.certainty
    fixes = _symbol_fixes(rule, symbol, context) if certainty is not Certainty.LEXICAL else ()
    product = product_at(symbol.place, context)
    notes = _crashplan_twin(symbol, context)
    return Draft(rule, symbol.place, "", symbol.name, certainty, product, symbol.trail, fixes, symbol.scope, notes)


def _covering(rule: Rule, symbol: Symbol) -> str:
    """Return the longest of the rule's names that covers the symbol, ``""`` when none does."""
    match = rule.match
    if not isinstance(match, SymbolMatch) or (match.forms and symbol.form not in match.forms):
        return ""
    names = [name for name in match.names if covers(name, symbol.name)]
    return max(names, key=len) if names and _has_argument(match, symbol) else ""


def covers(pattern: str, name: str) -> bool:
    """Whether a rule's name, which may end in ``.*``, is that of a symbol."""
    return name.startswith(pattern[:-1]) if pattern.endswith(".*") else name == pattern


def _has_argument(match: SymbolMatch, symbol: Symbol) -> bool:
    if not match.argument:
        return True
    argument = argument_of(match, symbol.arguments)
    if match.argument_absent:
        return symbol.form == "call" and (argument is None or argument.constant in {"False", "None"})
    return argument is not None


def product_at(place: Place, context: Context) -> Product:
    """Take the SDK and its command line for Incydr's unless the file says otherwise."""
    found = context.evidence.get(place.path, FileEvidence()).product
    return Product.INCYDR if found in {Product.NONE, Product.INCYDR} else Product.UNKNOWN


def _symbol_fixes(rule: Rule, symbol: Symbol, context: Context) -> tuple[Fix, ...]:
    fix = rule.fix
    if fix.applicability is Applicability.MANUAL or not isinstance(rule.match, SymbolMatch):
        return ()
    if not isinstance(fix, CallFix):  # what moves a whole file is planned for all its symbols together
        return ()
    edits = call_edits(symbol, rule.match, fix, context.texts)
    level = applicability(fix.applicability, symbol.certainty)
    label = f"drop {rule.match.argument}" if fix.drop else f"use {fix.symbol or fix.insert}"
    leaves = _others(rule, fix.symbol or symbol.name, context) if edits else ()
    return (Fix(level, label, edits, leaves),) if edits else ()


def _others(rule: Rule, name: str, context: Context) -> tuple[str, ...]:
    """Codes of the other rules that may cover the name once the fix is made."""
    return tuple(
        other.code
        for other in context.rules(SymbolMatch)
        if other is not rule
        and isinstance(other.match, SymbolMatch)
        and any(covers(n, name) for n in other.match.names)
    )


def _crashplan_twin(symbol: Symbol, context: Context) -> tuple[str, ...]:
    """Where the file speaks of CrashPlan as well: whether pycpg has the same call, as a note."""
    package, _, chain = symbol.name.partition(".client.")
    if package != "py42" or product_at(symbol.place, context) is not Product.UNKNOWN:
        return ()
    known = chain.partition(".")[0] in context.catalogue.vocabulary.crashplan_client
    return (f"for a CrashPlan server: {f'the package pycpg has {chain}' if known else f'pycpg has no {chain}'}",)


def command_draft(command: Command, context: Context) -> Draft | None:
    """Return the one rule that covers a command line: highest precedence, then most words, then named options."""
    found = [(rule, match) for rule in context.rules(CommandMatch) if (match := _command_match(rule, command))]
    if not found:
        return None
    rule, match = min(
        found, key=lambda pair: (-pair[0].precedence, -len(pair[1].words), not pair[1].options, pair[0].code)
    )
    label = " ".join([match.program, *match.words])
    used = " ".join([match.program, *_subcommand(command, match, context)])
    fixes = _command_fixes(rule, match, command, context) if command.certainty is not Certainty.LEXICAL else ()
    product = product_at(command.place, context)
    return Draft(
        rule,
        command.place,
        "",
        label,
        command.certainty,
        product,
        (),
        fixes,
        command.scope,
        prose=command.prose,
        used=used,
    )


def _subcommand(command: Command, match: CommandMatch, context: Context) -> Iterator[str]:
    """Yield the words of the sub-command: known ones before the first option or value."""
    names = {*context.catalogue.lexicon.subcommands, *match.words}
    for word in command.words:
        if not word.known or word.known not in names:
            return
        yield word.known


def _command_match(rule: Rule, command: Command) -> CommandMatch | None:
    match = rule.match
    if not isinstance(match, CommandMatch) or match.program != command.program:
        return None
    if aligned(command.words, match.words) is None:
        return None
    given = [(word.known or word.marked).partition("=")[0] for word in command.words]
    return match if not match.options or any(option in given for option in match.options) else None


def _command_fixes(rule: Rule, match: CommandMatch, command: Command, context: Context) -> tuple[Fix, ...]:
    fix = rule.fix
    if fix.applicability is Applicability.MANUAL or not isinstance(fix, CommandFix):
        return ()
    planned = command_edits(command, match, fix, context.texts)
    level = applicability(fix.applicability, command.certainty)
    return (Fix(level, f"use {planned[0]}", planned[1]),) if planned else ()
