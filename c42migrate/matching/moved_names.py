"""What gets new names when the operation of a request moves: the terms that are sent, and the keys that are read.

Either all of it is known, then the move takes it along; or the move is refused, and it is said for which name.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from c42migrate.catalogue.model import FieldMatch, RequestFix, Rule
from c42migrate.edits import overlap
from c42migrate.fixes.plan import Edits, replace_in, united
from c42migrate.fixes.reply_keys import KeyPlan, KeyTable, key_plan
from c42migrate.matching.context import Context
from c42migrate.matching.match_fields import called_by, drops, entries_of, read_field, rules_called, sent_fields
from c42migrate.matching.targets import Target
from c42migrate.model import Applicability, Edit, Entry, Field, Mark, Place, Request

_APART = frozenset({"http", "pycurl"})
"""Clients whose calls answer nothing: the reply is asked for apart."""
_DISTINCTIVE = re.compile(r"[a-z]+\d*[A-Z]\w*")
_WORD = re.compile(rb"[A-Za-z]\w*")
_JQ = re.compile(rb"\bjq(?:\s+-{1,2}[\w-]+)*\s+[\"']?\.([A-Za-z_][\w.]*)(?=[\"'\s)`|])")
"""jq with a program that takes one key after the other."""


@dataclass(frozen=True, slots=True)
class Names:
    """``edits`` and ``marks`` that go with the move, or the ``obstacle`` that keeps it from being made."""

    edits: Edits = ()
    obstacle: str = ""
    marks: tuple[Mark, ...] = ()


class _StuckError(Exception):
    """Why an operation cannot move."""


@dataclass(frozen=True, slots=True)
class Around:
    """What else there is in the program.

    ``nearby``: sent fields of the same file that no request could be found for: they may be what this one sends.
    ``sent``: where the values stand that any request sends. ``alike``: the calls that move when this one does.
    ``codes``: the rules that requests are covered by.
    """

    nearby: Sequence[Field] = ()
    sent: Sequence[Place] = ()
    alike: Collection[Place] = ()
    codes: Collection[str] = ()


def moved_names(target: Target, rule: Rule, around: Around, context: Context) -> Names:
    """Return what gets new names when the operation of ``target``, which is that of ``rule``, moves."""
    called = called_by((target,), context)
    fix = rule.fix if isinstance(rule.fix, RequestFix) else RequestFix(Applicability.MANUAL)
    if others := [code for code in fix.unless_beside if code in around.codes]:
        return Names(obstacle=f"what it answers may be sent by a call that must move first ({others[0]})")
    if not called and not fix.reply:
        return Names()
    try:
        if any(any(read_field(field, called, context)) for field in around.nearby):
            raise _StuckError("names of the search are given elsewhere, to nobody who is seen")
        marks: list[Mark] = []
        terms = united([*_sent(target, context, marks)])
        if terms is None:
            raise _StuckError("a key of the body has no equivalent or is not written where it can be changed exactly")
        lost = {key: f"{key.rpartition('.')[2]} has no equivalent" for key in fix.lost}
        table = (KeyTable(fix.reply, lost), rule.code) if fix.reply else _table(target, context)
        if table is not None and not fix.reply:
            _nobody_makes_it_up(table[0], context)
        read = _read(target, table, around, context, marks, is_own=not fix.reply) if table is not None else ()
    except _StuckError as stuck:
        return Names(obstacle=str(stuck))
    edits = united((terms, read))
    return Names(edits, "", tuple(dict.fromkeys(marks))) if edits is not None else Names(obstacle="its names overlap")


# -- what is sent ---------------------------------------------------------------------------------


def _sent(target: Target, context: Context, marks: list[Mark]) -> Iterator[Edits | None]:
    """Yield the edits of each name that is sent; None for one that cannot be renamed."""
    rules = [(rule, match) for rule, match in rules_called("request", target, context) if not drops(rule)]
    if _hides(target.request, [match for _, match in rules]):
        raise _StuckError("a key or search term of the body is not visible here")
    valued = {rule.code for rule, match in rules if match.value_of}
    for draft in sent_fields(target, context):
        if not drops(draft.rule) and draft.rule.code not in valued:
            yield draft.fixes[0].edits if draft.fixes else None
    entries = entries_of(target)
    for rule, match in rules:
        for entry in entries:
            if entry.keys[-1:] and entry.keys[-1] in match.value_of:
                yield _term(entry, entries, rule, match, target.request, context, marks)


def _hides(request: Request, matches: Sequence[FieldMatch]) -> bool:
    """Whether the body has parts that are not seen where keys or terms with new names may stand."""
    within = {key for match in matches for key in match.within}
    places = within.union(*(match.value_of for match in matches))
    return bool(matches) and (
        request.open_body
        or any(not path or path[-1] in places for path in request.unseen)
        or any(entry.keys[-1:] and entry.keys[-1] in within and entry.value is not None for entry in request.body)
    )


def _term(
    entry: Entry,
    entries: Iterable[Entry],
    rule: Rule,
    match: FieldMatch,
    request: Request,
    context: Context,
    marks: list[Mark],
) -> Edits:
    """Return the edit of one name that stands as a value."""
    key, name = entry.keys[-1], entry.value.known if entry.value is not None else None
    if name is None:
        if entry.value is None and any(one.keys == entry.keys and one.value is not None for one in entries):
            return ()  # the list around names that are seen
        raise _StuckError(f"the value of {key} is not known here")
    new = match.renames.get(name) or match.near.get(name)
    if new is None:
        known = rule.successors.get(name, "")
        raise _StuckError(f"{name} has no equivalent ({known})" if known else f"{name} is no {key} that is known")
    piece = entry.value.literals[0] if entry.value is not None and len(entry.value.literals) == 1 else None
    edit = replace_in(piece, 0, len(piece.text), new, context.texts) if piece is not None else None
    if edit is None:
        raise _StuckError(f"{name} is not written where it can be changed exactly")
    if name in match.near:
        place = edit.place if edit.place.path == request.place.path else request.place
        marks.append(Mark(place, rule.code, f"{name} is {rule.successors.get(name, new)}"))
    return (edit,)


# -- what is read ---------------------------------------------------------------------------------


def _table(target: Target, context: Context) -> tuple[KeyTable, str] | None:
    """Return what becomes of the keys of the reply, and the code of the rule that says so; None where nothing is
    known to."""
    renames: dict[str, str] = {}
    gone: dict[str, str] = {}
    notes: dict[str, str] = {}
    others: set[str] = set()
    code = ""
    for rule, match in rules_called("response", target, context):
        if not match.at:
            continue
        code = rule.code if match.renames else code
        for name in match.names:
            old, said = f"{match.at}.{name}", rule.successors.get(name, "nothing")
            new = match.renames.get(name) or match.near.get(name)
            renames.update({old: f"{match.at}.{new}"} if new else {})
            gone.update({old: f"{name} has no equivalent ({said})"} if not new else {})
            notes.update({old: f"{name} is {said}"} if name in match.near else {})
        others.update(f"{match.at}.{name}" for name in match.other_values)
    return (KeyTable(renames, gone, notes, frozenset(others)), code) if renames else None


def _read(
    target: Target,
    found: tuple[KeyTable, str],
    around: Around,
    context: Context,
    marks: list[Mark],
    *,
    is_own: bool,
) -> tuple[Edit, ...]:
    """Return the edits of what reads the reply. ``is_own``: its keys are words that nothing else is called."""
    table, code = found
    request = target.request
    reply = request.reply if request.client not in _APART else None
    plan = key_plan(reply, table, context.texts) if reply is not None else _filtered(request, table, context)
    if plan.obstacle or not plan.beside <= frozenset(around.alike):
        raise _StuckError(plan.obstacle or "what reads the reply may read that of another call")
    if plan.gone:
        statement, said = plan.gone[0]
        raise _StuckError(f"{said}, and is read from the reply on line {_line(statement, context)}")
    if reply is None or plan.handed_on or (plan.shown and is_own):
        known = [*around.sent, *(edit.place for edit in plan.edits)]
        _nobody_else_reads(table, known, plan, context, is_own=is_own)
    handed = ((end.statement, "what is handed on here has the keys of the new reply") for end in plan.handed_on)
    marks += [Mark(place, code, what) for place, what in (*plan.marks, *handed)]
    return plan.edits


def _filtered(request: Request, table: KeyTable, context: Context) -> KeyPlan:
    """Return the edits of what jq takes from the reply of a curl: ``jq -r .data.orgs`` becomes ``jq -r .orgs``."""
    path, edits = request.place.path, []
    for found in _JQ.finditer(context.texts.get(path, b"")) if request.client == "curl" else ():
        old = found[1].decode()
        if new := table.renames.get(old):
            edits.append(Edit(Place(path, *found.span(1)), new, found[1]))
    return KeyPlan(tuple(edits))


def _line(place: Place, context: Context) -> int:
    return 1 + context.texts.get(place.path, b"").count(b"\n", 0, place.start)


def _nobody_else_reads(
    table: KeyTable, known: Sequence[Place], plan: KeyPlan, context: Context, *, is_own: bool
) -> None:
    """Raise when an old key stands elsewhere than in ``known``: it may be read from what is not followed."""
    names = {path.rpartition(".")[2] for path in (*table.renames, *table.gone)}
    for path, data in context.texts.items():
        mine = [place for place in known if place.path == path]
        for name, start, end in _words(path, data, names, is_own=is_own):
            place = Place(path, start, end)
            if not any(overlap(place, one) for one in mine):
                to = f"is handed to {plan.handed_on[0].by or 'others'}" if plan.handed_on else "is not followed"
                to = "is written somewhere" if plan.shown and not plan.handed_on else to
                raise _StuckError(f"the reply {to}, and {name} on line {_line(place, context)} may be read from it")


def _nobody_makes_it_up(table: KeyTable, context: Context) -> None:
    """Raise when a reply of the old version is written in the program, as a test does it."""
    key = next(iter(table.renames)).partition(".")[0].encode()
    for path, data in context.texts.items():
        if (found := re.search(rb"[\"']" + key + rb"[\"']\s*:", data)) is not None:
            line = _line(Place(path, found.start(), found.end()), context)
            raise _StuckError(f"a reply is made up on line {line}, which must change as well")


def _words(path: str, data: bytes, names: set[str], *, is_own: bool) -> Iterator[tuple[str, int, int]]:
    """Where one of the names stands, with its bytes; not in comments and docstrings, as far as they can be told.

    A name that any program may use (``url``) counts behind a quote or a dot. PowerShell knows no case.
    """
    is_exact = path.endswith((".py", ".sh"))
    known = {name if is_exact else name.lower(): name for name in names}
    found = [(word, name) for word in _WORD.finditer(data) if (name := known.get(_plain(word, lower=not is_exact)))]
    aside = [*_asides(path, data)] if found else []
    for word, name in found:
        counts = (is_own and _DISTINCTIVE.fullmatch(name)) or data[word.start() - 1 : word.start()] in {
            b"'",
            b'"',
            b".",
        }
        if counts and not any(start <= word.start() < end for start, end in aside):
            yield name, word.start(), word.end()


def _plain(word: re.Match[bytes], *, lower: bool) -> str:
    text = word[0].decode("ascii", "replace")
    return text.lower() if lower else text


def _asides(path: str, data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the bytes of comments and, in Python, of strings that are statements."""
    if not path.endswith(".py"):
        yield from (comment.span() for comment in re.finditer(rb"(?m)^[ \t]*#[^\n]*", data))
        return
    lines = [0, *(end.end() for end in re.finditer(rb"\n", data))]
    before = tokenize.NEWLINE
    try:
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            opens = before in {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.ENCODING}
            if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and opens):
                yield lines[token.start[0] - 1] + token.start[1], lines[token.end[0] - 1] + token.end[1]
            before = token.type if token.type != tokenize.COMMENT else before
    except (tokenize.TokenError, SyntaxError, IndexError):
        return
