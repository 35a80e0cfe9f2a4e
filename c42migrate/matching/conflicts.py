"""Who else uses the bytes that a fix would edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from c42migrate.fixes.plan import Data, Edits
from c42migrate.matching.crowd import Crowd
from c42migrate.model import Edit, Hole, Request, Step

_BESIDE = "sent beside the URL"


def also_used(steps: Iterable[Step], texts: Data) -> str:
    """Return what a text is also used for, and on which line, "" when for nothing."""
    lines = {step: texts.get(step.place.path, b"").count(b"\n", 0, step.place.start) + 1 for step in steps}
    return " and ".join(
        dict.fromkeys(f"{step.note.removesuffix(' here')}, line {line}" for step, line in lines.items())
    )


class Conflicts:
    """Who else uses the bytes that a plan would edit.

    Bytes that several requests share may be edited only when all of them want the same edit there. Each edit is looked
    into once for each mapping of wishes, which must not change: many calls may share it.
    """

    def __init__(self, requests: Iterable[Request], texts: Data) -> None:
        """Take ``requests``: all of the run, those without findings too: they are users as well."""
        self._objections: dict[tuple[int, Edit], str] = {}
        self._users: Crowd[int] = Crowd()
        self._closed: Crowd[str] = Crowd()
        self._senders: Crowd[int] = Crowd()
        for request in requests:
            for entry in (*request.query, *request.body):
                for piece in (*((entry.key,) if entry.key else ()), *(entry.value.literals if entry.value else ())):
                    self._senders.add(piece.place, id(request))
            for piece in request.url.pieces:
                self._users.add(piece.after if isinstance(piece, Hole) else piece.place, id(request))
            self._users.add(request.verb.place if request.verb else None, id(request))
            what = also_used(request.other_uses, texts) or _BESIDE
            for place in request.shared:
                self._closed.add(place, what)
            for piece in (piece for head in request.headers for piece in head.value.literals):
                self._closed.add(piece.place, "sent in a header")

    def alone(self, edits: Edits, request: Request) -> bool:
        """Whether no other request uses the edited bytes."""
        return all(
            user == id(request) and not any(self._closed.touching(edit.place))
            for edit in edits
            for crowd in (self._users, self._senders)
            for user in [id(request), *crowd.touching(edit.place)]
        )

    def allows(self, edits: Edits, wishes: Mapping[int, Edits | None]) -> bool:
        """Whether every user of the edited bytes wishes the same. ``wishes``: by ``id`` of the request."""
        return not self.objection(edits, wishes)

    def objection(self, edits: Edits, wishes: Mapping[int, Edits | None]) -> str:
        """Why the edits may not be made, "" when they may."""
        return next((why for edit in edits if (why := self._objection(edit, wishes))), "")

    def _objection(self, edit: Edit, wishes: Mapping[int, Edits | None]) -> str:
        key = id(wishes), edit
        if key not in self._objections:
            self._objections[key] = self._asked(edit, wishes)
        return self._objections[key]

    def _asked(self, edit: Edit, wishes: Mapping[int, Edits | None]) -> str:
        if other := next(self._closed.touching(edit.place), ""):
            return f"the same text is also {other}"
        users = (user for crowd in (self._users, self._senders) for user in crowd.touching(edit.place))
        if any(edit not in (wishes.get(user) or ()) for user in users):
            return "another call uses the same text and must not change, or must change differently"
        return ""
