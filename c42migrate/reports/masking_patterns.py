"""How secrets look in source: each pattern has them in the group ``secret``.

Every repetition is bounded or starts at a boundary: minified files have lines of a megabyte.
"""

from __future__ import annotations

import re

_KEY = (
    r"(?:password|passwd|passphrase|pwd|secret|api[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token"
    r"|refresh[_-]?token|totp|jwt|(?<![A-Za-z0-9])(?:token|pass|pw|credentials?))s?"
)
NAME_PARTS = ("pass", "pw", "secret", "key", "token", "totp", "jwt", "credential")
"""Each telling name has one of these in it."""
_ONE_LINE = r"""(?P<quote>'|"|`)(?P<secret>(?:\\.|(?!(?P=quote))[^\n]){0,500})"""
_LITERAL = rf"(?:[rbuf]{{0,2}})(?!'''|\"\"\"){_ONE_LINE}"
_BLOCK = r"(?:[rbuf]{0,2})(?P<quote>'''|\"\"\")(?P<secret>(?:\\.|(?!(?P=quote)).){0,500})"
_EQUALS = (
    rf"{_KEY}(?:(?:\\?[\"'])?(?:\]?\s{{0,9}}(?:[:=]{{1,2}}|=>|:=)|\s{{0,9}},)|:\s{{0,9}}[\w.\[\]| ]{{1,40}}=)"
    r"\s{0,99}[(\[]?\s{0,99}"
)
_BARE_WORD = r"""(?P<secret>[^\s"'`$%{<&;|,()\[\]\\]{1,500})"""


