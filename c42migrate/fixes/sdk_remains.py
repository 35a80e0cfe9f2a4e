"""What is left of the old SDK once its calls have moved: clients, imports, exceptions; and how they are taken out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from c42migrate.fixes.sdk_clients import NEW
from c42migrate.fixes.sdk_moving import Call, Use
from c42migrate.fixes.sdk_settings import Setting, settings
from c42migrate.fixes.sdk_source import Sources
from c42migrate.model import Edit, Place, ReplyUse, Symbol

_TYPE = "py42.sdk.SDKClient"


class Remains:
    """The old SDK beside its calls. ``makers``: the calls that make clients; ``symbols``: all symbols of the run."""

    def __init__(self, sources: Sources, symbols: Sequence[Symbol]) -> None:
        self._sources = sources
        self._symbols = symbols

    # -- nothing is asked of the old client any more ----------------------------------------------

    def removed(self, group: Collection[str], uses: Sequence[Use], makers: Sequence[Use]) -> list[Edit] | None:
        """Take out clients that nothing is asked of, the imports for them and handlers of their exceptions.

        None when somebody may still use one of them.
        """
        if not any(s.name == NEW and s.place.path in group for s in self._symbols):
            return None
        imports = [use.symbol for use in uses if use.symbol.form == "import"]
        errors = [use for use in uses if is_exception(use.symbol)]
        known = {id(use.symbol) for use in (*makers, *errors)} | {id(symbol) for symbol in imports}
        set_ = [one for path in sorted(group) for one in settings(self._sources.handlers(path))]
        known |= {id(u.symbol) for u in uses if any(one.statement.holds(u.symbol.place) for one in set_)}
        if known != {id(use.symbol) for use in uses} or not all(map(self._is_set_anew, set_)):
            return None
        taken = [self._unmade(maker) for maker in makers]
        taken += [self._unimported(symbol) for symbol in imports]
        taken += [self._sources.handlers(path).narrowed() for path in group]
        taken += [(self._sources.without_line(one.statement),) for one in set_]
        if any(edits is None for edits in taken):
            return None
        made = [edit for edits in taken for edit in edits or ()]
        return self._typed(imports, made)

    def _typed(self, imports: Iterable[Symbol], edits: Sequence[Edit]) -> list[Edit] | None:
        """With the type of the old client replaced by that of the new one.

        None when something else that the imports bring is read outside of the places that are edited.
        """
        added: dict[Place, Edit] = {}
        for statement in {place for symbol in imports if (place := self._imported_at(symbol)) is not None}:
            handlers = self._sources.handlers(statement.path)
            bound = handlers.bound_at(statement)
            types = {name for name, of in bound.items() if of == _TYPE} | ({_TYPE} if "py42" in bound else set())
            found = [(text, at) for text, at in handlers.references() if not any(e.place.holds(at) for e in edits)]
            added |= {at: self._sources.edit(at, NEW) for text, at in found if text in types}
            if any(text in bound and not any(one.holds(at) for one in added) for text, at in found):
                return None
        return [*edits, *added.values()]

    def _is_set_anew(self, setting: Setting) -> bool:
        """Whether the new clients of the file have a setting as well."""
        data = self._sources.data(setting.statement.path)
        return (setting.argument or f".{setting.later}").encode() in data

    def _unmade(self, maker: Use) -> tuple[Edit, ...] | None:
        """Without the statement that makes a client nobody uses; None when somebody may."""
        site = maker.symbol.site
        if site is None or not site.target or not self.is_contained(maker, ()):
            return None
        word = re.compile(rb"(?<![\w.])%b\b" % re.escape(site.target.encode()))
        if len(word.findall(self._sources.data(site.call.path))) > 1:
            return None
        return (self._sources.without_line(site.statement),)

    def _unimported(self, symbol: Symbol) -> tuple[Edit, ...] | None:
        place = self._imported_at(symbol)
        return (self._sources.without_line(place),) if place is not None else None

    # -- where a client goes ---------------------------------------------------------------------

    def is_contained(self, maker: Use, calls: Sequence[Call]) -> bool:
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
        return all(_leads_to(read.place, asked) and not read.beside for read in own)

    def _named(self, attribute: str) -> int:
        """How often ``.attribute`` is written in the files that can see it."""
        pattern = re.compile(rb"(?<!\bpy42)\.%b\b" % re.escape(attribute.encode()))
        return sum(len(pattern.findall(data)) for data in self._sources.texts.values())

    def _asked_of(self, attribute: str, calls: Iterable[Call]) -> int:
        return sum(self._sources.text(call.site.receiver).endswith(f".{attribute}") for call in calls)

    # -- imports ---------------------------------------------------------------------------------

    def _imported_at(self, symbol: Symbol) -> Place | None:
        """Return the whole statement that imports the old SDK, when it imports nothing else."""
        first = symbol.tokens[0].place if symbol.tokens else None
        return self._sources.import_at(first) if first is not None else None

    def replaced(self, symbols: Sequence[Symbol], others: Sequence[Edit]) -> list[Edit] | None:
        """Return the imports of the old SDK replaced: the first of a file by that of the new one, the others gone.

        ``others``: what else is edited; None when something that the imports bring is read elsewhere.
        """
        edits: dict[Place, Edit] = {}
        paths = {s.place.path for s in self._symbols if s.form == "import" and s.name.partition(".")[0] == "incydr"}
        for symbol in sorted(symbols, key=lambda symbol: symbol.place):
            place = self._imported_at(symbol)
            if place is None:
                return None
            if place in edits:
                continue
            is_first = place.path not in paths
            edits[place] = self._sources.edit(place, "import incydr") if is_first else self._sources.without_line(place)
            paths.add(place.path)
        added = self._typed(symbols, [*edits.values(), *others])
        return added[: len(edits)] + added[len(edits) + len(others) :] if added is not None else None

    def unused(self, own: Sequence[Symbol], searching: Iterable[Call]) -> Iterator[tuple[Edit, Symbol]]:
        """Yield the imports of classes for queries that nothing uses once these calls have moved, each taken out.

        ``own``: all symbols of a file that are about queries.
        """
        places = [edit.place for call in searching for query in call.queries for edit in query.edits]
        if any(not any(p.holds(s.place) for p in places) for s in own if s.form != "import"):
            return
        for symbol in own:
            place = self._imported_at(symbol) if symbol.form == "import" else None
            if place is not None and not self._is_read(place, places):
                yield self._sources.without_line(place), symbol

    def _is_read(self, statement: Place, apart: Sequence[Place]) -> bool:
        """Whether something that an import brings is read outside of some places."""
        handlers = self._sources.handlers(statement.path)
        bound = handlers.bound_at(statement)
        return any(text in bound and not any(one.holds(at) for one in apart) for text, at in handlers.references())


def is_exception(symbol: Symbol) -> bool:
    """Whether it is one of py42's exceptions, imported or named."""
    return symbol.name.startswith("py42.exceptions.") and symbol.form in {"import", "reference"}


def _leads_to(read: Place, asked: Iterable[Place]) -> bool:
    return any(read.path == call.path and read.start == call.start and call.end <= read.end for call in asked)
