"""How secrets look in source where no telling name gives them away: each pattern has them in the group ``secret``."""

from __future__ import annotations

import re

from c42migrate.reports.masking_words import KEY, LITERAL, PLAIN, pattern

MORE = pattern(rf"[\"'`](?:[ \t]{{0,99}}\+\s{{0,99}}|[ \t]{{0,99}}(?:\\?\n[ \t]{{0,99}})?){LITERAL}")
"""What a literal goes on in."""

_VARIABLE = r"\$\(?\$?\{?(?:env:|script:|global:)?(?!env:|script:|global:)\w{1,60}\}?\)?`?"
_USER = rf"(?:{_VARIABLE}|%s|\{{\w{{0,20}}\}}|[^\s:\"'`/{{}}$%()<>]{{1,100}})"
_LOGIN = r"(?:user[_-]?pass|user[_-]?pwd|auth|creds?|credentials?|log_?in)"
_SCHEME = r"(?:basic|bearer|v3_user_token|login_token|token)"

ANYWHERE = (
    pattern(
        r"""(?:^|(?<=[\s"',(]))(?:-[a-zA-Z]{0,9}u|-U|(?:(?<=http )|(?<=https ))-a|--auth|--(?:proxy-)?user)"""
        r"""(?:\\?["']\s{0,9},\s{0,99}\\?["']|=|\s{0,9}(?:\\\n\s{0,99})?)\\{0,3}["']?"""
        r"""(?:\$\{?\w{1,60}\}?|[^\s:"'$={}/]{1,100})["']?\\?:\\{0,3}["']?(?P<secret>[^\s"'$]{1,500})""",
        re.NOFLAG,
    ),
    pattern(rf"""\b{_LOGIN}["']?\]?\s{{0,9}}[:=,]\s{{0,9}}["'`]{_USER}:(?P<secret>[^\s"'`$/{{%]{{1,500}})["'`]""",
        signs="auth cred login log_in log-in pass pwd"),
    pattern(r"\b(?:echo|printf)\s{1,9}(?:-\w{1,3}\s{1,9})?"
        r"(?:[\"'][^\"'\n]{1,20}[\"']\s{1,9})?[\"']?[^\s:\"'$|%]{1,100}(?::|[ \t])(?P<secret>[^\s\"'$|]{1,500})[\"']?"
        r"\s{0,9}\|[^\n]{0,40}base64", signs="base64"),
    pattern(r"\becho\s{1,9}(?:-\w{1,3}\s{1,9})?[\"']?(?P<secret>[^\s\"'$|]{1,500})[\"']?"
        r"\s{0,9}\|[^\n|]{0,40}base64\s{1,9}(?:-d|-D|--decode)", signs="base64"),
    pattern(r"\bbase64\b[^\n<|]{0,40}<<<[ \t]{0,9}[\"']?[^\s:\"'$]{1,100}:(?P<secret>[^\s\"'$]{1,500})",
        signs="base64"),
    pattern(r"://[^\s/:@\"']{0,100}:(?P<secret>[^\s/@\"'{}$]{1,200})@"),
    pattern(r"""["'`][\w.+%-]{0,60}:(?P<secret>[^\s/@"'`:{}$%]{1,200})@["'`]""", signs="@"),
    pattern(r"\b(?:curl|wget|https?)\s(?:[^\n]{0,300}?\s)?[\"']?[\w.+-]{1,60}:"
        r"(?P<secret>[^\s/@\"':{}$]{1,200})@[\w-]{1,63}\.", signs="@"),
    pattern(
        r"""authorization\\{0,3}["']?\]?\s{0,9}[:=,]\\?\s{0,99}\\{0,3}["']?"""
        r"""(?:basic|bearer|v3_user_token|token|login_token|digest)\\?\s{1,9}"""
        r"""(?P<secret>[^\s"'`{}$%<\\][^\s"'{}$<\\]{0,4000})""", signs="authorization"),
    pattern(r"""authorization\\{0,3}["']\]?\s{0,9}(?:[:=,]|=>)\s{0,99}[bu]?["']"""
        r"""(?P<secret>[^\s"'{}$%<>\\]{1,4000})["'](?!\s{0,9}(?::|=>))""", signs="authorization"),
    pattern(
        rf"\b{_SCHEME}\s{{1,9}}"
        r"(?P<secret>(?=[\w+/=.~:-]{0,200}\d)[\w+/=.~:-]{8,4000})", signs="basic bearer token"),
    pattern(rf"""\b{_SCHEME}[ ]["']\s{{0,9}}(?:[+.&]|<>)\s{{0,9}}["'](?P<secret>[^\s"']{{1,4000}})["']""",
        signs="basic bearer token"),
    pattern(r"(?<![\w/+])(?P<secret>[0-9a-fA-F]{32,})(?!\w)"),
    pattern(
        r"(?<![\w/+-])(?P<secret>eyJ[\w-]{8,}(?:\.[\w-]+)*|[A-Za-z0-9+/]{20,}={1,2}"
        r"|(?=[\w+-]*\d)(?=[\w+-]*[a-z])(?=[\w+-]*[A-Z])[\w+-]{40,}={0,2})",
        re.NOFLAG,
    ),
    pattern(
        rf"""\b(?:get|post|put|patch|delete|head|options|request|send|fetch)\([^(),\n]{{1,200}},[^()\n]{{1,300}},"""
        rf"""\s{{0,9}}[(\[]\s{{0,9}}[bur]?{PLAIN}\s{{0,9}},"""
        r"""\s{0,9}[bur]?["'](?P<secret>[^"'\n]{1,500})["']\s{0,9},?\s{0,9}[)\]]\s{0,9}[,)]""",
        re.NOFLAG,
    ),
    pattern(
        rf"""\b(?:[A-Z]\w{{0,40}}(?:(?:::|\.)new)?|connect|create_\w{{1,40}}|from_\w{{1,40}})\(\s{{0,9}}["']"""
        rf"""(?:https?://)?[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{0,9}}\.(?:com|net|org|io|local|cloud|corp|internal|test"""
        rf"""|\d{{1,3}})[:\d/]{{0,7}}["']"""
        rf"""\s{{0,9}},\s{{0,9}}{PLAIN}\s{{0,9}},\s{{0,9}}["'](?P<secret>[^"'\n]{{1,500}})["']""",
        re.NOFLAG,
    ),
    pattern(rf"""\.open\([^()\n]{{1,200}},\s{{0,9}}(?:true|false)\s{{0,9}},\s{{0,9}}{PLAIN}\s{{0,9}},\s{{0,9}}["']"""
        rf"""(?P<secret>[^"'\n]{{1,500}})["']""", signs=".open("),
    pattern(r"""["'](?P<secret>[^"'\n]{1,500})["']\s{0,9}\|\s{0,9}ConvertTo-SecureString\b""", signs="securestring"),
    pattern(r"\bConvertTo-SecureString\b[^\n|;)'\"$]{0,60}?\s(?:-String\s{1,9})?(?!-|[\"'$(]|-String)"
        r"(?P<secret>[^\s\"'$();|-][^\s\"'$();|]{0,500})", signs="securestring"),
    pattern(r"\bsshpass\s{1,9}-p\s{0,9}[\"']?(?P<secret>[^\s\"'$]{1,500})", signs="sshpass"),
    pattern(r"\bmysql\w{0,9}\s[^\n]{0,100}?\s-p(?P<secret>[^\s\"'$]{1,500})", re.NOFLAG, signs="mysql"),
    pattern(r"\bpassword[ \t]{1,9}for[ \t]{1,9}\S{1,100}[ \t]{1,9}is[ \t]{1,9}(?P<secret>\S{4,500})", signs="password"),
)  # fmt: skip
"""In text of any kind."""

