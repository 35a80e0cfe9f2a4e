"""Hosts that are changed far away from the call: by tests, by subclasses, by whoever runs the program."""

from __future__ import annotations

import pytest

from tests.fixes.test_fix_nasty import ELSE, HEAD, THERE, after_fix

MODULE = "BASE = HOST\ndef users(): return requests.get(BASE + '/api/User')\n"
CLASS = "class A:\n    base = HOST\n    def users(self): return requests.get(self.base + '/api/User')\n"
CHANGED = {
    "an item of globals": MODULE + f"globals()['BASE'] = {ELSE}\n",
    "globals updated": MODULE + f"globals().update(BASE={ELSE})\n",
    "a patched module": f"from unittest import mock\n{MODULE}with mock.patch('mod.BASE', {ELSE}): users()\n",
    "a patch by decorator": f"import mock\n{MODULE}@mock.patch(__name__ + '.BASE', new={ELSE})\ndef test(): users()\n",
    "a patch whose host is not seen": f"from mock import patch\n{MODULE}with patch('mod.BASE', server.url): users()\n",
    "a patched class": f"from unittest import mock\n{CLASS}with mock.patch.object(A, 'base', {ELSE}): A().users()\n",
    "monkeypatch": CLASS + f"def test(monkeypatch):\n    monkeypatch.setattr(A, 'base', {ELSE})\n",
    "monkeypatch by name": MODULE + f"def test(monkeypatch):\n    monkeypatch.setattr('mod.BASE', {ELSE})\n",
    "a module set from the environment": MODULE
    + "import os, sys\nsetattr(sys.modules[__name__], 'BASE', os.environ['BASE'])\n",
    "vars of a module": MODULE + "import os, conf\nvars(conf)['BASE'] = os.environ['BASE']\n",
    "an object set from the command line": CLASS + "import sys\na = A()\na.base = sys.argv[1]\n",
    "a subclass asks the environment": CLASS + "import os\nclass B(A):\n    base = os.environ['OTHER']\nB().users()\n",
    "a subclass asks it when made": CLASS
    + "import os\nclass B(A):\n    def __init__(self): self.base = os.getenv('OTHER')\nB().users()\n",
}
STILL_SAFE = {
    "its own environment": "import os\nclass A:\n    base = HOST\n    def __init__(self): self.base = os.environ.get('U', self.base)\n    def users(self): return requests.get(self.base + '/api/User')\n",
    "a patch of something else": f"from unittest import mock\n{MODULE}with mock.patch('mod.WAIT', 3): users()\n",
    "another region": CLASS + "setattr(A, 'base', 'https://console.ie.code42.com')\n",
}


@pytest.mark.parametrize("name", CHANGED)
def test_it_is_left_alone_and_said(name: str) -> None:
    fixed, notes = after_fix("s.py", HEAD + CHANGED[name])
    assert fixed == HEAD + CHANGED[name]
    assert THERE in notes or "the old text is handed on there" in notes


@pytest.mark.parametrize("name", STILL_SAFE)
def test_it_is_still_fixed(name: str) -> None:
    fixed, _ = after_fix("s.py", HEAD + STILL_SAFE[name])
    assert fixed == HEAD + STILL_SAFE[name].replace("/api/User", "/api/v1/User")
