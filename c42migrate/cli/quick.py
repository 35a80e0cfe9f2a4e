"""The quick way through ``check`` and ``fix``: no click, no classes, no rules, as long as there is nothing to say.

A hook runs on every commit, and nearly always nothing speaks of Code42; then everything that a run imports is in vain.
So the common words of a command line are understood here, the files are looked at, and two answers are given at once:
that there is nothing, and what was answered before to the very same question. Whatever else there is (another word, a
configuration file, a problem, a terminal to be drawn on) goes the whole way, with what was gathered so far.
Nothing is imported here that costs a millisecond.
"""

from __future__ import annotations

import os
import sys

from c42migrate.catalogue.head import builtin_head
from c42migrate.engine.gather import gather
from c42migrate.files.whole import read_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from c42migrate.catalogue.head import Head
    from c42migrate.engine.gather import Gathered
    from c42migrate.engine.store import Store
    from c42migrate.model import Problem

FLAGS = {"--quiet": "quiet", "-q": "quiet", "--no-cache": "no_cache", "--exit-zero": "exit_zero", "--strict": "strict"}
VALUES = {
    "--format": "format",
    "--output-format": "format",
    "-f": "format",
    "--jobs": "jobs",
    "-j": "jobs",
    "--fail-on": "fail_on",
}
FORMATS = frozenset({"text", "concise", "json", "sarif", "github", "gitlab", "junit", "csv"})
_KNOWN = {"format": FORMATS, "fail_on": frozenset({"note", "warning", "error", "never"})}
_CONFIGURATIONS = (".c42migrate.toml", "pyproject.toml")
_SURROUNDINGS = ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "TERM", "CI")
"""Variables of the environment on which a report may depend."""


class Quick:
    """A run that was understood: what ``survey.Wanted`` says of it, defaults included, and what was gathered for it."""

    exclude: tuple[str, ...] = ()
    root = ""
    stdin: bytes | None = None
    stdin_filename = "-"
    max_size = 5_000_000
    include_kinds: tuple[str, ...] = ()
    respect_gitignore = True

    def __init__(self, command: str, paths: tuple[str, ...], given: Mapping[str, str], words: Sequence[str]) -> None:
        self.command = command
        self.paths = paths
        self.jobs = int(given.get("jobs", "0"))
        self.format = given.get("format", "text")
        self.quiet = "quiet" in given
        self.contents: Mapping[str, bytes] = {}
        self._cache = "no_cache" not in given
        self._words = words
        self.found: Gathered | None = None
        self._key = ""
        self._store: Store | None = None

    def answer(self) -> int | None:
        """Prints everything there is to say and gives the exit code; None when that takes the whole way."""
        head = builtin_head()
        if head is None:
            return None
        self.found = gather(self, head)
        if self.found.problems or not self.found.files:
            return None
        if not self.found.contents and self.format in {"text", "concise"}:
            return self._nothing(head)
        return self._again(head) if self.command == "check" and self._cache and not sys.stdout.isatty() else None

    def _nothing(self, head: Head) -> int:
        if not self.quiet and self.found is not None:
            from c42migrate.reports.closing import summary

            for line in summary(Nothing(self.found, head)):
                sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
        return 0

    def begin(self) -> None:
        """Read what was gathered, if anything; what the whole way needs then is imported while other processes read.

        Raises CatalogueError.
        """
        if self.found is not None and self.found.contents:
            from c42migrate.engine.lean import own

            with own():
                from c42migrate.catalogue import current
                from c42migrate.engine.readings import read

                self.found.done = read(self.found, current(), self.jobs, _import_the_rest, cache=self._cache)

    # -- what was answered before ----------------------------------------------------------------

    def _again(self, head: Head) -> int | None:
        from c42migrate.engine.store import Store

        self._store = Store(head.version, wanted=True, folder="answers")
        self._key = self._store.key(self._question())
        match self._store.get(self._key):
            case (bytes() as report, str() as closing, int() as code):
                sys.stdout.flush()
                sys.stdout.buffer.write(report)
                sys.stdout.buffer.flush()
                sys.stderr.write(closing)
                sys.stderr.flush()
                return code
        return None

    def _question(self) -> Iterator[tuple[str, str, bytes]]:
        """Everything that an answer depends on: words, place, day, surroundings, files."""
        from time import strftime

        found = self.found
        if found is None:
            return
        around = [os.environ.get(name) for name in _SURROUNDINGS]
        counts = [sorted(found.kinds.items()), sorted(found.left_out.items())]
        asked = (list(self._words), os.getcwd(), strftime("%Y-%m-%d"), around, sys.platform, counts, list(found.kinds))
        yield "", "", repr(asked).encode("utf-8", "surrogatepass")
        for path, data in found.contents.items():
            yield path, found.file_kinds[path], data

    def keep(self, report: bytes, closing: str, code: int) -> None:
        """Take note of the answer that the whole way gave."""
        if self._store is not None:
            self._store.put(self._key, (report, closing, code))
            self._store.prune()