IN_SCRIPTS = (
    pattern(rf"\b{_LOGIN}(?:=|:[ \t]{{1,9}}|[ \t]{{1,9}}=[ \t]{{1,9}})[\"']?[^\s:\"'/{{}}$%\[(,]{{1,100}}:"
        rf"(?P<secret>[^\s\"'$/{{%:][^\s\"'$/{{%]{{0,500}})", signs="auth cred login log_in log-in pass pwd"),
    pattern(rf"\b{_LOGIN}\w{{0,20}}=\(\s{{0,9}}[\"']?[^\s\"'(),$-][^\s\"'(),]{{0,100}}[\"']?\s{{1,9}}[\"']?"
        rf"(?P<secret>[^\s\"'$()]{{1,500}})", signs="auth cred login log_in log-in pass pwd"),
    pattern(
        r"^[ \t]{0,99}(?:log_?in|sign_?in|authenticate|get_\w{0,20}token"
        r"|get_\w{0,20}auth)[ \t]{1,9}[\w.@+-]{1,100}[ \t]{1,9}"
        r"(?P<secret>[^\s|;&$(\"']{1,500})[ \t]{0,9}$",
        re.IGNORECASE | re.MULTILINE, signs="log_in login sign_in signin authenticate get_"),
)  # fmt: skip
"""Where bare words are values: not in programs, where they are names."""

