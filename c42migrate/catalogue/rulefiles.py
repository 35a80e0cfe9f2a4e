"""Which files make up a catalogue, and the hash that stands for their content."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from c42migrate.errors import CatalogueError
from c42migrate.files.whole import read_whole

VOCABULARY = "vocabulary.yaml"


def rule_files(directory: Path) -> list[Path]:
    """The YAML files directly in ``directory``, by name (or ``directory`` itself when it is a file).

    Raises CatalogueError when there are none.
    """
    if directory.is_file():
        return [directory]
    found = sorted(path for path in directory.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))
    if not found:
        raise CatalogueError("has no rule files (*.yaml)", path=str(directory))
    return found


def fingerprint(files: Sequence[Path]) -> str:
    """A hash over names and contents (16 hexadecimal digits); line ends do not count. Raises CatalogueError."""
    digest = blake2b(digest_size=8)
    for path in files:
        try:
            content = read_whole(path).replace(b"\r\n", b"\n")
        except OSError as error:
            raise CatalogueError(f"cannot be read: {error.strerror}", path=str(path)) from error
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
