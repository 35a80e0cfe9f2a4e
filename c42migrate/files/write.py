"""The one place that writes users' files: whole or not at all, with everything but the content as it was."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from c42migrate.errors import FixError

_PREFIX, _SUFFIX = ".c42migrate-", ".tmp"
_STALE_SECONDS = 3600


def replace_file(path: Path, expected: bytes, new: bytes, roots: Sequence[Path]) -> None:
    """Replace the content of ``path``, which must still be ``expected``, by ``new``.

    A symbolic link is followed when its target lies in one of ``roots`` (the directories the user named), and stays a
    link. Mode, owner, extended attributes and, on failure, the file itself stay as they were. Raises FixError.
    """
    target = _target(path, roots)
    try:
        _check(path, target, expected)
        clean(target.parent)
        _replace(target, new)
    except OSError as error:
        raise FixError(f"cannot be written: {error.strerror or error}", path=str(path)) from error


def clean(directory: Path) -> None:
    """Remove temporary files that a killed run left in ``directory``: its process is gone, or an hour has passed."""
    for left in directory.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if _is_orphan(left.name) or time.time() - left.lstat().st_mtime > _STALE_SECONDS:
                left.unlink()


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


def _replace(target: Path, new: bytes) -> None:
    """Write beside the target and rename: other programs see the old file or the new one, never half of it."""
    temporary = target.parent / f"{_PREFIX}{os.getpid()}-{os.urandom(8).hex()}{_SUFFIX}"
    try:  # the name is known before the file is: a signal between the two leaves nothing behind
        with open(temporary, "xb", opener=_private) as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        _copy_identity(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync(target.parent)


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
