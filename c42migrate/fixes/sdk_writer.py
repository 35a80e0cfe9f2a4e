"""Writes one call of an SDK as a call of another, with all that follows from it and the marks for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from c42migrate.fixes.sdk_calls import written
from c42migrate.fixes.sdk_moving import MARKER, Call
from c42migrate.fixes.sdk_source import Sources, without_inner
from c42migrate.model import Edit, Place

Mark = tuple[Place, str]
"""A statement, and what a person must look at there."""


class Writer:
    """Writes calls. ``reads``: where values stand that were read from replies of calls that move."""

    def __init__(self, sources: Sources, reads: Collection[Place]) -> None:
        self._sources = sources
        self._reads = reads

    def written(self, call: Call, client: str, together: Iterable[Call]) -> list[Edit] | None:
        """All that changes for one call: the call, what reads its reply, the loops over its pages, the marks.

        ``together``: the calls that are written with it. None where a comment would be lost.
        """
        if call.twin is None:
            return None
        response = f"{client}.request_history[0]"
        small = [self._sources.edit(place, f"{response}{read}") for place, read in call.reply.of_response.items()]
        small += [self._sources.edit(place, response) for place in call.reply.responses]
        small += [*call.reply.edits, *(edit for query in call.queries for edit in query.edits)]
        edits = written(
            call.symbol, call.site, call.twin, call.plan, client, self._sources.texts,
            lambda place: self._sources.rendered(place, small),
        )  # fmt: skip
        if edits is None:
            return None
        small += edits
        own = without_inner(small)
        for loop, read in call.reply.unwrapped:
            header = loop.header
            if header is None:
                return None
            own = [edit for edit in own if not header.holds(edit.place)]
            own += [self._sources.edit(place, "") for place in (header, *loop.dedent)]
            own.append(self._sources.edit(read.place, self._sources.rendered(loop.over, small)))
        return [*own, *self.marked(self._marks(call), together)]

    def _marks(self, call: Call) -> list[Mark]:
        marks = [(call.site.statement, text) for text in call.plan.marks] + call.reply.marks
        for old, place in call.ids.items():
            if place not in self._reads:
                marks.append((call.site.statement, f"{old} must be the new id, not the old one"))
        return [(place, f"[{call.rule.code}] {text}") for place, text in marks]

    def marked(self, marks: Sequence[Mark], together: Iterable[Call]) -> list[Edit]:
        """Comments before statements; those that stand there already are not written again."""
        cuts = [place for call in together for loop, _ in call.reply.unwrapped for place in loop.dedent]
        dedents = {(place.path, self._sources.line_start(place)): place.end - place.start for place in cuts}
        edits: dict[Place, list[str]] = defaultdict(list)
        for statement, text in marks:
            start = self._sources.line_start(statement)
            indent, comment = self._sources.indent(statement), f"{MARKER}{text}"
            stands = self._sources.data(statement.path)[max(start - 600, 0) : start]
            if indent is None or text.partition("] ")[2].encode() in stands:
                continue
            line = f"{comment}{self._sources.newline(statement)}{indent[dedents.get((statement.path, start), 0) :]}"
            place = Place(statement.path, statement.start, statement.start)
            if line not in edits[place]:
                edits[place].append(line)
        return [Edit(place, "".join(lines)) for place, lines in edits.items() if lines]
