"""Uses of SDK objects: calls and references on followed clients, and imports."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

import libcst as cst

from c42migrate.model import Argument, Certainty, Literal, Place, Site, Symbol
from c42migrate.readers import web
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.calls import Call
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.nodes import String, children, dotted
from c42migrate.readers.python.positions import Positions
from c42migrate.readers.python.scopes import Import, Scope, Spot
from c42migrate.readers.python.values import Bound, Known, Plain, Ref, Response, Value, hole_of, is_none, texts

_DISTINCTIVE = frozenset({"detectionlists", "securitydata", "legalhold", "trustedactivities", "userriskprofile"})
"""Members of SDK clients that nothing else is called."""
_DISTINCTIVE_PARTS = {
    "alerts": [
        "rules",
        "get_details",
        "get_aggregate_data",
        "get_all_alert_details",
        "update_note",
        "update_state",
        "search_all_pages",
    ],
    "cases": ["file_events"],
    "watchlists": [
        "get_all_included_users",
        "add_included_users_by_watchlist_id",
        "add_included_users_by_watchlist_type",
        "remove_included_users_by_watchlist_id",
        "remove_included_users_by_watchlist_type",
    ],
}
"""The same of their parts and what these have."""


class Symbols:
    """Turns resolved calls, references and imports into ``Symbol`` usages."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._lexicon = evaluator.lexicon

    # -- calls -----------------------------------------------------------------------------------

    def call(self, call: Call) -> Iterator[Symbol]:
        """Yield the symbol a call uses, if its callee belongs to a known SDK."""
        (callee,) = call.callee
        if call.last in lib.REPLACING:
            yield from self._named(call)
        if isinstance(callee, Ref):
            if callee.dynamic is not None and self._is_ours(callee.name):  # getattr(sdk.users, name)(…)
                yield _symbol(f"{callee.name}.{callee.dynamic}", (), call, Certainty.MAYBE)
            elif self._is_ours(callee.name):
                yield _symbol(callee.name, callee.tokens, call, Certainty.RESOLVED if call.depth else Certainty.EXACT)
            elif "()." in callee.name and (name := self._kept_by_object(callee.name, call.home.module)):
                yield _symbol(name, callee.tokens, call, Certainty.MAYBE)
            return
        gap = hole_of(callee)
        written = call.written if isinstance(callee, Response) else gap.name if gap is not None else ""
        name = self._conventional(written, call.home.module)
        if name and not self._is_typed_otherwise(written.split(".")[0], call.home):
            tokens = (call.token,) if call.token is not None else ()
            yield _symbol(name, tokens, call, Certainty.MAYBE)

    def _named(self, call: Call) -> Iterator[Symbol]:
        """Yield what of an SDK a call is told to replace: ``mocker.patch("py42.sdk.from_local_account")``."""
        for text in texts(call.args[0].values) if call.args else ():
            if re.fullmatch(r"[a-z]\w*(?:\.\w+)+", text.known or "") and self._is_ours(text.known or ""):
                yield Symbol(text.known or "", web.extent(text, call.origin), "reference", scope=call.scope)

    def site(self, call: Call, symbol: Symbol) -> Site | None:
        """Where a call stands as it is written."""
        if call.node is None or call.spot is None:
            return None
        positions, spot, node = call.spot.scope.positions, call.spot, call.node
        statement = spot.statement if spot.statement is not None else node
        (callee,) = call.callee
        home = spot.scope.home(dotted(node.func).partition(".")[0])
        return Site(
            call.origin,
            positions.place(node.func),
            positions.place(statement),
            self._head(spot.scope.module, positions),
            _receiver(node.func, symbol, positions),
            _target(statement, node),
            _own_statement(spot.scope, call.origin, positions),
            callee.origin if isinstance(callee, Ref) else None,
            home.qualname if home is not None else None,
            spot.scope.qualname,
        )

    def _head(self, module: str, positions: Positions) -> Place | None:
        """Return the statement at the top of a module before which an import can be written."""
        for statement in self._evaluator.program.modules[module].tree.body:
            if not _is_first(statement):
                return positions.place(statement)
        return None

    def _is_ours(self, name: str) -> bool:
        root = name.split(".", maxsplit=1)[0]
        return root in self._lexicon.packages and "()" not in name and "[]" not in name and "." in name

    def _conventional(self, name: str, module: str) -> str:
        """Canonical name of ``state.sdk.alerts.search`` and the like in a module that imports the SDK."""
        words = name.split(".")
        for index, word in enumerate(words[:-2]):
            if self._names_client(word.strip("_")):
                for package in self._imported(module):
                    if words[index + 1] in self._lexicon.client_members.get(package, ()) and _fits(
                        package, words[index:]
                    ):
                        return ".".join([package, "client", *words[index + 1 :]])
        return next(self._held(words, module), "") or self._distinctive(words, module)

    def _names_client(self, word: str) -> bool:
        """Whether a word is what people call a client, or the function that gets one: ``sdk``, ``get_client()``."""
        name = word.removesuffix("()")
        return name in self._lexicon.client_names or (name != word and name.lower().endswith(("client", "sdk")))

    def _distinctive(self, words: list[str], module: str, *, is_kept: bool = False) -> str:
        """Return the same for a client of any name: what it is asked for tells whose it is, in a module without
        imports of an SDK or, by two names, also in one with them. ``is_kept``: by an object of another library, whose
        own the two may be."""
        roots = self._roots[module]
        imported = self._sdks(roots)
        for index in range(1, len(words) - 1) if not roots & self._lexicon.foreign else ():
            is_own = not imported and words[index] in _DISTINCTIVE
            is_kept = is_kept or words[index - 1] == "self"
            is_part = words[index + 1] in _DISTINCTIVE_PARTS.get(words[index], ())
            if is_own or (is_part and not is_kept):
                for package in imported or self._lexicon.client_members:
                    if words[index] in self._lexicon.client_members[package] and package != "incydr":
                        return ".".join([package, "client", *words[index:]])
        return ""

    def _held(self, words: list[str], module: str) -> Iterator[str]:
        """``self.connection.api.alerts.search``, where a class ``Connection`` keeps its client as ``api``."""
        for index in range(1, len(words) - 2):
            package = self._holders.get((words[index - 1].strip("_").lower(), words[index]), "")
            members = self._lexicon.client_members.get(package, ())
            if words[index + 1] in members and not self._roots[module] & self._lexicon.foreign:
                yield ".".join([package, "client", *words[index + 1 :]])

    def _kept_by_object(self, name: str, module: str) -> str:
        """Return the same where the object that keeps it is known to be of a framework's class."""
        words = name.rpartition("().")[2].split(".")
        return next(self._held(words, module), "") or self._distinctive(words, module, is_kept=True)

    def _is_typed_otherwise(self, name: str, scope: Scope) -> bool:
        """Whether the parameter ``name`` is annotated with a class of a package that is no known SDK."""
        written = next((p.annotation for p in scope.params if p.name == name and p.annotation is not None), None)
        if written is None:
            return False
        values = self._evaluator.value(written, scope.outer)
        quoted = [text.known for text in texts(values) if text.known and text.known.isidentifier()]
        values = (*values, *(value for word in quoted for value in self._evaluator.name(word, scope.outer)))
        return any(isinstance(v, Ref) and self._is_foreign(v) for v in values)

    def _is_foreign(self, value: Ref) -> bool:
        """Whether something is of a library that is neither a known SDK nor Python's own (``typing.Any``)."""
        root = value.name.partition(".")[0]
        return "." in value.name and root not in self._lexicon.packages and root not in sys.stdlib_module_names

    def _imported(self, module: str) -> list[str]:
        """SDKs the module itself imports, else those of the project when calls of theirs can be told apart."""
        own = self._roots[module]
        if own & self._lexicon.foreign:
            return []
        return self._sdks(own) or self._of_project

    @cached_property
    def _of_project(self) -> list[str]:
        everywhere = set().union(*self._roots.values())
        found = self._sdks(everywhere)
        alike = [package for package in found if package != "incydr"]  # whose calls look like no others
        return found if len(alike) <= 1 and not everywhere & self._lexicon.foreign else []

    def _sdks(self, roots: set[str]) -> list[str]:
        """Return the SDKs whose clients the imported packages hand out: their own, or another's (code42cli gives
        py42's)."""
        factories = self._lexicon.factories.items()
        made = {made.split(".")[0] for factory, made in factories if factory.split(".")[0] in roots}
        return sorted((roots | made) & set(self._lexicon.client_members))

    @cached_property
    def _imports(self) -> dict[str, list[Import]]:
        return {
            key: [event for scope in module.scopes for event in scope.events if isinstance(event, Import)]
            for key, module in self._evaluator.program.modules.items()
        }

    @cached_property
    def _roots(self) -> dict[str, set[str]]:
        return {key: {event.module.split(".")[0] for event in events} for key, events in self._imports.items()}

    # -- classes of a project that keep a client -------------------------------------------------

    @cached_property
    def _holders(self) -> dict[tuple[str, str], str]:
        """(class in lower case, attribute) → package of the client it keeps; not those that may hold something else.

        Frameworks hand out objects under their class's name: a plugin's ``class Connection`` sets ``self.api``, its
        actions say ``self.connection.api``, and nothing in the project connects the two.
        """
        found: dict[tuple[str, str], set[str]] = {}
        for scope in self._evaluator.program.scopes:
            if scope.in_class and scope.params and scope.parent is not None:
                for name, package in self._kept(scope):
                    found.setdefault((scope.parent.name.lower(), name), set()).add(package)
        return {
            held: next(iter(packages)) for held, packages in found.items() if len(packages) == 1 and "" not in packages
        }

    def _kept(self, scope: Scope) -> Iterator[tuple[str, str]]:
        """Attributes that a method sets, each with the package of the client, ``""`` for anything else but None."""
        for name, events in scope.by_attribute.items():
            root, _, attribute = name.partition(".")
            if root != scope.params[0].name or "." in attribute:
                continue
            for event in events:
                if event.value is not None and event.op == "=":
                    values = self._evaluator.value(event.value, event.spot)
                    yield from ((attribute, self._package(value)) for value in values if not is_none(value))

    def _package(self, value: Value) -> str:
        package, _, rest = value.name.partition(".") if isinstance(value, Ref) else ("", "", "")
        return package if rest == "client" and package in self._lexicon.client_members else ""

    # -- imports and references ------------------------------------------------------------------

    def imports(self, module: str) -> Iterator[Symbol]:
        """Yield imports of SDK modules and names; a package that is part of what is read is not an SDK to its own
        modules."""
        for event in self._imports[module]:
            if not event.level and self._is_sdk(event.module, module):
                name = f"{event.module}.{event.name}" if event.name else event.module
                yield Symbol(name, event.place, "import", event.tokens, scope=event.spot.scope.qualname)

    def _is_sdk(self, imported: str, importer: str) -> bool:
        root = imported.split(".", maxsplit=1)[0]
        if root not in self._lexicon.packages or root in self._own[importer]:
            return False
        return not any(importer.startswith(home) for home in self._homes if home.endswith(f"{root}/"))

    @cached_property
    def _homes(self) -> frozenset[str]:
        """Folders (with a slash at the end) of SDK packages whose source is part of the run."""
        return frozenset(home for homes in self._own.values() for home in homes.values() if home)

    @cached_property
    def _own(self) -> dict[str, dict[str, str]]:
        """Module → SDK packages it imports that lead to modules of the run, with the folder each stands in."""
        return {
            key: dict(found for e in events for found in self._led_home(e)) for key, events in self._imports.items()
        }

    def _led_home(self, event: Import) -> Iterator[tuple[str, str]]:
        root = event.module.split(".")[0] if not event.level else ""
        importer = event.spot.scope.module
        if root in self._lexicon.packages:
            # ``from package import module``: the package's own file may not be among those read.
            for name in (event.module, f"{event.module}.{event.name}"):
                found = self._evaluator.program.find(importer, name, 0)
                if found not in {None, importer}:
                    head, slash, _ = f"/{found}".rpartition(f"/{root}/")
                    yield root, f"{head}/{root}/"[1:] if slash else ""

    def references(self, node: cst.BaseExpression, spot: Spot) -> Iterator[Symbol]:
        """Attributes of SDK objects that are used without being called."""
        if isinstance(node, cst.Attribute):
            for value in self._evaluator.value(node, spot):
                if isinstance(value, Ref) and self._is_ours(value.name) and value.tokens:
                    place = _extent(value.tokens, spot.scope.positions.place(node))
                    yield Symbol(value.name, place, "reference", value.tokens, scope=spot.scope.qualname)
                    return
        skip = node.func if isinstance(node, cst.Call) else None
        for child in children(node):
            if child is skip and isinstance(child, cst.Attribute):
                yield from self.references(child.value, spot) if isinstance(child.value, cst.Call) else ()
            elif child is not skip:
                yield from self.references(child, spot)


