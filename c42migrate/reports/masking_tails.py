"""What stands around a telling name when a secret follows it, or stands before it, in each kind of text.

Each ``Tail`` has the secret in the group ``secret`` of the one of its two patterns that knows it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from c42migrate.reports.masking_words import BARE, BLOCK, LITERAL, QUOTED, pattern


class Tail(NamedTuple):
    """``after``: what follows the name at once; ``before``: what the name comes right after, if that matters."""

    after: re.Pattern[str]
    before: re.Pattern[str] | None = None


_GIVEN = r"(?:(?:\\?[\"'])?(?:\]?\s{0,9}(?:[!:=]{1,3}|=>|[-](?:eq|ne)\s)|\s{0,9},)|:\s{0,9}[\w.\[\]| ]{1,40}=)\s{0,99}"
_WRAPPED = r"(?:[\w.]{0,60}?(?:str|bytes|unicode|string|decode|secretstr|join)\(|[\"']{2}\.join\()\s{0,9}[(\[]?\s{0,9}"
_OTHERWISE = r"(?:\b(?:or|else)\s{1,9}|(?:\|\||\?\?)=?\s{0,9}|\?:\s{0,9})"
_WORTH = r"""["'](?:value|default\w{0,10}|current\w{0,10}|initial\w{0,10})["']\s{0,9}[:=]\s{0,9}"""
_CALLED = r"""["'](?:key|name|id|label|field)["']\s{0,9}[:=]\s{0,9}["'][\w.-]{0,60}\Z"""
_CDATA = r"(?:<!\[CDATA\[)?(?P<secret>[^<>$\]]{1,500}?)\s{0,99}(?:\]\]>)?<"
_OPTION = pattern(r"(?<![\w-])--?[\w-]{0,40}\Z")


def _tails(*texts: str) -> tuple[Tail, ...]:
    return tuple(Tail(pattern(text)) for text in texts)


LITERALS = (
    *_tails(
        _GIVEN + r"[(\[]?\s{0,99}" + LITERAL,
        _GIVEN + _WRAPPED + LITERAL,
        _GIVEN + r"[^\n=\"'`]{1,120}?" + _OTHERWISE + LITERAL,
        _GIVEN + r"[\w.]{1,60}[(\[][\"'][^\"'\n]{1,80}[\"'][)\]]\s{0,9}" + _OTHERWISE + LITERAL,
        r"[\"']\s{0,9}[)\]]\s{0,9}" + _OTHERWISE + LITERAL,
        r"[\"'][^()]{0,200}?\bdefault\s{0,9}=\s{0,9}" + LITERAL,
        r"[ \t]{1,9}\w{1,20}[ \t]{0,9}=[ \t]{0,9}" + LITERAL,
        r"(?:\[\])?\s{0,9}=\s{0,9}\{\s{0,9}" + LITERAL + r"(?P=quote)\s{0,9}[,}]",
    ),
    Tail(pattern(r"[ \t]{1,9}" + LITERAL), _OPTION),
)
"""A literal, which may go on in further literals."""

ANYWHERE = (
    Tail(pattern(_GIVEN + r"[(\[]?\s{0,99}" + BLOCK, re.IGNORECASE | re.DOTALL)),
    *_tails(
        r"\\{1,3}[\"']\s{0,9}[:=,]\s{0,9}\\{1,3}[\"'](?P<secret>[^\"'\\]{1,500})",
        r"\s{0,9}=\s{0,9}%?q[wq]?(?=[({\[/|])\W(?P<secret>[^)}\]/|\n]{1,500})",
        r"\s{0,9}=\s{0,9}%[wi](?=[({\[])\W(?P<secret>[^)}\]\n]{1,500})",
        r"\s{0,9}=\s{0,9}@(?P<quote>[\"'])[ \t]{0,99}\r?\n(?P<secret>[^@]{0,500}?)\n(?P=quote)@",
        r"[\"']?[ \t]{1,9}-value[ \t]{1,9}[\"']?(?P<secret>[^\s\"'$]{1,500})",
        r"[\"']\s{1,9}[^<>]{0,60}?\bvalue\s{0,9}=\s{0,9}[\"'](?P<secret>[^\"'<>$]{1,500})",
        r"[\"']\s{0,9}:\s{0,9}\{[^{}]{0,200}?" + _WORTH + QUOTED,
        r"</key>\s{0,99}<string>(?P<secret>[^<>$]{1,500})<",
    ),
    Tail(pattern("=" + BARE), pattern(r"(?:[?&\"']|(?<![\w-])--?)[\w-]{0,40}\Z")),
    Tail(pattern(r"\\{0,3}[\"'][^{}]{0,200}?" + _WORTH + QUOTED), pattern(_CALLED)),
    Tail(pattern(r"\\{0,3}[\"']"), pattern(_WORTH + QUOTED + r"[^{}]{0,200}?" + _CALLED)),
    Tail(pattern(r"(?:\s[^<>]{0,200})?>\s{0,99}" + _CDATA + "/"), pattern(r"<[\w.:-]{0,60}\Z")),
    Tail(pattern(r"[\"'][^<>]{0,100}>\s{0,99}" + _CDATA), pattern(r"<[^<>]{1,100}[\"'][\w.-]{0,60}\Z")),
    Tail(pattern(r"\s[^<>]{0,100}?\bvalue\s{0,9}=\s{0,9}" + QUOTED), pattern(r"<[\w.:-]{0,60}\Z")),
    Tail(pattern(r"[\"']"), pattern(rf"\bvalue\s{{0,9}}=\s{{0,9}}{QUOTED}\s{{1,9}}(?:key|name)\s{{0,9}}="
        rf"\s{{0,9}}[\"'][\w.-]{{0,60}}\Z")),
    Tail(pattern(r":?[-=:](?P<secret>[^{}$\s]{1,200})\}"), pattern(r"\$\{[\w.]{0,60}\Z")),
)  # fmt: skip
"""In text of any kind."""

NOTED = _tails(
    "(?:=|:[ \t]{1,9})" + BARE,
    r"(?:[ \t]{1,9}is)?[ \t]{1,9}(?=[^\s\d]{0,60}\d)(?=[^\sa-z]{0,60}[a-z])"
    r"(?P<secret>[^\s\"'`$%{<&;|,()\[\]\\/]{4,500})",
)
"""In comments, where bare words are no names of variables."""

IN_SCRIPTS = (
    *_tails(
        r"(?:=|:[ \t]{1,9})(?:[!&][\w/!-]{1,40}[ \t]{1,9})?" + BARE,
        r"=[\"']?\$\{\w{1,40}:?-(?P<secret>[^{}$\s]{1,200})\}",
        r"=[\"']?\$\((?:echo|printf)[ \t]{1,9}(?:-\w{1,3}[ \t]{1,9})?[\"']?(?P<secret>[^\s\"'|)$]{1,500})",
        r"[ \t]{0,9}<<<[ \t]{0,9}[\"']?[^\s\"']{1,100}[ \t]{1,9}(?P<secret>[^\s\"'$]{1,500})",
    ),
    Tail(pattern(r"[ \t]{1,9}(?!-)" + BARE), _OPTION),
    Tail(pattern(":" + BARE), pattern(r"(?:^|(?<=\s))[-/]\w{0,40}\Z", re.IGNORECASE | re.MULTILINE)),
    Tail(pattern(r"[ \t]{1,9}" + BARE), pattern(r"\b(?:setx|setenv|ENV"
        r"|set[ \t]{1,9}-\w{1,3})[ \t]{1,9}[\w.-]{0,60}\Z")),
    Tail(
        pattern(r"[ \t]{1,9}[\"']?(?P<secret>[^\s\"'$({=:]{1,500})[\"']?[ \t]{0,99}$", re.IGNORECASE | re.MULTILINE),
        pattern(r"(?:^|\blogin[ \t]{1,9}\S{1,100})[ \t]{0,99}\Z", re.IGNORECASE | re.MULTILINE),
    ),
)  # fmt: skip
"""Where bare words are values: not in programs, where they are names."""

_LINE = r"(?P<secret>[^\s\"'`$%{<&;|,()\[\]\\#][^\n#]{0,500})"

_KEY_OF_LINE = pattern(r"^[ \t-]{0,99}(?:export[ \t]{1,9})?[\"']?[\w.-]{0,60}\Z", re.IGNORECASE | re.MULTILINE)
_NAMED = pattern(r"\bname:[ \t]{1,9}[\"']?[\w.-]{0,60}\Z")

IN_SETTINGS = (Tail(pattern(r"[ \t]{0,9}[=:][ \t]{0,99}" + _LINE), _KEY_OF_LINE),)
"""Files of names and values, where a value is what remains of the line."""

IN_YAML = (
    Tail(pattern(r"[\"']?:[ \t]{1,9}" + _LINE), _KEY_OF_LINE),
    Tail(pattern(r"[\"']?:[ \t]{1,9}[\[{](?P<secret>[^\]}\n$]{1,500})"), _KEY_OF_LINE),
    Tail(
        pattern(
            r"[\"']?[ \t]{0,9}(?:\r?\n[ \t]{0,99}|,[ \t]{0,9})(?:value|default):[ \t]{1,9}[\"']?"
            r"(?P<secret>[^\s\"'$,}]{1,500})"
        ),
        _NAMED,
    ),
)
"""What YAML has beside the above."""

BLOCKS = pattern(
    r"^(?P<indent>[ \t]{0,99})(?:- )?[\"']?(?P<name>[\w.-]{1,60})[\"']?:[ \t]{0,9}(?P<mark>[|>][+-]?\d?)?[ \t]{0,9}"
    r"(?:#[^\n]{0,200})?\r?\n"
    r"(?P<block>(?:(?P=indent)[ \t-][^\n]{0,500}\n?){1,60})",
    re.IGNORECASE | re.MULTILINE,
)
"""A name of YAML with what is indented below it."""

ITEMS = pattern(r"^[ \t]{0,99}(?:-[ \t]{1,9}|[\w.-]{1,60}:[ \t]{1,9})[\"']?(?![\w-]{1,60}:(?:\s|$))"
    r"(?P<secret>[^\s\"'$\[{&!|>:][^\n\"'#]{0,500})", re.MULTILINE)  # fmt: skip
"""The values in such a block."""
