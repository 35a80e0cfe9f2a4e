"""Handlers of py42's exceptions: calls that moved raise ``requests.HTTPError``, which they have to catch as well."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from c42migrate.model import Edit, Place

NEW = "requests.HTTPError"
_STATUS = {
    "BadRequest": 400, "Unauthorized": 401, "Forbidden": 403, "NotFound": 404, "Conflict": 409, "TooManyRequests": 429,
    "OrgNotFound": 400, "ActiveLegalHold": 400, "UserAlreadyAdded": 400, "InvalidRule": 404, "UserNotOnList": 404,
    "LegalHoldNotFoundOrPermissionDenied": 403, "LegalHoldCriteriaMissing": 400, "LegalHoldAlreadyDeactivated": 400,
    "LegalHoldAlreadyActive": 400, "UpdateClosedCase": 400, "CaseNameExists": 400, "DescriptionLimitExceeded": 400,
    "InvalidCaseUser": 400, "CaseAlreadyHasEvent": 400, "TrustedActivityInvalidChange": 400,
    "TrustedActivityConflict": 409, "TrustedActivityInvalidCharacter": 400, "TrustedActivityIdNotFound": 404,
    "WatchlistNotFound": 404, "WatchlistOrUserNotFound": 404, "InvalidWatchlistType": 400,
    "UserRiskProfileNotFound": 404, "MFARequired": 401, "InternalServer": 500, "ChecksumNotFound": 404,
    "": 0, "Response": 0, "HTTP": 0,
}  # fmt: skip
"""Names of py42's exceptions, without ``Py42`` and ``Error``, → the status that they stand for, 0 for any."""
_ODD = frozenset({"Py42Error", "Py42ResponseError", "Py42ChecksumNotFoundError"})
"""Those without a response, or with one of another status."""
_BROAD = frozenset({"", "Exception", "BaseException", "OSError", "IOError", "EnvironmentError"})
"""Other exceptions that ``requests.HTTPError`` is one of; "" catches all."""

_REPEATED = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.For | ast.AsyncFor | ast.While
"""What may run at another time than what stands before it."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What is done about the handlers of a file: ``edits``, and ``marks`` (statement, what to look at)."""

    edits: tuple[Edit, ...] = ()
    marks: tuple[tuple[Place, str], ...] = ()


