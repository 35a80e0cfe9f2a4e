"""Command line options of curl 8, GNU Wget 1.24 and HTTPie 3: which letters mean what, and which take a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from c42migrate.model import Text

Option = tuple[str, Text | None]
"""Long name of an option ("" for a positional word) and its value."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """``short``: letter to long name; ``valued``: long names whose value is the next word (or ``--name=value``)."""

    short: dict[str, str]
    valued: frozenset[str]


def _grammar(letters: str, flags: str, names: str) -> Grammar:
    short = {pair[0]: pair[2:] for pair in letters.split()}
    return Grammar(short, frozenset(short.values()) - frozenset(flags.split()) | frozenset(names.split()))


CURL = _grammar(
    """X=request u=user H=header d=data F=form T=upload-file G=get I=head n=netrc A=user-agent b=cookie c=cookie-jar
    C=continue-at D=dump-header e=referer E=cert K=config m=max-time o=output P=ftp-port Q=quote r=range
    t=telnet-option U=proxy-user w=write-out x=proxy y=speed-time Y=speed-limit z=time-cond O=remote-name v=verbose""",
    "get head netrc remote-name verbose",
    """data-ascii data-binary data-raw data-urlencode json form-string url url-query oauth2-bearer aws-sigv4 cacert
    capath cert-type ciphers connect-timeout connect-to create-file-mode crlfile curves delegation dns-servers
    doh-url egd-file engine expect100-timeout happy-eyeballs-timeout-ms hostpubmd5 hsts interface keepalive-time
    key key-type limit-rate local-port login-options max-filesize max-redirs netrc-file noproxy output-dir
    parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy-cacert proxy-cert proxy-header
    proxy-key proxy-pass proxy1.0 pubkey random-file rate resolve retry retry-delay retry-max-time
    service-name socks4 socks4a socks5 socks5-hostname stderr tls-max tls13-ciphers tlspassword tlsuser trace
    trace-ascii unix-socket variable""",
)
WGET = _grammar(
    """O=output-document o=output-file a=append-output e=execute i=input-file B=base t=tries T=timeout w=wait
    Q=quota P=directory-prefix U=user-agent l=level A=accept R=reject D=domains I=include-directories
    X=exclude-directories x=force-directories r=recursive m=mirror p=page-requisites""",
    "force-directories recursive mirror page-requisites",
    """user password http-user http-password header method body-data body-file post-data post-file load-cookies
    save-cookies referer ca-certificate ca-directory certificate private-key secure-protocol limit-rate
    proxy-user proxy-password retry-on-http-error dns-timeout connect-timeout read-timeout waitretry""",
)
HTTPIE = _grammar(
    "a=auth A=auth-type o=output p=print s=style",
    "",
    "pretty session verify cert cert-key timeout proxy raw",
)


def options(words: Sequence[Text], grammar: Grammar) -> Iterator[Option]:
    """Option name and value of each option, ("", word) for each positional word."""
    rest = iter(words)
    for word in rest:
        shown = word.marked
        if shown == "--":
            continue
        if shown.startswith("--"):
            yield _long(word, rest, grammar)
        elif shown.startswith("-") and len(shown) > 1:
            yield from _short(word, rest, grammar)
        else:
            yield "", word


def _long(word: Text, rest: Iterator[Text], grammar: Grammar) -> Option:
    name, equals, _ = word.marked[2:].partition("=")
    if equals:
        return name, word.cut(len(name) + 3)
    return name, next(rest, None) if name in grammar.valued else None


def _short(word: Text, rest: Iterator[Text], grammar: Grammar) -> Iterator[Option]:
    """``-sku value``, ``-XPUT``: letters up to the first that takes a value."""
    for index, letter in enumerate(word.marked[1:], 2):
        name = grammar.short.get(letter, letter)
        if name not in grammar.valued:
            yield name, None
            continue
        yield name, word.cut(index) if index < len(word.marked) else next(rest, None)
        return
