"""The command line: what every command has in common. The commands themselves are loaded when they are used."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType, TracebackType

from c42migrate.cli import sink
from c42migrate.errors import C42MigrateError, UsageError

RUBBISH = 100_000
"""So many new objects are made before rubbish is looked for among all of them: modules and parse trees are none."""


def _internal(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Says that the program is wrong, not the user; exit code 3, for 1 would mean findings."""
    if os.environ.get("C42MIGRATE_DEBUG"):
        sys.__excepthook__(kind, error, trace)
    else:
        hint = "please report it, with what C42MIGRATE_DEBUG=1 shows"
        sink.complain("internal error", f"{kind.__name__}: {error} ({hint})")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(C42MigrateError.exit_code)


def _terminated(number: int, _frame: FrameType | None) -> None:
    """Leave as after an error: temporary files go, no file is half written."""
    sys.exit(128 + number)


def _check_directory() -> None:
    """Raise UsageError when the working directory is gone: nothing relative to it can be named."""
    try:
        os.getcwd()
    except FileNotFoundError as error:
        raise UsageError("the working directory no longer exists") from error


def main() -> None:
    """Run the program. Every expected error becomes one line on stderr and an exit code, never a traceback."""
    sys.excepthook = _internal
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sink.say(["interrupted"])
        sys.exit(130)
    except C42MigrateError as error:
        sink.complain("error", str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sink.close()
        sys.exit(141)
    except OSError as error:  # the system gives no more files, processes, space
        sink.complain(
            "error", f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)
        )
        sys.exit(C42MigrateError.exit_code)


def _open_streams() -> None:
    """Fill in standard streams that are closed, or the next file that is opened would be taken for one.

    What is said is lost then; a report that cannot be written is an error.
    """
    for descriptor, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, flags)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _run() -> int:
    gc.set_threshold(RUBBISH)
    _open_streams()
    signal.signal(signal.SIGTERM, _terminated)
    _check_directory()
    from c42migrate.cli.group import run

    return run()
