"""What else a rewrite would change: texts held against the old URL, stubs of tests, names and alternatives.

A fix that is safe for the request itself is safe only when nothing in the files that are read together tells the old
text from the new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import pairwise
from math import comb

from c42migrate.edits import overlap
from c42migrate.fixes.plan import replace_in
from c42migrate.matching.crowd import Crowd
from c42migrate.matching.urls import parse
from c42migrate.model import (
    HOLE,
    Edit,
    Finding,
    Fix,
    Hole,
    Literal,
    Place,
    Probe,
    ProbeForm,
    Reading,
    Rebinding,
    Request,
    Text,
    literal,
)

_USED_AS = re.compile(r"used as (?:\w+\.)*(\w+)\Z")
_LONGEST = 300
"""Texts of more characters are held against no pattern."""

_WILD = re.compile(r"\)[*+{]|\\[1-9]|\(\?(?:P=|\()")
"""In a pattern: what may make a search go back and forth without end."""
_OPTIONAL = re.compile(r"(?<![(*+?}])\?|\|")
_MOST_WAYS = 500_000
"""In so many ways a pattern may fit a text, at the most, to be held against it: some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A text that is sent, before and after a fix."""

    old: str
    new: str


class Effects:
    """The probes, rebindings and requests of one run. ``is_ours``: whether a host name may be Code42's."""

    def __init__(
        self,
        readings: Sequence[Reading],
        requests: Sequence[Request],
        texts: Mapping[str, bytes],
        is_ours: Callable[[str], bool],
    ) -> None:
        self._probes = [probe for reading in readings for probe in reading.probes]
        self._told: dict[tuple[ProbeForm, str, bool], list[Probe]] = {}
        self._written: Crowd[Probe] = Crowd()
        for probe in self._probes:
            self._told.setdefault((probe.form, probe.text.known or "", probe.is_double), []).append(probe)
            for piece in probe.text.literals:
                self._written.add(piece.place, probe)
        self._rebound: dict[str, list[Rebinding]] = {}
        for one in (one for reading in readings for one in reading.rebindings):
            self._rebound.setdefault(one.name, []).append(one)
        self._senders: Crowd[Request] = Crowd()
        self._alike: dict[Place, list[Request]] = {}
        self._signatures: dict[int, tuple[str, ...]] = {}
        for request in requests:
            self._alike.setdefault(request.place, []).append(request)
            for text in _sent(request):
                for piece in text.literals:
                    self._senders.add(piece.place, request)
                for hole in text.holes:
                    self._senders.add(hole.after, request)
        self._texts = texts
        self._is_ours = is_ours
        self._changed: dict[tuple[int, tuple[Edit, ...]], tuple[_Change, ...]] = {}

    def judged(self, finding: Finding) -> Finding:
        """Return the finding without the fixes of which it is known that they change more, and what that is."""
        judged = [self._fix(fix, finding) for fix in finding.fixes]
        notes = dict.fromkeys(note for _, note in judged if note)
        fixes = tuple(fix for fix, _ in judged if fix is not None)
        return replace(finding, fixes=fixes, notes=(*finding.notes, *notes))

    def _fix(self, fix: Fix, finding: Finding) -> tuple[Fix | None, str]:
        senders = list({id(r): r for edit in fix.edits for r in self._senders.touching(edit.place)}.values())
        grown = replace(fix, edits=(*fix.edits, *self._doubles(fix.edits, senders)))
        doubt = self._doubt(grown.edits, senders, finding)
        return (None, f"not rewritten: {doubt}") if doubt else (grown, "")

    def _doubles(self, edits: Sequence[Edit], senders: Iterable[Request]) -> Iterator[Edit]:
        """Yield the edits of the stubs of tests that answer a request at its old URL."""
        if not any(is_double for _, _, is_double in self._told):
            return
        changes = [change for request in senders for change in self._changes(request.url, edits)]
        made: dict[Place, Edit] = {}
        for probe in (probe for probe in self._probes if probe.is_double) if changes else ():
            change = next((c for c in changes if c.old == probe.text.known and c.new != c.old), None)
            edit = self._moved(probe.text, change.new) if change else None
            if edit and not any(overlap(edit.place, other.place) for other in edits):
                made[edit.place] = edit
        yield from made.values()

    def _changes(self, text: Text, edits: Sequence[Edit]) -> tuple[_Change, ...]:
        """Return what edits change about a text of a request; many fixes may share the edits that do."""
        own = tuple(edit for edit in edits if _is_within(edit, text))
        if not own:
            return ()
        key = id(text), own
        if key not in self._changed:
            self._changed[key] = tuple(_changes(text, own))
        return self._changed[key]

    def _signed(self, request: Request, edits: Sequence[Edit]) -> tuple[str, ...]:
        """Return the signature of a request after the edits."""
        made = (self._changes(text, edits) for text in _sent(request))
        verb, *old = self._signature(request)
        return (verb, *(changes[0].new if changes else text for changes, text in zip(made, old, strict=True)))

    def _moved(self, text: Text, new: str) -> Edit | None:
        """Return the edit that makes a text of one literal read ``new``."""
        if len(text.pieces) != 1:
            return None
        piece, old = text.literals[0], text.literals[0].text
        head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        head = old.rfind("/", 0, head) + 1
        tail = next((i for i, (a, b) in enumerate(zip(old[head:][::-1], new[head:][::-1], strict=False)) if a != b), 0)
        if not tail:
            tail = min(len(old), len(new)) - head
        return replace_in(piece, head, len(old) - tail, new[head : len(new) - tail], self._texts)

    def _doubt(self, edits: Sequence[Edit], senders: Sequence[Request], finding: Finding) -> str:
        """Why the edits may change more than the requests themselves; "" when nothing is known that they do."""
        changes = {change for request in senders for text in _sent(request) for change in self._changes(text, edits)}
        probed = next((probe for edit in edits for probe in self._written.touching(edit.place)), None)
        if probed is not None and senders and not (probed.is_double or any(request.client for request in senders)):
            return f"the text itself {probed.does} there, {self._line(probed.place, finding)}"
        if (probe := self._telling(changes, edits, senders)) is not None:
            return f"the old text {probe.does} there, {self._line(probe.place, finding)}"
        changed = {id(request): self._signed(request, edits) for request in senders}
        for request in senders:
            if (one := self._rebinding(request, edits)) is not None:
                return f"{one.name} gives another value there, {self._line(one.place, finding)}"
            if (other := self._twin(request, changed, edits)) is not None:
                return f"it would then equal the other alternative, {self._line(other, finding)}"
        if (held := self._held(edits, senders)) is not None:
            return f"{held.text.known} {held.does} there, {self._line(held.place, finding)}"
        dropped = any(not edit.text and edit.expect for edit in edits) and not senders
        if dropped and (read := self._read_again(finding, edits)) is not None:
            return f"the key is read there, {self._line(read.place, finding)}"
        return ""

    def _held(self, edits: Sequence[Edit], senders: Sequence[Request]) -> Probe | None:
        """Return what a value that is sent in a body is held against, where that stays as it is."""
        values = (entry.value for request in senders for entry in request.body if entry.value is not None)
        terms = {piece.place for value in values for piece in value.literals}
        for edit in (edit for edit in edits if edit.place in terms):
            alike = self._told.get((ProbeForm.EQUAL, edit.expect.decode("utf-8", "replace"), False), ())
            for probe in alike:
                if not any(_touches(probe.place, other.place) for other in edits):
                    return probe
        return None

    def _telling(self, changes: Iterable[_Change], edits: Sequence[Edit], senders: Sequence[Request]) -> Probe | None:
        """Return what tells one of the changed texts from the old one; it may have changed itself."""
        rewritten_too = {probe for edit in edits for probe in self._written.touching(edit.place)}
        for change in sorted(changes, key=lambda change: change.old):
            for probe in rewritten_too:
                if _tells(probe, change, rewritten(probe.text, edits)):
                    return probe
            for (_, told, _), alike in self._told.items():
                if _tells(alike[0], change, told) and (
                    left := next((p for p in alike if p not in rewritten_too), None)
                ):
                    return left
        moved = {id(request) for request in senders}
        asked = [text for text, by in self._asked.items() if not by <= moved] if rewritten_too else []
        own = (probe for probe in rewritten_too if not probe.is_double)
        return next((probe for probe in own if _is_missed(probe, rewritten(probe.text, edits), asked)), None)

    @cached_property
    def _asked(self) -> dict[str, set[int]]:
        """The known URLs and paths that are asked for, each with the ids of the requests that do."""
        found: dict[str, set[int]] = {}
        for request in (one for alike in self._alike.values() for one in alike if one.client):
            url, parsed = request.url, parse(request.url)
            for text in (url.marked, url.marked[parsed.path_start :]) if parsed is not None else ():
                if HOLE not in text:
                    found.setdefault(text, set()).add(id(request))
        return found

    def _rebinding(self, request: Request, edits: Sequence[Edit]) -> Rebinding | None:
        """Where a name that gives the request its host, or the first part of its path, is given another value."""
        for one in (one for found in self._rebound.values() for one in found if one.readers):
            places = [request.place, request.origin, *(piece.place for piece in request.url.literals)]
            is_read = any(_meet(place, reader) for place in places if place is not None for reader in one.readers)
            edited = any(_touches(place, edit.place) for place in one.declared for edit in edits)
            if is_read and not edited and _is_url_part(one.value) and not self._is_same(one.value, None):
                return one
        for piece in request.url.literals:
            if piece.place is None or any(_touches(piece.place, edit.place) for edit in edits):
                continue
            names = [found[1] for step in piece.trail if (found := _USED_AS.match(step.note))]
            for one in (one for name in names for one in self._rebound.get(name, ())):
                if not _touches(one.place, piece.place) and not self._is_same(one.value, piece):
                    return one
        return None

    def _is_same(self, value: Text | None, piece: Literal | None) -> bool:
        """Whether a value stands for the same part of a URL, on a server of Code42's. None: any host is the same."""
        if value is None or value.known is None:
            return False
        if piece is not None and value.known == piece.text:
            return True
        one = parse(value + literal("/x"))
        other = parse(literal(f"{piece.text}/x")) if piece is not None else None
        if one is None or not one.host or not self._is_ours(one.host):
            return False
        path = other.marked[other.path_start :] if other is not None and other.host else "/x"
        return one.marked[one.path_start :] == path

    def _twin(self, request: Request, changed: Mapping[int, tuple[str, ...]], edits: Sequence[Edit]) -> Place | None:
        """Where another alternative of the same call stands that the edits would make equal to this one."""
        for head, twin in pairwise(sorted(request.headers, key=lambda head: head.name.lower())):
            varies = head.name.lower() == twin.name.lower() and rewritten(head.value, ()) != rewritten(twin.value, ())
            if varies and rewritten(head.value, edits) == rewritten(twin.value, edits):
                return twin.place
        before = self._signature(request)
        for other in self._alike.get(request.place, ()):
            differs = other is not request and self._signature(other) != before
            if differs and changed[id(request)] == changed.get(id(other), self._signature(other)):
                return other.place
        return None

    def _signature(self, request: Request) -> tuple[str, ...]:
        if id(request) not in self._signatures:
            self._signatures[id(request)] = _signature(request, ())
        return self._signatures[id(request)]

    def _read_again(self, finding: Finding, edits: Sequence[Edit]) -> Probe | None:
        same = (p for p in self._probes if p.form is ProbeForm.EQUAL and p.text.known == finding.matched)
        return next((p for p in same if not any(_touches(p.place, edit.place) for edit in edits)), None)

    def _line(self, place: Place, finding: Finding) -> str:
        line = 1 + self._texts.get(place.path, b"").count(b"\n", 0, place.start)
        return f"line {line}" if place.path == finding.place.path else f"line {line} of {place.path}"


