"""Changes of symbolic texts as byte edits: exact or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.edits import overlap
from c42migrate.fixes.plan import Change, align, cut, edits_for, replace_in, replace_place, united
from c42migrate.fixes.plan_path import OldUrl, needs_portal_host, path_changes
from c42migrate.model import HOLE, Edit, Hole, Literal, Place, Text


def text_of(source: str, *parts: str | None) -> tuple[Text, dict[str, bytes]]:
    """Parts as they stand in ``source``, None = a hole."""
    pieces: list[Literal | Hole] = []
    at = 0
    for part in parts:
        if part is None:
            pieces.append(Hole("x"))
            continue
        at = source.index(part, at)
        pieces.append(Literal(part, Place("f", at, at + len(part))))
        at += len(part)
    return Text(tuple(pieces)), {"f": source.encode()}


def written(data: dict[str, bytes], edits: tuple[Edit, ...] | None) -> str | None:
    if edits is None:
        return None
    content = data["f"]
    for edit in sorted(edits, reverse=True):
        assert content[edit.place.start : edit.place.end] == edit.expect
        content = content[: edit.place.start] + edit.text.encode() + content[edit.place.end :]
    return content.decode()


@pytest.mark.parametrize(
    ("source", "parts", "change", "wanted"),
    [
        ('"/api/User"', ("/api/User",), Change(0, 9, "/api/v1/User"), '"/api/v1/User"'),
        ('"/api/" + "User"', ("/api/", "User"), Change(5, 5, "v1/"), '"/api/" + "v1/User"'),
        ('"/api/" + x', ("/api/", None), Change(0, 5, "/rest/"), '"/rest/" + x'),
        ('"/api" + "/User"', ("/api", "/User"), Change(0, 9, "/v1/Org"), '"/v1" + "/Org"'),  # segment by segment
        ('"/api" + "/User"', ("/api", "/User"), Change(0, 9, "/Org"), None),  # a literal would have to go
        ('"/a/" + x + "/b"', ("/a/", None, "/b"), Change(0, 6, "/c"), None),  # over a hole
        ('f"/a/{x}"', ("/a/", None), Change(4, 4, "/b"), 'f"/a/{x}/b"'),
        ('"/a/%s" % x', ("/a/", None), Change(4, 4, "/b"), '"/a/%s/b" % x'),
        ('"/a/" + x', ("/a/", None), Change(4, 4, "/b"), None),  # the end is no longer in a string
        ('"/a/$x"', ("/a/", None), Change(4, 4, "/b"), '"/a/$x/b"'),
        ('"/a/$(f 1)"', ("/a/", None), Change(4, 4, "/b"), '"/a/$(f 1)/b"'),
        ("curl /a/$x -k", ("/a/", None), Change(4, 4, "/b"), None),
        ('"/a"', ("/a",), Change(1, 2, 'b"c'), None),  # would need an escape
        ('"/a"', ("/a",), Change(1, 2, "{b}"), None),  # means something in a format string
    ],
)
def test_change(source: str, parts: tuple[str | None, ...], change: Change, wanted: str | None) -> None:
    text, data = text_of(source, *parts)
    assert written(data, edits_for(text, [(change,)], data)) == wanted


def test_an_insertion_and_a_replacement_at_one_spot_become_one_edit() -> None:
    text, data = text_of('"/api/user"', "/api/user")
    edits = edits_for(text, [(Change(5, 5, "v1/"),), (Change(5, 9, "User"),)], data)
    assert edits is not None
    assert (len(edits), written(data, edits)) == (1, '"/api/v1/User"')


@pytest.mark.parametrize("late", [False, True])
def test_of_two_ways_the_inner_one_or_the_later_one(late: bool) -> None:
    text, data = text_of('"h/api/" + "User"', "h/api/", "User")
    ways = (Change(6, 6, "v1/"), Change(5, 5, "/v1"))
    wanted = '"h/api/" + "v1/User"' if late else '"h/api/v1/" + "User"'
    assert written(data, edits_for(text, [ways], data, late=late)) == wanted


def test_the_glue_of_a_join_is_left_alone() -> None:
    glue = Literal("/", Place("f", 1, 2))
    text = Text((Hole("a"), glue, Hole("b"), glue, Hole("c")))
    assert edits_for(text, [(Change(1, 2, "-"),)], {"f": b'"/".join(x)'}) is None


def test_characters_that_are_not_the_sources_own() -> None:
    data = {"f": rb'"\x2fapi"'}
    assert replace_in(Literal("/api", None), 0, 4, "x", data) is None
    assert replace_in(Literal("/api", Place("f", 1, 8), editable=False), 0, 4, "x", data) is None
    escaped = Literal("/api", Place("f", 1, 8), bounds=(1, 5, 6, 7, 8))
    assert replace_in(escaped, 0, 1, "x", data) is None
    assert replace_in(escaped, 2, 4, "x", data) == Edit(Place("f", 6, 8), "x", b"pi")
    assert replace_in(Literal("/api", Place("gone", 1, 5)), 0, 4, "x", data) is None


@pytest.mark.parametrize(("old", "new"), [("put", "post"), ("PUT", "POST"), ("Put", "Post")])
def test_a_verb_keeps_its_case(old: str, new: str) -> None:
    place = Place("f", 9, 12)
    edit = replace_place(place, "post", {"f": f"requests.{old}(u)".encode()}, "PUT")
    assert edit == Edit(place, new, old.encode())
    assert replace_place(place, "post", {"f": b"requests.get(u)"}, "PUT") is None


def test_cut() -> None:
    assert cut(Place("f", 1, 3), {"f": b"abcd"}) == Edit(Place("f", 1, 3), "", b"bc")
    assert cut(None, {}) is None
    assert cut(Place("f", 8, 9), {"f": b"abcd"}) is None


def test_united_refuses_edits_that_fight() -> None:
    one, two = Edit(Place("f", 1, 3), "x"), Edit(Place("f", 2, 4), "y")
    assert united([(one,), (one,)]) == (one,)
    assert united([(one,), (two,)]) is None
    assert united([(one,), None]) is None
    assert not overlap(Place("f", 1, 3), Place("f", 3, 4))
    assert not overlap(Place("f", 1, 3), Place("g", 1, 3))


def old_url(marked: str, path: tuple[int, int], **values: tuple[int, int]) -> OldUrl:
    query = []
    if "?" in marked:
        at = marked.index("?") + 1
        for pair in marked[at:].split("&"):
            name = pair.partition("=")[0]
            query.append((name, (at, at + len(pair)), (at + len(name) + 1, at + len(pair))))
            at += len(pair) + 1
    return OldUrl(marked, path, values, query)


@pytest.mark.parametrize(
    ("old", "new", "parameters", "wanted"),
    [
        (old_url(f"/a/{HOLE}", (1, 4), id=(3, 4)), "/b/{id}/c", {}, f"/b/{HOLE}/c"),
        (old_url(f"/a/{HOLE}", (1, 4), id=(3, 4)), "/b/{to}", {"to": "id"}, f"/b/{HOLE}"),
        (old_url(f"/a/{HOLE}", (1, 4), id=(3, 4)), "/b?id={id}", {}, f"/b?id={HOLE}"),
        (old_url("/a/17", (1, 5), id=(3, 5)), "/b/{id}/c", {}, "/b/17/c"),
        (old_url(f"/a?id={HOLE}", (1, 2)), "/b/{x}/c", {"x": "query:id"}, f"/b/{HOLE}/c"),
        (old_url(f"/a?id={HOLE}&k=1", (1, 2)), "/b/{x}", {"x": "query:ID"}, f"/b/{HOLE}?k=1"),
        (old_url(f"/a?k={HOLE}&id={HOLE}", (1, 2)), "/b/{x}", {"x": "query:id"}, None),  # would change places
        (old_url(f"/a/{HOLE}", (1, 4), id=(3, 4)), "/b", {}, None),  # the value would be lost
        (old_url("/a/17", (1, 5), id=(3, 5)), "/b", {}, None),
        (old_url("/a", (1, 2)), "/b/{x}", {}, None),  # nothing to fill it with
        (old_url("/a", (1, 2)), "/b/{x}", {"x": "body:id"}, None),
        (old_url("/a?id=", (1, 2)), "/b/{x}", {"x": "query:id"}, None),
        (old_url(f"/a/{HOLE}/{HOLE}", (1, 6), p=(3, 4), q=(5, 6)), "/b/{q}/{p}", {}, None),
    ],
)
def test_path(old: OldUrl, new: str, parameters: dict[str, str], wanted: str | None) -> None:
    changes = path_changes(old, new, parameters)
    result = old.marked
    for change in reversed(changes or ()):
        result = result[: change.start] + change.text + result[change.end :]
    assert (None if changes is None else result) == wanted


def test_portal_paths_have_hosts_of_their_own() -> None:
    assert needs_portal_host("/api/v1/User", "/v1/users")
    assert not needs_portal_host("/v1/devices", "/v1/agents")
    assert not needs_portal_host("/c42api/v3/x", "/api/v3/x")


@given(st.text("ab/" + HOLE, max_size=12), st.text("ab/" + HOLE, max_size=12))
def test_align_reaches_its_target_or_refuses(old: str, target: str) -> None:
    origins = [i for i, char in enumerate(old) if char == HOLE]
    changes = align(old, 0, len(old), target, origins)
    if target.count(HOLE) != len(origins):
        assert changes is None
        return
    assert changes is not None
    result = old
    for change in reversed(changes):
        assert HOLE not in result[change.start : change.end]
        result = result[: change.start] + change.text + result[change.end :]
    assert result == target


@pytest.mark.parametrize(
    ("source", "fold", "wanted"),
    [
        ('"/a/" + x', "", '"/a/" + x + "/b"'),
        ("'/a/' + str(x)", "", "'/a/' + str(x) + '/b'"),
        ('("/a/" + x)', "", '("/a/" + x + "/b")'),
        ('"/a/" + x', "upper", None),  # the program changes the case of all of it
        (r"\"/a/\" + x", "", None),  # inside another string
    ],
)
def test_text_goes_behind_the_last_operand(source: str, fold: str, wanted: str | None) -> None:
    end = len(source.rstrip(")")) + source.count("str(")
    at = source.index("/a/")
    gap = Hole("x", after=Place("f", end, end), fold=fold)
    text, data = Text((Literal("/a/", Place("f", at, at + 3)), gap)), {"f": source.encode()}
    assert written(data, edits_for(text, [(Change(4, 4, "/b"),)], data)) == wanted


def test_an_insertion_behind_a_slash_that_stands_twice_goes_before_it() -> None:
    source = '"/".join(["a", "b", x])'
    glue = Place("f", 1, 2)
    pieces = (
        Literal("a", Place("f", 11, 12)),
        Literal("/", glue),
        Literal("b", Place("f", 16, 17)),
        Literal("/", glue),
    )
    text, data = Text((*pieces, Hole("x"))), {"f": source.encode()}
    assert written(data, edits_for(text, [(Change(4, 4, "id/"),)], data)) == '"/".join(["a", "b/id", x])'
    assert written(data, edits_for(text, [(Change(0, 4, "v/c/d/"),)], data)) == '"/".join(["v", "c/d", x])'
    assert edits_for(text, [(Change(0, 4, "c/"),)], data) is None
