"""Puts the rule files and the index made of them into the wheel as ``c42migrate/_rules/``."""

from __future__ import annotations

import pickle
import shutil
import sys
import tempfile
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
        for name, data in compile_rules(Path(self.root)).items():
            (self._work / name).write_bytes(data)
        sources = [*sorted((Path(self.root) / "rules").glob("*.y*ml")), *sorted(self._work.iterdir())]
        build_data["force_include"] |= {str(path): f"{TARGET}/{path.name}" for path in sources}

    def finalize(self, version: str, build_data: dict[str, dict[str, str]], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the working directory."""
        if self._work is not None:
            shutil.rmtree(self._work)


def compile_rules(root: Path) -> dict[str, bytes]:
    """Name → content of the files of the index for ``root/rules``, made by the catalogue of the tree that is built."""
    sys.path.insert(0, str(root))
    try:
        from c42migrate.catalogue.compiled import DIGEST, INDEX, digest_of
        from c42migrate.catalogue.index import assemble, compiled
        from c42migrate.catalogue.load import read
    finally:
        sys.path.remove(str(root))
    index = compiled(read([root / "rules"]))
    return {INDEX: pickle.dumps(index, protocol=4), DIGEST: digest_of(assemble(index)).written()}