CALLS = pattern(
    r"\b(?:(?:auth|creds?|credentials|passwords|passwds|secrets|http_basic_authentication)"
    r"(?:\\?[\"']?\]?\s{0,9}(?:=>|[:=]|:\s{0,9}[\w.\[\], |]{1,60}=)|\\?[\"']\s{0,9},)"
    r"\s{0,9}(?:(?:tuple|list|dict)\()?[(\[{]|(?:HTTP\w{0,20}|(?:Set)?Basic)Auth\("
    r"|(?:NetworkCredential|PSCredential)\b\]?(?:::new)?\W?(?:[ \t]{0,9}-Arg\w{0,12}\b)?[ \t]{0,9}\(?"
    r"|ConvertTo-SecureString\b"
    r"|(?:Username\w{0,9}Credentials|PasswordAuthentication|\w{0,20}Authenticator|UserPassword"
    r"|AuthenticationHeaderValue|Resource\.new)\("
    r"|(?:standard_|urlsafe_)?b64encode\(|base64_?encode\w{0,9}\(|(?:strict_|urlsafe_)?encode_?(?:string|base64|64"
    r"|ToString)\w{0,9}\(|btoa\("
    r"|new[ ]Buffer\(|Buffer\.from\(|basic_?auth\(|basic_auth\b|authorization_basic\(|auth\.basic\b|basic[ ]?\("
    r"|CURLOPT_USERPWD\s{0,9}(?:,|=>)|setAuth\("
    r"|log_?in\(|sign_?in\(|authenticate\(|get_?(?:auth_?)?token\(|simple_bind\w{0,4}\(|from_local_account\("
    r"|from_api_client\(|from_jwt_provider\("
    r"|(?:set|with|add|put|save|store)_?\w{0,20}(?:password|passwd|pwd|secret|passphrase|api_?key)s?\()"
    r"|\.(?:GetBytes|auth|password|passwd|passphrase|pwd|secret)\(|->credentials\(|:basic\s{0,9},",
    signs="auth cred passw secret securestring encode base64 btoa buffer basic userp log_in login log-in sign_in"
    " signin token simple_bind from_local from_api from_jwt pwd passphrase api_key apikey getbytes resource.new",
)  # fmt: skip
"""What takes credentials: the literals among the arguments are secret, but for names, hosts and e-mail addresses."""

PAIRS = pattern(rf"""["'`]{_USER}:(?P<secret>[^\s"'`$%{{/:][^\s"'`/]{{0,500}})["'`]""")
"""``user:password`` in one literal, also where the user is a variable."""

PAIR = pattern(rf"{_VARIABLE}:(?P<secret>.{{0,500}})")
"""The inside of such a literal whose user is a variable."""

ENCODING = pattern(r"base-?64|b64|btoa|GetBytes|pack\(|\b(?:pair|log_?in|user_?pwd|user_?pass|creds?)\w{0,9}\b|split\(",
    signs="64 btoa getbytes pack( pair login log_in pwd pass cred split(")  # fmt: skip
"""What makes a pair a login when it stands on the same line."""

ENCODED = pattern(r"(?<![\w+/=])[I-Za-f][A-Za-z0-9+/]{10,500}={0,2}(?![\w+/=])", re.NOFLAG)
"""What may be ``user:password`` in Base64."""

NAMES = re.compile(
    r"(?m)(?:^|(?<=[;{]))[ \t]{0,99}(?:my|let|const|var|local)?[ \t]{0,9}[(\[]?(?P<names>[$\w.]{1,99}"
    r"(?:[ \t]{0,9},[ \t]{0,9}[$\w.]{1,99}){0,9})"
    r"[)\]]?[ \t]{0,9}=[ \t]{0,9}[(\[]?(?=[^\n]{0,99}['\"])"
)  # fmt: skip
"""``user, password =`` and what follows."""

TELLING = pattern(rf"{KEY.pattern}\Z|(?:^|[._$])(?:auth|creds?)\Z")
PLAIN_LITERAL = re.compile(r"""(["'`])((?:\\.|(?!\1)[^\n])*)\1""")
TOKENS = re.compile(r"""(["'`])(?:\\.|(?!\1)[^\n])*\1|[(\[{]|[)\]}]""")
SCHEME_WORD = pattern(r"(?:basic|bearer|v3_user_token|login_token|token|digest)\b[ \t]*")
HARMLESS = pattern(
    r"(?:utf[-_]?8|ascii|latin[-_]?1|iso-8859-1)|[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|net|org|io)(?::\d+)?"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|net|org|io|edu|gov)"
    r"|basic|bearer|digest|ntlm|no_?auth|oauth2?|string|text|default|base64|hex|binary|authorization|content-type"
    r"|accept|application/\w+"
)
"""Encodings, host names, e-mail addresses, kinds of logins: what stands beside credentials."""

LOOKED_UP = pattern(
    r"(?:[\"'](?:key|type|name|in|id)[\"']\s{0,9}:\s{0,9}|[\w)\]]\[|\b(?:environ\.get|getenv|get_?env|getpass|get|pop"
    r"|input|raw_input|prompt|encode|decode|open|read\w{0,20}|load\w{0,20}"
    r"|lookup|read-host|get_?(?:secret|password)\w{0,20})\s{0,9}\()\s{0,9}[rbuf]{0,2}\Z"
)
"""What stands before a literal that names a secret and is none."""
