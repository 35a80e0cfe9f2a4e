"""First parts of paths that are given another value far away from the call: a version added behind them would be wrong."""

from __future__ import annotations

import pytest

from tests.fixes.test_fix_nasty import HEAD, after_fix

THERE = "gives another value there"
CALL = "    def users(self): return requests.get(HOST + self.prefix + '/User')\n"
CLASS = "class B:\n    prefix = '/api'\n" + CALL
DATA = "from dataclasses import dataclass, replace\n@dataclass\nclass B:\n    prefix: str = '/api'\n" + CALL
NAMED = "from typing import NamedTuple\nclass B(NamedTuple):\n    prefix: str = '/api'\n" + CALL
CHANGED = {
    "a subclass": CLASS + "class C(B):\n    prefix = '/api/v1'\n",
    "a subclass of a subclass": CLASS + "class C(B): pass\nclass D(C):\n    prefix = '/c42api/v3'\n",
    "a subclass when made": CLASS + "class C(B):\n    def __init__(self): self.prefix = '/api/v1'\n",
    "a whole URL": "class B:\n    base = HOST + '/api'\n    def users(self): return requests.get(self.base + '/User')\nclass C(B):\n    base = 'https://console.us.code42.com/api/v1'\n",
    "a method between": "class B:\n    base = HOST + '/api'\n    def get(self, p): return requests.get(self.base + p)\n    def users(self): return self.get('/User')\nclass C(B):\n    base = HOST + '/api/v1'\n",
    "a property": "class B:\n    @property\n    def prefix(self): return '/api'\n"
    + CALL
    + "class C(B):\n    @property\n    def prefix(self): return '/api/v1'\n",
    "a method that makes URLs": "class B:\n    def url(self, p): return HOST + '/api' + p\n    def users(self): return requests.get(self.url('/User'))\nclass C(B):\n    def url(self, p): return HOST + '/api/v1' + p\n",
    "what comes last": "class B:\n    res = 'User'\n    def get(self): return requests.get(HOST + '/api/' + self.res)\nclass C(B):\n    res = 'v1/Org'\n",
    "an object": CLASS + "b = B()\nb.prefix = '/api/v1'\nb.users()\n",
    "a class made by a call": CLASS + "C = type('C', (B,), {'prefix': '/api/v1'})\n",
    "a patch": CLASS
    + "from unittest import mock\nwith mock.patch.object(B, 'prefix', '/api/v1'): B().users()\nhost = 'x'\n",
    "a dataclass by name": DATA + "B(prefix='/api/v1').users()\n",
    "a dataclass by position": DATA + "B('/api/v1').users()\n",
    "a copy of a dataclass": DATA + "replace(B(), prefix='/api/v1').users()\n",
    "a named tuple": NAMED + "B('/api/v1').users()\n",
    "a copy of a named tuple": NAMED + "B()._replace(prefix='/api/v1').users()\n",
}
STILL_SAFE = {
    "another class with that name": (
        CLASS
        + "class C:\n    prefix = '/api/v1'\n    def go(self): return requests.get(HOST + self.prefix + '/Org')\n",
        "/User",
    ),
    "two objects, each with its own": (
        "class B:\n    def __init__(self, prefix): self.prefix = prefix\n    def get(self, p): return requests.get(HOST + self.prefix + p)\nB('/api').get('/User')\nB('/api/v1').get('/Org')\n",
        "/User",
    ),
    "the edited name itself": (
        "class B:\n    path = '/api/User'\n    def get(self): return requests.get(HOST + self.path)\nclass C(B):\n    path = '/api/v1/Org'\n",
        "/api/User",
    ),
    "a name that ends the path": (
        "class B:\n    end = '/User'\n    def get(self): return requests.get(HOST + '/api' + self.end)\nclass C(B):\n    end = '/Org'\n",
        "/User",
    ),
    "headers of a subclass": (
        "class B:\n    def heads(self): return {'Accept': 'application/json'}\n    def users(self): return requests.get(HOST + '/api/User', headers=self.heads())\nclass C(B):\n    def heads(self): return {'Accept': 'application/vnd.x.v1+json'}\n",
        "/api/User",
    ),
    "another argument": (
        "class B:\n    prefix = '/api'\n    def __init__(self, log): self.log = log\n"
        + CALL
        + "B('/var/log/x').users()\n",
        "/User",
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_it_is_left_alone_and_said(name: str) -> None:
    fixed, notes = after_fix("s.py", HEAD + CHANGED[name])
    assert fixed == HEAD + CHANGED[name]
    assert THERE in notes


@pytest.mark.parametrize("name", STILL_SAFE)
def test_it_is_still_fixed(name: str) -> None:
    text, old = STILL_SAFE[name]
    new = old.replace("/User", "/v1/User")
    assert after_fix("s.py", HEAD + text)[0] == HEAD + text.replace(old, new)
