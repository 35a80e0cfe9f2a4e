"""Programs inside other files: each is handed on as a ``Source`` of its own with exact byte offsets into the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from c42migrate.files.source import Source
from c42migrate.readers.containers.config import dockerfile_parts, yaml_parts
from c42migrate.readers.containers.lines import crontab_parts, is_crontab, makefile_parts, unit_parts
from c42migrate.readers.containers.markup import markdown_parts, rst_parts
from c42migrate.readers.containers.notebook import notebook_parts
from c42migrate.readers.containers.scripts import batch_parts, pipeline_parts, shell_parts
from c42migrate.readers.containers.xml import xml_parts

_READERS: dict[str, Callable[[Source], Iterable[Source]]] = {
    "notebook": notebook_parts,
    "markdown": markdown_parts,
    "rst": rst_parts,
    "xml": xml_parts,
    "yaml": yaml_parts,
    "dockerfile": dockerfile_parts,
    "makefile": makefile_parts,
    "crontab": crontab_parts,
    "shell": shell_parts,
    "unit": unit_parts,
    "groovy": pipeline_parts,
    "batch": batch_parts,
}
_BY_SUFFIX = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".jsp"), "xml"),
    **dict.fromkeys((".bat", ".cmd"), "batch"),
    **dict.fromkeys((".service", ".conf", ".ini", ".cfg", ".desktop"), "unit"),
    **dict.fromkeys((".groovy", ".jenkinsfile", ".gvy"), "groovy"),
}
_PLAIN = frozenset({"", ".txt", ".conf", ".cfg", ".tab"})


def parts(source: Source) -> list[Source]:
    """Return the programs in ``source``: kinds python, shell, powershell, prose, or one that the lexical reader knows.

    ``source.kind`` says which container it is (an HTML page has kind ``text``). A part may be a container
    again, such as a block of YAML in Markdown. ``escaped`` is set where the container escapes characters.
    """
    kind = _container(source) if source.kind == "text" else source.kind
    reader = _READERS.get(kind)
    return list(reader(source)) if reader else []


def _container(source: Source) -> str:
    """Return what a text is a container of: by its name, or a crontab by what stands in it; "" when of nothing."""
    name = PurePosixPath(source.path.lower())
    if name.name.startswith("jenkinsfile"):
        return "groovy"
    if name.suffix in _PLAIN and is_crontab(source.text):
        return "crontab"
    return _BY_SUFFIX.get(name.suffix, "")
