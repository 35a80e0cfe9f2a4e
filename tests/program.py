"""Run the program: in this process, at a terminal, or as a process of its own.

In this process is a tenth of the price of another one, and all a test of a command needs. What only a new process
shows (what is imported, what happens at its end) is asked of ``started``.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple, TextIO
from unittest import mock

from c42migrate.cli import main

ROOT = Path(__file__).parents[1]
STEERING = ("NO_COLOR", "FORCE_COLOR", "CI", "GITHUB_ACTIONS", "COLUMNS", "TERM")
"""Variables of whoever runs the tests that would change what the program says."""


class Done(NamedTuple):
    """What came of a run: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


def run(*words: object, cwd: Path | None = None, stdin: bytes = b"", encoding: str = "utf-8", **environ: str) -> Done:
    """Call the program in this process with ``words``; ``encoding``: of its standard streams; without colours."""
    given = TextIOWrapper(BytesIO(stdin), "utf-8")
    out, err = (
        TextIOWrapper(BytesIO(), encoding, errors, write_through=True) for errors in ("strict", "backslashreplace")
    )
    code = _call(words, cwd, {"NO_COLOR": "1", **environ}, given, out, err)
    return Done(code, *(stream.buffer.getvalue().decode(encoding, "replace") for stream in (out, err)))


def run_line(line: str, cwd: Path) -> Done:
    """Call the program in this process as a line of a shell says: ``<``, ``>`` and ``2>`` are heeded, ``#`` too."""
    program, *words = shlex.split(line, comments=True)
    assert program == "c42migrate", line
    files = {}
    while len(words) > 1 and words[-2] in {"<", ">", "2>"}:
        *words, sign, name = words
        files[sign] = cwd / name
    done = run(*words, cwd=cwd, stdin=files["<"].read_bytes() if "<" in files else b"")
    for sign, text in ((">", done.out), ("2>", done.err)):
        if sign in files:
            files[sign].write_text(text, encoding="utf-8")
    return done


def at_terminal(*words: object, cwd: Path, width: int = 80, **environ: str) -> str:
    """What a run in this process writes to a terminal of ``width`` columns, line ends as in files."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    size = b"".join(number.to_bytes(2, sys.byteorder) for number in (50, width, 0, 0))
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
    data: list[bytes] = []
    reader = threading.Thread(target=_read, args=(ours, data))
    reader.start()
    with _standing_in(theirs), _streams() as streams:
        _call(words, cwd, {"TERM": "xterm-256color", **environ}, *streams)
    reader.join()
    os.close(ours)
    return re.sub(r"\r+\n", "\n", b"".join(data).decode())


def started(*words: object, cwd: Path | None = None, stdin: bytes = b"", **environ: str) -> Done:
    """Start the program as a process of its own, without colours."""
    env = {name: value for name, value in os.environ.items() if name not in STEERING}
    done = subprocess.run(
        [sys.executable, "-m", "c42migrate", *map(str, words)],
        cwd=cwd,
        env={**env, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONWARNINGS": "error", **environ},
        input=stdin,
        capture_output=True,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def _call(
    words: tuple[object, ...], cwd: Path | None, environ: Mapping[str, str], given: TextIO, out: TextIO, err: TextIO
) -> int:
    kept = {name: value for name, value in os.environ.items() if name not in STEERING}
    hook, terminated = sys.excepthook, signal.getsignal(signal.SIGTERM)
    with ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, {**kept, **environ}, clear=True))
        stack.enter_context(mock.patch.multiple(sys, argv=["c42migrate", *map(str, words)], stdin=given))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        if cwd is not None:
            stack.enter_context(contextlib.chdir(cwd))
        try:
            main()
        except SystemExit as stop:
            return int(stop.code or 0)
        finally:
            sys.excepthook = hook
            signal.signal(signal.SIGTERM, terminated)
    return 0


@contextlib.contextmanager
def _standing_in(terminal: int) -> Iterator[None]:
    """Let the terminal be the standard streams of this process, and of what it starts."""
    kept = [os.dup(descriptor) for descriptor in range(3)]
    try:
        for descriptor in range(3):
            os.dup2(terminal, descriptor)
        os.close(terminal)
        yield
    finally:
        for descriptor, old in enumerate(kept):
            os.dup2(old, descriptor)
            os.close(old)


@contextlib.contextmanager
def _streams() -> Iterator[tuple[TextIO, TextIO, TextIO]]:
    with (
        open(0, encoding="utf-8", closefd=False) as given,
        open(1, "w", encoding="utf-8", closefd=False) as out,
        open(2, "w", encoding="utf-8", closefd=False) as err,
    ):
        yield given, out, err


def _read(descriptor: int, data: list[bytes]) -> None:
    with contextlib.suppress(OSError):  # Linux: the other end is closed
        while part := os.read(descriptor, 1 << 16):
            data.append(part)
