"""What curl reads besides its words: configuration files (``-K``), and the ``{a,b}`` of its URLs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from c42migrate.model import Text
from c42migrate.readers.options import CURL, Option

Files = Mapping[str, Text]
"""What is known of files, by name; ``-`` is standard input."""

_LINE = re.compile(
    r"""^[ \t]*-{0,2}(?P<name>[A-Za-z][\w.-]*)(?:[ \t]*[=:][ \t]*|[ \t]+|(?=[ \t\r]*$))
    (?:"(?P<quoted>(?:[^"\\\n]|\\.)*)"|(?P<plain>[^"\r\n][^\r\n]*?)?)[ \t\r]*$""",
    re.MULTILINE | re.VERBOSE,
)
_GLOB = re.compile(r"\{([^{}\s]*,[^{}\s]*)\}")
_MOST = 8
"""Alternatives of one URL that are followed."""


def configured(given: Iterable[Option], files: Files) -> Iterator[Option]:
    """Yield the options with those of the configuration files that they name, as far as these are known.

    The grammar loses the ``-`` of ``-K - <<EOF``: then no file is named.
    """
    for name, value in given:
        yield name, value
        if name == "config":
            named = value.marked if value is not None else "-"
            written = value if re.search(r"\s", named.strip()) else None
            yield from _config(files.get(named) or written or Text())


def _config(text: Text) -> Iterator[Option]:
    """Yield the lines of a configuration file: ``name = "value"``, ``name: value``, ``--name value``, ``-X PUT``."""
    for match in _LINE.finditer(text.marked):
        name = CURL.short.get(match["name"], match["name"])
        group = "plain" if match["quoted"] is None else "quoted"
        yield name, text.cut(*match.span(group)) if name in CURL.valued and match[group] is not None else None


def globbed(url: Text, most: int = _MOST) -> list[Text]:
    """Return the URLs that ``{a,b}`` in one stands for, at most so many; the shell and curl itself read it alike."""
    found = _GLOB.search(url.marked)
    if found is None:
        return [url]
    head, tail, at = url.cut(0, found.start()), url.cut(found.end()), found.start(1)
    urls: list[Text] = []
    for item in found[1].split(","):
        if len(urls) >= most:  # forty braces are a million million URLs
            break
        urls += globbed(head + url.cut(at, at + len(item)) + tail, most - len(urls))
        at += len(item) + 1
    return urls
