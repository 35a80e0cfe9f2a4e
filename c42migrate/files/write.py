"""The one place that writes users' files: whole or not at all, with everything but the content as it was."""

from __future__ import annotations

import os
import re
import shutil
import signal
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from c42migrate.errors import FixError

_PREFIX, _SUFFIX = ".c42migrate-", ".tmp"
_GROUP = re.compile(r"-\d+of\d+\.tmp$")
_STALE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Change:
    """The content of ``path``, which must still be ``expected``, is to become ``new``."""

    path: Path
    expected: bytes
    new: bytes


def replace_file(path: Path, expected: bytes, new: bytes, roots: Sequence[Path]) -> None:
    """Replace the content of one file; see ``replace_files``."""
    replace_files([Change(path, expected, new)], roots)


def replace_files(changes: Sequence[Change], roots: Sequence[Path]) -> None:
    """Make all changes or none: everything is checked and written beside the files before the first one is renamed.

    A symbolic link is followed when its target lies in one of ``roots`` (the directories the user named), and stays a
    link. Mode, owner, extended attributes and, on failure, the files themselves stay as they were. Raises FixError,
    whose path is that of the file that was in the way.
    """
    targets = [check(change.path, change.expected, roots) for change in changes]
    for directory in {target.parent for target in targets}:
        clean(directory)
    temporaries = [_temporary(target, number, len(targets)) for number, target in enumerate(targets)]
    try:
        for change, target, temporary in zip(changes, targets, temporaries, strict=True):
            with _blamed(change):
                _prepare(target, temporary, change.new)
        with _undisturbed():
            _rename(changes, targets, temporaries, roots)
    finally:  # the names are known before the files are: a signal in between leaves nothing behind
        for temporary in temporaries:
            temporary.unlink(missing_ok=True)
    for directory in {target.parent for target in targets}:
        _sync(directory)


def check(path: Path, expected: bytes, roots: Sequence[Path]) -> Path:
    """The file that a change of ``path`` would be written to. Raises FixError when it cannot be."""
    target = _target(path, roots)
    try:
        _check(path, target, expected)
    except OSError as error:
        raise FixError(f"cannot be written: {error.strerror or error}", path=str(path)) from error
    return target


def clean(directory: Path) -> None:
    """Remove temporary files that a killed run left in ``directory``: its process is gone, or an hour has passed."""
    for left in directory.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if _is_orphan(left.name) or time.time() - left.lstat().st_mtime > _STALE_SECONDS:
                left.unlink()


def unfinished(directories: Iterable[Path]) -> list[Path]:
    """Temporary files of a killed run that was writing several files which belong together; some may be written."""
    found = [left for directory in directories for left in directory.glob(f"{_PREFIX}*{_SUFFIX}")]
    return sorted(left for left in found if _GROUP.search(left.name) and _is_orphan(left.name))


def _is_orphan(name: str) -> bool:
    """Whether the process whose number stands in the name of a temporary file is gone, as far as can be told."""
    number = name.removeprefix(_PREFIX).partition("-")[0]
    if os.name != "posix" or not number.isdecimal():  # elsewhere signal 0 is no question but a signal
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


def _target(path: Path, roots: Sequence[Path]) -> Path:
    """The file to write: ``path`` itself, or what it links to."""
    try:
        target = path.resolve(strict=True)
        inside = [target.is_relative_to(root.resolve()) for root in roots]
    except (OSError, RuntimeError) as error:
        raise FixError("is gone or links to nowhere", path=str(path)) from error
    if path.is_symlink() and not any(inside):
        raise FixError(f"links to {target}, outside of what was named", path=str(path), hint="name the target itself")
    return target


def _check(path: Path, target: Path, expected: bytes) -> None:
    status = target.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FixError("is not a regular file", path=str(path))
    if status.st_nlink > 1:
        raise FixError("has several hard links, which a replacement would part", path=str(path))
    if not os.access(target, os.W_OK):
        raise FixError("is read-only", path=str(path))
    if target.read_bytes() != expected:
        raise FixError("changed on disk since it was read", path=str(path), hint="run again")


def _temporary(target: Path, number: int, count: int) -> Path:
    """A new name beside ``target``, which says whose it is and whether it is one of several."""
    group = f"-{number + 1}of{count}" if count > 1 else ""
    return target.parent / f"{_PREFIX}{os.getpid()}-{os.urandom(8).hex()}{group}{_SUFFIX}"


def _prepare(target: Path, temporary: Path, new: bytes) -> None:
    """Write beside the target, to be renamed: other programs see the old file or the new one, never half of it."""
    with open(temporary, "xb", opener=_private) as file:
        file.write(new)
        file.flush()
        os.fsync(file.fileno())
    _copy_identity(target, temporary)


def _rename(
    changes: Sequence[Change], targets: Sequence[Path], temporaries: Sequence[Path], roots: Sequence[Path]
) -> None:
    """Put the new files in the place of the old; when one cannot be, the old ones come back."""
    for number, (change, target, temporary) in enumerate(zip(changes, targets, temporaries, strict=True)):
        try:
            with _blamed(change):
                if len(changes) > 1:
                    check(change.path, change.expected, roots)  # much may have happened since the first look
                temporary.replace(target)
        except FixError as error:
            lost = [done for done in zip(changes[:number], targets, strict=False) if not _restored(*done)]
            if not lost:
                raise
            names = ", ".join(str(change.path) for change, _ in lost)
            raise FixError(f"{error.message}; {names} could not be put back", path=error.path) from error


def _restored(change: Change, target: Path) -> bool:
    temporary = _temporary(target, 0, 1)
    try:
        _prepare(target, temporary, change.expected)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        return False
    return True


@contextmanager
def _blamed(change: Change) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FixError(f"cannot be written: {error.strerror or error}", path=str(change.path)) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals that end the run wait until all of several files are renamed, where the system can do that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:  # what came just before ends the run here, with the mask as it was
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _private(name: str, flags: int) -> int:
    """Open a file nobody else can read, until it gets the mode of the one it replaces."""
    return os.open(name, flags, 0o600)


def _copy_identity(target: Path, temporary: Path) -> None:
    """Owner (where permitted), mode and extended attributes; the times are those of the change."""
    status = target.stat()
    changed = (temporary.stat().st_uid, temporary.stat().st_gid) != (status.st_uid, status.st_gid)
    if changed and hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(temporary, status.st_uid, status.st_gid)
    times = temporary.stat()
    shutil.copystat(target, temporary)
    os.utime(temporary, ns=(times.st_atime_ns, times.st_mtime_ns))


def _sync(directory: Path) -> None:
    """Make the rename last; not every system lets a directory be opened."""
    with suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
