from __future__ import annotations

import shlex

import pytest

from c42migrate.model import Hole, Literal, Place, Request, Text, VerbForm
from c42migrate.readers import curl

CALL = Place("x", 0, 1000)


def word(text: str, start: int) -> Text:
    """``@X@`` in ``text`` is a hole named X; each character stands at its own byte."""
    pieces: list[Literal | Hole] = []
    for index, part in enumerate(text.split("@@")):
        if index % 2:
            pieces.append(Hole(part))
        elif part:
            pieces.append(Literal(part, Place("x", start, start + len(part))))
        start += len(part) + 2
    return Text(tuple(pieces))


def words(line: str) -> list[Text]:
    return [word(part, 100 * index) for index, part in enumerate(shlex.split(line))]


def parse(line: str) -> Request:
    request = curl.parse(words(line), CALL)
    assert request is not None
    return request


@pytest.mark.parametrize(
    ("line", "verb", "form"),
    [
        ("curl u/a", "GET", VerbForm.IMPLIED),
        ("curl -X put u/a", "PUT", VerbForm.WORD),
        ("curl --request DELETE u/a", "DELETE", VerbForm.WORD),
        ("curl --request=PATCH u/a", "PATCH", VerbForm.WORD),
        ("curl -sXPOST u/a", "POST", VerbForm.WORD),
        ("curl -skX PUT u/a", "PUT", VerbForm.WORD),
        ("curl -X GET -X PUT u/a", "PUT", VerbForm.WORD),
        ("curl -d a=1 u/a", "POST", VerbForm.IMPLIED),
        ("curl -da=1 u/a", "POST", VerbForm.IMPLIED),
        ("curl --data-urlencode a=1 u/a", "POST", VerbForm.IMPLIED),
        ("curl --json {} u/a", "POST", VerbForm.IMPLIED),
        ("curl -F a=@f u/a", "POST", VerbForm.IMPLIED),
        ("curl -T f u/a", "PUT", VerbForm.IMPLIED),
        ("curl -G -d a=1 u/a", "GET", VerbForm.IMPLIED),
        ("curl -I u/a", "HEAD", VerbForm.IMPLIED),
        ("curl -d a=1 -X PUT u/a", "PUT", VerbForm.WORD),
        ("/usr/bin/curl -o out -w fmt u/a", "GET", VerbForm.IMPLIED),
        ("C:\\\\curl.exe u/a", "GET", VerbForm.IMPLIED),
        ("wget u/a", "GET", VerbForm.IMPLIED),
        ("wget -qO- u/a", "GET", VerbForm.IMPLIED),
        ("wget --post-data a=1 u/a", "POST", VerbForm.IMPLIED),
        ("wget --method=PUT --body-data={} u/a", "PUT", VerbForm.WORD),
        ("http u/a", "GET", VerbForm.IMPLIED),
        ("http PUT u/a x=y", "PUT", VerbForm.WORD),
        ("https u/a x=y", "POST", VerbForm.IMPLIED),
    ],
)
def test_verbs(line: str, verb: str, form: VerbForm) -> None:
    request = parse(line)
    assert request.verb is not None
    assert (request.verb.name, request.verb.form, str(request.url)) == (verb, form, "u/a")
    assert (request.verb.place is None) == (form is VerbForm.IMPLIED)


def test_an_unknown_verb_is_none() -> None:
    assert parse("curl -X @@V@@ u/a").verb is None


@pytest.mark.parametrize(
    "line", ["ls u/a", "curl", "curl -X PUT", "curl -o u/a", "curlish u/a", "@@X@@ u/a", "wget -O u/a"]
)
def test_no_request(line: str) -> None:
    assert curl.parse(words(line), CALL) is None


def test_no_words() -> None:
    assert curl.requests([], CALL) == ()


