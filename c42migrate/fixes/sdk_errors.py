"""Handlers of py42's exceptions: calls that moved raise ``requests.HTTPError``, which they have to catch as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
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
    "UserRiskProfileNotFound": 404, "MFARequired": 401,
}  # fmt: skip
"""Names of py42's exceptions, without ``Py42`` and ``Error``, → the status that they stand for."""
_ANY = frozenset({"", "Response", "HTTP"})
"""Those that stand for any error."""


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
            self._tree = ast.parse(data if self.is_parsed else b"")
        except (SyntaxError, ValueError):
            self._tree, self.is_parsed = ast.Module([], []), False
        self._starts = [0, *accumulate(map(len, data.splitlines(keepends=True)))]
        self._names = dict(self._imported())
        self._newline = "\r\n" if b"\r\n" in data else "\n"

    @property
    def has_requests(self) -> bool:
        """Whether the file imports requests."""
        return any(isinstance(n, ast.Import) and any(a.name == "requests" for a in n.names) for n in self._tree.body)

    def import_at(self, offset: int) -> Place | None:
        """The statement that imports py42, and nothing else, around a byte; None for one that a comment stands in."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                place = self._place(node, node)
                line = self._data[place.start : self._data.find(b"\n", place.end)]
                if place.start <= offset < place.end and b"#" not in line:
                    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
                    return place if all(name.partition(".")[0] == "py42" for name in names) else None
        return None

    def widened(self, *, instead: bool = False) -> Handled:
        """Let handlers catch what moved calls raise; ``instead`` of what py42 raised, not beside it."""
        edits: list[Edit] = []
        marks: list[tuple[Place, str]] = []
        for block in ast.walk(self._tree):
            if isinstance(block, ast.Try) and any(map(self._classes, block.handlers)):
                found = self._handler(block, instead=instead)
                if found is None:
                    text = f"calls that moved raise {NEW} now, with the status in error.response.status_code"
                    marks.append((self._place(block, block.body[0]), text))
                edits += found or ()
        return Handled(tuple(edits), tuple(marks))

    def narrowed(self) -> tuple[Edit, ...] | None:
        """Take py42's exceptions out of handlers that catch the new ones; None when one does not."""
        edits: list[Edit] = []
        for handler in ast.walk(self._tree):
            if isinstance(handler, ast.ExceptHandler) and self._classes(handler):
                if NEW not in self._elements(handler):
                    return None
                kept = [text for text in self._elements(handler) if self._class(text) is None]
                edits.append(self._retyped(handler, kept))
        return tuple(edits)

    # -- one handler -----------------------------------------------------------------------------

    def _handler(self, block: ast.Try, *, instead: bool) -> tuple[Edit, ...] | None:
        """The edits of the one handler of py42's exceptions that a statement has; None when there is more to do."""
        ours = [one for one in block.handlers if self._classes(one)]
        if all(NEW in self._elements(one) for one in ours):
            return ()
        handler = ours[0]
        statuses = {self._status(name) for name in self._classes(handler)}
        if 0 in statuses:
            statuses = {0}
        is_last = handler is block.handlers[-1]
        if len(ours) > 1 or (0 not in statuses and not is_last) or handler.body[0].lineno == handler.lineno:
            return None
        kept = [text for text in self._elements(handler) if not instead or self._class(text) is None]
        edits = [self._retyped(handler, [*kept, NEW])]
        if 0 not in statuses:
            has_others = any(self._class(text) is None for text in kept)
            edits.append(self._checked(handler, sorted(statuses), has_others=has_others))
        return tuple(edits)

    def _retyped(self, handler: ast.ExceptHandler, names: Sequence[str]) -> Edit:
        node = handler.type
        place = self._place(node, node) if node is not None else Place(self._path, 0, 0)
        text = names[0] if len(names) == 1 else f"({', '.join(names)})"
        named = f"{text} as error" if handler.name is None and NEW in names and self._wants_name(handler) else text
        return Edit(place, named, self._data[place.start : place.end])

    def _wants_name(self, handler: ast.ExceptHandler) -> bool:
        return 0 not in {self._status(name) for name in self._classes(handler)}

    def _checked(self, handler: ast.ExceptHandler, statuses: Sequence[int], *, has_others: bool) -> Edit:
        """Raise again what another status came with."""
        name = handler.name or "error"
        test = f"!= {statuses[0]}" if len(statuses) == 1 else f"not in {tuple(statuses)}"
        only = f"isinstance({name}, {NEW}) and " if has_others else ""
        place = self._place(handler.body[0], handler.body[0])
        before = self._data[self._data.rfind(b"\n", 0, place.start) + 1 : place.start].decode()
        line = f"if {only}{name}.response.status_code {test}:{self._newline}{before}    raise{self._newline}{before}"
        return Edit(Place(self._path, place.start, place.start), line)

    # -- names -----------------------------------------------------------------------------------

    def _imported(self) -> Iterator[tuple[str, str]]:
        """How the file calls the exceptions it imports."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.ImportFrom) and node.module in {"py42.exceptions", "py42"}:
                yield from ((alias.asname or alias.name, alias.name) for alias in node.names)

    def _elements(self, handler: ast.ExceptHandler) -> list[str]:
        node = handler.type
        parts = node.elts if isinstance(node, ast.Tuple) else [node] if node is not None else []
        return [ast.unparse(part) for part in parts]

    def _classes(self, handler: ast.ExceptHandler) -> list[str]:
        """The exceptions of py42 that a handler catches."""
        return [name for text in self._elements(handler) if (name := self._class(text)) is not None]

    def _class(self, text: str) -> str | None:
        owner, _, last = text.rpartition(".")
        name = self._names.get(last, "") if not owner else last
        is_ours = not owner or owner == "py42.exceptions" or self._names.get(owner) == "exceptions"
        return name if is_ours and name.startswith("Py42") else None

    @staticmethod
    def _status(name: str) -> int:
        """The status an exception stands for, 0 for any."""
        plain = name.removeprefix("Py42").removesuffix("Error")
        return 0 if plain in _ANY else _STATUS.get(plain, 500 if "Internal" in plain else 0)

    def _place(self, first: ast.expr | ast.stmt, last: ast.expr | ast.stmt) -> Place:
        start = self._starts[first.lineno - 1] + first.col_offset
        end = self._starts[(last.end_lineno or last.lineno) - 1] + (last.end_col_offset or 0)
        return Place(self._path, start, end)
