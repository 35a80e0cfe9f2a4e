"""What a program requires follows what it uses: that is known only once all files of a project are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import RequirementMatch
from c42migrate.fixes.sdk_requirements import requirement_fix
from c42migrate.model import Finding

_USES_NEW = re.compile(rb"^[ \t]*(?:import|from)[ \t]+(incydr|pycpg)\b", re.MULTILINE)
_OLD = ("py42.", "code42cli")


def with_requirements(
    findings: Sequence[Finding],
    contents: Mapping[str, bytes],
    roots: Mapping[str, str],
    catalogue: Catalogue,
    whole: Collection[str],
) -> Iterator[Finding]:
    """Yield the findings; those of a required py42 with the fix that requires incydr, or pycpg for a CrashPlan server.

    ``roots``: path → the root of its project; ``whole``: roots of the projects that are read as a whole, where it can
    be told that nothing is left of py42.
    """
    found = ((roots.get(path), _USES_NEW.search(data)) for path, data in contents.items())
    new = {root: match[1].decode() for root, match in found if match is not None}
    old = {roots.get(one.place.path) for one in findings if one.deprecated.path.startswith(_OLD)}
    for one in findings:
        match, root = catalogue.rules[one.code].match, roots.get(one.place.path)
        if isinstance(match, RequirementMatch) and "py42" in match.packages and root in new:
            is_last = root not in old and root in whole
            fix = requirement_fix(one.place, contents.get(one.place.path, b""), new[root], is_last=is_last)
            yield replace(one, fixes=(fix,)) if fix is not None else one
        else:
            yield one
