"""Moves the calls on the client of one SDK to another, call by call.

A call moves when it has a twin (``moves`` of its rule), its arguments fit and all that is done with its reply is known.
Where every use of a client moves, the client itself is replaced and goes the old one's ways. Else a new client is made
beside the old one (for what comes from elsewhere: in the function that needs it), and the calls that stay are marked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from c42migrate.catalogue.model import Rule
from c42migrate.fixes.plan import Data
from c42migrate.fixes.sdk_clients import NewClients
from c42migrate.fixes.sdk_moving import Call, Moved, Use
from c42migrate.fixes.sdk_remains import Remains, is_exception
from c42migrate.fixes.sdk_source import Sources, joined
from c42migrate.fixes.sdk_survey import Survey
from c42migrate.fixes.sdk_writer import Mark, Writer
from c42migrate.model import Applicability, Certainty, Edit, Fix, Symbol

_SILENCED = re.compile(rb"c42migrate:\s*ignore", re.IGNORECASE)
"""A call may be silenced, and what is silenced is not rewritten: then nothing moves as a whole."""


def sdk_moves(
    uses: Sequence[Use], others: Sequence[Symbol], texts: Data, hosts: Mapping[str, str], rules: Iterable[Rule]
) -> dict[int, Moved]:
    """By the id of each symbol in ``uses`` what can be done about it.

    ``others``: all symbols of the run; ``hosts``: console host → API host; ``rules``: those that know the twins.
    """
    twins = {name: rule for rule in rules for name in rule.moves} if uses else {}
    return _Mover(uses, others, texts, hosts, twins).moved()


class _Mover:
    def __init__(
        self,
        uses: Sequence[Use],
        others: Sequence[Symbol],
        texts: Data,
        hosts: Mapping[str, str],
        twins: Mapping[str, Rule],
    ) -> None:
        self._uses = uses
        self._sources = Sources(texts)
        self._survey = Survey(uses, self._sources, twins)
        self._clients = NewClients(self._sources, others, self._survey.makers, hosts)
        self._remains = Remains(self._sources, others)
        self._writer = Writer(self._sources, self._survey.reads())

    def moved(self) -> dict[int, Moved]:
        """Return what can be done about each symbol."""
        found: dict[int, Moved] = {}
        for group in self._groups():
            uses = [use for use in self._uses if use.symbol.place.path in group]
            calls = [call for call in self._survey.calls.values() if call.site.call.path in group]
            makers = [use for place, use in self._survey.makers.items() if place.path in group]
            together = self._together(group, uses, makers, calls)
            if together is not None:
                found.update({id(use.symbol): Moved((together,)) for use in uses})
                continue
            found.update(self._apart(calls))
            left = self._remains.removed(group, uses, makers) if not calls else None
            fix = self._fix("remove the client that nothing is asked of any more", left, ()) if left else None
            if fix is not None:
                found.update({id(use.symbol): Moved((fix,)) for use in uses})
        return found

    def _groups(self) -> list[set[str]]:
        """Files that hand each other a client."""
        groups: list[set[str]] = []
        links = [{use.symbol.place.path} for use in self._uses]
        links += [{c.site.call.path, *(origin.path for origin in c.origins)} for c in self._survey.calls.values()]
        for link in links:
            touching = [group for group in groups if group & link]
            groups = [group for group in groups if not group & link]
            groups.append(link.union(*touching))
        return groups

    # -- all at once -----------------------------------------------------------------------------

    def _together(
        self, group: Collection[str], uses: Sequence[Use], makers: Sequence[Use], calls: Sequence[Call]
    ) -> Fix | None:
        """Return the fix that puts the new client in the place of the old one, where nothing of the old SDK is left
        then."""
        is_free = not any(_SILENCED.search(self._sources.data(path)) for path in group)
        if not is_free or not self._is_all(uses, makers, calls):
            return None
        handled, marks = self._handled(group, calls, instead=True)
        if marks:
            return None
        edits = list(handled)
        edits += [self._sources.edit(m.symbol.site.call, self._clients.written(m)) for m in makers if m.symbol.site]
        for call in calls:
            own = self._writer.written(call, self._sources.text(call.site.receiver), calls)
            if own is None:
                return None
            edits += own
        taken = self._remains.replaced([use.symbol for use in uses if use.symbol.form == "import"], edits)
        if taken is None:
            return None
        edits += taken
        return self._fix("move the script to incydr.Client", edits, calls)

    def _is_all(self, uses: Sequence[Use], makers: Sequence[Use], calls: Sequence[Call]) -> bool:
        """Whether all calls move, some in a place where no new client can stand beside the old, and nothing is left."""
        if not calls or not makers or any(call.obstacle or not self._is_followed(call) for call in calls):
            return False
        if all(self._clients.near(call) is not None for call in calls):
            return False
        known = {id(use.symbol) for use in makers} | {id(use.symbol) for call in calls for use in call.uses}
        known |= {id(use.symbol) for use in uses if use.symbol.form == "import" or is_exception(use.symbol)}
        known |= {id(symbol) for call in calls for query in call.queries for symbol in query.symbols}
        is_known = all(id(use.symbol) in known for use in uses)
        return is_known and all(self._remains.is_contained(maker, calls) for maker in makers)

    def _is_followed(self, call: Call) -> bool:
        makers = self._survey.makers
        return bool(call.origins) and call.origins <= set(makers) and call.symbol.certainty is not Certainty.MAYBE

    # -- call by call ----------------------------------------------------------------------------

    def _apart(self, calls: Sequence[Call]) -> Iterator[tuple[int, Moved]]:
        """Yield a fix for each call that can move, with the client beside the old one; why the others cannot."""
        moving = [call for call in calls if not call.obstacle]
        made: dict[int, list[Edit]] = {}
        for call in moving:
            client = self._clients.for_call(call, moving)
            own = self._writer.written(call, client.name, [call]) if client is not None else None
            if client is None or own is None:
                call.obstacle = "where its client comes from is not known"
            else:
                made[id(call)] = [*client.edits, *own]
        moving = [call for call in moving if not call.obstacle]
        staying = [call for call in calls if call.obstacle]
        handled, tried = self._handled({call.site.call.path for call in calls}, moving, instead=False)
        tried += self._set(moving)
        for path in {call.site.call.path for call in moving}:
            marks = [*(_staying(call) for call in staying if call.site.call.path == path), *tried]
            yield from self._in_file(path, [c for c in moving if c.site.call.path == path], made, marks, handled)
        for call in staying:
            for use in call.uses:
                yield id(use.symbol), Moved(note=call.obstacle)

    def _in_file(
        self, path: str, moving: Sequence[Call], made: Mapping[int, list[Edit]], marks: Sequence[Mark],
        handled: Sequence[Edit],
    ) -> Iterator[tuple[int, Moved]]:  # fmt: skip
        """Yield the fixes of one file: one for all searches, one for each other call."""
        own = [use.symbol for use in self._uses if use.symbol.place.path == path and ".queries." in use.symbol.name]
        searching = [call for call in moving if call.queries]
        every = joined(edit for call in moving for edit in made[id(call)])
        is_sound = every is not None and self._sources.parses(every)
        for together in filter(None, (searching, *([call] for call in moving if not call.queries))):
            edits = [edit for call in together for edit in made[id(call)]]
            unused = list(self._remains.unused(own, searching)) if together is searching else []
            edits += [*self._writer.marked(marks, together), *handled, *(edit for edit, _ in unused)]
            label = f"call incydr's {', '.join(call.new_name for call in together)}"
            fix = self._fix(label, edits, together, is_sound=is_sound)
            symbols = [use.symbol for call in together for use in call.uses]
            symbols += [symbol for call in together for query in call.queries for symbol in query.symbols]
            for symbol in (*symbols, *(symbol for _, symbol in unused)):
                yield id(symbol), Moved((fix,)) if fix else Moved(note="its edits touch each other")

    def _handled(self, paths: Iterable[str], moving: Sequence[Call], *, instead: bool) -> tuple[list[Edit], list[Mark]]:
        """Return what handlers of errors need once calls have moved, and what a person must look at."""
        edits: list[Edit] = []
        marks: list[Mark] = []
        moved = {call.site.call for call in moving}
        for path in sorted(paths) if moving else ():
            handlers = self._sources.handlers(path)
            stays = {place for place in self._survey.calls if place.path == path} - moved
            found = handlers.widened(moved, stays, instead=instead)
            edits += found.edits
            marks += [(place, f"[{moving[0].rule.code}] {text}") for place, text in found.marks]
            site = next((c.site for c in self._survey.calls.values() if c.site.call.path == path), None)
            if found.edits and site is not None and not handlers.has_requests:
                edits += self._clients.imported(site, "requests")
        return edits, marks

    def _set(self, moving: Sequence[Call]) -> Iterator[Mark]:
        """Statements that set something for all clients of the old SDK, and that no new one is made with."""
        paths = {call.site.call.path for call in moving}
        far = {call.site.call.path for call in moving if self._clients.near(call) is None}
        known = [one.statement for path in sorted(paths - far) for one in self._clients.settings(path)]
        for use in self._uses:
            place = use.symbol.place
            if (
                not use.symbol.name.startswith("py42.settings.")
                or use.symbol.form == "import"
                or place.path not in paths
            ):
                continue
            statement = self._sources.handlers(place.path).statement(place)
            if statement is not None and not any(one.holds(place) for one in known):
                instead = use.rule.successors.get(use.rule.successor(use.symbol.name), "nothing")
                yield statement, f"[{use.rule.code}] the new client is set otherwise: {instead}"

    def _fix(self, label: str, edits: Iterable[Edit], calls: Iterable[Call], *, is_sound: bool = False) -> Fix | None:
        """Return a fix of edits that do not touch each other; ``is_sound``: its file is known to parse with them."""
        made = joined(edits)
        if made is None or not (is_sound or self._sources.parses(made)):
            return None
        reviews = sorted({call.twin.review for call in calls if call.twin and call.twin.review})
        reason = "; ".join(reviews) or "an API client signs in, and replies are models"
        return Fix(Applicability.UNSAFE, label, made, reason=reason, is_marked=True)


def _staying(call: Call) -> Mark:
    """Return what a person must do about a call that cannot move."""
    if call.twin is None:
        return call.site.statement, f"[{call.rule.code}] {call.name}: {call.obstacle}"
    way = f"; then move it by hand: {call.successor}" if call.successor else ""
    return (
        call.site.statement,
        f"[{call.rule.code}] {call.name} stays on py42 until this is solved: {call.obstacle}{way}",
    )
