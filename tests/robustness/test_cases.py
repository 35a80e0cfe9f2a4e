from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counting import calls
from tests.robustness.cases import CASES
from tests.robustness.targets import TARGETS, reads

MOST = 60_000_000
"""Calls, a few times what the longest takes: a reader whose work grows by the square needs many more."""


@pytest.mark.parametrize(("kind", "data"), CASES.values(), ids=CASES)
def test_is_read_without_a_crash(kind: str, data: bytes) -> None:
    read = reads("a", kind)
    assert calls(lambda: read(data)) < MOST


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("config", "a = " + "[" * 20_000),
        ("config", f"warn-days = {'9' * 5000}"),
        ("config", 'select = ["C42-301"]\nexclude = ["[", "**/**/**", "[!", "\\u0000"]'),
        ("config", "wrappers = {a = {path = {}}}"),
        ("baseline", "[" * 100_000),
        ("baseline", '{"schema": "c42migrate-baseline/1", "entries": 7}'),
        ("baseline", '{"schema": "c42migrate-baseline/1", "entries": [{"path": 1, "code": [], "fingerprint": {}, "content": null}]}'),
        ("baseline", '{"schema": "c42migrate-baseline/1", "entries": {"a": 1}}'),
        ("baseline", "9" * 5000),
        ("rules", "[" * 20_000),
        ("rules", "family: &a [*a]\nrules: *a"),
        ("rules", "family: users\nrules: !!python/object/apply:os.system ['true']"),
        ("rules", f"family: users\nverified_on: {'9' * 5000}\nrules: []"),
        ("rules", "family: users\nverified_on: 2026-99-99\nrules: []"),
        ("rules", "family: users\nrules: [{code: 2026-02-31, name: 1:59:59}]"),
    ],
)  # fmt: skip
def test_files_of_ours_are_refused_politely(target: str, text: str) -> None:
    TARGETS[target](text.encode())


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=20, deadline=None)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_takes_anything(target: str, data: bytes) -> None:
    TARGETS[target](data)


CORPUS = sorted((Path(__file__).parent / "corpus").glob("*/*"))


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_fuzzing_found(file: Path) -> None:
    """``corpus/TARGET/NAME``: minimised inputs of crashes, and of what they are next to."""
    TARGETS[file.parent.name](file.read_bytes())