def _pattern(text: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(text, flags)


ASSIGNED = _pattern(_EQUALS + _LITERAL)
"""A literal that belongs to a telling name; it may go on in further literals (``MORE``)."""

MORE = _pattern(rf"[\"'`](?:[ \t]{{0,99}}\+\s{{0,99}}|[ \t]{{0,99}}(?:\\?\n[ \t]{{0,99}})?){_LITERAL}")

ANYWHERE = (
    _pattern(_EQUALS + _BLOCK, re.IGNORECASE | re.DOTALL),
    _pattern(rf"{_KEY}\\{{1,3}}[\"']\s{{0,9}}[:=,]\s{{0,9}}\\{{1,3}}[\"'](?P<secret>[^\"'\\]{{1,500}})"),
    _pattern(rf"(?<![\w-])--?[\w-]{{0,40}}?{_KEY}[ \t]{{1,9}}{_LITERAL}"),
    _pattern(rf"(?:[?&\"']|(?<![\w-])--?)[\w-]{{0,40}}?{_KEY}={_BARE_WORD}"),
    _pattern(rf"<(?P<tag>[\w.-]{{0,40}}?{_KEY})>(?P<secret>[^<>$]{{1,500}})</(?P=tag)>"),
    _pattern(rf"{_KEY}[\"']\s{{1,9}}value\s{{0,9}}=\s{{0,9}}[\"'](?P<secret>[^\"'<>$]{{1,500}})"),
    _pattern(
        r"""(?:^|(?<=[\s"',(]))(?:-[a-zA-Z]{0,9}u|--(?:proxy-)?user)(?:\\?["']\s{0,9},\s{0,99}\\?["']|=|\s{0,9})\\{0,3}["']?"""
        r"""[^\s:"'$={}/]{1,100}["']?:\\{0,3}["']?(?P<secret>[^\s"'$]{1,500})""",
        re.NOFLAG,
    ),
    _pattern(r"""\b(?:user[_-]?pass|user[_-]?pwd|auth|creds?|credentials?)["']?\]?\s{0,9}[:=,]\s{0,9}["'][^\s:"'/{}$%]{1,100}:"""
             r"""(?P<secret>[^\s"'$/{%]{1,500})["']"""),
    _pattern(r"\becho\s{1,9}(?:-\w{1,3}\s{1,9})?[\"']?[^\s:\"'$|]{1,100}:(?P<secret>[^\s\"'$|]{1,500})[\"']?\s{0,9}\|[^\n]{0,40}base64"),
    _pattern(r"://[^\s/:@\"'{}]{0,100}:(?P<secret>[^\s/@\"'{}$]{1,200})@"),
    _pattern(
        r"""authorization\\{0,3}["']?\]?\s{0,9}[:=,]\s{0,99}\\{0,3}["']?"""
        r"""(?:basic|bearer|v3_user_token|token|login_token|digest)\s{1,9}(?P<secret>[^\s"'`{}$%<\\][^\s"'{}$<\\]{0,4000})"""
    ),
    _pattern(
        r"\b(?:basic|bearer|v3_user_token|login_token|token)\s{1,9}"
        r"(?P<secret>(?=[\w+/=.~:-]{0,200}\d)[\w+/=.~:-]{8,4000})"
    ),
    _pattern(r"(?<![\w/+])(?P<secret>[0-9a-fA-F]{32,})(?!\w)"),
    _pattern(
        r"(?<![\w/+-])(?P<secret>eyJ[\w-]{8,}(?:\.[\w-]+)*|[A-Za-z0-9+/]{20,}={1,2}"
        r"|(?=[\w+-]*\d)(?=[\w+-]*[a-z])(?=[\w+-]*[A-Z])[\w+-]{40,}={0,2})",
        re.NOFLAG,
    ),
)  # fmt: skip
"""In text of any kind."""

IN_SCRIPTS = (
    _pattern(rf"{_KEY}(?:=|:[ \t]{{1,9}}){_BARE_WORD}"),
    _pattern(rf"""(?<![\w-])--?[\w-]{{0,40}}?{_KEY}[ \t]{{1,9}}(?!-){_BARE_WORD}"""),
    _pattern(r"\blogin[ \t]{1,9}\S{1,100}[ \t]{1,9}password[ \t]{1,9}(?P<secret>\S{1,500})"),
)
"""Where bare words are values: not in programs, where they are names."""

AFTER_A_NAME = frozenset(pattern for pattern in (*ANYWHERE, *IN_SCRIPTS) if _KEY in pattern.pattern)
"""Those of both that a telling name is part of."""

CALLS = _pattern(
    r"\b(?:(?:auth|creds?|credentials)(?:\\?[\"']?\]?\s{0,9}(?:=>|[:=]|:\s{0,9}[\w.\[\], |]{1,60}=)|\\?[\"']\s{0,9},)"
    r"\s{0,9}(?:(?:tuple|list)\()?[(\[]|(?:HTTP\w{0,20}|Basic)Auth\("
    r"|NetworkCredential\(|PSCredential\b\W?\(?|ConvertTo-SecureString\b|b64encode\(|basic_?auth\(|basic_auth\b"
    r"|log_?in\(|sign_?in\(|authenticate\(|from_local_account\(|from_api_client\()"
)
"""What takes credentials: the literals among the arguments are secret, but for names, hosts and e-mail addresses."""

NAMES = re.compile(
    r"(?m)^[ \t]{0,99}(?P<names>[\w.]{1,99}(?:[ \t]{0,9},[ \t]{0,9}[\w.]{1,99}){0,9})"
    r"[ \t]{0,9}=[ \t]{0,9}\(?(?=[^\n]{0,99}['\"])"
)
"""``user, password =`` and what follows."""

TELLING = _pattern(rf"{_KEY}\Z|(?:^|[._])auth\Z")
PLAIN_LITERAL = re.compile(r"""(["'])((?:\\.|(?!\1)[^\n])*)\1""")
SCHEME_WORD = _pattern(r"(?:basic|bearer|v3_user_token|login_token|token|digest)\b[ \t]*")
HARMLESS = _pattern(
    r"(?:utf[-_]?8|ascii|latin[-_]?1|iso-8859-1)|[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|net|org|io)(?::\d+)?"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|net|org|io|edu|gov)"
)
"""Encodings, host names, e-mail addresses: what stands beside credentials."""

LOOKED_UP = _pattern(
    r"(?:[\w)\]]\[|\b(?:environ\.get|getenv|get_?env|getpass|get|pop|input|raw_input|prompt|encode|decode|open|read\w{0,20}|load\w{0,20}"
    r"|lookup|read-host|get_?secret\w{0,20})\s{0,9}\()\s{0,9}[rbuf]{0,2}\Z"
)
"""What stands before a literal that names a secret and is none."""
