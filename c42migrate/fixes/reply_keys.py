"""Reads of the keys of a JSON reply, written with the names that the keys have in the new reply."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from c42migrate.fixes.plan import Data
from c42migrate.model import Edit, Place, Reply, ReplyEnd, ReplyRead, ReplyUse

ITEM = "[]"
"""An item of a list, as a step of a path."""
_JSON = ".json()"
_ASIDE = re.compile(
    r"\.(?:status(?:_code)?|code|ok|is_success|is_error|reason(?:_phrase)?|msg|headers|url|elapsed|encoding|history"
    r"|cookies|request|raise_for_status\(\)|getcode\(\)|info\(\)|close\(\)|release\(\))"
)
"""What a reply says beside its body."""
_LEAD = re.compile(r"[\s)]*")
_QUOTE = re.compile(r"[\"']")
_F_STRING = re.compile(rb"\b(?:[fF][rR]?|[rR][fF])\\?[\"']")
_SHOWN = frozenset({ReplyUse.PRINTED, ReplyUse.FORMATTED})
_HANDED_ON = frozenset({ReplyUse.PASSED, ReplyUse.STORED, ReplyUse.RETURNED})

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyTable:
    """What became of the keys of a reply. Paths are keys with dots between them, ``[]`` an item of a list.

    ``renames``: old path → new path, ``""`` for the reply itself: ``{"data": "", "data.orgs": "orgs"}``,
    ``{"fileEvents.[].fileName": "fileEvents.[].file.name"}``; what is below a renamed key goes with it, and what is
    named nowhere stays. ``gone``: old path → what to say where it is read, for keys without an equal.
    ``notes``: old path → what a person must look at where it is read under its new name. ``other_values``: old paths
    of what has other values now: it can be shown or kept, but nothing may depend on it.
    """

    renames: Mapping[str, str]
    gone: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    other_values: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KeyPlan:
    """What is to be done about one reply.

    ``obstacle``: why its reads cannot be rewritten, "" when they can. ``marks``: statements and what a person must
    look at there. ``gone``: statements that read keys without an equal, and what to say of them. ``handed_on``: where
    the reply, or a part of it with other keys now, goes to somebody who is not seen to read it; ``shown``: whether one
    is written somewhere as a whole. ``beside``: the values, by their places, that the rewritten reads may read as well:
    they must be replies that change alike.
    """

    edits: tuple[Edit, ...] = ()
    obstacle: str = ""
    marks: tuple[tuple[Place, str], ...] = ()
    gone: tuple[tuple[Place, str], ...] = ()
    handed_on: tuple[ReplyEnd, ...] = ()
    shown: bool = False
    beside: frozenset[Place] = frozenset()


def key_plan(reply: Reply, table: KeyTable, texts: Data) -> KeyPlan:
    """Return the edits for all that reads ``reply``. Nothing is left out: what cannot be followed is said."""
    return _Planner(table, texts).plan(reply)


class _RefusedError(Exception):
    """Why a read cannot be rewritten."""


class _Planner:
    def __init__(self, table: KeyTable, texts: Data) -> None:
        self._table = table
        self._texts = texts
        self._renames = {_path(old): _path(new) for old, new in table.renames.items()}
        self._edits: set[Edit] = set()
        self._marks: list[tuple[Place, str]] = []
        self._gone: list[tuple[Place, str]] = []
        self._handed_on: list[ReplyEnd] = []
        self._shown = False
        self._beside: set[Place] = set()

    @cached_property
    def _whole(self) -> frozenset[Path]:
        """The paths of all parts that hold a key with another name, or without one."""
        named = [*self._renames, *map(_path, self._table.gone)]
        return frozenset(path[:size] for path in named for size in range(len(path)))

    def plan(self, reply: Reply) -> KeyPlan:
        try:
            for read in reply.reads:
                self._read(read)
            for end in reply.ends:
                self._end(end)
        except _RefusedError as refused:
            return KeyPlan(obstacle=str(refused))
        marks, gone = tuple(dict.fromkeys(self._marks)), tuple(dict.fromkeys(self._gone))
        handed_on, beside = tuple(self._handed_on), frozenset(self._beside)
        return KeyPlan(tuple(sorted(self._edits)), "", marks, gone, handed_on, self._shown, beside)

    # -- reads -----------------------------------------------------------------------------------

    def _read(self, read: ReplyRead) -> None:
        at = len(read.path) - len(read.steps)
        self._through(read.path)
        edits = []
        for number, place in enumerate(read.steps, at):
            text = self._step(read, read.path[:number], read.path[number], place)
            if text is not None:
                edits.append(Edit(place, text, self._bytes(place)))
        if edits or any(key in self._whole for key in _keys_of(read.path)):
            self._beside.update(read.beside)
        self._edits.update(edits)

    def _through(self, path: Path) -> None:
        """Refuse a path that goes through the keys of an object which has others now, as a loop over it does."""
        for keys in _keys_of(path):
            if keys[-1:] == (ITEM,) and keys[:-1] in self._whole and keys not in self._whole | self._renames.keys():
                raise _RefusedError("the keys of the reply are gone through")

    def _step(self, read: ReplyRead, before: Path, step: str, place: Place) -> str | None:
        """How the access to ``step`` of the part ``before`` is written now, None for as it is."""
        keys = _keys(before)
        if keys is None:
            if step[:1] != "." and not (before and _ASIDE.fullmatch(before[0])):
                raise _RefusedError(f"the reply is read on line {self._line(place)} in a way that is not followed")
            return None
        if keys not in self._whole and (*keys, step) not in self._renames:
            return None
        if step.startswith((".", "*")):
            line, how = self._line(place), step.lstrip(".")
            raise _RefusedError(f"what is done with the keys of the reply on line {line} is not followed ({how})")
        path = ".".join((*keys, step))
        if path in self._table.gone:
            self._gone.append((read.statement, self._table.gone[path]))
        if path in self._table.notes:
            self._marks.append((read.statement, self._table.notes[path]))
        old, new = self._renamed(keys), self._renamed((*keys, step))
        if new[: len(old)] != old:
            raise _RefusedError(f"{step} is no longer a part of what it is read from")
        added = new[len(old) :]
        return None if added == (step,) else self._written(added, place, read)

    def _renamed(self, keys: Path) -> Path:
        """Return the new path of a part of the reply."""
        for size in range(len(keys), 0, -1):
            if keys[:size] in self._renames:
                return (*self._renames[keys[:size]], *keys[size:])
        return keys

    def _written(self, keys: Path, place: Place, read: ReplyRead) -> str:
        """Return accesses to ``keys`` in the form of the one that stands in ``place``."""
        is_escaped = place.path.endswith(".ipynb")
        text = self._bytes(place).decode("utf-8", "replace")
        text = text.replace('\\"', '"') if is_escaped else text
        lead = _LEAD.match(text)
        opening = lead[0] if lead else ""
        made = opening + _accesses(keys, text[len(opening) :], self._quote(text, read))
        return made.replace('"', '\\"') if is_escaped else made

    def _quote(self, text: str, read: ReplyRead) -> str:
        """Return the quote that strings take there."""
        if found := _QUOTE.search(text):
            return found[0]
        if _F_STRING.search(self._bytes(read.statement)):
            raise _RefusedError("a key with a new name comes from a constant, in a formatted string")
        return '"'

    def _bytes(self, place: Place) -> bytes:
        return self._texts.get(place.path, b"")[place.start : place.end]

    # -- what becomes of the reply ---------------------------------------------------------------

    def _end(self, end: ReplyEnd) -> None:
        keys = _keys(end.path)
        self._through(end.path)
        if not _is_whole(end.path, keys, self._whole):
            self._value(end, keys or ())
            return
        self._beside.update(end.beside)
        if end.use in _SHOWN and end.by not in {"%", "format"}:
            self._shown = True
            self._marks.append((end.statement, "what is written here has the names of the new version"))
        elif end.use in _HANDED_ON and not end.by.startswith("*"):
            self._handed_on.append(end)
        elif end.use is not ReplyUse.TESTED and not self._is_about_others(end, keys):
            raise _RefusedError(f"the use of the reply on line {self._line(end.place)} cannot be traced")

    def _is_about_others(self, end: ReplyEnd, keys: Path | None) -> bool:
        """Whether a key is asked for, or put there, that is neither an old nor a new name of anything."""
        is_put = end.use is ReplyUse.CHANGED and end.by.startswith("[")
        if keys is None or not end.by or not (is_put or end.use is ReplyUse.COMPARED):
            return False
        path = (*keys, end.by[1:-1] if is_put else end.by)
        taken = {*self._renames, *map(_path, self._table.gone)}
        new = {new[:size] for new in self._renames.values() for size in range(1, len(new) + 1)}
        return path not in taken and not (is_put and path in new)

    def _line(self, place: Place) -> int:
        return 1 + self._texts.get(place.path, b"").count(b"\n", 0, place.start)

    def _value(self, end: ReplyEnd, keys: Path) -> None:
        """Return what becomes of a value that is read."""
        others = {".".join(keys[:size]) for size in range(len(keys) + 1)} & self._table.other_values
        if others and end.use not in {*_SHOWN, *_HANDED_ON, ReplyUse.TESTED}:
            name = _path(others.pop())[-1]
            raise _RefusedError(f"{name} has other values now, and what is done depends on them")


def _path(dotted: str) -> Path:
    return tuple(dotted.split(".")) if dotted else ()


def _keys(path: Path) -> Path | None:
    """Return the keys behind ``.json()``, None for what is beside the body or comes before it."""
    return path[1:] if path[:1] == (_JSON,) else None


def _keys_of(path: Path) -> Iterator[Path]:
    """Yield the keys of a part and of all parts around it."""
    keys = _keys(path)
    if keys is not None:
        yield from (keys[:size] for size in range(len(keys) + 1))


def _is_whole(path: Path, keys: Path | None, whole: frozenset[Path]) -> bool:
    """Whether a part is, or holds, something that has other keys now: the reply itself, its text, a part of it."""
    if keys is not None:
        return keys in whole
    return not (path and _ASIDE.fullmatch(path[0]))


def _accesses(keys: Sequence[str], written: str, quote: str) -> str:
    """``["a"]["b"]`` or ``.get("a", {}).get("b", …)``, as the one access ``written`` is."""
    try:
        node = ast.parse(f"x{written}", mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        raise _RefusedError("how a key with a new name is read cannot be rewritten exactly") from None
    names = [f"{quote}{key}{quote}" for key in keys]
    match node:
        case ast.Subscript():
            return "".join(f"[{name}]" for name in names)
        case ast.Call(func=ast.Attribute(attr="get"), args=[_, *more], keywords=[]) if "#" not in written:
            default = "".join(f", {ast.get_source_segment('x' + written, one)}" for one in more)
            return "".join(f".get({name}, {{}})" for name in names[:-1]) + "".join(
                f".get({name}{default})" for name in names[-1:]
            )
        case _:
            raise _RefusedError("how a key with a new name is read cannot be rewritten exactly")
