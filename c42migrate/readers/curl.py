"""What a ``curl``, ``wget`` or HTTPie command line asks for.

The words come from any language (a shell command, a Python argument list) as symbolic texts with places.
Options follow the manual pages of curl 8, GNU Wget 1.24 and HTTPie 3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from c42migrate.model import (
    HOLE,
    Credential,
    Entry,
    Header,
    Literal,
    Place,
    Request,
    Step,
    Text,
    Verb,
    VerbForm,
    literal,
)
from c42migrate.readers import web
from c42migrate.readers.curl_words import Files, configured, globbed
from c42migrate.readers.options import CURL, HTTPIE, WGET, Option, options
from c42migrate.readers.placeholders import neutral

_DATA = ("data", "data-ascii", "data-binary", "data-raw", "data-urlencode", "json")
_FILES = (
    *("output", "output-dir", "upload-file", "dump-header", "cookie-jar", "trace", "trace-ascii", "stderr"),
    *("output-document", "output-file", "append-output", "directory-prefix"),
)
_ITEM = re.compile(r"([A-Za-z][\w-]*)(:=@|:=|==|=@|=|:|@)")


def program(word: Text) -> str:
    """Return the bare name of the program a word runs: path, ``.exe`` and make's ``@`` prefix taken off; "" when
    unknown."""
    shown = word.marked.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].lstrip("@").lower()
    return "" if HOLE in shown else shown.removesuffix(".exe")


def parse(words: Sequence[Text], place: Place, *, scope: str = "", stdin: Text | None = None) -> Request | None:
    """Return the first request of a command line (program first), or None when it is no HTTP client or has no URL."""
    return next(iter(requests(words, place, scope=scope, stdin=stdin)), None)


def requests(
    words: Sequence[Text],
    place: Place,
    *,
    scope: str = "",
    stdin: Text | None = None,
    files: Mapping[str, Text] | None = None,
    is_heard: bool = False,
) -> tuple[Request, ...]:
    """All requests of a command line.

    ``place`` is the whole command; ``stdin`` is what it reads (``-d @-``), ``files`` what is known of files, by name.
    ``is_heard``: whether what it says on standard error is kept.
    """
    reader = _CLIENTS.get(program(words[0])) if words else None
    if reader is None:
        return ()
    known = dict(files or {})
    if stdin is not None:
        known["-"] = stdin
    call = reader(words, place, known)
    if is_heard and call.verbose:
        call.told = "written out"
    return tuple(call.request(each, scope) for url in _addressed(call.urls) for each in globbed(url))


def file_names(words: Sequence[Text]) -> list[Text]:
    """Return the words of a command line that name files to be written or read."""
    grammar = {"curl": CURL, "wget": WGET}.get(program(words[0])) if words else None
    given = options(words[1:], grammar) if grammar is not None else iter(())
    return [value for name, value in given if name in _FILES and value is not None]


def _addressed(urls: Sequence[Text]) -> list[Text]:
    """Return the URLs; unknown words beside a known one are options in a variable, not URLs."""
    known = [url for url in urls if url.literals]
    return known or list(urls[:1])


@dataclass(slots=True)
class _Call:
    """A command line being read; becomes one request per URL."""

    place: Place
    client: str
    urls: list[Text] = field(default_factory=list)
    verb: Verb | None = None
    headers: list[Header] = field(default_factory=list)
    credentials: list[Credential] = field(default_factory=list)
    query: list[Entry] = field(default_factory=list)
    body: list[Entry] = field(default_factory=list)
    open_query: bool = False
    open_body: bool = False
    told: str = ""
    """What is done with the URL beside asking for it, one phrase."""
    verbose: bool = False
    saved: bool = False
    """Whether a file is called like the last part of the URL."""

    def imply(self, name: str) -> None:
        """Set the verb that an option brings with it, unless one was given."""
        self.verb = self.verb or Verb(name, VerbForm.IMPLIED)

    def header(self, line: Text) -> None:
        """Take a ``Name: value`` line."""
        head = web.header(line, self.place)
        if head is not None:
            self.headers.append(head)

    def send(self, data: Text | None) -> None:
        """Take a piece of body text."""
        found, unseen = web.entries(data) if data is not None else ((), True)
        self.body.extend(found)
        self.open_body = self.open_body or unseen

    def request(self, url: Text, scope: str) -> Request:
        """Return the request to one URL."""
        url, headers = neutral(url), tuple(self.headers)
        credentials = (*self.credentials, *web.basic_headers(headers), *web.userinfo(url, self.place))
        does = self.told or ("the name of a file" if self.saved and _is_respelled(url) else "")
        return Request(
            shared=tuple(piece.place for piece in url.literals if piece.place is not None) if does else (),
            other_uses=(Step(self.place, does),) if does else (),
            url=url,
            place=self.place,
            verb=self.verb,
            client=self.client,
            headers=headers,
            credentials=credentials,
            query=tuple(self.query),
            body=tuple(self.body),
            open_query=self.open_query,
            open_body=self.open_body,
            trail=web.trail_of(url),
            certainty=web.certainty_of(url),
            scope=scope,
        )


def _is_respelled(url: Text) -> bool:
    """Whether the last part of the path may get a capital."""
    path = url.marked.partition("?")[0]
    return path.rpartition("/")[2][:1].islower()


def word_verb(value: Text | None, place: Place) -> Verb | None:
    """Return a verb given as a word (``-X PUT``, ``-Method Put``), None when it is not known."""
    name = value.known if value is not None else None
    return Verb(name.upper(), VerbForm.WORD, _verb_place(value, place)) if value is not None and name else None


def _verb_place(value: Text, place: Place) -> Place | None:
    nowhere = Place(place.path, -1, -1)
    spot = web.extent(value, nowhere)
    return None if spot == nowhere else spot


def _curl(words: Sequence[Text], place: Place, files: Files) -> _Call:
    call = _Call(place, "curl")
    given = list(configured(options(words[1:], CURL), files))
    names = {name for name, _ in given}
    scheme = "digest" if "digest" in names else "challenge" if "anyauth" in names else "basic"
    as_query = "get" in names
    for name, value in given:
        if value is not None:
            _curl_value(call, name, value, scheme)
        if name in _DATA:
            _curl_data(call, value, files, as_query=as_query)
        elif name == "netrc":
            call.credentials.append(Credential("basic", place, "curl --netrc"))
        elif name == "write-out" and value is not None and "%{url" in value.marked:
            call.told = "written out"
    call.verbose = "verbose" in names
    call.saved = not names.isdisjoint({"remote-name", "remote-name-all"})
    _curl_verb(call, given, names)
    return call


def _curl_value(call: _Call, name: str, value: Text, scheme: str) -> None:
    if name in ("", "url"):
        call.urls.append(value)
    elif name == "header":
        call.header(value)
    elif name == "user":
        call.credentials.append(web.credential(value, "curl -u", call.place, scheme=scheme))
    elif name == "oauth2-bearer":
        call.headers.append(web.named_header("Authorization", literal("Bearer ") + value, call.place))


def _curl_data(call: _Call, value: Text | None, files: Files, *, as_query: bool) -> None:
    data = value
    if value is not None and value.marked.startswith("@"):
        data = files.get(value.marked[1:])
    if not as_query:
        call.send(data)
        return
    found, unseen = web.entries(data) if data is not None else ((), True)
    call.query.extend(found)
    call.open_query = call.open_query or unseen


def _curl_verb(call: _Call, given: Sequence[Option], names: set[str]) -> None:
    named = [value for name, value in given if name == "request"]
    if named:
        call.verb = word_verb(named[-1], call.place)
        return
    if "head" in names:
        call.imply("HEAD")
    elif "get" in names:
        call.imply("GET")
    elif "upload-file" in names:
        call.imply("PUT")
    elif names & {*_DATA, "form", "form-string"}:
        call.imply("POST")
    call.imply("GET")


def _wget(words: Sequence[Text], place: Place, files: Files) -> _Call:
    del files  # wget takes a body from a file or a word only
    call = _Call(place, "wget")
    given = list(options(words[1:], WGET))
    names = {name for name, _ in given}
    secrets: dict[str, Text] = {}
    for name, value in given:
        if name == "":
            call.urls.extend([value] if value is not None else [])
        elif name == "header" and value is not None:
            call.header(value)
        elif name in ("user", "http-user", "password", "http-password") and value is not None:
            secrets[name.removeprefix("http-")] = value
        elif name in ("post-data", "body-data", "post-file", "body-file"):
            call.send(value if name.endswith("data") else None)
    if not names.isdisjoint({"force-directories", "recursive", "mirror", "page-requisites"}):
        call.told = "the name of a folder"
    call.saved = "output-document" not in names
    named = [value for name, value in given if name == "method"]
    call.verb = word_verb(named[-1], place) if named else None
    if not named:
        call.imply("POST" if names & {"post-data", "post-file"} else "GET")
    if secrets:
        call.credentials.append(_wget_credential(secrets, "auth-no-challenge" in names, place))
    return call


def _wget_credential(secrets: dict[str, Text], at_once: bool, place: Place) -> Credential:
    user, password = secrets.get("user"), secrets.get("password")
    text = (user or Text()) + (password or Text())
    scheme = "basic" if at_once else "challenge"
    return Credential(scheme, place, "wget --user", user, password, web.trail_of(text), web.certainty_of(text))


def _httpie(words: Sequence[Text], place: Place, files: Files) -> _Call:
    call = _Call(place, "http")
    given = list(options(words[1:], HTTPIE))
    scheme = next((v.known for n, v in given if n == "auth-type" and v is not None and v.known), "basic")
    for name, value in given:
        if name == "auth" and value is not None and scheme in ("basic", "digest"):
            call.credentials.append(web.credential(value, "http --auth", place, scheme=scheme))
    plain = [value for name, value in given if name == "" and value is not None]
    if plain and (plain[0].known or "").isalpha() and (plain[0].known or "").upper() in web.VERBS:
        call.verb = word_verb(plain.pop(0), place)
    call.urls.extend(plain[:1])
    for item in plain[1:]:
        _httpie_item(call, item)
    if call.body or call.open_body or "-" in files:
        call.imply("POST")
    call.imply("GET")
    return call


def _httpie_item(call: _Call, item: Text) -> None:
    match = _ITEM.match(item.marked)
    if match is None:
        return
    name, kind, value = match[1], match[2], item.cut(match.end())
    if kind == ":":
        call.headers.append(web.named_header(name, value, call.place))
        return
    key: Literal | None = next(iter(item.cut(0, len(name)).literals), None)
    (call.query if kind == "==" else call.body).append(Entry((name,), key, value))


_CLIENTS = {"curl": _curl, "wget": _wget, "http": _httpie, "https": _httpie, "xh": _httpie}
CLIENTS = frozenset(_CLIENTS)
"""Programs this module understands."""
