"""Credentials that a client sends only after the server asks for them: urllib's password managers, httplib2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from c42migrate.model import Credential, Place, Step
from c42migrate.readers.python.authentication import challenged
from c42migrate.readers.python.records import CallRecord
from c42migrate.readers.python.values import Function, Ref, texts

_HOW = {"add_password": "HTTPPasswordMgr.add_password", "add_credentials": "Http.add_credentials"}
_HANDLER = "HTTPBasicAuthHandler"

Answering = Mapping[Place, tuple[Step, ...]]
"""Where a password manager was made → the handlers that answer with what it holds."""


def answering(leaves: Iterable[CallRecord]) -> Answering:
    """The handlers that are made with a password manager."""
    found: dict[Place, tuple[Step, ...]] = {}
    for leaf in leaves:
        if leaf.written.rpartition(".")[2] == _HANDLER:
            for value in (value for bound in leaf.args for value in bound.values):
                if isinstance(value, Ref) and value.origin is not None:
                    found[value.origin] = (*found.get(value.origin, ()), Step(leaf.origin, "answered with by this"))
    return found


def challenges(leaf: CallRecord, handlers: Answering) -> Iterator[Credential]:
    """The credential that a call gives to a password manager or to an ``httplib2.Http``."""
    (callee,) = leaf.callee
    last = leaf.written.rpartition(".")[2]
    if last in _HOW and len(leaf.args) >= 2 and not isinstance(callee, Function):
        made = challenged(leaf.args, leaf.origin, _HOW[last])
        origin = callee.origin if isinstance(callee, Ref) else None
        sites = [text for bound in leaf.args[1:2] for text in texts(bound.values) if last == "add_password"]
        yield replace(
            made,
            site=sites[0] if len(sites) == 1 else None,
            used_at=(*made.used_at, *(handlers.get(origin, ()) if origin else ())),
        )
