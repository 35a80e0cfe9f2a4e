"""The Python reader: modules of a run, linked, to usages."""

from __future__ import annotations

from collections.abc import Sequence

from c42migrate.errors import Problem
from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Reading


def read(sources: Sequence[Source], lexicon: Lexicon) -> list[Reading]:
    """Read all Python sources of a run at once, so that constants and wrappers are followed across files.

    One reading per source, in the same order. A source that cannot be parsed gives ``parsed=False`` and a problem;
    the others are read all the same. Sources that take too many steps together are read one by one; one that does by
    itself gives ``parsed=False`` and a problem of kind ``timeout``.
    """
    # Runs that read no Python must not pay for libcst: it is imported here.
    from c42migrate.readers.python.evaluator import OutOfSteps
    from c42migrate.readers.python.reader import Reader

    try:
        return Reader(sources, lexicon).readings()
    except OutOfSteps:
        if len(sources) > 1:
            return [reading for source in sources for reading in read([source], lexicon)]
        path = sources[0].path
        return [Reading(path, (), (Problem(path, "timeout", "takes too many steps to follow"),), parsed=False)]
