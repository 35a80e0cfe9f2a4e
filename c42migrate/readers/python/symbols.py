"""Uses of SDK objects: calls and references on followed clients, and imports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cached_property

from c42migrate.model import Argument, Certainty, Literal, Place, Symbol
from c42migrate.readers.python import ir
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.holders import holders
from c42migrate.readers.python.program import Spot
from c42migrate.readers.python.records import CallRecord
from c42migrate.readers.python.values import Bound, Known, Plain, Ref, hole_of, texts
from c42migrate.readers.python.walk import children


class Symbols:
    """Turns leaf records, references and imports into ``Symbol`` usages."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._lexicon = evaluator.lexicon

    # -- calls -----------------------------------------------------------------------------------

    def call(self, leaf: CallRecord) -> Iterator[Symbol]:
        """The symbol a call uses, if its callee belongs to a known SDK."""
        (callee,) = leaf.callee
        if isinstance(callee, Ref) and self._is_ours(callee.name):
            sure = Certainty.RESOLVED if leaf.depth else Certainty.EXACT
            yield self._symbol(callee.name, callee.tokens, leaf, sure)
        elif isinstance(callee, Ref) and (name := self._inherited(callee.name, leaf.spot.module)):
            yield self._symbol(name, callee.tokens, leaf, Certainty.MAYBE)
        elif (gap := hole_of(callee)) is not None and (name := self._conventional(gap.name, leaf.spot.module)):
            if self._is_typed_otherwise(gap.name.split(".")[0], leaf.spot):
                return
            tokens = (leaf.token,) if leaf.token is not None else ()
            yield self._symbol(name, tokens, leaf, Certainty.MAYBE)

    def _is_ours(self, name: str) -> bool:
        root = name.split(".", maxsplit=1)[0]
        return root in self._lexicon.packages and "()" not in name and "[]" not in name and "." in name

    def _symbol(self, name: str, tokens: tuple[Literal, ...], leaf: CallRecord, certainty: Certainty) -> Symbol:
        place = _extent(tokens, leaf.origin)
        return Symbol(name, place, "call", tokens, _arguments(leaf.args), leaf.trail, certainty, leaf.scope)

    def _conventional(self, name: str, module: str) -> str:
        """Canonical name of ``state.sdk.alerts.search`` and the like in a module that imports the SDK."""
        words = name.split(".")
        for index, word in enumerate(words[:-2]):
            if word.strip("_") in self._lexicon.client_names:
                for package in self._imported(module):
                    if words[index + 1] in self._lexicon.client_members.get(package, ()):
                        return ".".join([package, "client", *words[index + 1 :]])

        return next((name for name in self._held(words, module)), "")

    def _held(self, words: list[str], module: str) -> Iterator[str]:
        """``self.connection.api.alerts.search``, where a class ``Connection`` keeps its client as ``api``."""
        for index in range(1, len(words) - 2):
            package = self._holders.get((words[index - 1].strip("_").lower(), words[index]), "")
            members = self._lexicon.client_members.get(package, ())
            if words[index + 1] in members and not self._roots[module] & self._lexicon.foreign:
                yield ".".join([package, "client", *words[index + 1 :]])

    def _inherited(self, name: str, module: str) -> str:
        """The same where ``self`` is known to be an object of a framework's class."""
        words = name.rpartition("().")[2].split(".")
        return next(self._held(words, module), "") if "()." in name else ""

    def _is_typed_otherwise(self, name: str, spot: Spot) -> bool:
        """Whether the parameter ``name`` is annotated with a class of a package that is no known SDK."""
        scope = self._evaluator.program.modules[spot.module].module.scopes[spot.scope]
        written = next((p.annotation for p in scope.params if p.name == name and p.annotation is not None), None)
        if written is None:
            return False
        outer = Spot(spot.module, max(scope.parent, 0))
        values = self._evaluator.value(written, outer)
        quoted = [text.known for text in texts(values) if text.known and text.known.isidentifier()]
        values = (*values, *(value for word in quoted for value in self._evaluator.name(word, outer)))
        return any(isinstance(v, Ref) and self._is_foreign(v.name) for v in values)

    def _is_foreign(self, name: str) -> bool:
        """Whether a dotted name is of a library that is neither a known SDK nor Python's own (``typing.Any``)."""
        root = name.partition(".")[0]
        return "." in name and root not in self._lexicon.packages and root not in sys.stdlib_module_names

    def _imported(self, module: str) -> list[str]:
        """SDKs the module itself imports, else those of the project when it is the only one."""
        own = self._roots[module]
        if own & self._lexicon.foreign:
            return []
        if found := self._sdks(own):
            return found
        everywhere = set().union(*self._roots.values())
        found = self._sdks(everywhere)
        return found if len(found) == 1 and not everywhere & self._lexicon.foreign else []

    def _sdks(self, roots: set[str]) -> list[str]:
        """The SDKs whose clients the imported packages hand out: their own, or another's (code42cli gives py42's)."""
        factories = self._lexicon.factories.items()
        made = {made.split(".")[0] for factory, made in factories if factory.split(".")[0] in roots}
        return sorted((roots | made) & set(self._lexicon.client_members))

    @cached_property
    def _holders(self) -> dict[tuple[str, str], str]:
        return holders(self._evaluator)

    @cached_property
    def _roots(self) -> dict[str, set[str]]:
        return {
            key: {e.module.split(".")[0] for s in index.module.scopes for e in s.events if isinstance(e, ir.Import)}
            for key, index in self._evaluator.program.modules.items()
        }

    # -- imports and references -------------------------------------------------------------------

    def imports(self, scope: ir.Scope, module: str) -> Iterator[Symbol]:
        """Imports of SDK modules and names; a package that is part of what is read is not an SDK to its own modules."""
        for event in scope.events:
            if isinstance(event, ir.Import) and not event.level and self._is_sdk(event.module, module):
                name = f"{event.module}.{event.name}" if event.name else event.module
                yield Symbol(name, event.place, "import", event.tokens, scope=scope.qualname)

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
        program = self._evaluator.program
        return {
            key: dict(found for scope in index.module.scopes for found in self._led_home(scope, key))
            for key, index in program.modules.items()
        }

    def _led_home(self, scope: ir.Scope, importer: str) -> Iterator[tuple[str, str]]:
        for event in scope.events:
            root = event.module.split(".")[0] if isinstance(event, ir.Import) and not event.level else ""
            if isinstance(event, ir.Import) and root in self._lexicon.packages:
                # ``from package import module``: the package's own file may not be among those read.
                for name in (event.module, f"{event.module}.{event.name}"):
                    found = self._evaluator.program.find(importer, name, 0)
                    if found not in {None, importer}:
                        head, slash, _ = f"/{found}".rpartition(f"/{root}/")
                        yield root, f"{head}/{root}/"[1:] if slash else ""

    def references(self, expr: ir.Expr, spot: Spot, scope: ir.Scope) -> Iterator[Symbol]:
        """Attributes of SDK objects that are used without being called."""
        if isinstance(expr, ir.Attribute):
            for value in self._evaluator.value(expr, spot):
                if isinstance(value, Ref) and self._is_ours(value.name) and value.tokens:
                    yield Symbol(
                        value.name, _extent(value.tokens, expr.place), "reference", value.tokens, scope=scope.qualname
                    )
                    return
        skip = expr.func if isinstance(expr, ir.Call) else None
        for child in children(expr):
            if child is skip and isinstance(child, ir.Attribute):
                yield from self.references(child.base, spot, scope) if isinstance(child.base, ir.Call) else ()
            elif child is not skip:
                yield from self.references(child, spot, scope)


def _extent(tokens: tuple[Literal, ...], used: Place) -> Place:
    """The names as they stand at the use; those by which the object was taken elsewhere do not count."""
    places = [token.place for token in tokens if token.place is not None]
    here = [p for p in places if p.path == used.path and used.start <= p.start and p.end <= used.end]
    return Place(used.path, here[0].start, here[-1].end) if here else used


def _arguments(bounds: tuple[Bound, ...]) -> tuple[Argument, ...]:
    found = []
    for position, bound in enumerate(bounds):
        value = bound.values[0] if bound.values else None
        text = value.text if isinstance(value, Known) else None
        constant = value.written if isinstance(value, Plain) else ""
        arg = bound.arg
        places = (arg.removal, arg.keyword_token, arg.place) if arg is not None else (None, None, None)
        found.append(Argument(bound.keyword or bound.star, position, text, constant, *places))
    return tuple(found)
