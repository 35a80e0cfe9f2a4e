"""JUnit XML: one test suite per file, one failed test per finding; one passed test when there is none."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from c42migrate.reports.pages import filled
from c42migrate.reports.view import View

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style


def render(view: View, _style: Style) -> str:
    """Return the whole document."""
    suites = [(path, list(items)) for path, items in groupby(view.items, key=lambda item: item.spot.path)]
    return filled("report.xml", items=view.items, errors=view.errors, suites=suites)
