"""A path that many vendors have, sent to a host nobody knows, in a file that also speaks to another vendor."""

from __future__ import annotations

import pytest

from tests.checking import by_line

OWN, OTHER = "https://console.us.code42.com", "https://grafana.acme.com"
SH = f"curl {OTHER}/api/org\ncurl {OWN}/api/Org\n"
PS = f"Invoke-RestMethod '{OTHER}/api/org'\nInvoke-RestMethod '{OWN}/api/Org'\n"
PY = f"import requests\nrequests.get('{OTHER}/api/org'); requests.get('{OWN}/api/Org')\n"


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.sh", SH + 'curl "$1/api/user"\n', [2]),
        ("a.sh", SH + 'curl "$C42/api/user"\n', [2, 3]),
        ("a.sh", SH + 'curl "$1/api/User"\n', [2, 3]),
        ("a.sh", SH + 'curl "$1/api/UserBlock/1"\n', [2, 3]),
        ("a.sh", f'curl {OWN}/api/Org\ncurl "$1/api/user"\n', [1, 2]),
        ("a.ps1", PS + 'Invoke-RestMethod "$env:PORTAL/api/user"\n', [2]),
        ("a.py", PY + "def f(host):\n    requests.get('https://' + host + '/api/user')\n", [2]),
        ("a.py", PY + "def f(host):\n    requests.get('https://' + host + '/api/User?pgNum=1')\n", [2, 4]),
        ("a.js", f"fetch('{OTHER}/api/org');\nfetch('{OWN}/api/Org');\nfetch('/api/user');\n", [2]),
    ],
)
def test_a_path_in_lower_case_is_the_other_vendors(name: str, text: str, lines: list[int]) -> None:
    assert sorted(by_line(text, name)) == lines
