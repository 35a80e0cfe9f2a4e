"""The command line: the entry point, signals and exit codes. The commands are in ``group``."""

from __future__ import annotations

import os
import sys

from c42migrate.errors import C42MigrateError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType


def _internal(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Says that the program is wrong, not the user; exit code 3, for 1 would mean findings."""
    if os.environ.get("C42MIGRATE_DEBUG"):
        sys.__excepthook__(kind, error, trace)
    else:
        hint = "please report it, with what C42MIGRATE_DEBUG=1 shows"
        sys.stderr.write(f"c42migrate: internal error: {kind.__name__}: {error} ({hint})\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(C42MigrateError.exit_code)


def _terminated(number: int, _frame: FrameType | None) -> None:
    """Leave as after an error: temporary files go, no file is half written."""
    sys.exit(128 + number)


def _check_directory() -> None:
    """Raises UsageError when the working directory is gone: nothing relative to it can be named."""
    try:
        os.getcwd()  # noqa: PTH109  pathlib is not imported yet
    except FileNotFoundError as error:
        raise UsageError("the working directory does not exist any more") from error


def main() -> None:
    """The entry point. Every expected error becomes one line on stderr and an exit code, never a traceback."""
    sys.excepthook = _internal
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)
    except C42MigrateError as error:
        sys.stderr.write(f"c42migrate: error: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


def _run() -> int:
    import gc
    import signal

    gc.set_threshold(
        100_000, 20, 50
    )  # a run is short and makes much that stays: looking for litter would be a tenth of it

    signal.signal(signal.SIGTERM, _terminated)
    _check_directory()
    from c42migrate.cli.group import run

    return run()
