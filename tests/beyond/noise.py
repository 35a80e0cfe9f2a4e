"""``python -m tests.beyond.noise [DIR ...]``: checks files that have nothing to do with Code42; there must be no finding.

Without directories it takes the installed packages and what the system keeps for everyone. Looked at are shell,
PowerShell, Markdown, reStructuredText and YAML files, by the tool's own idea of a kind, or with ``--all`` every kind
there is. Twice: as they are, and (with ``--hard``) as if each stood in a project that speaks to Code42, so that the
byte search spares none of them.
"""

from __future__ import annotations

import sys
import sysconfig
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.engine.analyse import read
from c42migrate.files.discover import Candidate, Options, discover
from c42migrate.files.kinds import KINDS as EVERY
from c42migrate.matching import match
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome

KINDS = ("shell", "powershell", "markdown", "rst", "yaml", "conda")
AS_OF = date(2026, 11, 23)
SHARED = ("/usr/share", "/usr/lib", "/etc")
SHOWN = 50


def default_directories() -> list[str]:
    """Where files of other people are on any machine."""
    known = [sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), *SHARED]
    return [name for name in known if Path(name).is_dir()]


def options(directories: Iterable[str], kinds: tuple[str, ...] = KINDS) -> CheckOptions:
    return CheckOptions(tuple(directories), AS_OF, include_kinds=kinds, respect_gitignore=False, root=Path("/"))


def measure(directories: Iterable[str], kinds: tuple[str, ...] = KINDS) -> Outcome:
    """One run over the files as they are."""
    return engine.check(options(directories, kinds))


def hard(
    directories: Iterable[str], product: str = "auto", kinds: tuple[str, ...] = KINDS
) -> Iterator[tuple[str, str, int]]:
    """(kind, path:code or "", bytes) of every file, read by its reader whatever it holds, and matched with all rules."""
    catalogue = current()
    for found in discover(tuple(directories), Options(root=Path("/"), kinds=kinds, respect_gitignore=False)):
        if not isinstance(found, Candidate):
            continue
        data = Path(found.path).read_bytes()
        done = read({found.path: data}, {found.path: found.kind}, catalogue.lexicon)
        findings = match(done.readings, {found.path: data}, catalogue, {found.path: product})
        yield found.kind, "", len(data)
        yield from ((found.kind, f"{found.path}:{finding.place.start} {finding.code}", 0) for finding in findings)


def main(arguments: list[str]) -> int:
    directories = [word for word in arguments if not word.startswith("--")] or default_directories()
    looked_at = tuple(sorted(EVERY)) if "--all" in arguments else KINDS
    started = time.monotonic()
    if "--hard" in arguments:
        rows = list(hard(directories, "incydr" if "--incydr" in arguments else "auto", looked_at))
        kinds = Counter(kind for kind, what, _ in rows if not what)
        wrong = [what for _, what, _ in rows if what]
    else:
        outcome = measure(directories, looked_at)
        kinds = Counter(outcome.kinds)
        wrong = [
            f"{dated.finding.place.path}:{dated.finding.place.start} {dated.finding.code}" for dated in outcome.active
        ]
    told = [f"{count:>7} {kind}" for kind, count in kinds.most_common()]
    told += [f"{kinds.total():>7} files, {len(wrong)} findings, {time.monotonic() - started:.0f} s", *wrong[:SHOWN]]
    sys.stdout.write("\n".join([*told, ""]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
