"""``python -m c42migrate``: the same program as the ``c42migrate`` command."""

from __future__ import annotations

from c42migrate.cli import main

if __name__ == "__main__":
    main()
