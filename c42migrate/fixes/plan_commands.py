"""Edits of command lines: the program, its sub-command, its options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from c42migrate.catalogue.model import CommandFix, CommandMatch
from c42migrate.fixes.plan import Data, Edits, replace_in, united
from c42migrate.model import Command, Edit, Literal, Piece, Place, Text


def aligned(words: Sequence[Text], wanted: Sequence[str], start: int = 0) -> tuple[int, ...] | None:
    """Where the sub-command words stand; options, each with or without a value, may stand before any of them."""
    if not wanted:
        return ()
    if start >= len(words):
        return None
    word = words[start].known
    if word == wanted[0]:
        rest = aligned(words, wanted[1:], start + 1)
        if rest is not None:
            return (start, *rest)
    if not words[start].marked.startswith("-"):
        return None
    return aligned(words, wanted, start + 1) or aligned(words, wanted, start + 2)


def command_edits(command: Command, match: CommandMatch, fix: CommandFix, texts: Data) -> tuple[str, Edits] | None:
    """Return (new command, edits), or None when nothing in ``fix`` fits this command line exactly."""
    if fix.commands:
        return _crossed(command, fix, texts)
    at = aligned(command.words, match.words)
    new = fix.command.split()
    if at is None or not new or len(new) != len(at) + 1 or new[0] != match.program:
        return None
    groups: list[Edits | None] = [_word(command.words[i], want, texts) for i, want in zip(at, new[1:], strict=True)]
    edits = united([*groups, *_options(command.words, fix.rename, texts)])
    return (fix.command, edits) if edits else None


def _crossed(command: Command, fix: CommandFix, texts: Data) -> tuple[str, Edits] | None:
    """Another program: its longest sub-command that is listed, when every option given is listed as well."""
    for old, new in sorted(fix.commands.items(), key=lambda pair: -len(pair[0])):
        _, *have = old.split()
        program, *want = new.split()
        if [word.known for word in command.words[: len(have)]] != have:
            continue
        rest = command.words[len(have) :]
        renamed = fix.rename | fix.options.get(old, {})
        if not _is_plain(rest, renamed):
            return None
        groups = [_program(command, program, texts), _subcommand(command.words[: len(have)], want, texts)]
        groups += [*_options(rest, renamed, texts), *_values(rest, renamed, fix, texts)]
        groups += [_prefixed(rest, fix.words[old], texts)] if old in fix.words else []
        edits = united(groups) if _is_in_order(rest, renamed) else None
        return (new, edits) if edits else None
    return None


def _is_in_order(words: Sequence[Text], renamed: Mapping[str, str]) -> bool:
    """Whether values that stand alone now come in the order that the new command takes them in."""
    alone = [name for name, new in renamed.items() if not new]
    given = [name for word in words if (name := word.marked.partition("=")[0]) in alone]
    return given == [name for name in alone if name in given]


def _values(words: Sequence[Text], renamed: Mapping[str, str], fix: CommandFix, texts: Data) -> Iterator[Edits | None]:
    """Yield new values of options that have others now; None for one that is not known here."""
    for number, word in enumerate(words):
        name, joined, _ = word.marked.partition("=")
        new = renamed.get(name, "")
        if new not in fix.values and new not in fix.times:
            continue
        start = len(name) + 1 if joined else 0
        text = word if joined else words[number + 1] if number + 1 < len(words) else None
        piece = _whole(text) if text is not None else None
        old = piece.text[start:] if piece is not None else ""
        value = _time(old) if new in fix.times else fix.values[new].get(old.lower(), "")
        edit = replace_in(piece, start, len(piece.text), value, texts) if piece and value and value != old else None
        yield (edit,) if edit else () if value and value == old else None


def _time(old: str) -> str:
    """``3d`` as ``P3D``; a date as it is, "" for anything else."""
    found = re.fullmatch(r"(\d+)([dhm])", old)
    if found is not None:
        return f"P{found[1]}D" if found[2] == "d" else f"PT{found[1]}{found[2].upper()}"
    return old if re.fullmatch(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d)?", old) else ""


def _prefixed(words: Sequence[Text], option: str, texts: Data) -> Edits | None:
    """Return the option before the only word that is neither an option nor its value."""
    after_option = False
    for word in words:
        is_option = word.marked.startswith("-")
        if not is_option and not after_option:
            place = word.pieces[0].place if word.pieces else None
            data = texts.get(place.path, b"") if place is not None else b""
            if place is None:
                return None
            start = place.start - (data[place.start - 1 : place.start] in {b'"', b"'"})
            at = Place(place.path, start, start)
            return (Edit(at, f"{option} "),) if data[start - 1 : start] in {b" ", b"\t"} else None
        after_option = is_option and "=" not in word.marked
    return None


def _is_plain(words: Sequence[Text], options: Mapping[str, str]) -> bool:
    """Whether all options are known, none given twice, and no value can hide one; at most one other word."""
    given: list[str] = []
    others = 0
    after_option = False
    for word in words:
        name = word.marked.partition("=")[0]
        is_option = name.startswith("-")
        if is_option:
            given.append(name)
        elif not after_option:
            others += 1
        after_option = is_option and "=" not in word.marked
    return others <= 1 and len(set(given)) == len(given) and all(name in options for name in given)


def _program(command: Command, new: str, texts: Data) -> Edits | None:
    """Return the program's own word, which must stand in the command line itself, without a folder."""
    piece = _whole(command.name)
    written = re.fullmatch(f"@?({re.escape(command.program)})", piece.text) if piece is not None else None
    if piece is None or written is None or piece.place is None or not command.place.holds(piece.place):
        return None
    edit = replace_in(piece, *written.span(1), new, texts)
    return (edit,) if edit else None