def _receiver(func: cst.BaseExpression, symbol: Symbol, positions: Positions) -> Place | None:
    """Return the client that a call is asked of, where the whole chain behind it is written in the call."""
    chain = symbol.name.partition(".client.")[2].split(".")
    node = func
    for word in reversed(chain):
        if not isinstance(node, cst.Attribute) or node.attr.value != word:
            return None
        node = node.value
    return positions.place(node)


def _is_first(statement: cst.BaseStatement | cst.BaseSmallStatement) -> bool:
    """Whether nothing may stand before a statement: docstrings and imports from the future."""
    match statement:
        case cst.SimpleStatementLine(body=[cst.Expr(value=value)]):
            return isinstance(value, String)
        case cst.SimpleStatementLine(body=[cst.ImportFrom(module=cst.Name(value="__future__"))]):
            return True
        case _:
            return False


def _own_statement(scope: Scope, call: Place, positions: Positions) -> Place | None:
    """Return the statement of a function's own block that a call stands in."""
    places = (positions.place(statement) for statement in scope.body if scope.kind == "function")
    return next((place for place in places if place.holds(call)), None)


def _target(statement: cst.CSTNode, call: cst.Call) -> str:
    """Return the name that a statement gives the value of a call, "" when it does something else."""
    match statement:
        case cst.SimpleStatementLine(body=[cst.Assign(targets=[cst.AssignTarget(target=target)], value=value)]):
            return dotted(target) if value is call else ""
        case cst.SimpleStatementLine(body=[cst.AnnAssign(target=target, value=value)]):
            return dotted(target) if value is call else ""
        case _:
            return ""


