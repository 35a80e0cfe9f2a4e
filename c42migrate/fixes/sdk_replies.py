"""Reads of a reply of one SDK, written as reads of the models of another."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from c42migrate.catalogue.twins import SAME, Form, Gives, attribute
from c42migrate.fixes.plan import Data
from c42migrate.model import Edit, Place, Reply, ReplyEnd, ReplyLoop, ReplyRead, ReplyUse

_KEPT = frozenset({".status_code", ".headers", ".url", ".encoding", ".content", ".iter_content()"})
"""What a plain HTTP response has as well."""
_STATUS = ".status_code"
_OF_RESPONSE = {_STATUS: _STATUS, ".raw_text": ".text", ".headers": ".headers", ".url": ".url"}
"""What is read of a reply and not of its content → how it is read of the response."""
_ANSWERS = frozenset({"object", "holder", "list", "page", "nothing"})
"""What the status of the response could be asked of, and cannot any more."""
_LOOKED_INTO = frozenset({ReplyUse.COMPARED, ReplyUse.COMPUTED, ReplyUse.CHANGED, ReplyUse.KEY, ReplyUse.UNKNOWN})
_KEPT_ELSEWHERE = frozenset({ReplyUse.STORED, ReplyUse.RETURNED})
_HANDED_ON = frozenset({ReplyUse.STORED, ReplyUse.RETURNED, ReplyUse.PASSED})
_DUMPING = frozenset({"json.dumps", "json.dump"})
_TAKING = _DUMPING | {"dict", "getattr", "setattr", "vars"}
"""What takes dictionaries and no models, or reads by names that are not followed."""
_OPENING = re.compile(rb"[\s)]*")
_ITEM = "[]"

Shapes = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of an old reply is now.

    ``kind``: ``object`` of a ``shape`` (``dict``: as before), ``list`` of them, ``items`` (only to go through), ``one``
    (a list of one that is the one now), ``holder`` (an object of which only ``key`` is left, as ``inner``), ``pages``
    and ``page`` of them, ``response``, ``stream``, ``value``, ``id`` (the new one), ``date``, ``json`` (a text);
    ``gone``: it has no equivalent.
    """

    kind: str
    shape: str = ""
    key: str = ""
    inner: str = ""


_GONE = Part("gone")


def whole(given: Gives) -> Part:
    """Return what a reply as a whole is now."""
    match given.form:
        case Form.OBJECT:
            return Part("object", given.shape)
        case Form.ROWS:
            return Part("list", given.shape)
        case Form.LIST | Form.ONE:
            return Part("holder", given.shape, given.key, given.form)
        case Form.PAGES:
            return Part("pages", given.shape, given.key)
        case form:
            return Part(form)


@dataclass(slots=True)
class ReplyPlan:
    """What is done about a reply, or why the call cannot be moved.

    ``edits``; ``marks`` (statement, what to look at); loops to take out; what is read of the response, which the client
    keeps now; arguments of functions that only ask for the status (``responses``); ``beside``: where other values may
    be read as well → these values, by their places.
    """

    obstacle: str = ""
    edits: list[Edit] = field(default_factory=list)
    marks: list[tuple[Place, str]] = field(default_factory=list)
    unwrapped: list[tuple[ReplyLoop, ReplyRead]] = field(default_factory=list)
    of_response: dict[Place, str] = field(default_factory=dict)
    responses: set[Place] = field(default_factory=set)
    beside: dict[Place, set[Place]] = field(default_factory=lambda: defaultdict(set))

    def edits_in(self, place: Place) -> set[Edit]:
        """Return what is changed in a place, without the marks."""
        return {edit for edit in self.edits if place.holds(edit.place)}


