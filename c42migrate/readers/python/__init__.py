"""The Python reader: modules of a run, linked, to usages."""

from __future__ import annotations

from collections.abc import Sequence

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.usages import Reading


def read(sources: Sequence[Source], lexicon: Lexicon) -> list[Reading]:
    """Read all Python sources of a run at once, so that constants and wrappers are followed across files.

    One reading per source, in the same order. A source that cannot be parsed gives ``parsed=False`` and a problem;
    the others are read all the same.
    """
    from c42migrate.readers.python.reader import Reader

    return Reader(sources, lexicon).readings()
