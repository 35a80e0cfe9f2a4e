"""The prefilter misses nothing it was asked to find."""

from __future__ import annotations

import codecs
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.files import prefilter
from c42migrate.files.prefilter import Needles, Prefilter, Strength

_NEEDLES = Needles(
    (b"userblock", b"code42", b"c42", b":4280", b"v3_user.token", b"watchlist", b"login.token"),
    (b"/user", b"auth=", b"user"),
    (b"code42", b"c42", b":4280", b"v3_user.token"),
    (b"userblock", b"userblocklist", b'login.token "'),
)
_PREFILTER = Prefilter(_NEEDLES)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"GET /api/UserBlock/1", Strength.EVIDENCE),
        (b"USERBLOCK", Strength.EVIDENCE),
        (b"/api/UserBlockList?x", Strength.EVIDENCE),
        (b"UserBlockOptions", Strength.STRONG),
        (b"superUserBlock", Strength.STRONG),
        (b"my.code42.org", Strength.EVIDENCE),
        (b"v3_user.token", Strength.EVIDENCE),
        (b"v3_userxtoken", Strength.NONE),
        (b"a Watchlist of shares", Strength.STRONG),
        (b"a Watchlist for C42", Strength.EVIDENCE),
        (b"user_id=userblock auth=", Strength.EVIDENCE),
        (b"use r block", Strength.NONE),
        (b"", Strength.NONE),
        (b"\xff\xfe", Strength.NONE),
        (b"c42_url c42client", Strength.EVIDENCE),
        (b"sha: 09ac42", Strength.STRONG),
        (b"sha: c42fe9", Strength.STRONG),
        (b"sha: c421", Strength.STRONG),
        (b"sha: c42fe9, from C42.", Strength.EVIDENCE),
        (b"https://backup.example.com:4280/api", Strength.EVIDENCE),
        (b"x[1:42801]", Strength.STRONG),
        (codecs.BOM_UTF16_LE + "/UserBlock".encode("utf-16-le"), Strength.EVIDENCE),
        (codecs.BOM_UTF16_BE + "é C42".encode("utf-16-be"), Strength.EVIDENCE),
        (codecs.BOM_UTF16_LE + b"odd", Strength.NONE),
        ("Ünïcode /userBLOCK".encode(), Strength.EVIDENCE),
        (b"put('UserBlock')", Strength.EVIDENCE),
        (b"put $BASE UserBlock/12", Strength.EVIDENCE),
        (b"resource=UserBlock", Strength.EVIDENCE),
        (b"def block() -> List[UserBlock]: ...", Strength.STRONG),
        (b"from models import UserBlock", Strength.STRONG),
        (b"sha256: 83a0c42fe9e1a2b3c4d5", Strength.NONE),
        (rb'"\u8acb\u6c42\u903e"', Strength.NONE),
        (b"call myC42Client", Strength.STRONG),
        (b"login.token = read(login.token)", Strength.STRONG),
        (b'"Login.token " + t', Strength.EVIDENCE),
        (b'my_login.token "x', Strength.EVIDENCE),
        (b'ologin.token "x', Strength.STRONG),
    ],
)
def test_scan(data: bytes, expected: str) -> None:
    assert _PREFILTER.scan(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a USER b", True),
        (b"auth=(a, b)", True),
        (b"authority", False),
        (b"", False),
        (codecs.BOM_UTF16_BE + "é /USER".encode("utf-16-be"), True),
    ],
)
def test_weak(data: bytes, expected: bool) -> None:
    assert _PREFILTER.is_weak(data) is expected


def test_without_needles_nothing_is_found() -> None:
    for needles in (Needles(), Needles((b"",), (b"",))):
        assert Prefilter(needles).scan(b"anything") is Strength.NONE
        assert not Prefilter(needles).is_weak(b"anything")


_WORDS = st.lists(st.binary(min_size=1, max_size=4).map(bytes.lower), max_size=8).map(tuple)


@given(_WORDS, _WORDS, st.lists(st.binary(max_size=5), max_size=6), st.data())
def test_same_as_searching_for_each(
    strong: tuple[bytes, ...], weak: tuple[bytes, ...], noise: list[bytes], data: st.DataObject
) -> None:
    planted = [data.draw(st.sampled_from([*strong, *weak, b""])) for _ in noise]
    text = b"x" + b"".join(a + b.upper() for a, b in zip(noise, planted, strict=True))
    low = text.lower()
    prefilter = Prefilter(Needles(strong, weak))
    assert bool(prefilter.scan(text)) == any(word in low for word in strong)
    assert prefilter.is_weak(text) == any(word in low for word in weak)


_AMONG_DIGITS = st.sampled_from(
    [b"c42", b"c", b"42", b"0123456789ab", b"\\u6c42", b"\\u", b" ", b"_", b"x", b"ef" * 40, b"a" * 12]
)


@given(st.lists(_AMONG_DIGITS, max_size=10).map(b"".join))
def test_short_words_count_outside_of_checksums(text: bytes) -> None:
    """The places of a word, one by one, say what expressions over the whole text say."""
    free = re.search(rb"(?<![a-z0-9])c42(?!\d|[0-9a-f]{2})", text)
    outside = any(b"c42" in run for run in re.split(rb"[0-9a-f]{12,}|\\u[0-9a-f]{4}", text))
    expected = Strength.EVIDENCE if free else Strength.STRONG if outside else Strength.NONE
    assert _PREFILTER.scan(text) is expected


@given(
    st.lists(
        st.sampled_from(["code42", "c42", "userblock", "/user", "auth=", "09ac42", " ", "/", '"', "x"]), max_size=8
    )
)
def test_the_plain_search_answers_as_the_automaton_does(parts: list[str]) -> None:
    data = "".join(parts).encode()
    answers = []
    for missing in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            if missing:
                patch.setitem(sys.modules, "ahocorasick_rs", None)
            patch.setattr(prefilter, "FEW", 0)
            searching = Prefilter(_NEEDLES)
            answers.append((searching.scan(data), searching.is_weak(data), searching.strength("c42/a.py", data)))
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("userblock/run.py", True),
        ("a/b/userblock.py", True),
        ("code42.py", True),
        ("tools/c42_users.py", True),
        ("userblocked/run.py", False),
        ("code42/deep/er/run.py", False),
        ("ac42fe/run.py", False),
        ("a.py", False),
    ],
)
def test_names_that_are_evidence_are_found_among_others(path: str, expected: bool) -> None:
    others = [f"folder/file{number}.py" for number in range(20)]
    assert _PREFILTER.is_named(path) is expected
    assert _PREFILTER.named([*others[:10], path, *others[10:]]) == ({path} if expected else set())
