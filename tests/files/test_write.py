"""Writing: whole or not at all, and nothing but the content changes."""

from __future__ import annotations

import itertools
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import pytest

from c42migrate.errors import FixError
from c42migrate.files import write
from c42migrate.files.write import clean, replace_file


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "src" / "a.py"
    path.parent.mkdir()
    path.write_bytes(b"old\r\n")
    return path


def _names(target: Path) -> list[str]:
    return sorted(p.name for p in target.parent.iterdir())


def test_content_is_replaced(target: Path) -> None:
    replace_file(target, b"old\r\n", b"new\r\n", [target.parent])
    assert target.read_bytes() == b"new\r\n"
    assert _names(target) == ["a.py"]


@pytest.mark.parametrize("mode", [0o644, 0o755, 0o600, 0o640])
def test_mode_is_kept(target: Path, mode: int) -> None:
    target.chmod(mode)
    replace_file(target, b"old\r\n", b"new", [])
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_time_is_that_of_the_change(target: Path) -> None:
    os.utime(target, (1, 1))
    replace_file(target, b"old\r\n", b"new", [])
    assert target.stat().st_mtime > 1


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="needs extended attributes")
def test_extended_attributes_are_kept(target: Path) -> None:
    try:
        os.setxattr(target, "user.note", b"kept")
    except OSError:
        pytest.skip("the file system has no extended attributes")
    replace_file(target, b"old\r\n", b"new", [])
    assert os.getxattr(target, "user.note") == b"kept"


@pytest.mark.parametrize("on_disk", [b"", b"old\n", b"old\r\n ", b"new"])
def test_a_file_that_changed_meanwhile_is_left_alone(target: Path, on_disk: bytes) -> None:
    target.write_bytes(on_disk)
    with pytest.raises(FixError, match="changed on disk"):
        replace_file(target, b"old\r\n", b"new", [])
    assert target.read_bytes() == on_disk
    assert _names(target) == ["a.py"]


def test_missing_files_and_directories_are_refused(target: Path) -> None:
    with pytest.raises(FixError, match="no longer exists"):
        replace_file(target.parent / "b.py", b"", b"new", [])
    with pytest.raises(FixError, match="not a regular file"):
        replace_file(target.parent, b"", b"new", [])


def test_links_inside_the_roots_are_followed_and_stay_links(target: Path) -> None:
    link = target.parent.parent / "link.py"
    link.symlink_to(target)
    replace_file(link, b"old\r\n", b"new", [target.parent.parent])
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_links_out_of_the_roots_are_not_followed(target: Path) -> None:
    inside = target.parent.parent / "inside"
    inside.mkdir()
    link = inside / "link.py"
    link.symlink_to(target)
    with pytest.raises(FixError, match="outside"):
        replace_file(link, b"old\r\n", b"new", [inside])
    assert target.read_bytes() == b"old\r\n"


def test_hard_links_are_not_parted(target: Path) -> None:
    os.link(target, target.parent / "twin.py")
    with pytest.raises(FixError, match="hard links"):
        replace_file(target, b"old\r\n", b"new", [])


