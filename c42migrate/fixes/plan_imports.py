"""Moves the classes that a file imports to their successors, all of them together or none.

The import is rewritten and binds the same local names as before (``from new import Name as FileName``), so that no
other line has to change and nothing can be shadowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from posixpath import dirname

from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import ImportFix, Rule, SymbolMatch
from c42migrate.fixes.sdk_source import Sources
from c42migrate.fixes.sdk_writer import Writer
from c42migrate.model import Applicability, Certainty, Edit, Fix, Place, Symbol

Use = tuple[Rule, Symbol]

_FROM = re.compile(
    rb"from[ \t]+(?P<module>[\w.]+)[ \t]+import[ \t]*(?P<names>\*|\([^()#]*\)|[^\r\n#;(\\]*(?:\\\r?\n[^\r\n#;(\\]*)*)"
)
_NAME = re.compile(r"(\w+)(?:\s+as\s+(\w+))?$")
_NOISE = re.compile(rb"#[^\r\n]*|\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\r\n])*\"|'(?:\\.|[^'\\\r\n])*'", re.DOTALL)
STAR = "*"
_INTO_EVENTS = 2
"""``["fileEvents"][0]`` is an event, whatever comes behind is read of it."""


@dataclass(frozen=True, slots=True)
class Move:
    """What can be done for one file: a fix, or the reason why there is none."""

    fixes: tuple[Fix, ...] = ()
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All successors of one kind: class → dotted successor; members that get lost; classes without a successor."""

    targets: Mapping[str, str]
    lost: frozenset[str]
    stuck: frozenset[str]
    companion: str

    def named(self, symbol: str) -> tuple[str, str]:
        """(class, rest) of a dotted symbol, ``("", "")`` when no known class is in it."""
        parts = symbol.split(".")
        for index, part in enumerate(parts):
            if part in self.targets or part in self.stuck:
                return part, ".".join(parts[index + 1 :])
        return "", ""


def moves(uses: Sequence[Use], catalogue: Catalogue, texts: Mapping[str, bytes]) -> dict[str, Move]:
    """Path → what can be done for its imports, for every file that uses a rule with an ``ImportFix``.

    A file that only makes filters blocks those beside, above and below it: its filters may be used there.
    """
    fixable = [rule for rule in catalogue.rules.values() if rule.fix.applicability is not Applicability.MANUAL]
    by_path: dict[str, list[Use]] = {}
    for use in uses:
        if isinstance(use[0].fix, ImportFix):
            by_path.setdefault(use[1].place.path, []).append(use)
    table = _table(fixable)
    alone = [dirname(path) for path, own in by_path.items() if not _has_companion(own, table)]
    return {
        path: _blocked(path, alone) or _move(own, table, catalogue, texts.get(path, b""))
        for path, own in by_path.items()
    }


def reviewed(move: Move, code: str, uses: Iterable[Use], texts: Mapping[str, bytes]) -> Move:
    """With a comment before each search whose reply is read in the same files: its events have other keys then."""
    paths = {edit.place.path for fix in move.fixes for edit in fix.edits}
    marks = [
        (symbol.site.statement, f"[{code}] what is read of the events has the names of version 2 now")
        for _, symbol in uses
        if symbol.place.path in paths and symbol.site is not None and _is_searching(symbol)
    ]
    added = Writer(Sources(texts), ()).marked(marks, ())
    return Move(tuple(replace(fix, edits=(*fix.edits, *added)) for fix in move.fixes), move.obstacle)


def _is_searching(symbol: Symbol) -> bool:
    reply = symbol.reply if symbol.name.startswith("py42.client.securitydata.search") else None
    return reply is not None and any(len(read.path) > _INTO_EVENTS for read in reply.reads)


def _table(rules: Iterable[Rule]) -> Table:
    moved = [(rule, rule.fix) for rule in rules if isinstance(rule.fix, ImportFix)]
    targets = {name: target for _, fix in moved for name, target in fix.imports.items()}
    known = {name for rule, _ in moved for name in rule.successors}
    companions = [fix.companion for _, fix in moved if fix.companion]
    lost = frozenset(member for _, fix in moved for member in fix.lost)
    return Table(targets, lost, frozenset(known - set(targets)), companions[0] if companions else "")


def _has_companion(uses: Iterable[Use], table: Table) -> bool:
    return not table.companion or any(table.named(symbol.name)[0] == table.companion for _, symbol in uses)


def _blocked(path: str, alone: Iterable[str]) -> Move | None:
    folder = dirname(path)
    for other in alone:
        if folder == other or f"{folder}/".startswith(f"{other}/") or f"{other}/".startswith(f"{folder}/"):
            return Move(obstacle="a file here makes filters for queries that are built elsewhere; move them together")
    return None


