"""The report for a person with a block for every finding, however many there are."""

from __future__ import annotations

from c42migrate.reports.as_text import full
from c42migrate.reports.terminal import Style
from c42migrate.reports.view import View


def render(view: View, style: Style) -> str:
    """One block per finding, a blank line between them; "" without findings."""
    return full(view, style)
