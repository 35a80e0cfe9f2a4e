"""GitLab's Code Quality report."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from c42migrate.reports.view import View
from c42migrate.reports.words import annotation

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style

_LEVELS = {"error": "major", "warning": "minor", "note": "info"}


def render(view: View, _style: Style) -> str:
    """Return a list of issues; fingerprints are unique, as GitLab demands."""
    issues = [
        {
            "engine_name": "c42migrate",
            "type": "issue",
            "check_name": f"{item.code} {item.name}",
            "description": annotation(item),
            "categories": ["Compatibility"],
            "severity": _LEVELS[item.dated.severity],
            "fingerprint": item.dated.finding.fingerprint,
            "location": {
                "path": item.spot.path.replace(os.sep, "/").removeprefix("./"),
                "lines": {"begin": item.spot.line, "end": item.spot.end_line},
            },
        }
        for item in view.items
    ]
    return json.dumps(issues, indent=1) + "\n"
