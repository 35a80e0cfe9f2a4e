from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.robustness.trees import TREES, Tree, tried


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
@pytest.mark.parametrize(
    "tree", [pytest.param(tree, id=name) for name, tree in TREES.items() if "50 MB, wanted" not in name]
)
def test_a_hostile_tree(tree: Tree, tmp_path: Path) -> None:
    result = tried(tree, tmp_path)
    assert result.code in tree.codes, result.output.decode(errors="replace")
    assert b"Traceback" not in result.output
    assert b"internal" not in result.output
    assert tree.says in result.output
    assert b"\x1b" not in result.output
    assert not result.escaped
    assert not result.torn
