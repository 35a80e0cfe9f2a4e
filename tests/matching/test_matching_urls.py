"""URLs that are only partly known, in normal form."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.matching.urls import parse
from c42migrate.model import HOLE, Hole, Literal, Place, Text


def text(url: str) -> Text:
    parts = re.split(r"(\[\w*\])", url)
    return Text(tuple(Hole(p[1:-1]) if p.startswith("[") else Literal(p, Place("f", 0, len(p))) for p in parts if p))


@pytest.mark.parametrize(
    ("url", "host", "path", "query"),
    [
        ("https://h.x.com/api/User?a=b&c=[x]#top", "h.x.com", ["api", "User"], ["a", "c"]),
        ("https://[h]/api/User/", HOLE, ["api", "User"], []),
        ("https://[h]:4285//api/User", HOLE, ["api", "User"], []),
        ("[proto]://[h]/api", HOLE, ["api"], []),
        ("//h.x.com/api", "h.x.com", ["api"], []),
        ("[base]/api/User", HOLE, ["api", "User"], []),
        ("[base]api/User", HOLE, ["api", "User"], []),
        ("[region].code42.com/api", HOLE + ".code42.com", ["api"], []),
        ("{base}/api/User", "{base}", ["api", "User"], []),
        ("%s/api/User", "%s", ["api", "User"], []),
        ("${BASE}/api/User", "${base}", ["api", "User"], []),
        ("$BASE/api/User", "$base", ["api", "User"], []),
        ("/api/User", "", ["api", "User"], []),
        ("api/User", "", ["api", "User"], []),
        ("console.us.code42.com/api/User", "console.us.code42.com", ["api", "User"], []),
        ("https://u:p@h.x.com:443/api", "h.x.com", ["api"], []),
        ("/a?x=1&amp;y=2", "", ["a"], ["x", "y"]),
        (" https://h.x.com/api/User\n", "h.x.com", ["api", "User"], []),
    ],
)
def test_parts(url: str, host: str, path: list[str], query: list[str]) -> None:
    found = parse(text(url))
    assert found is not None
    assert (found.host, [s.raw for s in found.segments], [k.name for k in found.query]) == (host, path, query)


@pytest.mark.parametrize(
    "url", ["", "https://h.x.com", "https://h.x.com/", "[base]", "a b/c", "User called: /api/User", "setup.py"]
)
def test_no_url(url: str) -> None:
    assert parse(text(url)) is None


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("/api/User/[id]", False),
        ("/api/User/[query]", True),
        ("/api/User[id]", True),
        ("/api/User?[q]", True),
        ("/api/User?a=[q]", False),
        ("/api/[x]/User", False),
    ],
)
def test_open_query(url: str, opened: bool) -> None:
    found = parse(text(url))
    assert found is not None
    assert found.open_query is opened


@given(st.text("ab/:?#&=. {}%$" + HOLE, max_size=24))
def test_parts_lie_within_the_text(marked: str) -> None:
    pieces = tuple(Hole("x") if part == HOLE else Literal(part) for part in re.split(f"({HOLE})", marked) if part)
    found = parse(Text(pieces))
    if found is None:
        return
    assert all(marked[s.start : s.end] == s.raw and "/" not in s.raw for s in found.segments)
    assert all(marked[k.start :].startswith(k.name) and k.start <= k.value <= k.end for k in found.query)
    assert 0 <= found.host_start <= found.host_end <= found.path_start <= found.path_end <= len(marked)
