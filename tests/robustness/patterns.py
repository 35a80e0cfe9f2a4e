"""``python -m tests.robustness.patterns``: the seconds that each expression of c42migrate takes for text it does not like.

Every pattern, whether a module's variable or written in a call of ``re``, is searched in texts made of what it looks
for itself: each of its literal parts, blanks, quotes, dots and the like, repeated, with an end that fits nothing. Prints
those that take longer than ``ALLOWED`` seconds for ``SIZE`` characters: their time grows faster than the text.
"""

from __future__ import annotations

import ast
import functools
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

import c42migrate

BLOCKS = (
    " ",
    "\t",
    "\n",
    "a",
    "A",
    "0",
    "_",
    ".",
    "-",
    "/",
    "\\",
    '"',
    "'",
    "{",
    "}",
    "(",
    "[",
    "#",
    "&",
    "=",
    "<",
    "$",
    "`",
    "%",
    ":",
)
PAIRS = (
    "a ",
    "a.",
    "a/",
    "a-",
    "a=",
    "a,",
    " \n",
    "\\\n",
    '"a',
    '\\"',
    "''",
    "{a}",
    "${",
    "$(",
    "a\n",
    "//",
    "<a",
    "&#1",
    "1.",
    ": ",
    "- ",
)
SEARCHES = {
    f"re.{name}" for name in ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
}
SIZE = 1000
ALLOWED = 0.25
LIMIT = 2


def patterns() -> Mapping[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Every compiled expression that is a module's variable, by its name."""
    for module in pkgutil.walk_packages(c42migrate.__path__, "c42migrate."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[object, tuple[str, re.Pattern[str]]] = {}
    for name in sorted(sys.modules):
        if name.startswith("c42migrate"):
            for variable, value in vars(sys.modules[name]).items():
                if isinstance(value, re.Pattern):
                    found.setdefault((value.pattern, value.flags), (f"{name}.{variable}", value))
    for name, value in inline():
        found.setdefault((value.pattern, value.flags), (name, value))
    return dict(found.values())


def inline() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """The patterns that stand as literals in calls of ``re``, by file and line."""
    root = Path(c42migrate.__file__).parent
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in SEARCHES and node.args:
                pattern = node.args[0]
                if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str | bytes):
                    yield f"{file.relative_to(root)}:{node.lineno}", re.compile(pattern.value, _flags(node))


def _flags(call: ast.Call) -> int:
    """What is written as ``re.X | re.Y`` among the arguments."""
    names = [
        n.attr
        for a in (*call.args[1:], *(k.value for k in call.keywords))
        for n in ast.walk(a)
        if isinstance(n, ast.Attribute)
    ]
    return functools.reduce(
        int.__or__, (int(getattr(re, name)) for name in names if isinstance(getattr(re, name, 0), re.RegexFlag)), 0
    )


def texts(pattern: re.Pattern[str] | re.Pattern[bytes], size: int) -> Iterator[str]:
    """What may make the expression go back and forth: ``size`` characters each."""
    written = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    words = sorted(set(re.findall(r"[A-Za-z]{3,}", written)))[:6]
    for block in (*BLOCKS, *PAIRS, *words, *(word + " " for word in words)):
        yield block * (size // len(block)) + "\x01"


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> float:
    """The time of one search; ``LIMIT`` when it does not end."""
    started = time.perf_counter()
    signal.alarm(LIMIT)
    try:
        for _ in pattern.finditer(text.encode() if isinstance(pattern.pattern, bytes) else text):  # type: ignore[arg-type]
            pass
    except TimeoutError:
        return LIMIT
    finally:
        signal.alarm(0)
    return time.perf_counter() - started


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def slow() -> Iterator[tuple[str, str, float]]:
    """The patterns that take too long for some text, with its first characters."""
    signal.signal(signal.SIGALRM, _stop)
    for name, pattern in patterns().items():
        for text in texts(pattern, SIZE):
            if (taken := seconds(pattern, text)) > ALLOWED:
                yield name, text[:8], taken


def main() -> int:
    """Print the slow ones; 1 when there are any."""
    found = list(slow())
    for name, text, taken in found:
        sys.stdout.write(f"{name}: {taken:.2f} s for {text!r} …\n")
    sys.stdout.write(f"{len(patterns())} patterns, {len(found)} slow\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
