"""What patterns of secrets are made of: telling names, literals, bare words.

Every repetition is bounded or starts at a boundary: minified files have lines of a megabyte.
"""

from __future__ import annotations

import re

_SIGNS: dict[re.Pattern[str], tuple[str, ...]] = {}


def pattern(text: str, flags: re.RegexFlag = re.IGNORECASE, signs: str = "") -> re.Pattern[str]:
    """``text`` compiled, for upper and lower case alike; each match has one of the words ``signs``, in lower case."""
    made = re.compile(text, flags)
    _SIGNS[made] = tuple(signs.split())
    return made


def may_match(found: re.Pattern[str], text: str, lowered: str) -> bool:
    """False when ``text`` has no sign of a pattern; what other letters are the same in lower case is not asked."""
    signs = _SIGNS.get(found)
    return not signs or not text.isascii() or any(sign in lowered for sign in signs)


KEY = pattern(
    r"(?:password|passwort|passwd|passphrase|pwd|secret|api[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token"
    r"|refresh[_-]?token|totp|jwt|kennwort|mot_de_passe|(?:encryption|signing|master|shared|cryptography)[_-]?key"
    r"|(?:(?<![a-z0-9])|(?-i:(?<=[a-z0-9])(?=[TPC][a-z])))(?:token|pass|pw|credentials?))"
    r"(?:s?[_-]?(?:value|text|string|str|plain|code|auth|access[_-]?key|key|\d))?s?"
)
"""A name that tells that its value is secret, or the end of one."""

NAME_PARTS = ("pass", "pw", "secret", "key", "token", "totp", "jwt", "credential", "kennwort")
"""Each telling name has one of these in it."""

ONE_LINE = r"""(?P<quote>'|"|`)(?P<secret>(?:\\.|(?!(?P=quote))[^\n]){0,500})"""
LITERAL = rf"(?:[rbuf]{{0,2}})(?!'''|\"\"\"){ONE_LINE}"
BLOCK = r"(?:[rbuf]{0,2})(?P<quote>'''|\"\"\")(?P<secret>(?:\\.|(?!(?P=quote)).){0,500})"
BARE = r"""(?P<secret>[^\s"'`$%{<&;|,()\[\]\\]{1,500})"""
QUOTED = r"""\\{0,3}["'](?P<secret>[^"'<>$\\\n]{1,500})\\{0,3}["']"""
PLAIN = r"""(?:'[^'\n]{0,100}'|"[^"\n]{0,100}")"""
"""A literal that is no secret itself."""
