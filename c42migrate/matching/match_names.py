"""SDK symbols, command lines and requirements against their rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from c42migrate.catalogue.model import CommandMatch, RequirementMatch, Rule, SymbolMatch
from c42migrate.findings import Edit, Fix
from c42migrate.fixes.plan import cut, replace_in, united
from c42migrate.matching.build import Draft
from c42migrate.matching.context import Context
from c42migrate.matching.evidence import FileEvidence, Product
from c42migrate.symbolic import Literal, Place, Text
from c42migrate.usages import Argument, Certainty, Command, Requirement, Symbol


def symbol_draft(symbol: Symbol, context: Context) -> Draft | None:
    """The one rule that covers a symbol: highest precedence, then the most specific name."""
    found = [(rule, name) for rule in context.rules(SymbolMatch) if (name := _covering(rule, symbol))]
    if not found:
        return None
    rule, name = min(found, key=lambda pair: (-pair[0].precedence, pair[1].endswith("*"), -len(pair[1]), pair[0].code))
    certainty = symbol.certainty
    fixes = _symbol_fixes(rule, symbol, context) if certainty is not Certainty.LEXICAL else ()
    product = _product(symbol.place, context)
    return Draft(rule, symbol.place, "", symbol.name, certainty, product, symbol.trail, fixes, symbol.scope)


def _covering(rule: Rule, symbol: Symbol) -> str:
    """The longest of the rule's names that covers the symbol, ``""`` when none does."""
    match = rule.match
    if not isinstance(match, SymbolMatch) or (match.forms and symbol.form not in match.forms):
        return ""
    names = [name for name in match.names if _covers(name, symbol.name)]
    return max(names, key=len) if names and _has_argument(match, symbol) else ""


