"""Puts the rule files and their compiled index into the wheel as ``c42migrate/_rules/``."""

from __future__ import annotations

import pickle
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = "c42migrate/_rules"


class RulesHook(BuildHookInterface[BuilderConfig]):
    """Hatch calls ``initialize`` before and ``finalize`` after a wheel is put together."""

    PLUGIN_NAME = "custom"
    _work: Path | None = None

    def initialize(self, version: str, build_data: dict[str, dict[str, str]]) -> None:
        """Add files to ``build_data["force_include"]``; an editable install reads ``rules/`` itself and gets none.

        Raises CatalogueError, which stops the build.
        """
        if version == "editable":
            return
        self._work = Path(tempfile.mkdtemp())
        compiled = self._work / "index.pickle"
        compiled.write_bytes(compile_rules(Path(self.root)))
        files = {str(path): f"{TARGET}/{path.name}" for path in sorted((Path(self.root) / "rules").glob("*.y*ml"))}
        build_data["force_include"] |= files | {str(compiled): f"{TARGET}/{compiled.name}"}

    def finalize(self, version: str, build_data: dict[str, dict[str, str]], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the working directory."""
        if self._work is not None:
            shutil.rmtree(self._work)


def compile_rules(root: Path) -> bytes:
    """The index file for ``root/rules``, made by the catalogue of the tree that is being built."""
    sys.path.insert(0, str(root))
    try:
        from c42migrate.catalogue.load import load, read
    finally:
        sys.path.remove(str(root))
    load([root / "rules"])  # raises what only shows when the rules are put together
    sources = read([root / "rules"])
    rules = tuple(
        replace(rule, source_file=Path(rule.source_file).name) for rule in sources.rules
    )  # wherever it is built
    return pickle.dumps(replace(sources, rules=rules), protocol=4)
