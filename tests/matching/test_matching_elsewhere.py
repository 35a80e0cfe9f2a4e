"""Hosts that are plainly those of something else."""

from __future__ import annotations

import pytest

from c42migrate.matching.evidence import is_elsewhere
from c42migrate.matching.urls import parse
from c42migrate.model import literal


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        ("http://10.42.0.1/api/user", True),
        ("https://192.168.1.5:8443/api/org", True),
        ("http://localhost:3000/api/org", True),
        ("https://hr.internal/api/user", True),
        ("https://10.1.2.3:4285/api/User", False),
        ("https://backup.corp.local/api/User", False),
        ("https://cp01.lan/api/User", False),
        ("https://c42-10.0.lan/api/User", False),
    ],
)
def test_addresses_and_names_of_other_things(url: str, elsewhere: bool) -> None:
    found = parse(literal(url))
    assert found is not None
    assert is_elsewhere(found) is elsewhere
