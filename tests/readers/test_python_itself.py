"""Values that are made of themselves: reading them ends, and says what is sent."""

from __future__ import annotations

import pytest

from c42migrate.model import Certainty
from tests.checking import check

HEAD = 'import requests\nfrom requests.adapters import HTTPAdapter\nBASE = "https://console.us.code42.com"\n'


@pytest.mark.parametrize(
    "change",
    [
        "path = path.strip()",
        'path = path.lstrip("@")',
        'path = path.rstrip("/") + ""',
        "path = path.encode().decode()",
        "path = str(path)",
        "path, rest = rest, path",
    ],
)
def test_a_value_made_of_itself_ends(change: str) -> None:
    body = f"def get(path, rest=None):\n    {change}\n    if path == rest: print(path)\n    return requests.get(BASE + path)\n"
    found = check(f'{HEAD}{body}requests.get(BASE + "/api/Computer")\nget("/x")\n')
    assert (found.errors, [dated.finding.certainty for dated in found.findings]) == ((), [Certainty.RESOLVED])