def _import_the_rest() -> None:
    import c42migrate.cli.check
    import c42migrate.cli.group
    import c42migrate.reports.as_text
    import c42migrate.reports.masking_spans  # noqa: F401


class Nothing:
    """What ``closing.summary`` asks of a view and its outcome, for a run in which nothing was found."""

    items = ()
    trend = None
    suppressed = 0
    baselined = 0
    evidence = False
    unparsed = 0
    turned_off = 0
    errors: tuple[Problem, ...] = ()

    def __init__(self, found: Gathered, head: Head) -> None:
        from datetime import date

        self.files = found.files
        self.kinds = found.kinds
        self.left_out = found.left_out
        self.read = {(kind, "skipped"): count for kind, count in found.kinds.items()}
        self.as_of: date = date.today()
        self.verified_on: date = date.fromordinal(head.verified_on)

    @property
    def outcome(self) -> Nothing:
        """Itself."""
        return self

    @property
    def catalogue(self) -> Nothing:
        """Itself."""
        return self


def understood(words: Sequence[str]) -> Quick | None:
    """The run that a command line asks for; None when that, or what is around it, is not one of the common ones."""
    taken = _taken(words[1:]) if words[:1] in (["check"], ["fix"]) else None
    if taken is None or os.name != "posix" or "_C42MIGRATE_COMPLETE" in os.environ:
        return None
    paths, given = taken
    paths = paths or (".",)
    try:
        here = os.getcwd()
    except OSError:
        return None
    watched = sys.stderr.isatty() and any(map(os.path.isdir, paths))  # somebody wants to see how far it is
    if watched or not all(map(os.path.lexists, paths)) or _is_configured(here, paths):
        return None
    return Quick(words[0], paths, given, words)


def _taken(words: Sequence[str]) -> tuple[tuple[str, ...], dict[str, str]] | None:
    """Paths and options among the words, None when one of them is not known here."""
    given: dict[str, str] = {}
    paths: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            paths += rest
            break
        name, equals, value = word.partition("=")
        if word in FLAGS:
            given[FLAGS[word]] = ""
        elif name in VALUES and (not equals or name.startswith("--")):
            given[VALUES[name]] = value if equals else next(rest, "")
        elif word[:2] in VALUES:
            given[VALUES[word[:2]]] = word[2:]
        elif word.startswith("-") or not word:
            return None
        else:
            paths.append(word)
    return (tuple(paths), given) if _are_known(given) and "-" not in paths and all(paths) else None


def _are_known(given: Mapping[str, str]) -> bool:
    jobs = given.get("jobs", "0")
    return (
        jobs.isascii()
        and jobs.isdecimal()
        and len(jobs) < 4
        and all(value in _KNOWN[name] for name, value in given.items() if name in _KNOWN)
    )


def _is_configured(here: str, paths: Sequence[str]) -> bool:
    """Whether a file in a directory above the paths may hold settings."""
    folders = (path if os.path.isdir(path) else os.path.dirname(path) for path in paths)
    folder = os.path.commonpath([os.path.join(here, name) for name in folders])
    while True:
        if any(_may_configure(os.path.join(folder, name)) for name in _CONFIGURATIONS):
            return True
        below, folder = folder, os.path.dirname(folder)
        if folder == below:
            return False


def _may_configure(file: str) -> bool:
    if not os.path.lexists(file):
        return False
    try:
        return not file.endswith("pyproject.toml") or b"c42migrate" in read_whole(file)
    except OSError:
        return True
