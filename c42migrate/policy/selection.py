"""Resolves what people write for rules: codes, code prefixes, families, names, ``all``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from c42migrate.errors import UsageError, did_you_mean
from c42migrate.policy.own import OWN_RULES, OwnRule

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue
    from c42migrate.catalogue.model import Rule


class Selector:
    """Turns words into sets of codes, for one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.codes = frozenset((*catalogue.rules, *(rule.code for rule in OWN_RULES.values())))

    @cached_property
    def _words(self) -> dict[str, set[str]]:
        """Word in lower case → the codes that it means."""
        words: dict[str, set[str]] = {"all": set(self.codes)}
        rules: list[Rule | OwnRule] = [*self._catalogue.rules.values(), *OWN_RULES.values()]
        for rule in rules:
            for word in (rule.code, rule.name, rule.family):
                words.setdefault(word.lower(), set()).add(rule.code)
        return words

    def find(self, word: str) -> frozenset[str]:
        """Return the codes meant by ``word``; empty when it means none."""
        key = word.strip().lower()
        if key in self._words:
            return frozenset(self._words[key])
        if not key.startswith("c42"):
            return frozenset()
        return frozenset(code for code in self.codes if code.lower().startswith(key))

    def resolve(self, words: Iterable[str], where: str) -> frozenset[str]:
        """Return the codes meant by all ``words``; raises UsageError naming ``where`` for one that means nothing."""
        found: set[str] = set()
        for word in words:
            codes = self.find(word)
            if not codes:
                raise UsageError(f"{where}: there is no rule, family or code prefix {word!r}", hint=self.hint(word))
            found |= codes
        return frozenset(found)

    def hint(self, word: str) -> str:
        """``did you mean …?`` or the way to a list."""
        return did_you_mean(word.strip().lower(), self._words) or "see: c42migrate rules"

    def active(self, select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
        """Return the codes that are on: all, or ``select``, less ``ignore``."""
        chosen = self.resolve(select, "--select") or self.codes
        return chosen - self.resolve(ignore, "--ignore")