class ReplyPlanner:
    """Plans for replies. ``ids``: the arguments, by place, that take the new id of something."""

    def __init__(self, shapes: Shapes, texts: Data, ids: Container[Place]) -> None:
        self._shapes = shapes
        self._texts = texts
        self._ids = ids
        self._reply = Reply()
        self._plan = ReplyPlan()
        self._root = _GONE

    def plan(self, reply: Reply, given: Gives) -> ReplyPlan:
        """Return what is done about one reply."""
        self._reply, self._plan = reply, ReplyPlan()
        root = self._root = whole(given)
        for read in reply.reads:
            self._read(read, self._at(root, read.path[: len(read.path) - len(read.steps)]))
        for end in reply.ends:
            self._end(end, self._at(root, end.path))
        if root.kind == "pages":
            self._pages(reply)
        return self._plan

    def _refuse(self, why: str) -> None:
        self._plan.obstacle = self._plan.obstacle or why

    # -- parts -----------------------------------------------------------------------------------

    def _at(self, part: Part, path: Sequence[str]) -> Part:
        for step in path:
            part, _ = self._step(part, step, path, together=False)
        return part

    def _step(self, part: Part, step: str, path: Sequence[str], *, together: bool) -> tuple[Part, str | None]:
        """Return the part behind one step, and how the step is written now (None: as before).

        ``together``: the step before it is written in the same expression.
        """
        if part.kind == "object" and part.shape == SAME:
            return part, None
        if step == ".data" and part.kind in {"object", "holder", "list", "page"}:
            return part, ""
        if part.kind == "object":
            return (Part("json"), ".json()") if step == ".text" else self._field(part, step, path)
        if part.kind in {"response", "stream"}:
            is_kept = step in _KEPT or (part.kind == "stream" and step == ".text")
            return (Part("object", SAME), None) if is_kept else (_GONE, None)
        if part.kind in {"value", "id"}:  # its items and its methods are those of the same value
            return (part, None) if step == _ITEM or step.endswith("()") else (_GONE, None)
        item = Part("object", part.shape)
        ways = {
            ("list", _ITEM): (item, None),
            ("items", _ITEM): (item, None),
            ("one", _ITEM): (item, "" if together else None),
            ("pages", _ITEM): (replace(part, kind="page"), None),
            ("page", part.key): (Part("items", part.shape), ""),
            ("holder", part.key): (Part(part.inner, part.shape), ""),
        }
        return ways.get((part.kind, step), (_GONE, None))

    def _field(self, part: Part, step: str, path: Sequence[str]) -> tuple[Part, str | None]:
        written = self._shapes.get(part.shape, {}).get(step)
        if written is None:
            return _GONE, None
        found = attribute(written)
        is_id = bool(found.id) and self._is_id(path)
        name = found.id if is_id else found.name
        if name == "-":
            return _GONE, None
        kind = "date" if found.is_date else "value"
        if found.shape:
            kind = "list" if found.many else "object"
        return Part("id" if is_id else kind, found.shape), "" if name == "." else f".{name}"

    def _is_id(self, path: Sequence[str]) -> bool:
        """Whether a part is given to new calls as an id, as far as it is seen; elsewhere it is kept or handed on."""
        ends = [end for end in self._reply.ends if end.path == tuple(path)]
        used = [end for end in ends if end.use is not ReplyUse.TESTED]
        return bool(used) and all(end.place in self._ids or _is_handed_on(end) for end in used)

    # -- reads -----------------------------------------------------------------------------------

    def _read(self, read: ReplyRead, part: Part) -> None:
        root = self._root if read.path[0] in _OF_RESPONSE else part
        if root.kind in _ANSWERS and self._is_of_response(read):
            return
        if part.kind == "page":
            return  # see ``_pages``
        if part.kind not in {"response", "stream"} and part.shape != SAME:
            self._plan.beside[read.place].update(read.beside)
        steps = read.path[len(read.path) - len(read.steps) :]
        first = part
        words: list[str] = []
        for number, (step, place) in enumerate(zip(steps, read.steps, strict=True)):
            before = part
            part, word = self._step(part, step, read.path, together=number > 0)
            if part.kind == "gone" or (before.kind == "items" and step == _ITEM):
                self._refuse(f"{_named(step)} has no equivalent in the new reply")
                return
            words.append(self._text(place) if word is None else word)
        self._write(read, words, first, part)

    def _is_of_response(self, read: ReplyRead) -> bool:
        """Whether the response is asked, which the client keeps: here, or in a function that asks for nothing else."""
        is_whole = len(read.path) == len(read.steps) and read.path[0] in _OF_RESPONSE
        if is_whole and read.given is None and not read.beside:
            place = Place(read.place.path, read.place.start, read.steps[0].end)
            self._plan.of_response[place] = _OF_RESPONSE[read.path[0]]
            if read.path[0] == ".raw_text":
                self._plan.marks.append((read.statement, "the JSON text has other keys now"))
            return True
        paths = {one.path for one in self._reply.reads if one.given == read.given}
        paths |= {one.path for one in self._reply.ends if one.given == read.given}
        if read.given is None or paths not in ({(_STATUS,)}, {(_ITEM, _STATUS)}):
            return False
        self._plan.responses.add(read.given)
        return True

    def _write(self, read: ReplyRead, words: Sequence[str], first: Part, last: Part) -> None:
        place = Place(read.place.path, read.steps[0].start, read.place.end)
        old = self._texts.get(place.path, b"")[place.start : place.end]
        opening = _OPENING.match(old)
        closing = opening[0].decode() if opening else ""
        text = "".join(words) if words[0].startswith(closing) and closing else closing + "".join(words)
        default = self._default(read)
        if last.kind == "one" and first.kind != "one":
            self._wrap(read, "[", f"{text}]", place, old)
        elif default and text != old.decode("utf-8", "replace"):
            self._wrap(read, "(", f"{text} or {default})", place, old)
        elif text.encode() != old:
            self._plan.edits.append(Edit(place, text, old))

    def _wrap(self, read: ReplyRead, before: str, text: str, place: Place, old: bytes) -> None:
        start = Place(read.place.path, read.place.start, read.place.start)
        self._plan.edits += [Edit(start, before), Edit(place, text, old)]

    def _text(self, place: Place) -> str:
        return self._texts.get(place.path, b"")[place.start : place.end].decode("utf-8", "replace")

    def _default(self, read: ReplyRead) -> str:
        """Return what is written as the default of a ``.get``, "" for nothing that counts."""
        written = self._text(read.steps[-1]).lstrip(") \t\r\n")
        written = written.replace('\\"', "'") if read.place.path.endswith(".ipynb") else written
        try:
            call = ast.parse(f"x{written}", mode="eval").body
        except (SyntaxError, ValueError):
            return ""
        if not isinstance(call, ast.Call) or len(call.args) < 2:
            return ""
        default = ast.unparse(call.args[1])
        return "" if default == "None" else default

    # -- what becomes of it ----------------------------------------------------------------------

    def _end(self, end: ReplyEnd, part: Part) -> None:
        if end.given in self._plan.responses or any(map(end.place.holds, self._plan.of_response)):
            return
        if part.kind == "object" and part.shape == SAME:
            return
        self._plan.beside[end.place].update(end.beside)
        if part.kind == "id" and end.place not in self._ids:
            self._plan.marks.append((end.statement, f"{_named(end.path[-1])} is the new id here, not the old number"))
        if part.kind in {"value", "id"}:
            return
        if part.kind == "json":
            self._plan.marks.append((end.statement, "the JSON text has other keys now"))
            return
        if part.kind == "date":
            if end.use is not ReplyUse.TESTED:
                self._plan.marks.append((end.statement, f"{_named(end.path[-1])} is a datetime now, no text"))
            return
        self._whole(end, part)

    def _whole(self, end: ReplyEnd, part: Part) -> None:
        """Return what becomes of something that is no plain value."""
        if part.kind == "gone":
            self._refuse(f"{_named(end.path[-1])} has no equivalent in the new reply")
        elif end.use is ReplyUse.TESTED:
            if part.kind in {"items", "pages", "page", "holder"} and not end.lists:
                self._refuse("the items are counted or tested, and the new call gives them one by one")
        elif end.by in _DUMPING and part.kind == "object" and not end.lists:
            self._dumped(end)
        elif end.use in _LOOKED_INTO or part.kind == "page" or end.by in _TAKING or end.by.startswith("*"):
            self._refuse("the uses of the reply cannot be traced")
        elif end.use in _KEPT_ELSEWHERE and part.kind not in {"response", "stream", "nothing"}:
            self._refuse("the reply is kept or returned, and who reads it is not seen")
        else:
            self._plan.marks.append(
                (end.statement, f"{_WHAT.get(part.kind, 'the reply is a model')} now, no dictionary")
            )

    def _dumped(self, end: ReplyEnd) -> None:
        """Let a model be dumped as the dictionary that its own JSON is."""
        path, start, stop = end.place.path, end.place.start, end.place.end
        self._plan.edits += [Edit(Place(path, start, start), "json.loads("), Edit(Place(path, stop, stop), ".json())")]
        self._plan.marks.append((end.statement, "the JSON text has other keys now"))

    def _pages(self, reply: Reply) -> None:
        """Items come one by one: the loop over pages goes, when all that it does is to go through their items."""
        outer = [loop for loop in reply.loops if not loop.path]
        inner = [read for read in reply.reads if read.path[: -len(read.steps)] == (_ITEM,)]
        if not outer and not inner and not reply.ends:
            return
        if inner and all(read.path == (_ITEM, _STATUS) for read in inner):
            return  # the status is asked for after each item instead of each page
        if len(outer) != 1 or outer[0].header is None or len(inner) != 1 or inner[0].beside:
            self._refuse("more is done with each page than to go through its items")
            return
        steps = [step for step in inner[0].path[1:] if step != ".data"]
        if len(steps) != 1:
            self._refuse("the new call gives items one by one, and they are not gone through here")
        self._plan.unwrapped.append((outer[0], inner[0]))
        if outer[0].is_left:
            self._plan.marks.append((inner[0].statement, "break leaves all pages now, not one of them"))


def _is_handed_on(end: ReplyEnd) -> bool:
    """Whether a value goes somewhere that is not seen; calls that stay on py42 are."""
    return end.use in _HANDED_ON and not end.by.startswith("py42.")


_WHAT = {
    "response": "the reply is a plain HTTP response",
    "nothing": "the reply is a plain HTTP response",
    "items": "these are models, one by one,",
    "list": "these are models",
}


def _named(step: str) -> str:
    return step if step.startswith((".", "[")) else f"[{step!r}]"