def _move(uses: Sequence[Use], table: Table, catalogue: Catalogue, data: bytes) -> Move:
    plain = _NOISE.sub(b"", data)
    if obstacle := _obstacle(uses, table, plain):
        return Move(obstacle=obstacle)
    words = set(re.findall(r"[A-Za-z_]\w*", plain.decode("ascii", "ignore")))
    statements = {}
    for _, symbol in uses:
        if symbol.form == "import":
            statements[symbol.tokens[0].place] = symbol
    edits = [_statement(symbol, table, words, data) for symbol in statements.values()]
    done = tuple(edit for edit in edits if edit)
    if len(done) < len(edits) or not done:
        return Move(obstacle="an import is written in a way that cannot be rewritten exactly")
    return Move(
        (Fix(Applicability.UNSAFE, "move queries and filters of this file together", done, _leaves(done, catalogue)),)
    )


def _obstacle(uses: Iterable[Use], table: Table, plain: bytes) -> str:
    """Why the file cannot move, ``""`` when it can. ``plain``: the file without strings and comments."""
    for member in table.lost:
        if member.startswith(".") and re.search(rb"\%b\b" % member.encode(), plain):
            return f"{member[1:]} holds a name of the old version"
    if any(symbol.name.endswith(f".{STAR}") for _, symbol in uses):
        for name in sorted(table.stuck):
            if re.search(rb"(?<![\w.])%b\b" % name.encode(), plain):
                return f"{name} has no one-to-one successor"
    return next(filter(None, (_stuck(symbol, table) for _, symbol in uses)), "")


def _stuck(symbol: Symbol, table: Table) -> str:
    name, rest = table.named(symbol.name)
    if symbol.certainty in {Certainty.MAYBE, Certainty.LEXICAL}:
        return f"it is not sure that {symbol.name.rpartition('.')[2]} is meant"
    if name in table.stuck:
        return f"{name} has no one-to-one successor"
    if f"{name}.{rest}" in table.lost:
        return f"{name}.{rest} is lost in the successor"
    if symbol.form == "import":
        return "" if name or symbol.name.endswith(f".{STAR}") else "a module is imported instead of its classes"
    return f"{name or symbol.name} is reached through a module" if any(t.text == name for t in symbol.tokens) else ""


def _statement(symbol: Symbol, table: Table, words: set[str], data: bytes) -> Edit | None:
    """Return the whole ``from … import …`` that ``symbol`` stands in, written anew."""
    first = symbol.tokens[0].place if symbol.tokens else None
    start = data.rfind(b"from", 0, first.start) if first else -1
    match = _FROM.match(data, start) if start >= 0 else None
    if first is None or match is None or match.start("module") != first.start:
        return None
    names = _names(match["names"].decode("ascii", "replace"), table, words)
    if not names or any(old not in table.targets for old, _ in names):
        return None
    end = match.end("names") - (len(match["names"]) - len(match["names"].rstrip()))
    text = _separator(data, start).join(_lines(names, table))
    return Edit(Place(first.path, start, end), text, data[start:end])


def _names(written: str, table: Table, words: set[str]) -> list[tuple[str, str]]:
    """(class, local name) pairs of an import; a star stands for the classes that the file speaks of."""
    if written == STAR:
        return [(name, name) for name in sorted(table.targets) if name in words]
    parts = [part.strip() for part in re.sub(r"[()\\]", " ", written).split(",")]
    found = [_NAME.match(" ".join(part.split())) for part in parts if part]
    return [(match[1], match[2] or match[1]) for match in found if match] if all(found) else []


def _lines(names: Iterable[tuple[str, str]], table: Table) -> Iterator[str]:
    """One import per module of the successors, in order."""
    placed = sorted(
        (table.targets[old].rpartition(".")[0], table.targets[old].rpartition(".")[2], as_) for old, as_ in names
    )
    for module, group in groupby(placed, key=lambda item: item[0]):
        yield f"from {module} import " + ", ".join(new if new == as_ else f"{new} as {as_}" for _, new, as_ in group)


def _separator(data: bytes, start: int) -> str:
    """Return what stands between two imports: a line end and the same indentation, or ``; `` behind other code."""
    indent = data[data.rfind(b"\n", 0, start) + 1 : start]
    if indent.strip():
        return "; "
    newline = "\r\n" if b"\r\n" in data else "\n"
    return newline + indent.decode("ascii", "replace")


def _leaves(edits: Iterable[Edit], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the codes of the rules that speak of the new names."""
    modules = {name for edit in edits for name in re.findall(r"from ([\w.]+)", edit.text)}
    return tuple(
        sorted(
            rule.code
            for rule in catalogue.rules.values()
            if isinstance(rule.match, SymbolMatch)
            and any(
                f"{module}.x".startswith(name[:-1])
                for name in rule.match.names
                for module in modules
                if name.endswith(".*")
            )
        )
    )
