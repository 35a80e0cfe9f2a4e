"""Kept readings: equal to fresh ones, never those of anything else, and no way to break a run."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.engine import codec
from c42migrate.engine.store import KEPT, LARGEST, Store, cache_folder, sealed
from c42migrate.model import Certainty, Entry, Field, Hole, Literal, Place, Reading, Request, Step, Text, Verb, VerbForm

PLACE = Place("a.py", 1, 9)
LITERAL = Literal("/api/Üser", PLACE, (1, 2, 3, 9), trail=(Step(PLACE, "here"),))
REQUEST = Request(Text((LITERAL, Hole("uid", None, ("m:1", "uid")))), PLACE, Verb("PUT", VerbForm.ATTRIBUTE, PLACE))
FIELD = Field(Entry(("a", "b"), LITERAL), "response", PLACE, REQUEST, Certainty.MAYBE)
READING = Reading("a.py", (REQUEST, FIELD), hosts=("x.code42.com",))


def there_and_back(value: object) -> object:
    return codec.Reader().object(codec.loads(codec.dumps(codec.Writer().plain(value))))


def test_a_reading_comes_back_as_it_was() -> None:
    back = there_and_back((READING,))
    assert back == (READING,)
    assert isinstance(back, tuple)
    request, field = back[0].usages
    assert field.request is request
    assert isinstance(field.certainty, Certainty)


PLAIN = st.recursive(
    st.integers(-2, 30) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner),
    max_leaves=9,
)


@given(PLAIN)
def test_values_of_another_make_are_errors_that_can_be_told(value: object) -> None:
    with suppress(IndexError, TypeError, ValueError):
        codec.Reader().object(value)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return Store("1", wanted=True)


def test_kept(store: Store, tmp_path: Path) -> None:
    key = store.key([("a", "python", b"x")])
    assert store.get(key) is None
    store.put(key, (1, "x"))
    assert store.get(key) == (1, "x")
    assert Store("1", wanted=False).get(key) is None
    (entry,) = (tmp_path / "c42migrate" / "readings").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    assert store.get(key) is None


def test_not_wanted(store: Store, tmp_path: Path) -> None:
    Store("1", wanted=False).put("k", 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ([("a", "python", b"y")], "1"),
        ([("b", "python", b"x")], "1"),
        ([("a", "shell", b"x")], "1"),
        ([("a", "python", b"x"), ("b", "python", b"")], "1"),
        ([], "1"),
        ([("a", "python", b"x")], "2"),
    ],
)
def test_anything_else_has_another_key(store: Store, files: list[tuple[str, str, bytes]], version: str) -> None:
    assert Store(version, wanted=True).key(files) != store.key([("a", "python", b"x")])


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "c42migrate").write_text("a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = Store("1", wanted=True)
    store.put("k", 1)
    store.prune()
    assert store.get("k") is None


def test_bounded(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("c42migrate.engine.store.KEPT", 3)
    for number in range(9):
        store.put(f"{number}", number)
    store.prune()
    assert len(list((tmp_path / "c42migrate" / "readings").iterdir())) == 3
    assert KEPT > 3


POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and modes of POSIX")


@pytest.fixture
def entry(store: Store, tmp_path: Path) -> Path:
    store.put("k", ("kept",))
    assert store.get("k") == ("kept",)
    return tmp_path / "c42migrate" / "readings" / "k"


@POSIX
def test_nobody_else_reads_an_entry(entry: Path) -> None:
    assert entry.stat().st_mode & 0o777 == 0o600
    assert entry.parent.stat().st_mode & 0o777 == 0o700


@POSIX
def test_an_entry_of_somebody_else_is_not_read(entry: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = entry.stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert store.get(entry.name) is None


@POSIX
def test_an_entry_that_is_a_link_or_a_pipe_is_not_read(entry: Path, store: Store) -> None:
    real = entry.rename(entry.with_name("real"))
    entry.symlink_to("real")
    assert store.get(entry.name) is None
    real.replace(entry)
    assert store.get(entry.name) == ("kept",)
    os.mkfifo(entry.with_name("pipe"))
    assert store.get("pipe") is None


@pytest.mark.parametrize("data", [b"", b"x" * 15, b"x" * 16, b"x" * 400, b"\0" * (LARGEST + 17)])
def test_a_damaged_entry_is_none(entry: Path, store: Store, data: bytes) -> None:
    entry.write_bytes(data)
    assert store.get(entry.name) is None


@POSIX
@pytest.mark.parametrize("home", ["", "~", "relative", "."])
def test_a_repository_is_never_the_cache(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", home)
    assert Path(cache_folder()).is_absolute()
    Store("1", wanted=True).put("k", 1)
    assert list(tmp_path.iterdir()) == []


SECRETS = [b"hunter2-Pw", b"corp.admin.71", b"tok-8Zq1x", b"usr0inUrl", b"B0dySecret"]


def test_what_is_secret_is_not_found_in_the_cache(tmp_path: Path) -> None:
    script = tmp_path / "tree" / "a.py"
    script.parent.mkdir()
    script.write_text(
        "import requests\n"
        'HOST = "https://x:usr0inUrl@console.us.code42.com"\n'
        'requests.put(HOST + "/api/UserBlock/1", auth=("corp.admin.71", "hunter2-Pw"), json={"password": "B0dySecret"},'
        ' headers={"Authorization": "v3_user_token tok-8Zq1x"})\n'
    )
    command = [sys.executable, "-m", "c42migrate", "check", "--exit-zero", "-q", "."]
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    first, again = (
        subprocess.run(command, cwd=script.parent, env=environ, capture_output=True, check=True).stdout for _ in "12"
    )
    assert first == again
    assert b"UserBlock" in first
    kept = {path: path.read_bytes() for path in (tmp_path / "c42migrate").rglob("*") if path.is_file()}
    assert {path.parent.name for path in kept} >= {"readings"} or os.name != "posix"
    assert not [path for path, data in kept.items() for secret in SECRETS if secret in data]
    assert not [path for path, data in kept.items() if b"UserBlock" in data and path.suffix != ".bin"]


@given(st.binary(), st.text("0123456789abcdef", min_size=41))
def test_an_entry_is_noise_without_the_rest_of_its_key(data: bytes, key: str) -> None:
    assert sealed(sealed(data, key), key) == data
    assert len(sealed(data, key)) == len(data)
    assert len(data) < 8 or sealed(data, key) != data != sealed(sealed(data, key), key[:40])
