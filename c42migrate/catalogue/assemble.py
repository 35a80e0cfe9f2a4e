"""Rules and words to a catalogue: overriding, clash checks, chains, needles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from c42migrate.catalogue.chains import chains
from c42migrate.catalogue.claims import check_claims
from c42migrate.catalogue.ends import with_ends
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import Rule
from c42migrate.catalogue.needles import needles
from c42migrate.catalogue.words import VocabularyFile, lexicon, vocabulary
from c42migrate.errors import CatalogueError


def assemble(rules: Iterable[Rule], words: VocabularyFile, version: str) -> Catalogue:
    """Put the rules together, later ones overriding where they say so.

    Raises CatalogueError for clashing codes, names or claims, for replacement chains that
    end nowhere, for a ``server`` that is no operation, and for a broken vocabulary.
    """
    known = with_ends(_resolve(rules))
    check_claims(known.values())
    try:
        vocabulary_ = vocabulary(words)
    except ValueError as error:
        raise CatalogueError(f"live: {error}", path="vocabulary.yaml") from error
    lexicon_ = lexicon(words, known.values())
    return Catalogue(
        rules=known,
        by_name={rule.name: code for code, rule in known.items()},
        chains=chains(known),
        vocabulary=vocabulary_,
        lexicon=lexicon_,
        needles=needles(known.values(), vocabulary_, lexicon_),
        version=version,
        verified_on=max((rule.verified_on for rule in known.values()), default=date.min),
    )


def _resolve(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by code, in code order."""
    known: dict[str, Rule] = {}
    for rule in rules:
        for clash in [other for other in known.values() if other.code == rule.code or other.name == rule.name]:
            _may_replace(rule, clash)
            del known[clash.code]
        known[rule.code] = rule
    return dict(sorted(known.items()))


def _may_replace(rule: Rule, clash: Rule) -> None:
    if rule.override:
        return
    same = f"code {rule.code}" if rule.code == clash.code else f"name {rule.name!r}"
    raise CatalogueError(
        f"{same} is taken by {clash.code} in {clash.source_file}:{clash.source_line}",
        path=rule.source_file,
        line=rule.source_line,
        hint="choose another, or set 'override: true' to replace that rule",
    )
