"""Verbs and paths of one display or class belong together: ``{"block": ("PUT", "/a"), "roles": ("GET", "/b")}``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

from c42migrate.model import Place, Text, Verb, VerbForm
from c42migrate.readers.python import ir
from c42migrate.readers.python.program import Program
from c42migrate.readers.python.walk import subexpressions

Pairing = tuple[Verb | None, Text]


class Displays:
    """The tuple, list and dict displays of a program, its classes and the arms of its statements."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def pairs(self, verbs: Sequence[Verb | None], urls: Sequence[Text]) -> Iterator[Pairing]:
        """Every verb with every URL, but a verb whose display holds some of the URLs with those only, and those URLs
        with no verb from outside unless there is nothing else for it."""
        if len(urls) < 2 or (len(verbs) < 2 and not any(verb and verb.form is VerbForm.GUESS for verb in verbs)):
            yield from product(verbs, urls)
            return
        homes = [self._home(verb.place, urls) if verb is not None and verb.place is not None else () for verb in verbs]
        taken = {url for home in homes for url in home}
        free = [url for url in urls if url not in taken]
        for verb, home in zip(verbs, homes, strict=True):
            yield from ((verb, url) for url in home or free or urls)

    def _home(self, verb: Place, urls: Sequence[Text]) -> tuple[Text, ...]:
        """The URLs in the innermost display around ``verb`` that holds any of them; none when it holds them all."""
        around = sorted((d for d in self._places[verb.path] if d.holds(verb)), key=lambda d: d.end - d.start)
        for display in around:
            inside = tuple(url for url in urls if any(p.place and display.holds(p.place) for p in url.literals))
            if inside:
                return inside if len(inside) < len(urls) else ()
        return ()

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for module in self._program.modules.values():
            for scope in module.module.scopes:
                if scope.kind == "class" and scope.place is not None:
                    found[scope.place.path].append(scope.place)
                for arm in _arms(scope):
                    found[arm.path].append(arm)
                for event in scope.events:
                    for display in _displays(event):
                        found[display.path].append(display)
        return found


def _arms(scope: ir.Scope) -> Iterator[Place]:
    """From the first to the last value of every arm of the ``if``, ``try`` and ``match`` statements of a scope."""
    found: dict[ir.Branch, list[Place]] = defaultdict(list)
    for event in scope.events:
        if isinstance(event, ir.Assign) and event.branch and event.value is not None:
            found[event.branch].append(event.value.place)
    for places in found.values():
        if len(places) > 1:
            yield Place(places[0].path, min(p.start for p in places), max(p.end for p in places))


def _displays(event: ir.Event) -> Iterator[Place]:
    if isinstance(event, ir.Define | ir.Import) or event.value is None:
        return
    for expr in subexpressions(event.value):
        if isinstance(expr, ir.Seq | ir.Dict):
            yield expr.place
