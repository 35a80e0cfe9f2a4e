"""Find and rewrite uses of deprecated Code42 (Incydr) APIs."""

from __future__ import annotations

__version__ = "0.1.0"