def _sent(request: Request) -> Iterator[Text]:
    yield request.url
    yield from (head.value for head in request.headers)


def _meet(one: Place, other: Place) -> bool:
    return one.holds(other) or other.holds(one)


def _is_url_part(value: Text | None) -> bool:
    """Whether a value may be a host, the start of a path, or nobody knows what."""
    return value is None or re.match(r"\w+://|/|v\d|[\w-]+(?:\.[\w-]+)+", value.marked) is not None


def _touches(one: Place, other: Place) -> bool:
    return one.path == other.path and one.start <= other.end and other.start <= one.end


def _signature(request: Request, edits: Sequence[Edit]) -> tuple[str, ...]:
    verb = request.verb.name if request.verb else ""
    return (verb, *(rewritten(text, edits) for text in _sent(request)))


def _is_within(edit: Edit, text: Text) -> bool:
    """Whether an edit changes a literal of a text, or writes behind one of its holes."""
    return any(
        piece.after == edit.place
        if isinstance(piece, Hole)
        else piece.place is not None and piece.place.holds(edit.place)
        for piece in text.pieces
    )


def _changes(text: Text, edits: Sequence[Edit]) -> Iterator[_Change]:
    """Yield the text before and after the edits: all of it and, of a URL, its host, its path and the path with its
    query.

    Only what changes.
    """
    old, new = text.marked, rewritten(text, edits)
    if old == new:
        return
    yield _Change(old, new)
    before, after = parse(text), parse(_text(new))
    if before is not None and after is not None:
        if before.host != after.host:
            yield _Change(before.host, after.host)
        yield _Change(old[before.path_start : before.path_end], new[after.path_start : after.path_end])
        yield _Change(old[before.path_start :], new[after.path_start :])


