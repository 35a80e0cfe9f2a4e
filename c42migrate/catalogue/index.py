"""The catalogue in memory: rules by code, the chains of their replacements, words and needles. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from c42migrate.catalogue.model import Replacement, Rule
from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Chain:
    """``codes``: the rules that the replacement runs into, nearest first. ``terminal``: what is left to use today."""

    codes: tuple[str, ...]
    terminal: Replacement


@dataclass(frozen=True, slots=True)
class Needles:
    """Lower-case byte strings, matched in any case.

    A file with a ``strong`` one is a candidate when its project has evidence; one with only ``weak`` ones is when it is
    linked to such a file. ``evidence``: those of ``strong`` that say by themselves that a file is about Code42;
    ``whole``: words (each with a strong one in it) that do so too, but only where they stand alone in a path.
    """

    strong: tuple[bytes, ...]
    weak: tuple[bytes, ...]
    evidence: tuple[bytes, ...] = ()
    whole: tuple[bytes, ...] = ()


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

    def find(self, name: str) -> Rule | None:
        """The rule with the code or the slug ``name`` (any case), or None."""
        code = self.by_name.get(name.lower(), name.upper())
        return self.rules.get(code)
