"""The catalogue in memory: rules by code, the chains of their replacements, words and needles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from c42migrate.catalogue.chains import Chain, chains
from c42migrate.catalogue.claims import check_claims
from c42migrate.catalogue.ends import with_ends
from c42migrate.catalogue.model import Rule
from c42migrate.catalogue.needles import needles
from c42migrate.catalogue.vocabulary import Vocabulary, VocabularyFile, combine, lexicon, vocabulary
from c42migrate.errors import CatalogueError
from c42migrate.files.prefilter import Needles
from c42migrate.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything known of the deprecations.

    ``rules``: by code, in code order. ``by_name``: slug → code. ``chains``: code → where its replacement leads.
    ``version``: a hash of the rule files. ``verified_on``: the newest day on which a rule was checked.
    """

    rules: Mapping[str, Rule]
    by_name: dict[str, str]
    chains: dict[str, Chain]
    vocabulary: Vocabulary
    lexicon: Lexicon
    needles: Needles
    version: str
    verified_on: date

    def __hash__(self) -> int:
        return hash(self.version)

    def find(self, name: str) -> Rule | None:
        """Return the rule with the code or the slug ``name`` (any case), or None."""
        code = self.by_name.get(name.lower(), name.upper())
        return self.rules.get(code)

    def urls(self, rule: Rule) -> tuple[str, ...]:
        """Where the sources of a rule can be read, each once."""
        links = self.vocabulary.links
        known = [max((key for key in links if key in source), key=len, default="") for source in rule.sources]
        return tuple(dict.fromkeys(links[key] for key in known if key))


@dataclass(frozen=True, slots=True)
class Sources:
    """What rule files hold, before it is put together; ``version`` is a hash over the files."""

    rules: tuple[Rule, ...]
    words: tuple[VocabularyFile, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Index:
    """A catalogue as the wheel carries it, without the sets, whose order would differ from build to build.

    ``rules``: checked, in code order, each with its ends.
    """

    rules: tuple[Rule, ...]
    words: tuple[VocabularyFile, ...]
    needles: Needles
    version: str


def compiled(sources: Sources) -> Index:
    """Put the rules together, later ones overriding where they say so.

    Raises CatalogueError for clashing codes, names or claims, for replacement chains that
    end nowhere, for a ``server`` that is no operation, and for a broken vocabulary.
    """
    known = with_ends(_resolve(sources.rules))
    check_claims(known.values())
    chains(known)
    combined = combine(sources.words)
    found = needles(known.values(), vocabulary(combined), lexicon(combined, known.values()))
    rules = (replace(rule, source_file=Path(rule.source_file).name) for rule in known.values())
    return Index(tuple(rules), sources.words, found, sources.version)


def assemble(index: Index) -> Catalogue:
    """Return the catalogue in memory."""
    rules, combined = {rule.code: rule for rule in index.rules}, combine(index.words)
    return Catalogue(
        rules=rules,
        by_name={rule.name: rule.code for rule in index.rules},
        chains=chains(rules),
        vocabulary=vocabulary(combined),
        lexicon=lexicon(combined, index.rules),
        needles=index.needles,
        version=index.version,
        verified_on=max((rule.verified_on for rule in index.rules), default=date.min),
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
