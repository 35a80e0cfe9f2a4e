"""Uses of an SDK that only a name tells: parts that no other client has, attributes taken by name, targets of mocks."""

from __future__ import annotations

import pytest

from tests.checking import by_line

CLIENT = "import py42.sdk\nsdk = py42.sdk.from_local_account(h, u, p)\n"
READ = "KIND = 'py42'\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (READ + "def f(c, rule):\n    c.alerts.rules.remove_user(rule, 'u')\n", [3]),
        (READ + "def f(x):\n    return x.alerts.get_details('a')\n", [3]),
        ("import py42\ndef f(x):\n    return x.alerts.update_state('OPEN', ['a'])\n", [1, 3]),
        (CLIENT + "getattr(sdk.users, input())(7)\n", [1, 2, 3]),
        (CLIENT + "def f(what):\n    getattr(sdk.users, what)('a')\n", [1, 2, 4]),
        ("def test(mocker):\n    mocker.patch('py42.sdk.from_local_account')\n", [2]),
        ("@patch('py42.sdk.from_local_account')\ndef test(made):\n    pass\n", [1]),
        ("def test(monkeypatch):\n    monkeypatch.setattr('py42.sdk.from_local_account', fake)\n", [2]),
    ],
)
def test_names_that_only_an_sdk_has(text: str, lines: list[int]) -> None:
    assert sorted(by_line(text)) == lines


@pytest.mark.parametrize(
    "text",
    [
        READ + "def f(c, rule):\n    c.alerts.remove_user(rule, 'u')\n",
        READ + "def f(x):\n    return x.rules.get_details('a')\n",
        "import pycpg\ndef f(x):\n    return x.alerts.get_details('a')\n",
        "import incydr\ndef f(x):\n    return x.alerts.get_details('a')\n",
        READ + "getattr(other.users, input())(7)\n",
        "def test(mocker):\n    mocker.patch('mine.py42.sdk')\n",
        "def test(client):\n    client.patch('py42/sdk')\n",
        "@patch('requests.get')\ndef test(made):\n    pass\n",
    ],
)
def test_names_that_others_have(text: str) -> None:
    assert by_line(text) == {}