def _text(marked: str) -> Text:
    """Return a text of which only the characters and the holes are known."""
    parts = re.split(f"({HOLE})", marked)
    return Text(tuple(Hole() if part == HOLE else Literal(part, editable=False) for part in parts if part))


def rewritten(text: Text, edits: Sequence[Edit]) -> str:
    """Return the characters of a text after the edits, each hole as U+FFFC."""
    made: list[str] = []
    done: set[Edit] = set()
    for piece in text.pieces:
        if isinstance(piece, Hole):
            made.append(HOLE)
            behind = [edit for edit in edits if piece.after is not None and edit.place == piece.after]
            made += (edit.text.strip(" +\"'") for edit in behind)
            continue
        made.append(_edited(piece, edits, done))
    return "".join(made)


def _edited(piece: Literal, edits: Sequence[Edit], done: set[Edit]) -> str:
    if piece.place is None:
        return piece.text
    inside = [e for e in edits if piece.place.holds(e.place) and e not in done]
    if not inside:
        return piece.text
    at = {piece.offset(index): index for index in range(len(piece.text) + 1)}
    made, last = "", 0
    for edit in sorted(inside):
        if edit.place.start in at and edit.place.end in at:
            made += piece.text[last : at[edit.place.start]] + edit.text
            last = at[edit.place.end]
            done.add(edit)
    return made + piece.text[last:]


