"""The cheaper libcst of children lowers to the very same trees, and no other process gets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from c42migrate.engine import lean
from c42migrate.engine.parallel import CAN_FORK

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from c42migrate.engine import lean
parent, *files = sys.argv[1:]
lean.prepare(int(parent) or __import__("os").getpid())
from c42migrate.files.decode import decode
from c42migrate.readers.python.lower import lower
import libcst
print(libcst.Name("x") == libcst.Name("x"), "__setattr__" in vars(libcst.Name))
for file in files:
    print(lower(decode(file, Path(file).read_bytes(), "python")))
"""


def lowered(parent: int) -> tuple[str, str]:
    """What nodes are like, and the trees of some files, in a new process."""
    files = [str(path) for path in sorted((ROOT / "c42migrate" / "readers" / "python").glob("*.py"))]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(parent), *files], capture_output=True, text=True, check=True, cwd=ROOT
    )
    first, _, rest = done.stdout.partition("\n")
    return first, rest


@pytest.mark.skipif(not CAN_FORK, reason="there are no children")
def test_the_trees_are_the_same() -> None:
    whole, trees = lowered(0)
    cheap, same = lowered(1)
    assert (whole, cheap) == ("False True", "False False")
    assert trees == same
    assert trees.count("Module(") > 50


def test_nothing_is_done_where_libcst_is_already() -> None:
    import libcst

    lean.prepare(-1)
    with pytest.raises(AttributeError):
        libcst.Name("x").value = "y"  # type: ignore[misc]