def _covers(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith(".*") else name == pattern


def _has_argument(match: SymbolMatch, symbol: Symbol) -> bool:
    if not match.argument:
        return True
    argument = _argument(match, symbol.arguments)
    if match.argument_absent:
        return symbol.form == "call" and (argument is None or argument.constant in {"False", "None"})
    return argument is not None


def _argument(match: SymbolMatch, arguments: Iterable[Argument]) -> Argument | None:
    return next(
        (a for a in arguments if a.name == match.argument or (not a.name and a.position == match.position)), None
    )


def _product(place: Place, context: Context) -> Product:
    """The SDK and its command line are Incydr's unless the file says otherwise."""
    found = context.evidence.get(place.path, FileEvidence()).product
    return Product.INCYDR if found in {Product.NONE, Product.INCYDR} else Product.UNKNOWN


def _symbol_fixes(rule: Rule, symbol: Symbol, context: Context) -> tuple[Fix, ...]:
    fix = rule.fix
    if fix.applicability == "manual":
        return ()
    level = "unsafe" if symbol.certainty is Certainty.MAYBE else fix.applicability
    if fix.drop and isinstance(rule.match, SymbolMatch):
        argument = _argument(rule.match, symbol.arguments)
        edit = cut(argument.span, context.texts) if argument and argument.name else None
        return (Fix(level, f"drop {rule.match.argument}", (edit,)),) if edit else ()
    edits = united([_renamed(symbol, fix.symbol, context)]) if fix.symbol else None
    return (Fix(level, f"use {fix.symbol}", edits),) if edits else ()


def _renamed(symbol: Symbol, new: str, context: Context) -> tuple[Edit, ...] | None:
    """Token by token; the names must be of one length and differ only in parts that are written here."""
    old_parts, new_parts = symbol.name.split("."), new.split(".")
    hidden = len(old_parts) - len(symbol.tokens)
    if len(old_parts) != len(new_parts) or hidden < 0 or old_parts[:hidden] != new_parts[:hidden]:
        return None
    edits = [
        replace_in(token, 0, len(token.text), want, context.texts)
        for token, have, want in zip(symbol.tokens, old_parts[hidden:], new_parts[hidden:], strict=True)
        if have != want and token.text == have
    ]
    changed = sum(have != want for have, want in zip(old_parts, new_parts, strict=True))
    found = tuple(edit for edit in edits if edit)
    return found if found and len(found) == changed else None


def command_draft(command: Command, context: Context) -> Draft | None:
    """The one rule that covers a command line: highest precedence, then most words, then named options."""
    found = [(rule, match) for rule in context.rules(CommandMatch) if (match := _command_match(rule, command))]
    if not found:
        return None
    rule, match = min(
        found, key=lambda pair: (-pair[0].precedence, -len(pair[1].words), not pair[1].options, pair[0].code)
    )
    label = " ".join([match.program, *match.words])
    fixes = _command_fixes(rule, match, command, context) if command.certainty is not Certainty.LEXICAL else ()
    product = _product(command.place, context)
    return Draft(rule, command.place, "", label, command.certainty, product, (), fixes, command.scope)


def _command_match(rule: Rule, command: Command) -> CommandMatch | None:
    match = rule.match
    if not isinstance(match, CommandMatch) or match.program != command.program:
        return None
    if aligned(command.words, match.words) is None:
        return None
    given = [(word.known or word.marked).partition("=")[0] for word in command.words]
    return match if not match.options or any(option in given for option in match.options) else None


def aligned(words: Sequence[Text], wanted: Sequence[str], start: int = 0) -> tuple[int, ...] | None:
    """Where the sub-command words stand; options, each with or without a value, may stand before any of them."""
    if not wanted:
        return ()
    if start >= len(words):
        return None
    word = words[start].known
    if word == wanted[0]:
        rest = aligned(words, wanted[1:], start + 1)
        if rest is not None:
            return (start, *rest)
    if not words[start].marked.startswith("-"):
        return None
    return aligned(words, wanted, start + 1) or aligned(words, wanted, start + 2)


def _command_fixes(rule: Rule, match: CommandMatch, command: Command, context: Context) -> tuple[Fix, ...]:
    new = rule.fix.command.split()
    at = aligned(command.words, match.words)
    if (
        rule.fix.applicability == "manual"
        or not new
        or at is None
        or len(new) != len(at) + 1
        or new[0] != match.program
    ):
        return ()
    edits = []
    for index, want in zip(at, new[1:], strict=True):
        piece = command.words[index].pieces[0]
        whole = isinstance(piece, Literal) and len(command.words[index].pieces) == 1
        if isinstance(piece, Literal) and whole and piece.text != want:
            edits.append(replace_in(piece, 0, len(piece.text), want, context.texts))
    found = tuple(edit for edit in edits if edit)
    level = "unsafe" if command.certainty is Certainty.MAYBE else rule.fix.applicability
    return (Fix(level, f"use {rule.fix.command}", found),) if found and len(found) == len(edits) else ()


def requirement_draft(requirement: Requirement, context: Context) -> Draft | None:
    """The rule that covers a declared dependency."""
    rules = sorted(context.rules(RequirementMatch), key=lambda rule: (-rule.precedence, rule.code))
    for rule in rules:
        match = rule.match
        listed = isinstance(match, RequirementMatch) and requirement.package in match.packages
        if isinstance(match, RequirementMatch) and listed and _may_meet(requirement.specifier, match.versions):
            return Draft(rule, requirement.place, "", requirement.package, requirement.certainty, Product.INCYDR)
    return None


def _may_meet(declared: str, affected: str) -> bool:
    """Whether some version can satisfy both specifiers: tried at, below and just above every version they name."""
    if not affected:
        return True
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 - only pins with ranges need it

    try:
        both = SpecifierSet(f"{declared},{affected}" if declared else affected)
    except InvalidSpecifier:
        return True
    named = [spec.version.removesuffix(".*") for spec in both]
    tries = ["0", "999", *named, *(f"{version}.1" for version in named), *(f"{version}.999" for version in named)]
    return any(both.contains(version, prereleases=True) for version in tries)
