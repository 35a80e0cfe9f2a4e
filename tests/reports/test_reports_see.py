"""What the text says of the places a value passes through, and of paths of which a part is not known."""

from __future__ import annotations

import pytest

from tests.program import run

PS = (
    "$a = 'console.us.code42.com'\n$b = $a\n$c = $b\n$d = $c\n$e = $d\n"
    "function Get-It($p) { Invoke-RestMethod \"https://$e/api/$p\" }\nGet-It 'User'\n"
)


def test_where_a_value_only_passes_through_is_told_last() -> None:
    lines = run("check", "-", "--stdin-filename", "a.ps1", stdin=PS.encode()).out.splitlines()
    told = [line.split(maxsplit=2)[2] for line in lines if line.lstrip().startswith("see ")]
    assert any(line.startswith("used here with GET") for line in told)
    assert not any(line.endswith("is used here") for line in told)
    assert len(told) <= 6


@pytest.mark.parametrize(
    ("name", "text", "told", "untold"),
    [
        ("a.sh", 'curl -u $U:$P "https://console.us.code42.com/c42api/v3/auth/jwt?useBody=true"\n', "POST /v1/oauth", "{id}"),
        ("a.py", "import requests\ndef f(r):\n    requests.get(f'https://console.us.code42.com/api/{r}')\n", "/api/{resource}", "/api/{id}"),
        ("a.py", "import requests\ndef f(r):\n    requests.get(f'https://console.us.code42.com/api/User/{r}')\n", "/api/User/{id}", "{resource}"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_path(name: str, text: str, told: str, untold: str) -> None:
    out = run("check", "-", "--stdin-filename", name, stdin=text.encode()).out
    assert told in out
    assert untold not in out.replace("explain", "")
