"""Large files are read near what speaks of the API, and nothing in them moves."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from c42migrate.catalogue import current
from c42migrate.engine.near import CHUNK, DISTANCE, only_near
from c42migrate.engine.survey import prefilter_of

PREFILTER = prefilter_of(current().needles)
URL = b"https://console.us.code42.com/api/User"
FAR = CHUNK + DISTANCE + 1_000


@pytest.mark.parametrize("far", [b"word ", "é ".encode(), b"a\r\n", b"'"])
def test_what_is_far_is_blank_and_nothing_moves(far: bytes) -> None:
    filler = far * (3 * FAR // len(far))
    data = filler + b"\n" + URL + b"\n" + filler
    near = only_near(data, PREFILTER)
    assert len(near) == len(data)
    assert near.index(URL) == data.index(URL)
    assert not near[:FAR].strip()
    assert not near[-FAR:].strip()
    assert [at for at, byte in enumerate(near) if byte in b"\r\n"] == [at for at, b in enumerate(data) if b in b"\r\n"]
    near.decode()


@pytest.mark.parametrize("at", [CHUNK - len(URL) // 2, CHUNK, CHUNK - 1, 2 * CHUNK - 3])
def test_a_needle_on_the_border_of_two_chunks_is_seen(at: int) -> None:
    assert URL in only_near(b"x" * at + URL + b"x" * FAR, PREFILTER)


def test_wide_encodings_are_left_alone() -> None:
    data = ("word " * FAR).encode("utf-16")
    assert only_near(data, PREFILTER) == data


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a megabyte an example, on a busy machine
@given(st.lists(st.sampled_from([URL, b"\n", b"word " * 2_000, "é".encode() * 3_000, b"\r\n" * 50]), max_size=12))
def test_every_needle_is_kept_with_what_stands_around_it(parts: list[bytes]) -> None:
    data = b"".join(parts)
    near = only_near(data, PREFILTER)
    assert near.count(URL) == data.count(URL)
    assert all(one in (other, 0x20) for one, other in zip(near, data, strict=True))
    near.decode()
