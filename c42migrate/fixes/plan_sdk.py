"""Moves the calls on the client of one SDK to another, call by call.

A call moves when it has a twin (``moves`` of its rule), its arguments fit and all that is done with its reply is known.
Where every use of a client moves, the client itself is replaced and goes the old one's ways. Else a new client is made
beside the old one (for what comes from elsewhere: in the function that needs it), and the calls that stay are marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from c42migrate.catalogue.model import ClientFix, Rule, Twin
from c42migrate.catalogue.twins import gives
from c42migrate.edits import splice
from c42migrate.fixes.plan import Data
from c42migrate.fixes.sdk_calls import CallPlan, plan_call, written
from c42migrate.fixes.sdk_errors import Handlers
from c42migrate.fixes.sdk_queries import Queries, Query
from c42migrate.fixes.sdk_replies import ReplyPlan, ReplyPlanner
from c42migrate.model import Applicability, Certainty, Edit, Fix, Place, ReplyUse, Site, Symbol

MARKER = "# c42migrate: review"
NOTEBOOK = ".ipynb"
_CATCHES = re.compile(rb"\bexcept\b[^\n]*\b(?:Py42|exceptions\b)")
_SILENCED = re.compile(rb"c42migrate:\s*ignore", re.IGNORECASE)
"""A call may be silenced, and what is silenced is not rewritten: then nothing moves as a whole."""
_BEFORE = re.compile(rb"(?P<json>[ \t]*\")?(?P<blanks>[ \t]*)")
_HOST = re.compile(r"(?:https?://)?([\w.-]+)/?")


@dataclass(frozen=True, slots=True)
class Use:
    """A symbol of the old SDK and the rule that speaks of it."""

    rule: Rule
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Moved:
    """What can be done about a symbol: ``fixes``, or ``note``: why nothing."""

    fixes: tuple[Fix, ...] = ()
    note: str = ""


@dataclass(slots=True)
class _Call:
    """A call on a client, on its way to the new one. ``uses``: as seen from its callers; all speak of the same."""

    uses: list[Use]
    site: Site
    twin: Twin | None
    shapes: Mapping[str, Mapping[str, str]]
    plan: CallPlan = field(default_factory=CallPlan)
    reply: ReplyPlan = field(default_factory=ReplyPlan)
    obstacle: str = ""
    queries: list[Query] = field(default_factory=list)

    @property
    def symbol(self) -> Symbol:
        return self.uses[0].symbol

    @property
    def rule(self) -> Rule:
        return self.uses[0].rule

    @property
    def origins(self) -> set[Place]:
        """The calls that made the client."""
        return {use.symbol.site.origin for use in self.uses if use.symbol.site and use.symbol.site.origin}


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
        self._symbols = others
        self._texts = texts
        self._hosts = hosts
        self._makers = {
            use.symbol.site.call: use
            for use in uses
            if isinstance(use.rule.fix, ClientFix) and use.symbol.form == "call" and use.symbol.site
        }
        self._calls = self._found(twins)
        tables = next((rule.shapes for rule in twins.values() if any(t.queries for t in rule.moves.values())), {})
        self._queries = Queries([use.symbol for use in uses], texts, tables)
        self._dedents: dict[tuple[str, int], int] = {}
        """(path, start of a line) → how much less it is indented once the loops over pages are gone."""
        self._small: list[Edit] = []
        self._files: dict[str, Handlers] = {}

    def _found(self, twins: Mapping[str, Rule]) -> dict[Place, _Call]:
        calls: dict[Place, _Call] = {}
        for use in self._uses:
            site = use.symbol.site
            if ".client." not in use.symbol.name or use.symbol.form != "call" or site is None:
                continue
            if site.call in calls:
                calls[site.call].uses.append(use)
            else:
                name = use.symbol.name.partition(".client.")[2]
                known = twins.get(name)
                twin, shapes = (known.moves[name], known.shapes) if known is not None else (None, {})
                calls[site.call] = _Call([use], site, twin, shapes)
        return calls

    # -- which calls can move --------------------------------------------------------------------

    def _settle(self) -> None:
        """Find the calls that can move; one that cannot may keep others back that share a value with it."""
        for call in self._calls.values():
            call.obstacle = self._first_obstacle(call)
        waiting = True
        while waiting:
            waiting = False
            ids = frozenset(self._ids())
            for call in self._calls.values():
                if call.obstacle or call.twin is None:
                    continue
                planner = ReplyPlanner(call.shapes, self._texts, ids)
                reply = call.symbol.reply
                call.reply = planner.plan(reply, gives(call.twin)) if reply is not None else ReplyPlan()
                call.obstacle = call.reply.obstacle or self._strangers(call) or self._old_ids(call, call.twin)
                waiting = waiting or bool(call.obstacle)

    def _first_obstacle(self, call: _Call) -> str:
        names = {use.symbol.name for use in call.uses}
        if len(names) > 1:
            return "it is not sure what is called"
        if call.twin is None:
            known = call.rule.successors.get(call.rule.successor(call.symbol.name), "") or "nothing"
            return known if known.startswith("nothing") else f"use {known}"
        data = self._texts.get(call.site.call.path, b"")
        if _CATCHES.search(data) and not self._read(call.site.call.path).is_parsed:
            return "the handlers of errors around it cannot be read"
        if call.site.receiver is None or call.site.head is None:
            return "the client it is asked of is not written in the call"
        call.plan = plan_call(call.symbol, call.twin, self._texts)
        return call.plan.obstacle or self._queried(call, call.twin)

    def _queried(self, call: _Call, twin: Twin) -> str:
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
        """The arguments that take the new id of something."""
        for call in self._calls.values():
            if not call.obstacle and call.twin is not None:
                yield from (place for old, place in call.plan.given.items() if old in call.twin.ids)

    def _strangers(self, call: _Call) -> str:
        """Why a read of the reply may read something else as well."""
        for place in call.reply.beside:
            other = self._calls.get(place)
            if other is None or other.obstacle or other.twin is None or call.twin is None:
                return "another value is read in the same place"
            if (other.twin.gives, other.twin.call) != (call.twin.gives, call.twin.call):
                return "another value is read in the same place"
        return ""

    def _old_ids(self, call: _Call, twin: Twin) -> str:
        """Why the ids that a call is given are none that the new one takes."""
        wanted = {place for old, place in call.plan.given.items() if old in twin.ids}
        if any(self._text(place).strip("\"'").isdigit() for place in wanted):
            return "a number is no id for the new call"
        for other in self._calls.values() if wanted else ():
            reply = other.symbol.reply if other.obstacle else None
            if reply is not None and any(end.path and end.place in wanted for end in reply.ends):
                return "its id comes from a call that stays"
        return ""

    # -- files that belong together --------------------------------------------------------------

    def _groups(self) -> list[set[str]]:
        """Files that hand each other a client."""
        groups: list[set[str]] = []
        links = [{use.symbol.place.path} for use in self._uses]
        links += [{call.site.call.path, *(origin.path for origin in call.origins)} for call in self._calls.values()]
        for link in links:
            touching = [group for group in groups if group & link]
            groups = [group for group in groups if not group & link]
            groups.append(link.union(*touching))
        return groups

    def moved(self) -> dict[int, Moved]:
        """What can be done about each symbol."""
        self._settle()
        found: dict[int, Moved] = {}
        for group in self._groups():
            uses = [use for use in self._uses if use.symbol.place.path in group]
            calls = [call for call in self._calls.values() if call.site.call.path in group]
            moving = [call for call in calls if not call.obstacle]
            is_near = all(self._near(call) is not None for call in moving)
            is_free = not any(_SILENCED.search(self._texts.get(path, b"")) for path in group)
            together = self._together(group, uses, calls) if is_free and not is_near else None
            if together is not None:
                found.update({id(use.symbol): Moved((together,)) for use in uses})
            else:
                found.update(self._apart(calls))
                found.update(self._left_over(group, uses, calls))
        return found

    # -- all at once -----------------------------------------------------------------------------

    def _together(self, group: Collection[str], uses: Iterable[Use], calls: Sequence[_Call]) -> Fix | None:
        """The fix that puts the new client in the place of the old one, where nothing of the old SDK is left then."""
        makers = [use for place, use in self._makers.items() if place.path in group]
        if not calls or not makers or any(call.obstacle or not self._is_followed(call) for call in calls):
            return None
        imports = [use for use in uses if use.symbol.form == "import"]
        errors = [use for use in uses if _is_exception(use.symbol)]
        known = {id(use.symbol) for use in (*makers, *imports, *errors, *(use for call in calls for use in call.uses))}
        known |= {id(symbol) for call in calls for query in call.queries for symbol in query.symbols}
        if any(id(use.symbol) not in known for use in uses) or not all(self._is_contained(m, calls) for m in makers):
            return None
        taken = self._replaced([use.symbol for use in imports])
        if taken is None:
            return None
        self._unwrap(calls)
        handled, marks = self._handled(group, calls, instead=True)
        if marks:
            return None
        edits = [*handled, *taken]
        edits += [self._edit(m.symbol.site.call, self._made(m)) for m in makers if m.symbol.site]
        for call in calls:
            own = self._written(call, self._text(call.site.receiver))
            if own is None:
                return None
            edits += own
        return self._fix("move the script to incydr.Client", edits, calls)

    def _is_followed(self, call: _Call) -> bool:
        return bool(call.origins) and call.origins <= set(self._makers) and call.symbol.certainty is not Certainty.MAYBE

    def _is_contained(self, maker: Use, calls: Sequence[_Call]) -> bool:
        """Whether all that becomes of a client is known: calls that move, and an attribute that nothing else reads."""
        reply = maker.symbol.reply
        if reply is None:
            return False
        for end in reply.ends:
            attribute = end.by.rpartition(".")[2]
            is_asked_for = not end.path and end.use in {ReplyUse.COMPARED, ReplyUse.TESTED}
            if is_asked_for or any(step.endswith("()") for step in end.path):
                continue
            if end.use is not ReplyUse.STORED or "." not in end.by or end.path or end.lists:
                return False
            if self._named(attribute) != 1 + self._asked_of(attribute, calls):
                return False
        asked = {call.site.call for call in calls}
        own = [one for one in reply.reads if not any(s.endswith("()") for s in one.path[: -len(one.steps)])]
        return all(self._leads_to(read.place, asked) and not read.beside for read in own)

    @staticmethod
    def _leads_to(read: Place, asked: Iterable[Place]) -> bool:
        return any(read.path == call.path and read.start == call.start and call.end <= read.end for call in asked)

    def _named(self, attribute: str) -> int:
        """How often ``.attribute`` is written in the files that can see it."""
        pattern = re.compile(rb"\.%b\b" % re.escape(attribute.encode()))
        return sum(len(pattern.findall(data)) for data in self._texts.values())

    def _asked_of(self, attribute: str, calls: Iterable[_Call]) -> int:
        return sum(self._text(call.site.receiver).endswith(f".{attribute}") for call in calls)

    def _import(self, symbol: Symbol) -> Edit | None:
        """The whole statement that imports the old SDK, when it imports nothing else."""
        first = symbol.tokens[0].place if symbol.tokens else None
        if first is None:
            return None
        place = self._read(first.path).import_at(first.start)
        return self._edit(place, "import incydr") if place is not None else None

    def _replaced(self, symbols: Sequence[Symbol]) -> list[Edit] | None:
        """The imports of the old SDK replaced: the first of a file by that of the new one, the others gone."""
        edits: dict[Edit, None] = {}
        paths = {s.place.path for s in self._symbols if s.form == "import" and s.name.partition(".")[0] == "incydr"}
        for symbol in sorted(symbols, key=lambda symbol: symbol.place):
            edit = self._import(symbol)
            if edit is None:
                return None
            path = symbol.place.path
            edits[self._line(edit.place) if path in paths and edit not in edits else edit] = None
            paths.add(path)
        return list(edits)

    # -- call by call ----------------------------------------------------------------------------

    def _apart(self, calls: Sequence[_Call]) -> Iterator[tuple[int, Moved]]:
        """A fix for each call that can move, with the client beside the old one; why the others cannot."""
        moving = [call for call in calls if not call.obstacle]
        clients = {id(call): self._client(call, moving) for call in moving}
        for call in moving:
            client = clients[id(call)]
            own = self._written(call, client.name) if client is not None else None
            if client is None or own is None:
                call.obstacle = "where its client comes from is not known"
        staying = [call for call in calls if call.obstacle]
        moving = [call for call in moving if not call.obstacle]
        handled, tried = self._handled({call.site.call.path for call in calls}, moving, instead=False)
        tried += self._set({call.site.call.path for call in moving})
        for path in {call.site.call.path for call in moving}:
            marks = [mark for call in staying if call.site.call.path == path for mark in self._staying(call)]
            here = [call for call in moving if call.site.call.path == path]
            searching = [call for call in here if call.queries]
            for together in filter(None, (searching, *([call] for call in here if not call.queries))):
                self._unwrap(together)
                edits = [edit for call in together for edit in self._moving(call, clients[id(call)])]
                unused = self._unused(path, searching) if together is searching else []
                edits += [*self._marked([*marks, *tried]), *handled, *(edit for edit, _ in unused)]
                fix = self._fix(f"call incydr's {', '.join(map(_new_name, together))}", edits, together)
                symbols = [use.symbol for call in together for use in call.uses]
                symbols += [symbol for call in together for query in call.queries for symbol in query.symbols]
                for symbol in (*symbols, *(symbol for _, symbol in unused)):
                    yield id(symbol), Moved((fix,)) if fix else Moved(note="its edits touch each other")
        for call in staying:
            for use in call.uses:
                yield id(use.symbol), Moved(note=call.obstacle)

    def _handled(
        self, paths: Iterable[str], moving: Sequence[_Call], *, instead: bool
    ) -> tuple[list[Edit], list[tuple[Place, str]]]:
        """What handlers of errors need once calls have moved, and what a person must look at."""
        edits: list[Edit] = []
        marks: list[tuple[Place, str]] = []
        for path in sorted(paths) if moving else ():
            handlers = self._read(path)
            found = handlers.widened(instead=instead)
            edits += found.edits
            marks += [(place, f"[{moving[0].rule.code}] {text}") for place, text in found.marks]
            site = next((call.site for call in self._calls.values() if call.site.call.path == path), None)
            if found.edits and site is not None and not handlers.has_requests:
                edits += self._imported(site, "requests")
        return edits, marks

    def _unwrap(self, calls: Iterable[_Call]) -> None:
        """Note how much less lines are indented once the loops over pages of these calls are gone."""
        cuts = [place for call in calls for loop, _ in call.reply.unwrapped for place in loop.dedent]
        self._dedents = {(place.path, self._line_start(place)): place.end - place.start for place in cuts}

    def _moving(self, call: _Call, client: _Client | None) -> list[Edit]:
        return [*client.edits, *(self._written(call, client.name) or ())] if client is not None else []

    def _unused(self, path: str, searching: Sequence[_Call]) -> list[tuple[Edit, Symbol]]:
        """The imports of classes for queries that nothing uses once these calls have moved, each taken out."""
        own = [use.symbol for use in self._uses if use.symbol.place.path == path and ".queries." in use.symbol.name]
        places = [query.place for call in searching for query in call.queries]
        imports = [symbol for symbol in own if symbol.form == "import"]
        if any(not any(p.holds(s.place) for p in places) for s in own if s.form != "import"):
            return []
        taken = [(self._import(symbol), symbol) for symbol in imports]
        return [(self._line(edit.place), symbol) for edit, symbol in taken if edit is not None]

    def _set(self, paths: Collection[str]) -> Iterator[tuple[Place, str]]:
        """Statements that set something for all clients of the old SDK."""
        for use in self._uses:
            place = use.symbol.place
            if use.symbol.name.startswith("py42.settings.") and use.symbol.form != "import" and place.path in paths:
                known = use.rule.successors.get(use.rule.successor(use.symbol.name), "nothing")
                if self._indent(place) is not None:
                    yield place, f"[{use.rule.code}] the new client is set otherwise: {known}"

    def _staying(self, call: _Call) -> Iterator[tuple[Place, str]]:
        last = call.symbol.name.partition(".client.")[2]
        yield call.site.statement, f"[{call.rule.code}] {last} stays on py42: {call.obstacle}"

    def _client(self, call: _Call, moving: Sequence[_Call]) -> _Client | None:
        """The new client that a call is to be asked of, and the edits that make it."""
        return self._near(call) or self._in_function(call, moving)

    def _near(self, call: _Call) -> _Client | None:
        """The new client beside the old one, where all that the call may be asked of are of one name."""
        makers = [self._makers[origin] for origin in call.origins if origin in self._makers]
        return self._beside(call, makers) if makers and len(makers) == len(call.origins) else None

    def _beside(self, call: _Call, makers: Sequence[Use]) -> _Client | None:
        """A client beside the old one: a name in the same file, or another attribute of the same object."""
        sites = [use.symbol.site for use in makers if use.symbol.site]
        targets = {site.target for site in sites}
        receiver, path = self._text(call.site.receiver), call.site.call.path
        if len(targets) != 1 or "" in targets:
            return None
        (target,) = targets
        if "." not in target:
            is_seen = {use.symbol.scope for use in makers} == {call.site.home}
            if receiver != target or not is_seen or {site.call.path for site in sites} != {path}:
                return None
            name = self._known(sites, path) or self._free(path)
        else:
            owner, _, attribute = receiver.rpartition(".")
            if not owner or attribute != target.rpartition(".")[2]:
                return None
            name = f"{owner}.incydr"
        made = [self._made_beside(use, name.rpartition(".")[2]) for use in makers]
        if any(edits is None for edits in made):
            return None
        return _Client(name, [edit for edits in made if edits for edit in edits])

    def _known(self, sites: Sequence[Site], path: str) -> str:
        """The new client that an earlier run wrote behind the old one."""
        for symbol in self._symbols:
            site = symbol.site
            if symbol.name == "incydr.Client" and symbol.place.path == path and site is not None and site.target:
                between = self._texts.get(path, b"")[sites[0].statement.end : site.statement.start]
                if site.statement.start > sites[0].statement.start and b"\n" not in between.strip():
                    return site.target
        return ""

    def _made_beside(self, maker: Use, name: str) -> list[Edit] | None:
        """``client = incydr.Client(…)`` on the line behind the statement that makes the old one."""
        site = maker.symbol.site
        if site is None or site.head is None:
            return None
        owner, dot, _ = site.target.rpartition(".")
        target = f"{owner}{dot}{name}"
        if any(s.name == "incydr.Client" and s.site and s.site.target == target for s in self._symbols):
            return self._imported(site)
        data = self._texts.get(site.call.path, b"")
        indent, end = self._indent(site.statement), _line_end(data, site.statement.end)
        if indent is None:
            return None
        end = site.statement.end if site.call.path.endswith(NOTEBOOK) else end
        text = f"{self._newline(site.statement)}{indent}{target} = {self._made(maker)}"
        return [Edit(Place(site.call.path, end, end), text), *self._imported(site)]

    def _in_function(self, call: _Call, moving: Sequence[_Call]) -> _Client | None:
        """A client of its own for the function, from the settings of the environment."""
        path, scope = call.site.call.path, call.symbol.scope
        same = [one for one in moving if one.site.call.path == path and one.symbol.scope == scope]
        places = [one.site.body or one.site.statement for one in same]
        if not call.site.body:
            places = [one.site.statement for one in same]
        first = min(places)
        for symbol in self._symbols:
            site = symbol.site
            if symbol.name != "incydr.Client" or symbol.place.path != path or symbol.scope != scope or site is None:
                continue
            if site.target and "." not in site.target and site.statement.start < call.site.statement.start:
                return _Client(site.target, self._imported(site))
        indent = self._indent(first)
        if indent is None:
            return None
        name = self._free(path)
        newline = self._newline(first)
        text = f"{name} = incydr.Client(){newline}{indent}"
        if any(len(one.origins) != 1 for one in same):  # one of several clients, or nobody knows whose
            what = "the client signs in as INCYDR_* say, whichever it was given"
            text = f"{MARKER}[{call.rule.code}] {what}{newline}{indent}{text}"
        return _Client(name, [Edit(Place(path, first.start, first.start), text), *self._imported(call.site)])

    def _free(self, path: str) -> str:
        """A name that the file does not use, or uses for new clients only."""
        new = [one for one in self._symbols if one.name == "incydr.Client" and one.place.path == path and one.scope]
        known = next((one.site.target for one in new if one.site and one.site.target.isidentifier()), "")
        if known:
            return known
        data = self._texts.get(path, b"")
        names = ("client", "incydr_client", "new_incydr_client")
        return next(name for name in (*names, "incydr_client_") if not re.search(rb"\b%b\b" % name.encode(), data))

    def _imported(self, site: Site, module: str = "incydr") -> list[Edit]:
        """The import of a module, where the file has none."""
        path = site.call.path
        if site.head is None or any(
            s.form == "import" and s.name.partition(".")[0] == module and s.place.path == path for s in self._symbols
        ):
            return []
        data = self._texts.get(path, b"")
        olds = [s.tokens[0].place for s in self._symbols if s.form == "import" and s.place.path == path and s.tokens]
        tops = [place for place in olds if place and self._is_top(place, data)]
        start = self._line_start(min(tops)) + len(self._opening(min(tops))) if tops else site.head.start
        place = Place(path, start, start)
        return [Edit(place, f"import {module}{self._newline(place)}")]

    def _opening(self, place: Place) -> bytes:
        """What a line begins with that is none of the program's: the quote of a notebook."""
        found = _BEFORE.match(self._before(place))
        return found["json"] or b"" if found and place.path.endswith(NOTEBOOK) else b""

    def _is_top(self, place: Place, data: bytes) -> bool:
        at = self._line_start(place) + len(self._opening(place))
        return data[at:].startswith((b"import ", b"from "))

    # -- what is left over -----------------------------------------------------------------------

    def _left_over(
        self, group: Collection[str], uses: Sequence[Use], calls: Sequence[_Call]
    ) -> Iterator[tuple[int, Moved]]:
        """Old clients that nothing is asked of any more, the imports for them and handlers of their exceptions."""
        if calls or not any(s.name == "incydr.Client" and s.place.path in group for s in self._symbols):
            return
        makers = [use for place, use in self._makers.items() if place.path in group]
        imports = [use for use in uses if use.symbol.form == "import"]
        errors = [use for use in uses if _is_exception(use.symbol)]
        if len({id(use.symbol) for use in (*makers, *imports, *errors)}) != len({id(use.symbol) for use in uses}):
            return
        taken = [self._unmade(maker) for maker in makers]
        taken += [self._unimported(use) for use in imports]
        taken += [self._read(path).narrowed() for path in group]
        if any(edits is None for edits in taken):
            return
        fix = self._fix("remove the client that nothing is asked of any more", [e for t in taken for e in t or ()], ())
        if fix is not None:
            yield from ((id(use.symbol), Moved((fix,))) for use in uses)

    def _unmade(self, maker: Use) -> tuple[Edit, ...] | None:
        """Without the statement that makes a client nobody uses; None when somebody may."""
        site = maker.symbol.site
        if site is None or not site.target or not self._is_contained(maker, ()):
            return None
        word = re.compile(rb"(?<![\w.])%b\b" % re.escape(site.target.encode()))
        if len(word.findall(self._texts.get(site.call.path, b""))) > 1:
            return None
        return (self._line(site.statement),)

    def _unimported(self, use: Use) -> tuple[Edit, ...] | None:
        taken = self._import(use.symbol)
        return (self._line(taken.place),) if taken is not None else None

    def _line(self, place: Place) -> Edit:
        """Delete a statement with its line."""
        data = self._texts.get(place.path, b"")
        start = data.rfind(b"\n", 0, place.start) + 1
        return self._edit(Place(place.path, start, min(_line_end(data, place.end) + 1, len(data))), "")

    # -- edits -----------------------------------------------------------------------------------

    def _made(self, maker: Use) -> str:
        """The new client: with the arguments of the old one where it has them, else from the environment."""
        fix, symbol = maker.rule.fix, maker.symbol
        if not isinstance(fix, ClientFix):
            return "incydr.Client()"
        parts = []
        for position, (old, new) in enumerate(fix.rename.items()):
            argument = next(
                (a for a in symbol.arguments if a.name == old or (not a.name and a.position == position)), None
            )
            if argument is None or argument.place is None:
                return f"{fix.client}()"
            text = self._text(argument.place).partition("=")[2].strip() if argument.name else self._text(argument.place)
            if new == "url":
                is_here = symbol.certainty is Certainty.EXACT and argument.value is not None
                host = _HOST.fullmatch(argument.value.known or "") if argument.value and is_here else None
                api = self._hosts.get(host[1].lower()) if host else None
                parts += [f'url="https://{api}"'] if api else []
            else:
                parts.append(f"{new}={text}")
        made = f"{fix.client}({', '.join(parts)})"
        is_escaped = symbol.place.path.endswith(NOTEBOOK)
        return made.replace('"https:', '\\"https:').replace('.com"', '.com\\"') if is_escaped else made

    def _written(self, call: _Call, client: str) -> list[Edit] | None:
        """All that has to change for one call: the call, what reads its reply, the loops over its pages, the marks."""
        if call.twin is None:
            return None
        self._small = [*call.reply.edits, *(self._edit(query.place, query.text) for query in call.queries)]
        edits = written(call.symbol, call.site, call.twin, call.plan, client, self._texts, self._render)
        if edits is None:
            return None
        self._small += edits
        own = _without_inner(self._small)
        for loop, read in call.reply.unwrapped:
            if loop.header is None:
                return None
            text = self._render(loop.over)
            header = loop.header
            own = [edit for edit in own if not header.holds(edit.place)]
            own += [self._edit(header, ""), *(self._edit(place, "") for place in loop.dedent)]
            own.append(self._edit(read.place, text))
        ids = frozenset(self._reads())
        marks = [(call.site.statement, f"[{call.rule.code}] {text}") for text in call.plan.marks]
        marks += [(place, f"[{call.rule.code}] {text}") for place, text in call.reply.marks]
        for old, place in call.plan.given.items():
            if old in call.twin.ids and place not in ids:
                marks.append((call.site.statement, f"[{call.rule.code}] {old} must be the new id, not the old one"))
        return [*own, *self._marked(marks)]

    def _reads(self) -> Iterator[Place]:
        """Where values stand that were read from replies of calls that move."""
        for call in self._calls.values():
            if not call.obstacle and call.symbol.reply is not None:
                yield from (end.place for end in call.symbol.reply.ends if end.path)

    def _marked(self, marks: Sequence[tuple[Place, str]]) -> list[Edit]:
        """Comments before statements; those that stand there already are not written again."""
        edits: dict[Place, list[str]] = defaultdict(list)
        for statement, text in marks:
            data = self._texts.get(statement.path, b"")
            start = data.rfind(b"\n", 0, statement.start) + 1
            indent, comment = self._indent(statement), f"{MARKER}{text}"
            if indent is None or comment.encode() in data[max(start - 600, 0) : start]:
                continue
            line = f"{comment}{self._newline(statement)}{indent[self._dedents.get((statement.path, start), 0) :]}"
            place = Place(statement.path, statement.start, statement.start)
            if line not in edits[place]:
                edits[place].append(line)
        return [Edit(place, "".join(lines)) for place, lines in edits.items() if lines]

    def _render(self, place: Place) -> str:
        """What stands in a place once the small edits in it are made."""
        inside = [edit for edit in self._small if place.holds(edit.place)]
        moved = [replace(e, place=Place("", e.place.start - place.start, e.place.end - place.start)) for e in inside]
        data = self._texts.get(place.path, b"")[place.start : place.end]
        return splice(data, _without_inner(moved)).decode("utf-8", "replace")

    def _fix(self, label: str, edits: Iterable[Edit], calls: Iterable[_Call]) -> Fix | None:
        joined = _joined(edits)
        if joined is None or not all(self._parses(path, joined) for path in {edit.place.path for edit in joined}):
            return None
        reviews = sorted({call.twin.review for call in calls if call.twin and call.twin.review})
        reason = "; ".join(reviews) or "an API client signs in, and replies are models"
        return Fix(Applicability.UNSAFE, label, joined, reason=reason)

    def _read(self, path: str) -> Handlers:
        """The handlers and imports of a file, read once."""
        if path not in self._files:
            self._files[path] = Handlers(path, self._texts.get(path, b""))
        return self._files[path]

    def _parses(self, path: str, edits: Iterable[Edit]) -> bool:
        """Whether a Python file that could be parsed still can."""
        data = self._texts.get(path, b"")
        if not path.endswith(".py") or not self._read(path).is_parsed:
            return True
        return Handlers(path, splice(data, [edit for edit in edits if edit.place.path == path])).is_parsed

    def _edit(self, place: Place, text: str) -> Edit:
        return Edit(place, text, self._texts.get(place.path, b"")[place.start : place.end])

    def _text(self, place: Place | None) -> str:
        data = self._texts.get(place.path, b"") if place is not None else b""
        return data[place.start : place.end].decode("utf-8", "replace") if place is not None else ""

    def _indent(self, statement: Place) -> str | None:
        """What stands before a statement on its line, None when that is more than blanks."""
        found = _BEFORE.fullmatch(self._before(statement))
        is_notebook = statement.path.endswith(NOTEBOOK)
        return found["blanks"].decode() if found and bool(found["json"]) == is_notebook else None

    def _before(self, place: Place) -> bytes:
        return self._texts.get(place.path, b"")[self._line_start(place) : place.start]

    def _line_start(self, place: Place) -> int:
        return self._texts.get(place.path, b"").rfind(b"\n", 0, place.start) + 1

    def _newline(self, place: Place) -> str:
        """What ends a line near a place; in a notebook each line is a text of its own."""
        found = _BEFORE.match(self._before(place)) if place.path.endswith(NOTEBOOK) else None
        if found is not None:
            return f'\\n",\n{found["json"].decode()}'
        return "\r\n" if b"\r\n" in self._texts.get(place.path, b"") else "\n"


