"""Hosts that stand for one to be filled in: ``<your server>``, ``your server here``, nothing at all."""

from __future__ import annotations

import re

from c42migrate.model import HOLE, Hole, Text
from c42migrate.readers import texts

_ADDRESS = re.compile(r"\s*(?:[A-Za-z][\w+.-]*:)?//(?P<host>[^/?#]*)")
_BARE = re.compile(r"\s*(?P<host><[^<>/]*>|[^/?#<>]*?\s[^/?#<>]*?)(?=/)")
_NO_HOST = re.compile(rf"(?!.*{HOLE})(?:.*[\s<>\"'].*)?", re.DOTALL)
"""Nothing, or something with blanks, brackets or quotes in it; not where a part is a value that is not known."""


def neutral(url: Text) -> Text:
    """``url`` with a hole for what stands in its host's place and can be none.

    The hole has the name of the variable that held the placeholder, else the placeholder's own words.
    """
    match = _ADDRESS.match(url.marked) or _BARE.match(url.marked)
    if match is None or not _NO_HOST.fullmatch(match["host"]):
        return url
    start, end = match.span("host")
    place = next((piece.place for piece in url.cut(start, end).pieces), None)
    name = texts.holder(url.cut(start, end)) or " ".join(re.findall(r"\w+", match["host"]))
    return url.cut(0, start) + Text((Hole(name, place),)) + url.cut(end)
