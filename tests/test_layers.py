"""The layers of the package: a room imports only what stands before it, and no files import each other in a circle.

Imports for types count.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

LAYERS = [
    "errors | lexicon | terms",
    "model",
    "options",  # what a run is asked for
    "edits",
    "files",
    "catalogue",
    "outcome",  # what a run gives back
    "readers",
    "fixes",  # plans are made while usages are matched; engine.repair makes them
    "matching",
    "policy",
    "config",
    "settings",
    "reports",
    "engine",
    "lsp | mcp",
    "cli",
    "__main__",
]
"""From the ground up; ``|``: beside each other, knowing nothing of each other."""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("c42migrate", cache_dir=None)


def test_every_room_has_its_layer(graph: grimp.ImportGraph) -> None:
    placed = {name for layer in LAYERS for name in layer.split(" | ")}
    assert {module.removeprefix("c42migrate.") for module in graph.find_children("c42migrate")} == placed


def test_a_room_imports_only_what_stands_before_it(graph: grimp.ImportGraph) -> None:
    layers = [grimp.Layer(*layer.split(" | "), independent=True) for layer in reversed(LAYERS)]
    found = graph.find_illegal_dependencies_for_layers(layers, containers={"c42migrate"})
    assert sorted(f"{each.importer} imports {each.imported}" for each in found) == []


def test_no_circle_of_files(graph: grimp.ImportGraph) -> None:
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_a_circle_would_be_found() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"c"}, "c": {"a"}}).prepare()
