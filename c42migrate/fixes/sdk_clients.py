"""The new client: made in the place of the old one, beside it, or in the function that needs one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from c42migrate.catalogue.model import ClientFix
from c42migrate.fixes.sdk_moving import MARKER, Call, NewClient, Use
from c42migrate.fixes.sdk_settings import Setting, made_with, settings
from c42migrate.fixes.sdk_source import NOTEBOOK, Sources
from c42migrate.model import Certainty, Edit, Place, Site, Symbol

NEW = "incydr.Client"
_HOST = re.compile(r"(?:https?://)?([\w.-]+)/?")


class NewClients:
    """Where the new clients of a run stand. ``makers``: the calls that make old ones; ``hosts``: console → API host."""

    def __init__(
        self, sources: Sources, symbols: Sequence[Symbol], makers: Mapping[Place, Use], hosts: Mapping[str, str]
    ) -> None:
        self._sources = sources
        self._symbols = symbols
        self._makers = makers
        self._hosts = hosts
        self._made = [s for s in symbols if s.name == NEW and s.site is not None]

    def for_call(self, call: Call, moving: Sequence[Call]) -> NewClient | None:
        """Return the new client that a call is to be asked of, and the edits that make it."""
        return self.near(call) or self._in_function(call, moving)

    def near(self, call: Call) -> NewClient | None:
        """Return the new client beside the old one, where all that the call may be asked of are of one name."""
        makers = [self._makers[origin] for origin in call.origins if origin in self._makers]
        return self._beside(call, makers) if makers and len(makers) == len(call.origins) else None

    # -- beside the old one ----------------------------------------------------------------------

    def _beside(self, call: Call, makers: Sequence[Use]) -> NewClient | None:
        """Return a client beside the old one: a name in the same file, or another attribute of the same object."""
        sites = [use.symbol.site for use in makers if use.symbol.site]
        targets = {site.target for site in sites}
        receiver, path = self._sources.text(call.site.receiver), call.site.call.path
        if len(targets) != 1 or "" in targets:
            return None
        (target,) = targets
        if "." not in target:
            is_seen = {site.scope for site in sites} == {call.site.home}
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
        return NewClient(name, [edit for edits in made if edits for edit in edits])

    def _known(self, sites: Sequence[Site], path: str) -> str:
        """Return the new client that an earlier run wrote behind the old one."""
        for symbol in self._made:
            site = symbol.site
            if symbol.place.path == path and site is not None and site.target:
                between = self._sources.data(path)[sites[0].statement.end : site.statement.start]
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
        if any(symbol.site and symbol.site.target == target for symbol in self._made):
            return self.imported(site)
        indent = self._sources.indent(site.statement)
        if indent is None:
            return None
        path = site.call.path
        end = site.statement.end if path.endswith(NOTEBOOK) else self._sources.line_end(site.statement)
        later = [f"{target}.{one.later}" for one in self.settings(path) if one.later]
        lines = [f"{target} = {self.written(maker)}", *later]
        text = "".join(f"{self._sources.newline(site.statement)}{indent}{line}" for line in lines)
        return [Edit(Place(path, end, end), text), *self.imported(site)]

    def written(self, maker: Use) -> str:
        """Return the new client: with the arguments of the old one where it has them, else from the environment."""
        fix, symbol = maker.rule.fix, maker.symbol
        if not isinstance(fix, ClientFix):
            return f"{NEW}()"
        parts = []
        for position, (old, new) in enumerate(fix.rename.items()):
            argument = next(
                (a for a in symbol.arguments if a.name == old or (not a.name and a.position == position)), None
            )
            if argument is None or argument.place is None:
                return made_with(self.settings(symbol.place.path), f"{fix.client}()")
            text = self._sources.text(argument.place)
            text = text.partition("=")[2].strip() if argument.name else text
            if new == "url":
                is_here = symbol.certainty is Certainty.EXACT and argument.value is not None
                host = _HOST.fullmatch(argument.value.known or "") if argument.value and is_here else None
                api = self._hosts.get(host[1].lower()) if host else None
                parts += [f'url="https://{api}"'] if api else []
            else:
                parts.append(f"{new}={text}")
        made = f"{fix.client}({', '.join(parts)})"
        is_escaped = symbol.place.path.endswith(NOTEBOOK)
        made = made_with(self.settings(symbol.place.path), made)
        return made.replace('"https:', '\\"https:').replace('.com"', '.com\\"') if is_escaped else made

    def settings(self, path: str) -> list[Setting]:
        """Return the settings of the old SDK that the clients of a file are made with."""
        return settings(self._sources.handlers(path))

    # -- in a function ---------------------------------------------------------------------------

    def _in_function(self, call: Call, moving: Sequence[Call]) -> NewClient | None:
        """Return a client of its own for the function, from the settings of the environment."""
        path, scope = call.site.call.path, call.site.scope
        same = [one for one in moving if one.site.call.path == path and one.site.scope == scope]
        places = [one.site.body or one.site.statement for one in same]
        if not call.site.body:
            places = [one.site.statement for one in same]
        first = min(places)
        for symbol in self._made:
            site = symbol.site
            if symbol.place.path != path or site is None or site.scope != scope:
                continue
            if site.target and "." not in site.target and site.statement.start < call.site.statement.start:
                return NewClient(site.target, self.imported(site))
        indent = self._sources.indent(first)
        if indent is None:
            return None
        name = self._free(path)
        newline = self._sources.newline(first)
        text = f"{name} = {NEW}(){newline}{indent}"
        if any(len(one.origins) != 1 for one in same):  # one of several clients, or nobody knows whose
            what = "the client signs in as INCYDR_* say, whichever it was given"
            text = f"{MARKER}[{call.rule.code}] {what}{newline}{indent}{text}"
        return NewClient(name, [Edit(Place(path, first.start, first.start), text), *self.imported(call.site)])

    def _free(self, path: str) -> str:
        """Return a name that the file does not use, or uses for new clients only."""
        new = [one for one in self._made if one.place.path == path and one.site and one.site.scope]
        known = next((one.site.target for one in new if one.site and one.site.target.isidentifier()), "")
        if known:
            return known
        data = self._sources.data(path)
        names = ("client", "incydr_client", "new_incydr_client")
        return next(name for name in (*names, "incydr_client_") if not re.search(rb"\b%b\b" % name.encode(), data))

    # -- imports ---------------------------------------------------------------------------------

    def imported(self, site: Site, module: str = "incydr") -> list[Edit]:
        """Return the import of a module, where the file has none."""
        path = site.call.path
        if site.head is None or any(
            s.form == "import" and s.name.partition(".")[0] == module and s.place.path == path for s in self._symbols
        ):
            return []
        olds = [s.tokens[0].place for s in self._symbols if s.form == "import" and s.place.path == path and s.tokens]
        tops = [self._line_of(place) for place in olds if place and self._is_top(place)]
        if not path.endswith((".py", NOTEBOOK)):  # a document: as near to the call as others stand
            tops = [max((top for top in tops if top < site.call.start), default=site.head.start)]
        start = min(tops) if tops else site.head.start
        place = Place(path, start, start)
        return [Edit(place, f"import {module}{self._sources.newline(place)}")]

    def _line_of(self, place: Place) -> int:
        return self._sources.line_start(place) + len(self._sources.opening(place))

    def _is_top(self, place: Place) -> bool:
        return self._sources.data(place.path)[self._line_of(place) :].startswith((b"import ", b"from "))