def _subcommand(words: Sequence[Text], want: Sequence[str], texts: Data) -> Edits | None:
    """Word by word, or all of them at once where only blanks stand between them."""
    if len(words) == len(want):
        return united([_word(word, new, texts) for word, new in zip(words, want, strict=True)])
    pieces = [_whole(word) for word in words]
    places = [piece.place for piece in pieces if piece is not None and piece.place is not None]
    if len(places) != len(words) or not places:
        return None
    place = Place(places[0].path, places[0].start, places[-1].end)
    written = texts.get(place.path, b"")[place.start : place.end]
    if written.split() != [(word.known or "").encode() for word in words]:
        return None
    return (Edit(place, " ".join(want), written),)


def _whole(word: Text) -> Literal | None:
    piece = word.pieces[0] if len(word.pieces) == 1 else None
    return piece if isinstance(piece, Literal) else None


def _word(word: Text, new: str, texts: Data) -> Edits | None:
    piece = _whole(word)
    if piece is None:
        return None
    if piece.text == new:
        return ()
    edit = replace_in(piece, 0, len(piece.text), new, texts)
    return (edit,) if edit else None


def _options(words: Sequence[Text], rename: Mapping[str, str], texts: Data) -> Iterator[Edits | None]:
    """Yield new names for options, also where the value is joined on by ``=``."""
    for word in words:
        name = word.marked.partition("=")[0]
        new = rename.get(name, name)
        first = word.pieces[0] if word.pieces else None
        if not new:
            yield _nameless(first, name, texts)
        elif new != name:
            edit = replace_in(first, 0, len(name), new, texts) if isinstance(first, Literal) else None
            yield (edit,) if edit else None


def _nameless(first: Piece | None, name: str, texts: Data) -> Edits | None:
    """Without the name of an option, and the ``=`` or the blanks behind it: its value stands alone."""
    if not isinstance(first, Literal) or first.place is None or not first.editable:
        return None
    data, start = texts.get(first.place.path, b""), first.place.start
    found = re.compile(rb"%b(?:=|[ \t]+)" % re.escape(name.encode())).match(data, start)
    return (Edit(Place(first.place.path, start, found.end()), "", found[0]),) if found else None
