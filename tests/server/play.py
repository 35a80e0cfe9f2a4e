"""A local server that plays Code42 as the tables of the rules have it."""

from __future__ import annotations

import json

from tests.server.local import Asked, Local
from tests.server.world import Verdict, World, read_call

_REASONS = {"live": 200, "deprecated": 200, "invalid": 400}


class Code42(Local):
    """Answers as the world says. ``seen``: the verdicts on all calls so far.

    ``gone``: deprecated operations answer 410; False plays the time before they were stopped.
    """

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.gone = True
        self.seen: list[Verdict] = []
        self.replies: list[tuple[int, bytes]] = []

    def forget(self, *, gone: bool) -> None:
        """Start a new run of a script."""
        self.seen, self.replies, self.gone = [], [], gone

    def respond(self, asked: Asked) -> tuple[int, bytes]:
        """Judge a call, and remember it with the reply."""
        verdict = self.world.judge(read_call(asked.method, asked.path, asked.headers, asked.body))
        reply = self.answer(verdict)
        self.seen.append(verdict)
        self.replies.append(reply)
        return reply

    def answer(self, verdict: Verdict) -> tuple[int, bytes]:
        """Status and body for a verdict. Old shapes, hosts and headers are still served, as the tables say."""
        operations = set(verdict.old) - {"shape", "host", "header", "param"}
        status = 410 if operations and self.gone and verdict.state == "deprecated" else _REASONS[verdict.state]
        reply = {"problem": verdict.why or "gone"} if status >= 400 else verdict.reply
        return status, json.dumps(reply, sort_keys=True, default=list).encode()
