"""What a shell is offered for the values of options: codes, families and names, kinds, formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def rule_words(_ctx: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer codes and names with what they are about, and families; several may stand in one word, with commas."""
    from c42migrate.catalogue import current

    rules = current(()).rules.values()
    known = {rule.family: f"all rules about {rule.family}" for rule in rules}
    known |= {rule.code: rule.summary for rule in rules} | {rule.name: rule.summary for rule in rules}
    return _offered(known, incomplete)


def kind_words(_ctx: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer kinds of files."""
    from c42migrate.files.kinds import KINDS

    return _offered(dict.fromkeys(sorted(KINDS), ""), incomplete)


def one_of(words: Iterable[str]) -> Complete:
    """Return what offers ``words``."""
    known = dict.fromkeys(words, "")
    return lambda _ctx, _option, incomplete: _offered(known, incomplete)


def _offered(known: dict[str, str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(before + comma + word, help=about or None)
        for word, about in known.items()
        if word.lower().startswith(last.lower())
    ]