def _fits(package: str, words: list[str]) -> bool:
    """Whether a chain is one of this SDK: only incydr's clients have parts with versions (``client.users.v1``)."""
    return (re.fullmatch(r"v\d+", words[2]) is not None) == (package == "incydr")


def _symbol(name: str, tokens: tuple[Literal, ...], call: Call, certainty: Certainty) -> Symbol:
    place = _extent(tokens, call.origin)
    arguments = tuple(_argument(bound, position) for position, bound in enumerate(call.args))
    return Symbol(name, place, "call", tokens, arguments, call.trail, certainty, call.scope)


def _extent(tokens: tuple[Literal, ...], used: Place) -> Place:
    """Return the names as they stand at the use; those by which the object was taken elsewhere do not count."""
    here = [token.place for token in tokens if token.place is not None and used.holds(token.place)]
    return Place(used.path, here[0].start, here[-1].end) if here else used


def _argument(bound: Bound, position: int) -> Argument:
    value = bound.values[0] if bound.values else None
    text = value.text if isinstance(value, Known) else None
    constant = value.written if isinstance(value, Plain) else ""
    arg = bound.arg
    places = (arg.removal, arg.name, arg.place) if arg is not None else (None, None, None)
    return Argument(bound.keyword or bound.star, position, text, constant, *places)
