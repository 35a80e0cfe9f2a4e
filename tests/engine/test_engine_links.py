"""What belongs to what."""

from __future__ import annotations

from pathlib import Path

import pytest

from c42migrate.engine.links import SOURCED, Project, Scopes, bounded, components, references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import a", {(0, "a")}),
        ("import a.b as c, d", {(0, "a.b"), (0, "c"), (0, "d")}),
        ("from a.b import c", {(0, "a.b"), (0, "a.b.c")}),
        ("from . import c, d as e", {(1, ""), (1, "c"), (1, "d"), (1, "e")}),
        ("from ..x import *", {(2, "x")}),
        ("from a import (\n    b,\n    c,\n)", {(0, "a"), (0, "a.b"), (0, "a.c")}),
        ("from a \\\n    import b", {(0, "a"), (0, "a.b")}),
        ("try: import a\nexcept ImportError: import b", {(0, "a"), (0, "b")}),
        ("x = 1; import a", {(0, "a")}),
        ("if x:\n\timport a", {(0, "a")}),
        ("important = 1\nfromage = 2", set()),
        ("# import a", set()),
    ],
)
def test_imports(text: str, expected: set[tuple[int, str]]) -> None:
    assert references(text.encode(), "python") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("source ./lib/common.sh", {"common.sh"}),
        ('. "$DIR/common.sh"', {"common.sh"}),
        (". .\\helpers.ps1", {"helpers.ps1"}),
        ("require_relative 'client'", {"client"}),
        ("echo source of evil", set()),
    ],
)
def test_sourced(text: str, expected: set[str]) -> None:
    assert references(text.encode(), "shell") == {(SOURCED, name) for name in expected}


PATHS = ["r/main.py", "r/consts.py", "r/pkg/__init__.py", "r/pkg/api.py", "r/pkg/deep/x.py", "r/lib/common.sh"]


@pytest.mark.parametrize(
    ("path", "reference", "expected"),
    [
        ("r/main.py", (0, "consts"), {"r/consts.py"}),
        ("r/main.py", (0, "pkg"), {"r/pkg/__init__.py"}),
        ("r/main.py", (0, "pkg.api"), {"r/pkg/api.py"}),
        ("r/pkg/deep/x.py", (2, "api"), {"r/pkg/api.py"}),
        ("r/pkg/deep/x.py", (1, "api"), set()),
        ("r/pkg/deep/x.py", (0, "consts"), {"r/consts.py"}),
        ("r/main.py", (0, "os"), set()),
        ("r/main.py", (0, "main"), set()),
        ("r/run.sh", (SOURCED, "common.sh"), {"r/lib/common.sh"}),
        ("r/run.sh", (SOURCED, "common"), {"r/lib/common.sh"}),
        ("r/run.sh", (SOURCED, "other.sh"), set()),
    ],
)
def test_targets(path: str, reference: tuple[int, str], expected: set[str]) -> None:
    assert Project(PATHS).targets(path, [reference]) == expected


@pytest.mark.parametrize(
    ("evidence", "listed", "inside", "outside"),
    [
        ("o/a/x.py", [], "o/a/b/y.py", "o/c/y.py"),
        ("o/a/src/p/x.py", ["o/a/src/p/__init__.py"], "o/a/tests/y.py", "o/c/y.py"),
        ("o/a/p/q/x.py", ["o/a/p/__init__.py", "o/a/p/q/__init__.py"], "o/a/y.py", "o/y.py"),
        ("o/a/p/q/x.py", ["o/a/pyproject.toml"], "o/a/z/y.py", "o/y.py"),
        ("scripts/x.py", [], "scripts/b/y.py", "y.py"),
        ("/o/a/x.py", [], "/o/a/y.py", "/y.py"),
    ],
)
def test_scopes(
    evidence: str, listed: list[str], inside: str, outside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    scopes = Scopes([evidence], [evidence, *listed], ["o", "/o", "."])
    assert scopes.holds(inside)
    assert scopes.holds(evidence)
    assert not scopes.holds(outside)


def test_a_repository_is_a_project(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    scopes = Scopes([f"{tmp_path}/repo/a/x.py"], [], [str(tmp_path)])
    assert scopes.holds(f"{tmp_path}/repo/b/y.py")
    assert not scopes.holds(f"{tmp_path}/other/y.py")


def test_components() -> None:
    edges = {"d": {"a"}, "b": {"c"}, "e": {"elsewhere"}}
    assert components("abcde", edges) == [["a", "d"], ["b", "c"], ["e"]]


EDGES = {"a": ["b", "c"], "b": ["d"], "e": ["d"], "x": ["a"]}


@pytest.mark.parametrize(
    ("sizes", "most", "expected"),
    [
        ({}, 99, [["a", "b", "c", "d", "e"]]),
        ({}, 3, [["a", "b", "c"], ["d"], ["e"]]),
        ({}, 4, [["a", "b", "c", "d"], ["e"]]),
        ({"b": 9}, 4, [["a", "c"], ["b"], ["d"], ["e"]]),
        ({"a": 9}, 4, [["a"], ["b", "d"], ["c"], ["e"]]),
        ({}, 0, [["a"], ["b"], ["c"], ["d"], ["e"]]),
    ],
)
def test_bounded(sizes: dict[str, int], most: int, expected: list[list[str]]) -> None:
    group = ["a", "b", "c", "d", "e"]
    assert bounded(group, EDGES, dict.fromkeys(group, 1) | sizes, most) == expected