def _tells(probe: Probe, change: _Change, told: str) -> bool:
    """Whether a probe, which reads ``told`` after the edits, answers otherwise for the changed text."""
    before, after = _answer(probe.form, probe.text.known or "", change.old), _answer(probe.form, told, change.new)
    return before != after and bool(before or not probe.is_double)


def _is_missed(probe: Probe, told: str, texts: Iterable[str]) -> bool:
    """Whether a probe, which reads ``told`` after the edits, answers otherwise for a text that stays."""
    old = probe.text.known or ""
    return told != old and any(_answer(probe.form, old, text) != _answer(probe.form, told, text) for text in texts)


def _answer(form: ProbeForm, told: str, text: str) -> object:
    """Return what a probe says of a text; answers that are equal make no difference to the program."""
    match form:
        case ProbeForm.EQUAL:
            return _may_be(told, text) or (told.lower() == text.lower() and "in another case")
        case ProbeForm.PREFIX:
            return text.startswith(told)
        case ProbeForm.SUFFIX:
            return text.endswith(told)
        case ProbeForm.CONTAINS:
            return told in text
        case ProbeForm.GLOB:
            return fnmatchcase(text, told)
        case ProbeForm.REGEX:
            return _groups(told, text)[:1]
        case ProbeForm.REGEX_ALL:
            return _groups(told, text)
        case ProbeForm.WHOLE:
            return text


def _may_be(told: str, text: str) -> bool:
    """Tell whether ``text`` is ``told``, or would be with something for its unknown values."""
    first, *others = text.split(HOLE)
    if not others:
        return told == text
    at, last = len(first), others.pop()
    if not (first + last).strip("/") or not (told.startswith(first) and told.endswith(last)):
        return False
    for part in others:
        found = told.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return at + len(last) <= len(told)


def _groups(pattern: str, text: str) -> list[object]:
    """Return what a pattern finds in a text: the groups of each match.

    Of a pattern or a text that may keep it busy, something that equals nothing else.
    """
    repeated, optional = sum(map(pattern.count, "*+{")), min(30, len(_OPTIONAL.findall(pattern)))
    ways = comb(len(text) + repeated, repeated) << optional
    if len(text) > _LONGEST or _WILD.search(pattern) or ways > _MOST_WAYS:
        return [object()]
    try:
        return [found.groups() or True for found in re.finditer(pattern, text)]
    except (re.error, RecursionError, OverflowError):
        return []
