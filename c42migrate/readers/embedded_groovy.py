"""Scripts in the steps of a Jenkins pipeline: ``sh '''…'''``, ``sh(script: "…")``, ``powershell '…'``, ``bat``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.files.source import Source
from c42migrate.readers.embedded_chars import cut, decoded, part

_STEP = re.compile(
    r"""^(?P<before>[^\n]{0,200}?)\b(?P<step>sh|bat|powershell|pwsh)\b[ \t]*\(?\s*(?:\w+[ \t]*:[ \t]*\w+,\s*)*
    (?:script[ \t]*:[ \t]*)?
    (?P<quote>'''|"""
    r'"""'
    r"""|'|")(?P<body>(?:[^\\]|\\.)*?)(?P=quote)""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\[\\$'\"]|\\\r?\n")
_KINDS = {"sh": "shell", "bat": "shell", "powershell": "powershell", "pwsh": "powershell"}


def groovy_parts(source: Source) -> Iterator[Source]:
    """The scripts that pipeline steps run. ``${…}`` of Groovy is read as a shell would, ``bat`` as a shell's words."""
    for match in _STEP.finditer(source.text):
        body = cut(source.text, *match.span("body"))
        if "//" not in match["before"] and not _continues(body.text, match["quote"]):
            yield part(source, decoded(body, _ESCAPE, _meant), _KINDS[match["step"]], escaped=True)


def _continues(body: str, quote: str) -> bool:
    """True for what cannot be one string: a quote of one character that spans lines."""
    return len(quote) == 1 and "\n" in body.replace("\\\n", "")


def _meant(escape: str) -> str:
    return escape[1] if escape[1] not in "\r\n" else ""
