"""What was worked out, kept between runs: by a hash of everything it depends on, so that it is never out of date.

Files hold marshalled plain values behind a checksum: one of unknown origin may be wrong, but runs nothing. What
a program says literally, passwords too, is among them; so an entry is enciphered with a key that follows from the files
it is about, as its name does. Whoever has these files reads no news in it; without them it is noise.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from hashlib import blake2b, shake_256
from stat import S_ISREG
from zlib import adler32, crc32

from c42migrate import __version__

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

KEPT = 4096
"""So many entries stay, at the most."""

_SPARE = 8
"""When there are more, the oldest make room, and for one in so many besides: not every run is to look at them all."""

LARGEST = 2_000_000
"""An entry of more bytes is not kept: reading it would take as long as the files it is about."""

_CHECK = 16
_NAME = 40
"""So many characters of a key are the name of the entry, the others its cipher's key."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Store:
    """The cache; when ``wanted`` is False it is always empty and keeps nothing.

    ``version``: of the rules and whatever else all entries depend on. ``folder``: a name for entries of this sort.
    """

    def __init__(self, version: str, *, wanted: bool, folder: str = "readings") -> None:
        self._folder = os.path.join(cache_folder(), folder) if wanted else ""
        self._version = f"{__version__} {sys.implementation.cache_tag} {version}"
        self._stored = 0

    def key(self, files: Iterable[tuple[str, str, bytes]]) -> str:
        """The name of what follows from ``files`` (path, kind, bytes), and the key that it is enciphered with."""
        made = blake2b(f"{self._version} {_program()}".encode("utf-8", "surrogatepass"), digest_size=52)
        for path, kind, data in files:
            made.update(f"\0{path}\0{kind}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
            made.update(data)
        return made.hexdigest()

    def get(self, key: str) -> object:
        """The plain value kept under ``key``, or None."""
        if not self._folder:
            return None
        try:
            data = _own(os.path.join(self._folder, key[:_NAME]))
            if blake2b(data[_CHECK:], digest_size=_CHECK).digest() == data[:_CHECK]:
                return marshal.loads(sealed(data[_CHECK:], key))  # noqa: S302 -- checksummed, and marshal runs nothing
        except (OSError, ValueError, EOFError, TypeError):
            pass
        return None

    def put(self, key: str, value: object) -> None:
        """Keep a plain value. Other processes see all of it or nothing; that it cannot be kept is no error."""
        write: Callable[..., bytes] = marshal.dumps
        data = sealed(write(value, 4), key)
        if not self._folder or len(data) > LARGEST:
            return
        final = os.path.join(self._folder, key[:_NAME])
        draft = f"{final}.{os.getpid()}.tmp"
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            with open(draft, "xb", opener=_private) as file:
                file.write(blake2b(data, digest_size=_CHECK).digest() + data)
            os.replace(draft, final)
            self._stored += 1
        except OSError:
            pass

    def prune(self) -> None:
        """Make room when something was stored."""
        if not self._folder or not self._stored:
            return
        try:
            if len(os.listdir(self._folder)) <= KEPT:
                return
            with os.scandir(self._folder) as entries:
                old = sorted(entries, key=lambda entry: entry.stat().st_mtime)[: KEPT // _SPARE - KEPT]
            for entry in old:
                os.unlink(entry.path)
        except OSError:  # another process makes room too
            pass


def sealed(data: bytes, key: str) -> bytes:
    """``data`` enciphered, or deciphered, with a stream of bytes that only ``key`` gives."""
    stream = shake_256(key.encode()).digest(len(data))
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(data), "little")


def _own(path: str) -> bytes:
    """The bytes of an entry. Raises OSError when it is a link, no file, too large, or somebody else's."""
    descriptor = os.open(path, os.O_RDONLY | _NO_LINK)
    try:
        status = os.fstat(descriptor)
        strange = hasattr(os, "getuid") and status.st_uid != os.getuid()
        if strange or not S_ISREG(status.st_mode) or status.st_size > LARGEST + _CHECK:
            raise OSError("not an entry of this user")
        return os.read(descriptor, LARGEST + _CHECK)
    finally:
        os.close(descriptor)


def _private(name: str, flags: int) -> int:
    """Open a file that nobody else can read: what was read may be secret."""
    return os.open(name, flags | _NO_LINK, 0o600)


_PROGRAMS: list[str] = []


def _program() -> str:
    """Tells one state of the program from another by its files."""
    if not _PROGRAMS:
        _PROGRAMS.append(stamp(_sources()))
    return _PROGRAMS[0]


def _sources() -> list[str]:
    return sorted(
        os.path.join(folder, name) for folder, _, names in os.walk(PACKAGE) for name in names if name.endswith(".py")
    )


def cache_folder() -> str:
    """Where readings are kept: ``$XDG_CACHE_HOME/c42migrate``, else ``~/.cache/c42migrate``; nowhere without a home."""
    root = os.environ.get("XDG_CACHE_HOME", "")
    base = root if root and os.path.isabs(root) else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base if os.path.isabs(base) else os.devnull, "c42migrate")


def stamp(files: Iterable[str]) -> str:
    """Sixteen digits that change when one of the files is changed."""
    listed = []
    for path in files:
        status = os.stat(path)
        listed.append(f"{path} {status.st_mtime_ns} {status.st_size}")
    text = "\n".join(listed).encode("utf-8", "surrogateescape")
    return f"{crc32(text):08x}{adler32(text):08x}"
