"""The prefilter misses nothing it was asked to find."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.files.prefilter import Prefilter


@dataclass(frozen=True)
class _Needles:
    strong: tuple[bytes, ...] = ()
    weak: tuple[bytes, ...] = ()


_PREFILTER = Prefilter(
    _Needles((b"userblock", b"code42", b"code42.com", b"v3_user.token"), (b"/user", b"auth=", b"user"))
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"GET /api/UserBlock/1", "strong"),
        (b"USERBLOCK", "strong"),
        (b"my.code42.org", "strong"),
        (b"v3_user.token", "strong"),
        (b"v3_userxtoken", "weak"),
        (b"a USER b", "weak"),
        (b"auth=(a, b)", "weak"),
        (b"userblock auth=", "strong"),
        (b"use r block", ""),
        (b"", ""),
        (b"\xff\xfe", ""),
        (codecs.BOM_UTF16_LE + "/UserBlock".encode("utf-16-le"), "strong"),
        (codecs.BOM_UTF16_BE + "é /USER".encode("utf-16-be"), "weak"),
        (codecs.BOM_UTF16_LE + b"odd", ""),
        ("Ünïcode userBLOCK".encode(), "strong"),
    ],
)
def test_scan(data: bytes, expected: str) -> None:
    assert _PREFILTER.scan(data) == expected


def test_without_needles_nothing_is_found() -> None:
    assert Prefilter(_Needles()).scan(b"anything") == ""
    assert Prefilter(_Needles((b"",), (b"",))).scan(b"anything") == ""


_WORDS = st.lists(st.binary(min_size=1, max_size=4).map(bytes.lower), max_size=8).map(tuple)


@given(_WORDS, _WORDS, st.lists(st.binary(max_size=5), max_size=6), st.data())
def test_same_as_searching_for_each(
    strong: tuple[bytes, ...], weak: tuple[bytes, ...], noise: list[bytes], data: st.DataObject
) -> None:
    planted = [data.draw(st.sampled_from([*strong, *weak, b""])) for _ in noise]
    text = b"x" + b"".join(a + b.upper() for a, b in zip(noise, planted, strict=True))
    low = text.lower()
    expected = "strong" if any(w in low for w in strong) else "weak" if any(w in low for w in weak) else ""
    assert Prefilter(_Needles(strong, weak)).scan(text) == expected
