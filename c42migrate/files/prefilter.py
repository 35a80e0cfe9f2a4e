"""One look at the bytes of a file: is it worth reading at all?

All needles are looked for at once, by an automaton that reads each byte once: some hundred megabytes a second, where
an expression of the same words manages twenty. Where its package is not installed (there is none for musl), each word
is looked for by itself, with the same answers.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple


class Strength(IntEnum):
    """How clearly the bytes of a file speak of Code42: not at all, with words that anybody has, with words of the
    API that others have too, or with words that nobody else has."""

    NONE = 0
    WEAK = 1
    STRONG = 2
    EVIDENCE = 3


_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SHORT = 6
"""Shorter words occur by chance in checksums and other long runs of letters and digits."""
_CHECKSUM = rb"[0-9a-f]{12,}|\\u[0-9a-f]{4}"
_AROUND = 64
"""So many bytes around a short word show whether it is inside one."""

FEW = 100_000
"""So many bytes are searched word by word sooner than the automaton is imported and built."""


Search = Callable[[bytes], set[bytes]]
"""Finds in a text those of many words that are in it."""


class Needles(NamedTuple):
    """What to look for: lower-case byte strings, matched in any case.

    A file with a ``strong`` one is a candidate when its project has evidence; one with only ``weak`` ones is when it is
    linked to such a file. ``evidence``: those of ``strong`` that say by themselves that a file is about Code42;
    ``whole``: words (each with a strong one in it) that do so too, but only where they stand alone in a path.
    """

    strong: tuple[bytes, ...] = ()
    weak: tuple[bytes, ...] = ()
    evidence: tuple[bytes, ...] = ()
    whole: tuple[bytes, ...] = ()

    def with_hosts(self, hosts: Iterable[str]) -> Needles:
        """Return these and hosts of the user's own."""
        added = tuple(bare_host(host).encode() for host in hosts)
        return self._replace(strong=(*self.strong, *added), evidence=(*self.evidence, *added))


def bare_host(host: str) -> str:
    """Return the part of a host name that is always written: lower case, without ``*.``."""
    return host.lower().removeprefix("*").removeprefix(".")


class Prefilter:
    """Looks for needles in any case (of ASCII letters); UTF-16 with a byte order mark is understood."""

    def __init__(self, needles: Needles) -> None:
        self._strong = Words(word.lower() for word in needles.strong)
        self._weak = Words(word.lower() for word in needles.weak)
        self._evidence = {word.lower() for word in needles.evidence}
        self._whole = [word.lower() for word in needles.whole]

    def scan(self, data: bytes) -> Strength:
        """Return what strong needles say of the bytes of a file; weak ones are not looked for."""
        text = _narrow(data).lower()
        words = self._strong.found_in(text)
        if any(self._says(word, text) for word in words):
            return Strength.EVIDENCE
        if any(len(word) >= _SHORT or _is_outside_checksums(word, text) for word in words):
            return Strength.STRONG
        return Strength.NONE

    def strength(self, path: str, data: bytes) -> Strength:
        """Return what all needles say of a file, by its bytes and by what it and its folder are called."""
        found = self.scan(data)
        if found is Strength.NONE and self.is_weak(data):
            found = Strength.WEAK
        return Strength.EVIDENCE if found and self.is_named(path) else found

    def named(self, paths: Iterable[str]) -> set[str]:
        """Return those of ``paths`` whose names are evidence; nearly always none, which one look shows."""
        names = {path: _name(path) for path in paths}
        if self.scan(b'"'.join(names.values())) is not Strength.EVIDENCE:
            return set()
        return {path for path in names if self.is_named(path)}

    def is_named(self, path: str) -> bool:
        """Tell whether what a file and its folder are called is evidence."""
        return self.scan(_name(path)) is Strength.EVIDENCE

    def is_weak(self, data: bytes) -> bool:
        """Whether the bytes have a weak needle."""
        return bool(self._weak.found_in(_narrow(data).lower()))

    def _says(self, word: bytes, text: bytes) -> bool:
        """Whether ``word``, which is in ``text``, is evidence there."""
        if word in self._evidence and (len(word) >= _SHORT or _stands_free(word, text)):
            return True
        return any(word in whole and _stands_alone(whole, text) for whole in self._whole)


def _name(path: str) -> bytes:
    """Return what a file and its folder are called, without the ending of the file."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    return f"{folder.rpartition('/')[2]}/{name.partition('.')[0]}".encode("utf-8", "surrogateescape")


class Words:
    """Words that are looked for in many texts: one after the other at first, with an automaton once that pays."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._words = sorted({word for word in words if word})
        self._search: Search | None = None
        self._left = FEW

    def found_in(self, text: bytes) -> set[bytes]:
        """Return the words that are in ``text`` as they are written."""
        self._left -= len(text)
        if self._search is None:
            if self._left > 0:
                return {word for word in self._words if word in text}
            self._search = _automaton(self._words)
        return self._search(text)


def _automaton(words: list[bytes]) -> Search:
    """Return what finds all of ``words`` in a text."""
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation
    except ImportError:
        return lambda text: {word for word in words if word in text}
    automaton = BytesAhoCorasick(words, implementation=Implementation.DFA)
    # Overlapping: a word may begin inside another one.
    return lambda text: {words[index] for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}


def _stands_free(word: bytes, text: bytes) -> bool:
    """``c42`` in ``c42_url`` and ``c42client``, but neither in ``0ac42`` nor in ``c42fe9``."""

    left = rb"(?<![a-z0-9])" if word[:1].isalnum() else b""
    free = re.compile(left + re.escape(word) + rb"(?!\d|[0-9a-f]{2})")
    return any(free.match(text, at) for at in _places(word, text))


def _is_outside_checksums(word: bytes, text: bytes) -> bool:
    """Whether ``c42`` is somewhere else than in a long run of hexadecimal digits or ``\\u6c42``."""

    checksum = re.compile(_CHECKSUM)
    for at in _places(word, text):
        around = checksum.finditer(text, max(0, at - _AROUND), at + _AROUND)
        if not any(found.start() < at + len(word) and at < found.end() for found in around):
            return True
    return False


def _places(word: bytes, text: bytes) -> Iterator[int]:
    """Where ``word`` begins. An expression looks at every byte, this only at those places."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _stands_alone(word: bytes, text: bytes) -> bool:
    """``coldstorage`` as a part of a path, but neither in ``ColdStorageOptions`` nor where it may name a class.

    Before it stands what begins a string or a segment, or behind it what goes on with a path: ``"ColdStorage"``,
    ``/api/ColdStorage``, ``ColdStorage/1``, but not ``List[ColdStorage]``. A word that ends in a sign needs neither.
    """
    if word not in text:
        return False

    plain = rb"(?<![a-z0-9])" + re.escape(word)
    if word[-1:].isalnum():
        plain = rb"(?:(?:\A|(?<=[/\"'`=>]))" + plain + rb"(?![a-z0-9])|" + plain + rb"(?=[/?]))"
    return re.search(plain, text) is not None


def _narrow(data: bytes) -> bytes:
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, "replace").encode("utf-8", "replace")
    return data
