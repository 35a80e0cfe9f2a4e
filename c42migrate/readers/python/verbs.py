"""Verbs as they are given to calls."""

from __future__ import annotations

import re

from c42migrate.model import Verb, VerbForm
from c42migrate.readers.python import signatures as sig
from c42migrate.readers.python.records import CallRecord
from c42migrate.readers.python.values import Mapping, Plain, Row, Values, texts

_SENDING = frozenset({"POST", "PUT", "PATCH"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def verb_texts(values: Values) -> tuple[Verb | None, ...]:
    """The verbs that values given as one may be; None for a value that is not known."""
    found: list[Verb | None] = []
    for text in texts(values):
        known = text.known
        if known is None:
            found.append(None)
        elif known.lower() in sig.VERBS:
            piece = text.literals[0]
            place = piece.place if piece.editable and piece.whole and len(text.literals) == 1 else None
            found.append(Verb(known.upper(), VerbForm.STRING, place))
    return tuple(found) or (None,)


def agreeing(verbs: tuple[Verb | None, ...], body: Values | None) -> tuple[Verb | None, ...]:
    """Of verbs that send something and verbs that do not, those that suit what is known of the body."""
    sending = tuple(verb for verb in verbs if verb is not None and verb.name in _SENDING)
    others = tuple(verb for verb in verbs if verb is not None and verb.name not in _SENDING)
    if None in verbs or not sending or not others or body is None:
        return verbs
    if all(isinstance(value, Plain) and value.written in {"None", "False"} for value in body):
        return others
    return sending if all(isinstance(value, Mapping | Row) for value in body) else verbs


def verb_from_name(name: str, leaf: CallRecord) -> tuple[Verb | None, ...]:
    """The verb that the name of a function speaks of (``apiPost``); None when it names none or several."""
    words = [word.lower() for word in _WORD.findall(name)]
    spoken = [word for word in words if word in sig.VERBS]
    if name.lower() in sig.VERBS:
        token = leaf.token if leaf.token is not None and leaf.token.text == name else None
        return (Verb(name.upper(), VerbForm.ATTRIBUTE if token else VerbForm.GUESS, token.place if token else None),)
    return (Verb(spoken[0].upper(), VerbForm.GUESS),) if len(spoken) == 1 else (None,)