@dataclass(frozen=True, slots=True)
class _Client:
    """What the new client is called, and the edits that make it."""

    name: str
    edits: list[Edit]


def _is_exception(symbol: Symbol) -> bool:
    return symbol.name.startswith("py42.exceptions.") and symbol.form in {"import", "reference"}


def _line_end(data: bytes, at: int) -> int:
    """Where the line that ``at`` is in ends, without its line end."""
    found = data.find(b"\n", at)
    end = found if found >= 0 else len(data)
    return end - 1 if data[end - 1 : end] == b"\r" and end > at else end


def _new_name(call: _Call) -> str:
    """The name of the call alone, where the plan is an expression with it in."""
    return re.split(r"[^\w.]", (call.plan.chain or (call.twin.call if call.twin else "")).removeprefix("{client}."))[0]


def _without_inner(edits: Sequence[Edit]) -> list[Edit]:
    """Without those that lie in a larger one, which has made them already."""
    return [
        one
        for one in dict.fromkeys(edits)
        if not any(
            other.place.holds(one.place) and other.place != one.place and _is_wide(other, one) for other in edits
        )
    ]


def _is_wide(other: Edit, one: Edit) -> bool:
    """Whether an edit replaces bytes around another; an insertion at its very edge stays."""
    return other.place.start < other.place.end and not (
        one.place.start == one.place.end and one.place.start in {other.place.start, other.place.end}
    )


def _joined(edits: Iterable[Edit]) -> tuple[Edit, ...] | None:
    """Insertions in one place become one; None when two edits want the same bytes."""
    inserted: dict[Place, list[str]] = defaultdict(list)
    others: list[Edit] = []
    for edit in dict.fromkeys(edits):
        if edit.place.start == edit.place.end:
            inserted[edit.place].append(edit.text)
        else:
            others.append(edit)
    made = sorted([*others, *(Edit(place, "".join(parts)) for place, parts in inserted.items())])
    for first, second in pairwise(made):
        if first.place.path == second.place.path and first.place.end > second.place.start:
            return None
    return tuple(made)
