"""Finds the calls of one SDK that can move to another, and why the others cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from c42migrate.catalogue.model import ClientFix, Rule, Twin
from c42migrate.catalogue.twins import Form, attribute, gives
from c42migrate.fixes.sdk_calls import plan_call
from c42migrate.fixes.sdk_moving import Call, Use, by_hand
from c42migrate.fixes.sdk_queries import Queries
from c42migrate.fixes.sdk_replies import ReplyPlanner
from c42migrate.fixes.sdk_source import Sources
from c42migrate.model import Edit, Place, ReplyEnd


class Survey:
    """The calls of a run. ``makers``: the calls that make clients of the old SDK, by their places."""

    def __init__(self, uses: Sequence[Use], sources: Sources, twins: Mapping[str, Rule]) -> None:
        self._sources = sources
        self.makers = {
            use.symbol.site.call: use
            for use in uses
            if isinstance(use.rule.fix, ClientFix) and use.symbol.form == "call" and use.symbol.site
        }
        self.calls = _found(uses, twins)
        tables = next((rule.shapes for rule in twins.values() if any(t.queries for t in rule.moves.values())), {})
        self._queries = Queries([use.symbol for use in uses], sources, tables)
        self._anew: set[Place] = set()
        self._settle()

    def _settle(self) -> None:
        """Find the calls that can move; one that cannot may keep others back that share a value with it."""
        for call in self.calls.values():
            call.obstacle = self._first_obstacle(call)
        waiting = True
        while waiting:
            ids = frozenset(self._ids())
            moving = [call for call in self.calls.values() if not call.obstacle]
            for call in moving:
                self._plan(call, ids)
            readers: dict[Place, list[Call]] = defaultdict(list)
            for call in moving:
                for place in call.reply.beside:
                    readers[place].append(call)
            for call in moving:
                call.obstacle = call.reply.obstacle or self._strangers(call, readers) or self._old_ids(call)
            waiting = any(call.obstacle for call in moving)

    def _plan(self, call: Call, ids: frozenset[Place]) -> None:
        reply = call.symbol.reply
        if call.twin is not None and reply is not None:
            call.reply = ReplyPlanner(call.shapes, self._sources.texts, ids).plan(reply, gives(call.twin))
            if not all(self._is_next(call, place) for place in (*call.reply.of_response, *call.reply.responses)):
                call.reply.obstacle = call.reply.obstacle or "the new reply does not know its response"

    def _is_next(self, call: Call, read: Place) -> bool:
        """Whether a place is reached behind a call before any other call is made."""
        own = call.site.call
        between = any(own.end <= other.start < read.start for other in self.calls if other.path == own.path)
        is_in_time = gives(call.twin).form is Form.PAGES if call.twin is not None else False
        is_in_time = is_in_time or self._sources.are_together(own, read)
        return read.path == own.path and read.start >= own.end and not between and is_in_time

    def _first_obstacle(self, call: Call) -> str:
        if len({use.symbol.name for use in call.uses}) > 1:
            return "it is not sure what is called"
        if call.twin is None:
            return by_hand(call.successor)
        if self._sources.catches(call.site.call):
            return "the handlers of errors around it cannot be read"
        if call.site.receiver is None or call.site.head is None:
            return "the client is not written in the call"
        call.plan = plan_call(call.symbol, call.twin, self._sources.texts)
        return call.plan.obstacle or self._queried(call, call.twin)

    def _queried(self, call: Call, twin: Twin) -> str:
        """Why the queries that a call is given cannot be built anew."""
        for old in twin.queries:
            query = self._queries.at(call.plan.given[old]) if old in call.plan.given else None
            if query is None:
                return "where its query comes from is not known"
            if query.obstacle:
                return query.obstacle
            call.queries.append(query)
        return ""

    def _ids(self) -> Iterator[Place]:
        """Yield the arguments that take the new id of something."""
        for call in self.calls.values():
            if not call.obstacle:
                yield from call.ids.values()

    def _strangers(self, call: Call, readers: Mapping[Place, Sequence[Call]]) -> str:
        """Why a read of the reply may read something else as well: a value that does not become the same there.

        ``readers``: where values are read beside others → the calls whose replies are. One of them gives a value when
        that is none of those beside its own.
        """
        for place, values in call.reply.beside.items():
            edits = call.reply.edits_in(place)
            same = [one for one in readers[place] if not one.obstacle and one.reply.edits_in(place) == edits]
            for value in values:
                givers = (one for one in same if one.site.call == value or value not in one.reply.beside[place])
                if not any(one is not call for one in givers):
                    return "another value is read in the same place"
        return ""

    def _old_ids(self, call: Call) -> str:
        """Why the ids that a call is given are none that the new one takes."""
        wanted = set(call.ids.values())
        if any(self._sources.text(place).strip("\"'").isdigit() for place in wanted):
            return "a number is no id for the new call"
        for other in self.calls.values() if wanted else ():
            reply = other.symbol.reply if other.obstacle else None
            for end in reply.ends if reply is not None else ():
                if end.path and end.place in wanted:
                    edit = self._read_anew(end, other)
                    if edit is None:
                        return "its id comes from a call that stays"
                    call.reply.edits.append(edit)
        return ""

    def _read_anew(self, end: ReplyEnd, stays: Call) -> Edit | None:
        """Read the new id of the reply of a call that stays, where the old one is only read to be handed over."""
        reply = stays.symbol.reply
        old = end.path[-1]
        new = new_id_key(old, stays.rule.shapes)
        read = next((one for one in reply.reads if one.place == end.place), None) if reply is not None else None
        if read is None or not new:
            return None
        self._anew.add(end.place)
        step = read.steps[-1]
        return self._sources.edit(step, self._sources.text(step).replace(old, new))

    def reads(self) -> set[Place]:
        """Where values stand that were read from replies of calls that move, or are read anew."""
        replies = (call.symbol.reply for call in self.calls.values() if not call.obstacle)
        return self._anew.union(end.place for reply in replies if reply is not None for end in reply.ends if end.path)


def new_id_key(old: str, shapes: Mapping[str, Mapping[str, str]]) -> str:
    """Return the key that holds the new id beside the old one in replies of py42, "" where there is none or not only
    one."""
    found = set()
    for shape in shapes.values():
        wanted = attribute(shape[old]).id if old in shape else ""
        found |= {key for key, written in shape.items() if wanted and key != old and attribute(written).name == wanted}
    return found.pop() if len(found) == 1 else ""


def _found(uses: Sequence[Use], twins: Mapping[str, Rule]) -> dict[Place, Call]:
    calls: dict[Place, Call] = {}
    for use in uses:
        site = use.symbol.site
        if ".client." not in use.symbol.name or use.symbol.form != "call" or site is None:
            continue
        if site.call in calls:
            calls[site.call].uses.append(use)
        else:
            name = use.symbol.name.partition(".client.")[2]
            known = twins.get(name)
            twin, shapes = (known.moves[name], known.shapes) if known is not None else (None, {})
            calls[site.call] = Call([use], site, twin, shapes)
    return calls
