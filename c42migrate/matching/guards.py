"""Takes back fixes whose literals something else in the file depends on, and says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from c42migrate.catalogue.model import FieldMatch, HeaderMatch, HostMatch, RequestMatch, Rule, ShapeMatch
from c42migrate.fixes.bystanders import Bystander, Span, Surroundings, is_bare, programs
from c42migrate.matching.crowd import Crowd
from c42migrate.matching.rivals import Rivals
from c42migrate.model import Applicability, Certainty, Edit, Finding, Fix, Request

_TEXTS = (RequestMatch, ShapeMatch, HostMatch, HeaderMatch, FieldMatch)

_NOTHING = Surroundings(b"", (), (), ())


@dataclass(frozen=True, slots=True)
class _Guard:
    """``around``: by file what stands beside its fixes; ``handed``: words that reach a call as values.

    ``callers``: the calls by the literals of their URLs.
    """

    rules: Mapping[str, Rule]
    texts: Mapping[str, bytes]
    around: Mapping[str, Surroundings]
    handed: Crowd[bool]
    callers: Crowd[Request]
    rivals: Rivals

    def checked(self, finding: Finding) -> Finding:
        """The finding with the fixes that stay, each with the level it may have."""
        rule = self.rules.get(finding.code)
        if rule is None or not isinstance(rule.match, _TEXTS):
            return finding
        judged = [self._judged(fix, finding, rule) for fix in finding.fixes]
        fixes = tuple(fix for fix, _ in judged if fix is not None)
        notes = dict.fromkeys(note for _, note in judged if note)
        return replace(finding, fixes=fixes, notes=(*finding.notes, *notes)) if notes else finding

    def _judged(self, fix: Fix, finding: Finding, rule: Rule) -> tuple[Fix | None, str]:
        for edit in fix.edits:
            if (found := self._around(edit).spoken(edit)) is not None:
                return None, f"not rewritten: the value that holds this text {found.does}, line {found.line}"
        doubts = (
            (self._doubt(edit, finding, rule) for edit in fix.edits) if fix.applicability is Applicability.SAFE else ()
        )
        doubt = next((doubt for doubt in doubts if doubt), "")
        return (replace(fix, applicability=Applicability.UNSAFE), f"unsafe here: {doubt}") if doubt else (fix, "")

    def _doubt(self, edit: Edit, finding: Finding, rule: Rule) -> str:
        found = self._bystander(edit, finding, rule)
        if found is not None:
            return f"the same text {found.does}, line {found.line}"
        bare = isinstance(rule.match, ShapeMatch | RequestMatch) and is_bare(edit, self.texts[edit.place.path])
        if bare and any(self.handed.touching(edit.place)):
            return "the word is handed on as a value and may name other things as well"
        return self._rival(edit) if isinstance(rule.match, ShapeMatch | RequestMatch) else ""

    def _rival(self, edit: Edit) -> str:
        rivals = (self.rivals.of(request, edit.place) for request in self.callers.touching(edit.place))
        rival = next((rival for rival in rivals if rival is not None), None)
        where = "" if rival is None or rival.path == edit.place.path else f" of {rival.path}"
        return f"{rival.name} gives another {rival.what} there, line {rival.line}{where}" if rival else ""

    def _bystander(self, edit: Edit, finding: Finding, rule: Rule) -> Bystander | None:
        word = re.escape(finding.matched.encode("utf-8", "replace"))
        match rule.match:
            case HeaderMatch():
                pattern = re.compile(rb"[\"'`^#(/]%b(?: |\\s)" % re.escape(edit.expect))
            case HostMatch():
                pattern = re.compile(rb"[\"'/]%b(?![\w.-])" % re.escape(edit.expect))
            case FieldMatch():
                pattern = re.compile(rb"([\"'])%b\1" % word)
            case _:
                return self._around(edit).echo(edit)
        return self._around(edit).again(pattern, edit)

    def _around(self, edit: Edit) -> Surroundings:
        return self.around.get(edit.place.path, _NOTHING)


def guarded(
    found: Sequence[Finding],
    requests: Iterable[Request],
    texts: Mapping[str, bytes],
    rules: Mapping[str, Rule],
    is_ours: Callable[[str], bool],
) -> list[Finding]:
    """The findings with fixes taken back, or made unsafe, where the same text serves something else too.

    ``is_ours``: whether a host name may be that of a Code42 server.
    """
    edited: dict[str, list[Span]] = {}
    for edit in (e for one in found for fix in one.fixes if fix.applicability is Applicability.SAFE for e in fix.edits):
        edited.setdefault(edit.place.path, []).append((edit.place.start, edit.place.end))
    known = {path: list(spans) for path, spans in edited.items()}
    handed: Crowd[bool] = Crowd()
    callers: Crowd[Request] = Crowd()
    sent: Crowd[Request] = Crowd()
    for request in requests:
        for path, start, end in _sent(request):
            if path in known:
                known[path].append((start, end))
        for piece in request.url.literals:
            if piece.place is not None and piece.place.path in edited:
                callers.add(piece.place, request)
            if request.client:
                sent.add(piece.place, request)
            if request.trail or piece.trail:
                handed.add(piece.place, True)
    paths = {edit.place.path for one in found for fix in one.fixes for edit in fix.edits}
    held = {path: texts.get(path, b"") for path in sorted(paths)}
    around = {
        path: Surroundings(data, known.get(path, ()), edited.get(path, ()), programs(path, data))
        for path, data in held.items()
    }
    guard = _Guard(rules, texts, around, handed, callers, Rivals(texts, is_ours, sent))
    return [guard.checked(one) if one.fixes else one for one in found]


def _sent(request: Request) -> Iterator[tuple[str, int, int]]:
    """What a call of a known client sends; a bare text may be anything."""
    for piece in request.url.literals if request.client and request.certainty is not Certainty.MAYBE else ():
        if piece.place is not None:
            yield piece.place.path, piece.place.start, piece.place.end
