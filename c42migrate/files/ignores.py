"""What git ignores in a work tree, told from the ignore files alone.

Nothing is started and no setting of a repository is followed: git, asked, runs programs that a repository names. What
counts: ``.gitignore`` of every directory (no links), ``.git/info/exclude`` where ``.git`` is a directory, and the
user's ``core.excludesFile``, looked up in the two plain files of the user, without includes. What git tracks although
it is ignored is ignored here. An ignore file that cannot be read ignores nothing.

The patterns come with what is looked at, so they are matched name by name, in at most as many steps as one has
characters times the other. As regular expressions a line like ``*a*a*a*a*a*b`` would keep a run busy for years.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from c42migrate.files.globs import covers
from c42migrate.files.whole import read_whole

NAME = ".gitignore"
LARGEST = 1_000_000
"""Bytes of an ignore file."""

LONGEST = 1_000
"""Characters of a pattern; a name has at most 255."""

_POSIX = {
    "alnum": ("09", "AZ", "az"),
    "alpha": ("AZ", "az"),
    "blank": ("  ", "\t\t"),
    "cntrl": ("\x00\x1f", "\x7f\x7f"),
    "digit": ("09",),
    "graph": ("!~",),
    "lower": ("az",),
    "print": (" ~",),
    "punct": ("!/", ":@", "[`", "{~"),
    "space": ("  ", "\t\r"),
    "upper": ("AZ",),
    "xdigit": ("09", "AF", "af"),
}
"""Names of character classes → first and last characters of their ranges."""


class _NeverFitsError(ValueError):
    """A pattern that git compares with nothing: a bracket that does not close, a backslash at its end."""


class _Characters:
    """What may stand in one place: the characters of ``ranges``, or all others."""

    __slots__ = ("_negated", "_ranges")

    def __init__(self, ranges: Iterable[Sequence[str]], negated: bool) -> None:
        self._ranges = tuple(ranges)
        self._negated = negated

    def __contains__(self, char: object) -> bool:
        return isinstance(char, str) and any(low <= char <= high for low, high in self._ranges) is not self._negated


_ANY = _Characters((), negated=True)
_STAR = _Characters((), negated=False)
"""Stands for any number of characters; known by identity."""


class _Word:
    """The pattern of one name. ``literal``: the only name that fits, unless there are several."""

    __slots__ = ("_end", "_last", "_start", "_tokens", "literal")

    def __init__(self, tokens: Iterable[str | _Characters]) -> None:
        self._tokens = tuple(tokens)
        self._start = _leading(self._tokens)
        self._end = _leading(self._tokens[::-1])[::-1]
        self._last = self._tokens[-1] if self._tokens and not self._end else _STAR
        alone = all(isinstance(token, str) for token in self._tokens)
        self.literal = "".join(map(str, self._tokens)) if alone else None

    def fits(self, name: str) -> bool:
        """Whether the whole name fits. Of the stars that were met, only the last is ever tried again."""
        if self.literal is not None:
            return name == self.literal
        if not (name.startswith(self._start) and name.endswith(self._end)):
            return False
        if self._last is not _STAR and not _holds(self._last, name[-1]):
            return False
        tokens = self._tokens
        here = at = start = 0
        star = -1
        while here < len(name):
            if at < len(tokens) and tokens[at] is _STAR:
                star, start, at = at, here, at + 1
            elif at < len(tokens) and (tokens[at] == name[here] or _holds(tokens[at], name[here])):
                here, at = here + 1, at + 1
            elif star >= 0:
                here = start = start + 1
                at = star + 1
            else:
                return False
        return all(token is _STAR for token in tokens[at:])


def _leading(tokens: Iterable[str | _Characters]) -> str:
    """Return the characters that come before any choice."""
    return "".join(map(str, takewhile(lambda token: isinstance(token, str), tokens)))


def _holds(token: str | _Characters, char: str) -> bool:
    return isinstance(token, _Characters) and char in token


def _tokens(text: str) -> Iterator[str | _Characters]:
    """Raise _NeverFitsError."""
    here = 0
    while here < len(text):
        char = text[here]
        here += 1
        if char == "*":
            yield _STAR
        elif char == "?":
            yield _ANY
        elif char == "[":
            token, here = _bracket(text, here)
            yield token
        else:
            char, here = _escaped(text, here - 1)
            yield char


def _bracket(text: str, here: int) -> tuple[_Characters, int]:
    """Return the characters of the bracket whose inside begins at ``here``, and where it ends. Raises
    _NeverFitsError."""
    negated = text[here : here + 1] in {"!", "^"}
    start = here = here + negated
    ranges: list[Sequence[str]] = []
    while here == start or text[here : here + 1] != "]":
        end = text.find(":]", here) if text.startswith("[:", here) else -1
        if end > 0:
            if (name := text[here + 2 : end]) not in _POSIX:
                raise _NeverFitsError(name)
            ranges += _POSIX[name]
            here = end + 2
            continue
        low, here = _escaped(text, here)
        high = low
        if text[here : here + 1] == "-" and text[here + 1 : here + 2] not in {"", "]"}:
            high, here = _escaped(text, here + 1)
        ranges.append((low, high))
    return _Characters(ranges, negated), here + 1


def _escaped(text: str, here: int) -> tuple[str, int]:
    """Return the character at ``here``, which a backslash may announce, and where the next begins. Raises
    _NeverFitsError."""
    here += text[here : here + 1] == "\\"
    if here >= len(text):
        raise _NeverFitsError(text)
    return text[here], here + 1


class _Rule:
    """A line of an ignore file. ``word``: the pattern of the last name, where no folder is spoken of."""

    __slots__ = ("_depth", "_directories", "_glob", "negated", "word")

    def __init__(self, line: str) -> None:
        """Raise _NeverFitsError."""
        self.negated = line.startswith("!")
        body = line[self.negated :]
        self._directories = body.endswith("/")
        body = body.removesuffix("/")
        tokens = list(_tokens(body.removeprefix("/")))
        self.word = None if "/" in body else _Word(tokens)
        self._glob = [None if _is_any_depth(part) else _Word(part).fits for part in _parts(tokens)]
        self._depth = None if None in self._glob else len(self._glob)

    def fits(self, names: Sequence[str], is_directory: bool) -> bool:
        """Whether the line speaks of the path ``names``, counted from where its file stands."""
        if self._directories and not is_directory:
            return False
        if self.word:
            return self.word.fits(names[-1])
        return self._depth in {None, len(names)} and covers(self._glob, names, whole=True)


def _parts(tokens: Sequence[str | _Characters]) -> Iterator[Sequence[str | _Characters]]:
    """Yield the patterns of the names of a path; a slash within brackets parts nothing."""
    start = 0
    for at in range(len(tokens)):
        if tokens[at] == "/":
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]


def _is_any_depth(part: Sequence[str | _Characters]) -> bool:
    return len(part) > 1 and all(token is _STAR for token in part)


class _Rules:
    """The lines of one file: the last that fits decides. Those for one name alone are looked up by it."""

    __slots__ = ("_by_name", "_others")

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_name: dict[str, list[tuple[int, _Rule]]] = {}
        self._others: list[tuple[int, _Rule]] = []
        for number, rule in enumerate(_parsed(lines)):
            literal = rule.word.literal if rule.word else None
            group = self._others if literal is None else self._by_name.setdefault(literal, [])
            group.insert(0, (number, rule))

    def ignored(self, names: Sequence[str], is_directory: bool) -> bool | None:
        """Return what the file says of the path ``names``; None when it says nothing."""
        last, found = -1, None
        for group in (self._by_name.get(names[-1], ()), self._others):
            for number, rule in group:
                if number < last:
                    break
                if rule.fits(names, is_directory):
                    last, found = number, not rule.negated
                    break
        return found


def _parsed(lines: Iterable[str]) -> Iterator[_Rule]:
    for line in lines:
        bare = line.rstrip(" ")
        if bare.endswith("\\") and bare != line:  # an escaped space
            bare += " "
        if bare and not bare.startswith("#") and len(bare) <= LONGEST:
            try:
                yield _Rule(bare)
            except _NeverFitsError:
                continue


def _lines(path: str) -> list[str]:
    """Return the lines of a file, a character for each byte, as git compares them; none when it cannot be read."""
    try:
        data = read_whole(path, LARGEST)
    except OSError:
        return []
    return data.removeprefix(b"\xef\xbb\xbf").decode("latin-1").replace("\r\n", "\n").split("\n")


class Folder:
    """A directory in a work tree, with what is ignored in it."""

    __slots__ = ("_levels", "_names")

    def __init__(self, names: tuple[str, ...], levels: tuple[tuple[int, _Rules], ...]) -> None:
        """``names``: the way here from the root; ``levels``: the files that count, nearest first, and how deep."""
        self._names = names
        self._levels = levels

    def ignores(self, name: str, *, is_directory: bool) -> bool:
        """Whether the entry ``name`` of this directory is left out."""
        names = (*self._names, _bytewise(name))
        for depth, rules in self._levels:
            ignored = rules.ignored(names[depth:], is_directory)
            if ignored is not None:
                return ignored
        return False

    def below(self, name: str) -> Folder:
        """Return the directory ``name`` in this one, its own ignore file not read yet."""
        return Folder((*self._names, _bytewise(name)), self._levels)

    def reading(self, path: str) -> Folder:
        """Return this directory with the rules of its ignore file, if there is one at ``path``: a link is none."""
        lines = [] if os.path.islink(path) else _lines(path)
        return Folder(self._names, ((len(self._names), _Rules(lines)), *self._levels)) if any(lines) else self


def _bytewise(name: str) -> str:
    return name if name.isascii() else os.fsencode(name).decode("latin-1")


def root_folder(root: str) -> Folder:
    """Return the root of a work tree, its own ignore file not read yet."""
    mine = _Rules(_lines(_users_file()))
    return Folder((), ((0, _Rules(_lines(os.path.join(root, ".git", "info", "exclude")))), (0, mine)))


def folder_of(directory: str, root: str) -> Folder | None:
    """``directory`` in the work tree at ``root``, both resolved, its own ignore file not read yet.

    None when it is ignored itself: who names it wants to see it.
    """
    folder, here = root_folder(root), root
    inner = os.path.relpath(directory, root)
    for name in [] if inner == "." else inner.split(os.sep):
        folder = folder.reading(os.path.join(here, NAME))
        if folder.ignores(name, is_directory=True):
            return None
        folder, here = folder.below(name), os.path.join(here, name)
    return folder


def _users_file() -> str:
    """Return the file with what the user ignores everywhere."""
    home = os.path.expanduser("~")
    settings = os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "git")
    named = None
    for file in (os.path.join(settings, "config"), os.path.join(home, ".gitconfig")):
        for value in _excludes_files(_lines(file)):
            named = os.fsdecode(value.encode("latin-1"))
    if named is None:
        return os.path.join(settings, "ignore")
    named = os.path.join(home, named[2:]) if named.startswith("~/") else named
    return named if os.path.isabs(named) else ""


def _excludes_files(lines: Iterable[str]) -> Iterator[str]:
    """Yield the values of ``core.excludesFile`` in a configuration of git."""
    section = ""
    for line in lines:
        text = line.strip()
        if text.startswith("["):
            section, _, text = text[1:].partition("]")
        key, _, value = text.partition("=")
        if section.strip().lower() == "core" and key.strip().lower() == "excludesfile":
            yield _value(value.strip())


def _value(text: str) -> str:
    """Return a value of git's configuration without its quotes and what is remarked behind it."""
    found, quoted, escaped = "", False, False
    for char in text:
        if escaped or char not in '\\"#;' or (quoted and char in "#;"):
            found, escaped = found + char, False
        elif char == "\\":
            escaped = True
        elif char == '"':
            quoted = not quoted
        else:
            break
    return found.strip()
