"""The closed sets of words that rules, usages and findings are described with."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How sure a reader is: ``exact`` literal at the call, ``resolved`` through bindings or wrappers,
    ``maybe`` (verb, product or receiver unknown), ``lexical`` (no parser)."""

    EXACT = "exact"
    RESOLVED = "resolved"
    MAYBE = "maybe"
    LEXICAL = "lexical"


class Applicability(StrEnum):
    """Whether a fix is written by ``--fix`` (``safe``), by ``--unsafe-fixes`` only, or never (``manual``)."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


class Status(StrEnum):
    """Where a deprecation stands on a given day."""

    ANNOUNCED = "announced"
    DEPRECATED = "deprecated"
    ENDING = "ending"
    ENDED = "ended"
    REMOVED = "removed"
    STALE = "stale"
    """Not of a deprecation: a suppression that silences nothing."""


class Severity(StrEnum):
    """How loud a finding is, mildest first."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Scheme(StrEnum):
    """How credentials are sent: with the first request, or (``challenge``, ``digest``) only after a 401."""

    BASIC = "basic"
    CHALLENGE = "challenge"
    DIGEST = "digest"


class SymbolForm(StrEnum):
    """How a symbol is used: imported, called, only named, or handed a certain argument."""

    IMPORT = "import"
    CALL = "call"
    REFERENCE = "reference"
    ARGUMENT = "argument"


class Direction(StrEnum):
    """Whether a key is sent or read from a reply."""

    REQUEST = "request"
    RESPONSE = "response"


class VerbForm(StrEnum):
    """Where a request's verb stands: that decides how it can be edited.

    ``attribute``: method name of the call (``requests.put``); ``string``: a string token;
    ``implied``: nowhere (``curl -d``, ``urlopen(data=…)``); ``word``: a bare word (``-X PUT``, ``-Method Put``);
    ``guess``: read off a wrapper's name, never edited.
    """

    ATTRIBUTE = "attribute"
    STRING = "string"
    IMPLIED = "implied"
    WORD = "word"
    GUESS = "guess"


class ReplyUse(StrEnum):
    """What becomes of a reply, or of a part of it, in the end.

    ``passed``: to something that is not followed; ``stored``: in an attribute, an item, a global name; ``returned``: by
    a function that nobody is seen to call; ``changed``: the program changes it; ``key``: it is the key of something;
    ``unknown``: not followed.
    """

    PRINTED = "printed"
    FORMATTED = "formatted"
    COMPARED = "compared"
    TESTED = "tested"
    COMPUTED = "computed"
    PASSED = "passed"
    STORED = "stored"
    RETURNED = "returned"
    CHANGED = "changed"
    KEY = "key"
    UNKNOWN = "unknown"


class ProbeForm(StrEnum):
    """How a text is held against others."""

    EQUAL = "equal"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    CONTAINS = "contains"
    REGEX = "regex"
    REGEX_ALL = "regex all"
    GLOB = "glob"
    WHOLE = "whole"
    """Nobody knows what it is held against: any change of it is seen."""
