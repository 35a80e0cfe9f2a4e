"""``python -m c42migrate``: the same program as the ``c42migrate`` command."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the directory looked at: a file in it called re.py would be imported, and run
    from c42migrate.cli import main

    main()
