"""Lets the tests of one room use the helper modules of another's."""

from __future__ import annotations

import sys
from pathlib import Path

for room in Path(__file__).parent.iterdir():
    if room.is_dir() and not room.name.startswith((".", "_")) and str(room) not in sys.path:
        sys.path.append(str(room))
