"""The one place that writes users' files: whole or not at all, with everything but the content as it was."""

from __future__ import annotations

import errno
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
    link. Mode, owner, extended attributes (access lists among them) and, on failure, the files themselves stay as they
    were. Raises FixError, whose path is that of the file that was in the way.
    """
    seen = [_checked(change.path, change.expected, roots) for change in changes]
    targets = [target for target, _ in seen]
    for directory in {target.parent for target in targets}:
        clean(directory)
    temporaries = [_temporary(target, number, len(targets)) for number, target in enumerate(targets)]
    try:
        for change, target, temporary in zip(changes, targets, temporaries, strict=True):
            with _blamed(change):
                _prepare(target, temporary, change.new)
        with _undisturbed():
            _rename(changes, seen, temporaries, roots)
    finally:  # the names are known before the files are: a signal in between leaves nothing behind
        for temporary in temporaries:
            temporary.unlink(missing_ok=True)
    for directory in {target.parent for target in targets}:
        _sync(directory)


def check(path: Path, expected: bytes, roots: Sequence[Path]) -> Path:
    """Return the file that a change of ``path`` would be written to. Raises FixError when it cannot be."""
    return _checked(path, expected, roots)[0]


def _checked(path: Path, expected: bytes, roots: Sequence[Path]) -> tuple[Path, _Identity]:
    """Return the file to write, and what tells it from any other state of it. Raises FixError."""
    target = _target(path, roots)
    try:
        return target, _check(path, target, expected)
    except OSError as error:
        raise FixError(f"cannot be written: {error.strerror or error}", path=str(path)) from error


_Identity = tuple[int, ...]


def _identity(status: os.stat_result) -> _Identity:
    """Everything about a file that an edit by another program changes, short of its content."""
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return status.st_dev, status.st_ino, status.st_size, status.st_mode, status.st_uid, status.st_gid, *times


def put_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file of the tool's own (a report, a baseline): the old one stays until the new one is whole.

    ``private``: nobody but its owner may read it, whatever the mode of an old one was.

    What is no regular file (a device, a pipe) is written to as it is. Raises OSError, and FixError for a symbolic link
    that leads out of the tree it lies in: a repository may bring one.
    """
    is_device = path.absolute().is_relative_to("/dev") or path.absolute().is_relative_to("/proc")
    if not is_device:  # /dev/stdout may well link to a regular file, but nobody commits it
        _refuse_stray_links(path)
    if is_device or (path.exists() and not path.is_file()):
        path.write_bytes(data)
        return
    target = path.resolve()
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    mode = 0o600 if private else mode
    temporary = _temporary(target, 0, 1)
    try:
        with open(temporary, "xb", opener=_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _refuse_stray_links(path: Path) -> None:
    """Raise FixError when a symbolic link on the way to ``path`` leads out of its tree.

    The tree of a link is the git work tree it lies in, else the working directory, else, for the last part of the path
    only, the directory of the link: links above the user's own projects are the system's business.
    """
    whole = path.absolute()
    for part in (whole, *whole.parents):
        if part.is_symlink() and (tree := _tree_of(part, is_last=part == whole)) is not None:
            try:
                target = part.resolve()
            except RuntimeError as error:
                raise FixError("links to itself", path=str(path)) from error
            if not target.is_relative_to(tree):
                raise FixError(f"{part} links to {target}, outside of {tree}", path=str(path), hint="name that file")


def _tree_of(link: Path, *, is_last: bool) -> Path | None:
    """Return the directory that a symbolic link must not lead out of."""
    folder, here = link.parent.resolve(), Path.cwd()
    for above in (folder, *folder.parents):
        if os.path.lexists(above / ".git"):
            return above
    if folder.is_relative_to(here):
        return here
    return folder if is_last else None


def _umask() -> int:
    """Return the mask of the process; there is no way to ask for it without setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


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
    """Return the file to write: ``path`` itself, or what it links to."""
    try:
        target = path.resolve(strict=True)
        inside = [target.is_relative_to(root.resolve()) for root in roots]
    except (OSError, RuntimeError) as error:
        raise FixError("no longer exists or is a broken link", path=str(path)) from error
    if path.is_symlink() and not any(inside):
        raise FixError(f"links to {target}, outside the named paths", path=str(path), hint="name the target itself")
    return target


def _check(path: Path, target: Path, expected: bytes) -> _Identity:
    """Look at a file; the content before the state, so that a state that stays the same speaks for the content."""
    status = target.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FixError("is not a regular file", path=str(path))
    if status.st_nlink > 1:
        raise FixError("has several hard links, which replacing the file would break", path=str(path))
    if not os.access(target, os.W_OK):
        raise FixError("is read-only", path=str(path))
    before = _identity(status)
    if target.read_bytes() != expected or _identity(target.stat()) != before:
        raise FixError("changed on disk since it was read", path=str(path), hint="run again")
    return before


def _temporary(target: Path, number: int, count: int) -> Path:
    """Return a new name beside ``target``, which says whose it is and whether it is one of several."""
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
    changes: Sequence[Change],
    seen: Sequence[tuple[Path, _Identity]],
    temporaries: Sequence[Path],
    roots: Sequence[Path],
) -> None:
    """Put the new files in the place of the old; when one cannot be, the old ones come back."""
    for number, (change, was, temporary) in enumerate(zip(changes, seen, temporaries, strict=True)):
        try:
            with _blamed(change):
                if _checked(change.path, change.expected, roots) != was:  # the last look, whatever was seen before
                    raise FixError("changed on disk since it was read", path=str(change.path), hint="run again")
                temporary.replace(was[0])
        except FixError as error:
            done = zip(changes[:number], seen, strict=False)
            lost = [str(one.path) for one, (target, _) in done if not _restored(one, target)]
            if not lost:
                raise
            raise FixError(f"{error.message}; {', '.join(lost)} could not be put back", path=error.path) from error


def _restored(change: Change, target: Path) -> bool:
    """Put the old content back, unless somebody has already changed the new one. False when that cannot be."""
    temporary = _temporary(target, 0, 1)
    try:
        _prepare(target, temporary, change.expected)
        if target.read_bytes() != change.new:
            return False
        temporary.replace(target)
    except (OSError, FixError):
        return False
    finally:
        temporary.unlink(missing_ok=True)
    return True


@contextmanager
def _blamed(change: Change) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FixError(f"cannot be written: {error.strerror or error}", path=str(change.path)) from error
    except FixError as error:
        raise FixError(error.message, path=str(change.path), hint=error.hint) from error


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
    """Owner, mode, extended attributes; the times are those of the change. Raises FixError when one would be lost."""
    status, made = target.stat(), temporary.stat()
    if hasattr(os, "chown") and (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.chown(temporary, status.st_uid, status.st_gid)
        except PermissionError as error:
            raise FixError("belongs to another owner or group, which a replacement would change") from error
    shutil.copystat(target, temporary)
    os.utime(temporary, ns=(made.st_atime_ns, made.st_mtime_ns))
    if _attributes(target) != _attributes(temporary):
        raise FixError("has access lists or attributes that a replacement would lose")


def _attributes(path: Path) -> dict[str, bytes]:
    """Return the extended attributes of a file but for those that the system itself sets."""
    if not hasattr(os, "listxattr"):
        return {}
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path) if not name.startswith("security.")}
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise


def _sync(directory: Path) -> None:
    """Make the rename last; not every system lets a directory be opened."""
    with suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
