"""Passwords whose variables do not say so: ``p = "..."`` above ``auth=(u, p)``, ``P=...`` above ``-u "$U:$P"``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.reports.masking_words import may_match, pattern

_MOST = 50
"""So many variables of one file are followed."""

_VARIABLE = r"\$?\(?\$?\{?[\w.]{1,60}\}?\)?"
_SECOND = r"\$?(?P<name>[A-Za-z_]\w{0,60})"

_GIVEN = (
    pattern(rf"\b(?:auth|creds?|credentials)\"?'?\]?\s{{0,9}}[:=]\s{{0,9}}[(\[]\s{{0,9}}[\w.\"'$@-]{{1,60}}\s{{0,9}},"
        rf"\s{{0,9}}{_SECOND}\s{{0,9}}[)\],]", signs="auth cred"),
    pattern(
        r"\b(?:(?:HTTP\w{0,20}|Basic)Auth|from_local_account|from_api_client|NetworkCredential|PSCredential|log_?in"
        r"|basic_?auth)"
        rf"\]?(?:::new)?\s?\([^()\n]{{0,200}},\s{{0,9}}{_SECOND}\s{{0,9}}\)",
        signs="auth from_local from_api credential login log_in"),
    pattern(rf"(?:(?<=[\s\"'])-[a-z]{{0,9}}u|--user|--auth)[= \t]{{0,9}}\\?[\"']?{_VARIABLE}[\"']?:[\"']?\$\{{?"
        rf"(?P<name>\w{{1,60}})"),
    pattern(rf"(?:base64|GetBytes|btoa|b64encode)[^\n]{{0,120}}?{_VARIABLE}:\$\(?\$?\{{?(?P<name>\w{{1,60}})",
        signs="base64 getbytes btoa b64encode"),
    pattern(r"\$\(?\$?\{?\w{1,60}\}?\)?:\$\(?\$?\{?(?P<name>\w{1,60})[^\n]{0,60}base64", signs="base64"),
    pattern(rf"[\"'](?:%s:%s|\{{0?\}}:\{{1?\}})[\"'](?:\s{{0,9}}%\s{{0,9}}\(|\.format\(|\s{{1,9}}-f\s{{1,9}})"
        rf"\s{{0,9}}[\w.$\"']{{1,60}}\s{{0,9}},\s{{0,9}}{_SECOND}", signs="%s:%s }:{"),
    pattern(rf"\+\s{{0,9}}[\"']:[\"']\s{{0,9}}\+\s{{0,9}}{_SECOND}"),
    pattern(r"\bf[\"']\{\w{1,60}\}:\{(?P<name>\w{1,60})\}[\"']", signs="}:{"),
)  # fmt: skip
"""Where the second of two is a password: the name that it has."""

_NO_PASSWORD = pattern(r"port|tag|version|path|host|name|line|none|true|false|null|\d+")
_PORT = re.compile(r"\d{1,5}")


def assigned_elsewhere(text: str, *, bare: bool) -> Iterator[tuple[int, int]]:
    """Half-open ranges (code points) of what variables hold that are given as passwords somewhere in ``text``.

    ``bare``: values may stand without quotes, as in a shell.
    """
    lowered = text.lower()
    given = [one for one in _GIVEN if may_match(one, text, lowered)]
    names = sorted({match["name"] for one in given for match in one.finditer(text)})
    wanted = [re.escape(name) for name in names if not _NO_PASSWORD.fullmatch(name)][:_MOST]
    if not wanted:
        return
    last = "|".join(wanted)
    one = rf"(?<![\w.])(?<!, )(?<!,)(?:{last})"
    for assigned in _assigned(one, last, bare=bare):
        for match in assigned.finditer(text):
            if not _PORT.fullmatch(match["secret"]):
                yield match.span("secret")


def _assigned(one: str, last: str, *, bare: bool) -> Iterator[re.Pattern[str]]:
    """How any of the names gets its value: alone, as the last of two, without quotes."""
    yield re.compile(rf"{one}[ \t]*:?=[ \t]*[rbuf]{{0,2}}([\"'])(?P<secret>[^\"'\n]{{1,500}})\1")
    yield re.compile(
        rf"[$\w.]{{1,60}}[ \t]{{0,9}},[ \t]{{0,9}}\$?"
        rf"(?:{last})[)\]]?[ \t]*=[ \t]*[(\[]?[\"'][^\"'\n]{{0,200}}[\"'][ \t]*,[ \t]*[\"']"
        rf"(?P<secret>[^\"'\n]{{1,500}})[\"']"
    )
    if bare:
        yield re.compile(rf"{one}=(?P<secret>[^\s\"'$`;&|()]{{1,500}})")
