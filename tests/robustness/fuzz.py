"""Coverage-guided fuzzing with atheris: ``python -m tests.robustness.fuzz TARGET CORPUS [libFuzzer options]``.

atheris is not among the test requirements (it has no wheels for every Python): install it to run this. Whatever it
finds belongs, made small, into ``cases.py``, which the test suite runs without it.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["c42migrate"]):
    from .targets import TARGETS


def main() -> None:
    """Fuzz one of ``TARGETS`` until told to stop."""
    name = sys.argv[1]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