def test_an_edit_while_the_new_file_is_written_is_not_lost(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever another program does until directly before the rename: its work stays."""
    for edit in (
        lambda: target.write_bytes(b"theirs"),
        lambda: (target.parent / "x").write_bytes(b"theirs") and (target.parent / "x").replace(target),
        lambda: target.chmod(0o600),
        target.unlink,
    ):
        target.write_bytes(b"old\r\n")
        monkeypatch.setattr(write, "_copy_identity", lambda *_, edit=edit: edit())
        with pytest.raises(FixError, match=r"changed on disk|no longer exists"):
            replace_file(target, b"old\r\n", b"new", [])
        assert not target.exists() or target.read_bytes() in {b"theirs", b"old\r\n"}
        target.unlink(missing_ok=True)
        assert _names(target) == []


def test_what_was_changed_after_the_rename_is_not_put_back(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = target.parent / "b.py"
    other.write_bytes(b"old")
    real = Path.replace

    def replace(self: Path, to: Path) -> Path:
        if to == other:
            target.write_bytes(b"theirs")
            raise OSError(5, "Input/output error")
        return real(self, to)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(FixError, match=r"a\.py could not be put back"):
        write.replace_files([write.Change(target, b"old\r\n", b"new"), write.Change(other, b"old", b"new")], [])
    assert target.read_bytes() == b"theirs"
    assert _names(target) == ["a.py", "b.py"]


@pytest.mark.skipif(not hasattr(os, "chown"), reason="needs owners")
def test_an_owner_that_would_change_is_a_reason_to_refuse(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    real = Path.stat

    def owned(self: Path, **more: bool) -> os.stat_result:
        found = list(real(self, **more))
        found[4] = 4711 if self == target else found[4]
        return os.stat_result(found)

    monkeypatch.setattr(os, "chown", refuse)
    monkeypatch.setattr(Path, "stat", owned)
    with pytest.raises(FixError, match="another owner or group"):
        replace_file(target, b"old\r\n", b"new", [])
    assert target.read_bytes() == b"old\r\n"
    assert _names(target) == ["a.py"]


def test_attributes_that_would_be_lost_are_a_reason_to_refuse(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "_attributes", lambda path: {"system.posix_acl_access": path.name.encode()})
    with pytest.raises(FixError, match="access lists"):
        replace_file(target, b"old\r\n", b"new", [])
    assert target.read_bytes() == b"old\r\n"


LINKS = {
    "a link in the tree": ("tree/out.json", "tree/real.json", "tree/real.json", True),
    "a link out of it": ("tree/out.json", "tree/out.json", "outside.json", False),
    "a directory out of it": ("tree/out.json", "tree/sub", "elsewhere", False),
    "a link outside of all trees, beside its target": ("out.json", "out.json", "outside.json", True),
    "a directory above all trees": ("home/out.json", "home", "elsewhere", True),
}


@pytest.mark.parametrize("is_git", [True, False])
@pytest.mark.parametrize(("name", "link", "to", "allowed"), LINKS.values(), ids=LINKS)
def test_reports_do_not_follow_links_out_of_the_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, link: str, to: str, *, allowed: bool, is_git: bool
) -> None:
    for folder in ("tree", "elsewhere"):
        (tmp_path / folder).mkdir()
    for file in ("tree/real.json", "outside.json", "elsewhere/out.json"):
        (tmp_path / file).write_bytes(b"old")
    if is_git:
        (tmp_path / "tree" / ".git").mkdir()
    if link != to:
        (tmp_path / link).symlink_to(tmp_path / to)
    path = tmp_path / ("tree/sub/out.json" if link == "tree/sub" else name)
    monkeypatch.chdir(tmp_path / "tree")
    if allowed:
        write.put_file(path, b"new")
        assert path.read_bytes() == b"new"
        assert link == to or (tmp_path / link).is_symlink()
    else:
        with pytest.raises(FixError, match="outside"):
            write.put_file(path, b"new")
        assert (tmp_path / to).is_dir() or (tmp_path / to).read_bytes() == b"old"
    assert not list(tmp_path.rglob(".c42migrate-*"))


def test_a_full_disk_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    report = tmp_path / "out.json"
    report.write_bytes(b"old")
    report.chmod(0o640)
    monkeypatch.setattr(write.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write.put_file(report, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("out.json", b"old")]
    monkeypatch.undo()
    write.put_file(report, b"new")
    assert (report.read_bytes(), stat.S_IMODE(report.stat().st_mode)) == (b"new", 0o640)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_what_cannot_be_replaced_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    handle = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write.put_file(tmp_path / "pipe", b"new")
    assert os.read(handle, 9) == b"new"
    os.close(handle)
    write.put_file(Path(os.devnull), b"new")
    assert not Path(os.devnull).is_file()


def test_a_failure_on_the_way_leaves_no_trace(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write.os, "fsync", full)
    with pytest.raises(FixError, match="No space left"):
        replace_file(target, b"old\r\n", b"new", [])
    assert target.read_bytes() == b"old\r\n"
    assert _names(target) == ["a.py"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file object dies half made
def test_an_interrupt_at_any_line_leaves_no_trace(target: Path) -> None:
    """A signal's exception may come up before every line there is; the trace function raises it at each in turn."""
    for line in itertools.count():
        target.write_bytes(b"old")
        with _interrupted_at(line) as lines, suppress(KeyboardInterrupt):
            replace_file(target, b"old", b"new", [])
        assert target.read_bytes() in {b"old", b"new"}, line
        assert _names(target) == ["a.py"], line
        if next(lines) <= line:
            break
    assert line > 30  # the last round was the one that came through
    assert target.read_bytes() == b"new"


@contextmanager
def _interrupted_at(number: int) -> Iterator[Iterator[int]]:
    """Raise KeyboardInterrupt before the ``number``-th line of the room (0-based); gives how many lines there were."""
    lines = itertools.count()

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., object] | None:
        if frame.f_code.co_filename != write.__file__:
            return None
        if event == "line" and next(lines) == number:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ()) if hasattr(signal, "pthread_sigmask") else set()
    sys.settrace(trace)
    try:
        yield lines
    finally:
        sys.settrace(before)
        if hasattr(signal, "pthread_sigmask"):  # no signal comes up where they are blocked, but this exception does
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@pytest.mark.skipif(os.name != "posix", reason="processes are asked for in another way")
def test_temporary_files_of_a_process_that_is_gone_are_removed_at_once(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for number in (gone.pid, os.getpid(), 10**30):
        (tmp_path / f".c42migrate-{number}-x.tmp").write_text("")
    clean(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [f".c42migrate-{os.getpid()}-x.tmp"]


def test_only_stale_temporary_files_of_ours_are_removed(tmp_path: Path) -> None:
    for name in (".c42migrate-old.tmp", ".c42migrate-new.tmp", "c42migrate-x.tmp", ".other-old.tmp"):
        (tmp_path / name).write_text("")
    past = time.time() - 7200
    for name in (".c42migrate-old.tmp", "c42migrate-x.tmp", ".other-old.tmp"):
        os.utime(tmp_path / name, (past, past))
    clean(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".c42migrate-new.tmp", ".other-old.tmp", "c42migrate-x.tmp"]