@pytest.mark.parametrize(
    ("line", "urls"),
    [
        ("curl u/a u/b --url u/c", ["u/a", "u/b", "u/c"]),
        ("curl @@OPTS@@ u/a", ["u/a"]),
        ("curl @@URL@@", ["{URL}"]),
        ("curl -H A:b @@URL@@ -k", ["{URL}"]),
        ("curl -- u/a", ["u/a"]),
        ("curl --connect-timeout 5 --retry 3 -A agent -b c -m 10 u/a", ["u/a"]),
    ],
)
def test_urls(line: str, urls: list[str]) -> None:
    assert [str(request.url) for request in curl.requests(words(line), CALL)] == urls


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("curl -u a:b u", ("basic", "a", "b")),
        ("curl -ua:b u", ("basic", "a", "b")),
        ("curl --user @@U@@:@@P@@ u", ("basic", "{U}", "{P}")),
        ("curl -sku a u", ("basic", "a", None)),
        ("curl --digest -u a:b u", ("digest", "a", "b")),
        ("curl --anyauth -u a:b u", ("challenge", "a", "b")),
        ("curl https://a:b@h/x", ("basic", "a", "b")),
        ("curl --netrc u", ("basic", None, None)),
        ("wget --user=a --password=b u", ("challenge", "a", "b")),
        ("wget --http-user a --http-password b u", ("challenge", "a", "b")),
        ("wget --auth-no-challenge --user=a --password=b u", ("basic", "a", "b")),
        ("http -a a:b u", ("basic", "a", "b")),
        ("curl -H 'Authorization: Basic @@X@@' u", ("basic", None, None)),
    ],
)
def test_credentials(line: str, expected: tuple[str, str | None, str | None]) -> None:
    (found,) = parse(line).credentials
    shown = tuple(None if text is None else str(text) for text in (found.user, found.password))
    assert (found.scheme, *shown) == expected


@pytest.mark.parametrize(
    "line",
    [
        "curl u/a",
        "curl -H 'Authorization: Bearer x' u/a",
        "curl -U proxy:secret u/a",
        "http -A bearer -a token u/a",
        "curl https://h/a@b:c/d",
    ],
)
def test_no_credentials(line: str) -> None:
    assert parse(line).credentials == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("curl -H 'A: b' u", [("A", "b")]),
        ("curl -HA:b u", [("A", "b")]),
        ("curl --header 'Authorization: token @@A@@-@@B@@' u", [("Authorization", "token {A}-{B}")]),
        ("curl -H @file u", []),
        ("curl -H @@H@@ u", []),
        ("curl -H 'A;' u", []),
        ("wget --header='A: b' u", [("A", "b")]),
        ("http u A:b c==d", [("A", "b")]),
    ],
)
def test_headers(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(head.name, str(head.value)) for head in parse(line).headers] == expected


def test_a_header_stands_at_its_value() -> None:
    (head,) = parse("curl -H 'Authorization: v3_user_token @@T@@' u").headers
    start = 200 + len("Authorization: ")
    assert head.place == Place("x", start, start + len("v3_user_token "))


@pytest.mark.parametrize(
    ("line", "keys", "unseen"),
    [
        ("""curl -d '{"a": {"b": [1, {"c": "@@X@@"}]}, "d": true}' u""", ["a", "a.b", "a.b.c", "d"], False),
        ("curl -d 'a=1&b=@@X@@' u", ["a", "b"], False),
        ("curl -d @file u", [], True),
        ("curl -d @@X@@ u", [], True),
        ("""curl -d '{"a": 1, @@X@@}' u""", ["a"], True),
        ("""curl -d '{"a": 1' u""", ["a"], True),
        ("""curl -d '{"a@@X@@": 1, "b": 2}' u""", ["b"], True),
        ("curl u", [], False),
        ("http u a=b c:=1", ["a", "c"], False),
    ],
)
def test_bodies(line: str, keys: list[str], unseen: bool) -> None:
    request = parse(line)
    assert [".".join(entry.keys) for entry in request.body] == keys
    assert request.open_body == unseen


def test_an_item_that_can_be_dropped_has_a_span() -> None:
    line = """curl -d '{"a": 1, "b": 2}' u"""
    first, last = parse(line).body
    assert first.span == Place("x", 201, 209)
    assert last.span is None


def test_data_sent_by_get_is_the_query() -> None:
    request = parse("curl -G -d a=1 --data-urlencode b=c u")
    assert [entry.keys for entry in request.query] == [("a",), ("b",)]
    assert request.body == ()


@pytest.mark.parametrize("line", ["curl -d @- u", "curl --json @- u"])
def test_a_body_from_standard_input(line: str) -> None:
    request = curl.parse(words(line), CALL, stdin=word('{"a": 1}', 900))
    assert request is not None
    assert [entry.keys for entry in request.body] == [("a",)]
