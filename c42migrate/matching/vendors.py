"""Names of other vendors whose scripts stand beside Code42 ones, and whose APIs have ``/api/v1/user`` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set


def names_vendor(names: Iterable[str], vendors: Set[str]) -> bool:
    """Whether a name of a source (``self.jira_url``, ``OktaClient.get``, ``slack.com``) names one of ``vendors``."""
    return any(word in vendors for name in names for word in _words(name))


def _words(name: str) -> list[str]:
    """``self.jiraUrl`` gives self, jira, url."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|\d?[A-Z]?[a-z]+\d*", name)] + [name.lower()]
