"""Logins that hand over a user name and a password for a token: when they may become that of an API client."""

from __future__ import annotations

import re
from collections.abc import Iterable

from c42migrate.matching.context import Context
from c42migrate.matching.evidence import Product
from c42migrate.matching.targets import Target, is_basic
from c42migrate.model import HOLE, Credential, Request, Text

_OWN = frozenset({Product.INCYDR, Product.UNKNOWN})


def obstacle(login: Target, requests: Iterable[tuple[Request, Target | None]], context: Context) -> str:
    """Why a login cannot become that of an API client, "" when it can.

    ``requests``: all that are read together. The token of an API client opens the portal's APIs only, so all calls of
    Code42 must be of these; and where the id and the secret come from must be seen, for none is written into a script.
    """
    if any(head.name.lower() == "totp-auth" for head in login.request.headers):
        return "a second factor is sent, which API clients do not have"
    if login.request.query or login.request.open_query:
        return "its query is not written in its URL"
    if why := _credentials(login.request):
        return why
    called = 0
    for request, target in requests:
        if not request.client or request.place == login.request.place:
            continue
        if target is None:
            if not request.url.marked.strip(HOLE + "/"):
                return f"a call whose URL is not known may send its token, line {_line(request, context)}"
        elif target.product in _OWN:
            called += 1
            if not target.is_portal:
                line = _line(request, context)
                return f"its token would open portal APIs only, and line {line} calls the console or a service"
    return "" if called else "which calls send its token is not seen here"


def _credentials(request: Request) -> str:
    basic = [head for head in request.headers if is_basic(head)]
    if not request.credentials and not basic:
        return "who signs in is not seen here"
    given = [text for one in request.credentials for text in _parts(one)]
    if any(text is None or re.search(r"[A-Za-z0-9]", "".join(p.text for p in text.literals)) for text in given):
        return "user name or password is written in the script, or comes from somewhere that is not seen"
    if any(head.value.marked.partition(" ")[2].strip(HOLE + " ") for head in basic):
        return "user name or password is written in the script"
    return ""


def _parts(credential: Credential) -> tuple[Text | None, Text | None]:
    return credential.user, credential.password


def _line(request: Request, context: Context) -> int:
    return 1 + context.texts.get(request.place.path, b"").count(b"\n", 0, request.place.start)
