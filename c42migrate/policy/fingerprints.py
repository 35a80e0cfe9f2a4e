"""What a finding is recognised by from one run to the next: never by its line.

Code, path, enclosing name and matched text; equal ones are numbered in the order of the file, so that a second copy
of a known finding is a new finding, and removing either leaves the other known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from types import MappingProxyType

from c42migrate.model import Dated, Finding


@dataclass(frozen=True, slots=True)
class Identity:
    """``full`` includes the path, ``content`` does not (it survives a renamed file)."""

    full: str
    content: str


def stamp(dated: Sequence[Dated], root: Path, within: Mapping[str, str]) -> list[Dated]:
    """Every finding with its fingerprint; ``dated`` must be sorted. ``within`` or, where it is silent, ``root``
    anchors the paths."""
    marked = zip(dated, identities([d.finding for d in dated], root, within), strict=True)
    return [replace(d, finding=replace(d.finding, fingerprint=identity.full)) for d, identity in marked]


def identities(
    findings: Sequence[Finding], root: Path, within: Mapping[str, str] = MappingProxyType({})
) -> list[Identity]:
    """One identity per finding, in the order given."""
    seen: Counter[tuple[str, ...]] = Counter()
    return [
        _identity(finding, within.get(finding.place.path) or anchored(finding.place.path, root), seen)
        for finding in findings
    ]


def _identity(finding: Finding, path: str, seen: Counter[tuple[str, ...]]) -> Identity:
    content = (finding.code, finding.scope, " ".join(finding.matched.split()).lower())
    seen[(path, *content)] += 1
    ordinal = str(seen[(path, *content)])
    return Identity(_digest(path, *content, ordinal), _digest(*content, ordinal))


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    import hashlib  # most runs of a hook have no finding to stamp

    return hashlib.sha256(joined).hexdigest()[:32]


def anchored(path: str, root: Path) -> str:
    """``path`` relative to ``root`` with ``/`` where it lies below it, else as given."""
    absolute = Path(path).absolute()
    base = root.absolute()
    return (absolute.relative_to(base) if absolute.is_relative_to(base) else PurePath(path)).as_posix()