class Handlers:
    """The handlers of one Python file. A file that cannot be parsed has none."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._data = data
        self.is_parsed = not path.endswith(".ipynb")
        try:
            self.tree = ast.parse(data if self.is_parsed else b"")
        except (SyntaxError, ValueError):
            self.tree, self.is_parsed = ast.Module([], []), False
        self._starts = [0, *accumulate(map(len, data.splitlines(keepends=True)))]
        self._names = dict(self._imported())
        self._newline = "\r\n" if b"\r\n" in data else "\n"
        self._free = next(
            name for name in ("error", "http_error", "response_error", "py42_error") if not self._uses(name)
        )

    @property
    def has_requests(self) -> bool:
        """Whether the file imports requests."""
        return any(isinstance(n, ast.Import) and any(a.name == "requests" for a in n.names) for n in self.tree.body)

    def named(self, name: str) -> int:
        """How often a variable of this name is read or bound, or a parameter called so."""
        nodes = (getattr(node, "id", getattr(node, "arg", "")) for node in ast.walk(self.tree))
        return sum(one == name for one in nodes)

    @property
    def is_straight(self) -> bool:
        """Whether each line runs once and in its turn: no functions, no loops."""
        return self.is_parsed and not any(isinstance(node, _REPEATED) for node in ast.walk(self.tree))

    def statement(self, place: Place) -> Place | None:
        """Return the innermost statement around a place."""
        found = (self.place(node, node) for node in ast.walk(self.tree) if isinstance(node, ast.stmt))
        return min((one for one in found if one.holds(place)), key=lambda one: one.end - one.start, default=None)

    def are_together(self, first: Place, second: Place) -> bool:
        """Whether two places are in the same function, and in the same loops of it."""
        around = [node for node in ast.walk(self.tree) if isinstance(node, _REPEATED)]
        places = [self.place(node, node) for node in around]
        return all(place.holds(first) == place.holds(second) for place in places)

    def bound_at(self, statement: Place) -> dict[str, str]:
        """Return what an import binds: name → what it stands for."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import) and self.place(node, node) == statement:
                plain = {one.name.partition(".")[0]: one.name.partition(".")[0] for one in node.names if not one.asname}
                return plain | {one.asname: one.name for one in node.names if one.asname}
            if isinstance(node, ast.ImportFrom) and self.place(node, node) == statement:
                return {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        return {}

    def references(self) -> Iterator[tuple[str, Place]]:
        """Names and chains of attributes as they are written, each with all that it is a part of."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name | ast.Attribute):
                yield ast.unparse(node), self.place(node, node)

    def import_at(self, offset: int) -> Place | None:
        """Return the statement that imports py42, and nothing else, around a byte; None for one that a comment stands
        in."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                place = self.place(node, node)
                line = self._data[place.start : self._data.find(b"\n", place.end)]
                if place.start <= offset < place.end and b"#" not in line:
                    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
                    return place if all(name.partition(".")[0] == "py42" for name in names) else None
        return None

    def _uses(self, name: str) -> bool:
        """Whether a variable of this name is bound otherwise than by a handler."""
        return any(
            isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store) for n in ast.walk(self.tree)
        )

    def widened(self, moving: Collection[Place], staying: Collection[Place], *, instead: bool = False) -> Handled:
        """Let handlers catch what calls that move raise; ``instead`` of what py42 raised, not beside it.

        Handlers around nothing but calls that stay are left alone.
        """
        is_new = instead or not staying
        edits: list[Edit] = []
        marks: list[tuple[Place, str]] = []
        for block in ast.walk(self.tree):
            if not isinstance(block, ast.Try) or not any(map(self._statuses, block.handlers)):
                continue
            around = self.place(block.body[0], block.body[-1])
            if any(map(around.holds, staying)) and not any(map(around.holds, moving)):
                continue
            found = self._block(block, instead=instead, is_new=is_new)
            if found is None:
                text = f"calls that moved raise {NEW} now, with the status in error.response.status_code"
                marks.append((self.place(block, block.body[0]), text))
            edits += found or ()
        return Handled(tuple(edits), tuple(marks))

    def narrowed(self) -> tuple[Edit, ...] | None:
        """Take py42's exceptions out of handlers that catch the new ones; None when one does not."""
        edits: list[Edit] = []
        for handler in ast.walk(self.tree):
            if isinstance(handler, ast.ExceptHandler) and self._classes(handler):
                if NEW not in self._elements(handler):
                    return None
                kept = [text for text in self._elements(handler) if self._class(text) is None]
                edits.append(self._retyped(handler, kept, handler.name or ""))
        return tuple(edits)

    # -- the handlers of one statement -----------------------------------------------------------

    def _block(self, block: ast.Try, *, instead: bool, is_new: bool) -> tuple[Edit, ...] | None:
        """Return the edits of the handlers of py42's exceptions that a statement has; None when a person must do it."""
        ours = [one for one in block.handlers if self._statuses(one)]
        if all(NEW in self._elements(one) for one in ours):
            return ()
        first = block.handlers.index(ours[0])
        behind = block.handlers[first + len(ours) :]
        broad = [one for one in behind if _BROAD & {*self._elements(one)} or one.type is None]
        catches_any = any(0 in self._statuses(one) for one in ours)
        if block.handlers[first : first + len(ours)] != ours or any(one.body[0].lineno == one.lineno for one in ours):
            return None
        if any(0 in self._statuses(one) for one in ours[:-1]) or any(NEW in self._elements(one) for one in behind):
            return None
        if not broad or catches_any:
            return (
                self._alone(ours[0], instead=instead)
                if len(ours) == 1
                else self._merged(ours, None, instead=instead, is_new=is_new)
            )
        if broad[0] is not behind[0] or broad[0].body[0].lineno == broad[0].lineno or broad[0].type is None:
            return None
        return self._merged(ours, broad[0], instead=instead, is_new=is_new)

    def _alone(self, handler: ast.ExceptHandler, *, instead: bool) -> tuple[Edit, ...]:
        """Let one handler catch the new error, and raise again what another status came with."""
        statuses = self._statuses(handler)
        kept = [text for text in self._elements(handler) if not instead or self._class(text) is None]
        name = handler.name or ("" if 0 in statuses else self._free)
        edits = [self._retyped(handler, [*kept, NEW], name)]
        if 0 not in statuses:
            has_others = any(self._class(text) in {None, *_ODD} for text in kept)
            only = f"isinstance({name}, {NEW}) and " if has_others else ""
            place = self.place(handler.body[0], handler.body[0])
            before = self._before(place)
            line = (
                f"if {only}{_test(name, statuses, is_not=True)}:{self._newline}{before}    raise{self._newline}{before}"
            )
            edits.append(Edit(Place(self._path, place.start, place.start), line))
        return tuple(edits)

    def _merged(
        self, ours: Sequence[ast.ExceptHandler], broad: ast.ExceptHandler | None, *, instead: bool, is_new: bool
    ) -> tuple[Edit, ...] | None:
        """Make one handler of several, which asks for the status: Python tries no second one for the same error.

        ``broad``: a handler behind them that would have caught what they do not.
        """
        every = [*ours, *([broad] if broad is not None else [])]
        if any(self._class(text) is None for one in ours for text in self._elements(one)):
            return None
        indents = {self._before(self._header(one)) for one in every}
        if len(indents) > 1 or (indent := indents.pop()).strip():
            return None
        unit = " " * max(every[0].body[0].col_offset - len(indent), 1) if "\t" not in indent else "\t"
        name = next((one.name for one in every if one.name), self._free)
        classes = [] if instead else list(dict.fromkeys(text for one in ours for text in self._elements(one)))
        caught = [*classes, NEW] if broad is None else self._elements(broad)
        named = {self._class(text) for text in classes}
        if "Py42ChecksumNotFoundError" in named:
            return None
        is_plain = broad is None and not named & _ODD
        typed = caught[0] if len(caught) == 1 else f"({', '.join(caught)})"
        edits: list[Edit] = []
        for number, one in enumerate(every):
            statuses = self._statuses(one)
            test = "" if one is broad or 0 in statuses else _test(name, statuses, is_plain=is_plain, is_new=is_new)
            line = "else:" if not test else f"{'elif' if number else 'if'} {test}:"
            text = f"{unit}{line}" if number else f"except {typed} as {name}:{self._newline}{indent}{unit}{line}"
            if one.name and one.name != name:
                text += f"{self._newline}{indent}{unit * 2}{one.name} = {name}"
            header = self._header(one)
            edits += [Edit(header, text, self._data[header.start : header.end]), *self._indented(one, unit)]
        last = every[-1]
        if last is not broad and 0 not in self._statuses(last):
            end = self.place(last.body[-1], last.body[-1]).end
            line_end = self._data.find(b"\n", end)
            at = len(self._data) if line_end < 0 else line_end - (self._data[line_end - 1 : line_end] == b"\r")
            text = f"{self._newline}{indent}{unit}else:{self._newline}{indent}{unit * 2}raise"
            edits.append(Edit(Place(self._path, at, at), text))
        return tuple(edits)

    def _header(self, handler: ast.ExceptHandler) -> Place:
        """``except … as …:``"""
        start = self._starts[handler.lineno - 1] + handler.col_offset
        node = handler.type
        colon = self._data.find(b":", self.place(node, node).end if node is not None else start)
        return Place(self._path, start, colon + 1)

    def _indented(self, handler: ast.ExceptHandler, unit: str) -> Iterator[Edit]:
        """Yield the lines of a handler's body moved one step to the right, but for those inside of texts."""
        texts = [n for one in handler.body for n in ast.walk(one) if isinstance(n, ast.Constant | ast.JoinedStr)]
        inside = {line for n in texts for line in range(n.lineno + 1, (n.end_lineno or n.lineno) + 1)}
        begun = self._data.count(b"\n", 0, self._header(handler).end) + 1
        for line in range(begun, handler.end_lineno or begun):
            start = self._starts[line]
            if line + 1 not in inside and self._data[start : start + 1] not in {b"\n", b"\r"}:
                yield Edit(Place(self._path, start, start), unit)

    def _retyped(self, handler: ast.ExceptHandler, names: Sequence[str], name: str) -> Edit:
        """``except`` with other classes, and with a name."""
        node = handler.type
        place = self.place(node, node) if node is not None else Place(self._path, 0, 0)
        text = names[0] if len(names) == 1 else f"({', '.join(names)})"
        named = f"{text} as {name}" if handler.name is None and name else text
        return Edit(place, named, self._data[place.start : place.end])

    # -- names -----------------------------------------------------------------------------------

    def _imported(self) -> Iterator[tuple[str, str]]:
        """How the file calls the exceptions it imports."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module in {"py42.exceptions", "py42"}:
                yield from ((alias.asname or alias.name, alias.name) for alias in node.names)

    def _elements(self, handler: ast.ExceptHandler) -> list[str]:
        node = handler.type
        parts = node.elts if isinstance(node, ast.Tuple) else [node] if node is not None else []
        return [ast.unparse(part) for part in parts]

    def _classes(self, handler: ast.ExceptHandler) -> list[str]:
        """Return the exceptions of py42 that a handler catches."""
        return [name for text in self._elements(handler) if (name := self._class(text)) is not None]

    def _statuses(self, handler: ast.ExceptHandler) -> list[int]:
        """Return the statuses they stand for; those of errors that are no answers of the server are left out."""
        plain = (name.removeprefix("Py42").removesuffix("Error") for name in self._classes(handler))
        return sorted({_STATUS[name] for name in plain if name in _STATUS})

    def _class(self, text: str) -> str | None:
        owner, _, last = text.rpartition(".")
        name = self._names.get(last, "") if not owner else last
        is_ours = not owner or owner == "py42.exceptions" or self._names.get(owner) == "exceptions"
        return name if is_ours and name.startswith("Py42") else None

    # -- places ----------------------------------------------------------------------------------

    def _before(self, place: Place) -> str:
        """Return what stands before a place on its line."""
        return self._data[self._data.rfind(b"\n", 0, place.start) + 1 : place.start].decode("utf-8", "replace")

    def place(self, first: ast.expr | ast.stmt, last: ast.expr | ast.stmt) -> Place:
        """Return the bytes from the begin of one node to the end of another."""
        start = self._starts[first.lineno - 1] + first.col_offset
        end = self._starts[(last.end_lineno or last.lineno) - 1] + (last.end_col_offset or 0)
        return Place(self._path, start, end)


def _test(
    name: str, statuses: Iterable[int], *, is_not: bool = False, is_plain: bool = True, is_new: bool = False
) -> str:
    """Return the test for statuses. ``is_plain``: all that is caught has a response; ``is_new``: none is of py42."""
    code = f"{name}.response.status_code"
    before = ""
    if not is_plain:
        before = f"isinstance({name}, {NEW}) and " if is_new else ""
        code = code if is_new else f'getattr(getattr({name}, "response", None), "status_code", 0)'
    known = [status for status in statuses if status < 500]
    if not known:
        return f"{before}{code} {'<' if is_not else '>='} 500"
    if 500 in statuses:
        known += [500, 502, 503, 504]
    equal, among = ("!=", "not in") if is_not else ("==", "in")
    return f"{before}{code} {f'{equal} {known[0]}' if len(known) == 1 else f'{among} {tuple(known)}'}"
