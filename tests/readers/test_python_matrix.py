"""Shape of string by binding by sink by kind of rule, generated: every cell is a script of its own, an empty cell fails.

The string makes the path, the binding carries it, the sink sends it; beside every cell stands its trap: the same text compared,
logged or documented instead of sent, which must give nothing.
"""

from __future__ import annotations

from itertools import product
from textwrap import indent

import pytest

from c42migrate.catalogue import current
from c42migrate.files.decode import decode
from c42migrate.matching import match
from c42migrate.model import Request
from c42migrate.readers.python import read
from tests.readers.python_support import usages

HOST = "https://console.us.code42.com"

STRINGS = {
    "literal": "'{path}/7'",
    "raw": "r'{path}/7'",
    "implicit": "'{first}' '{second}/7'",
    "plus": "'{path}/' + str(uid)",
    "split plus": "'{first}' + '{second}/' + uid",
    "f-string": "f'{path}/{{uid}}'",
    "percent": "'{path}/%s' % uid",
    "percent tuple": "'%s/%s' % ('{path}', uid)",
    "percent dict": "'{path}/%(u)s' % {{'u': uid}}",
    "format": "'{path}/{{}}'.format(uid)",
    "format named": "'{path}/{{u}}'.format(u=uid)",
    "join": "'/'.join(['{path}', uid])",
    "strip": "'{path}/7/'.rstrip('/')",
    "conditional": "('{path}/7' if uid else '{path}/8')",
    "escape": "'\\x2f{bare}/7'",
}

BINDINGS = {
    "in the call": "uid = get_uid()\n{send}",
    "variable": "uid = get_uid()\npath = {value}\n{send}",
    "module constant": "uid = get_uid()\nPATH = {value}\ndef run():\n{send:PATH}",
    "class attribute": "uid = get_uid()\nclass Api:\n    path = {value}\ndef run():\n{send:Api.path}",
    "inherited": "uid = get_uid()\nclass Api:\n    path = {value}\nclass Sub(Api):\n    def run(self):\n{send:self.path:8}",
    "self": "uid = get_uid()\nclass Api:\n    def __init__(self):\n        self.path = {value}\n    def run(self):\n{send:self.path:8}",
    "default": "uid = get_uid()\ndef run(path={value}):\n{send:path}",
    "dict item": "uid = get_uid()\nPATHS = {{'a': {value}}}\ndef run():\n{send:PATHS['a']}",
    "returned": "uid = get_uid()\ndef path():\n    return {value}\ndef run():\n{send:path()}",
    "parameter": "uid = get_uid()\ndef run(path):\n{send:path}\nrun({value})",
}

SINKS = {
    "requests": "import requests\n|requests.put('{host}' + {path})",
    "session": "import requests\ns = requests.Session()\n|s.put('{host}' + {path})",
    "request": "import requests\n|requests.request('PUT', '{host}' + {path})",
    "httpx": "import httpx\n|httpx.put('{host}' + {path})",
    "httpx base": "import httpx\nc = httpx.Client(base_url='{host}')\n|c.put({path})",
    "urllib": "import urllib.request as u\n|u.urlopen(u.Request('{host}' + {path}, method='PUT'))",
    "http.client": "import http.client\nc = http.client.HTTPSConnection('console.us.code42.com')\n|c.request('PUT', {path})",
    "httplib2": "import httplib2\nh = httplib2.Http()\n|h.request('{host}' + {path}, method='PUT')",
    "wrapper": "import requests\ndef call(verb, tail):\n    return requests.request(verb, '{host}' + tail)\n|call('put', {path})",
    "unknown client": "from code42_lib import client\n|client.send('PUT', {path})",
    "curl": "import subprocess\n|subprocess.run(['curl', '-X', 'PUT', '{host}' + {path}])",
}

KINDS = {"endpoint": ("/api/v1/UserBlock", "C42-301"), "shape": ("/api/ComputerBlock", "C42-102")}

CELLS = list(product(STRINGS, BINDINGS, SINKS, KINDS))


def script(string: str, binding: str, sink: str, kind: str, statement: str = "") -> str:
    """The script of one cell; ``statement`` (over ``{path}``) replaces what sends the path."""
    path, _ = KINDS[kind]
    first, second = path[:5], path[5:]
    value = STRINGS[string].format(path=path, first=first, second=second, bare=path[1:])
    head, _, send = SINKS[sink].partition("|")
    send = statement or send
    body, name, depth = BINDINGS[binding], value if binding == "in the call" else "path", 0
    if "{send:" in body:
        inside = body[body.index("{send:") + 6 :].split("}")[0]
        name, _, width = inside.partition(":")
        depth = int(width or 4)
        body = body.replace(f"{{send:{inside}}}", "{send}")
    line = indent(send.replace("{host}", HOST).replace("{path}", name), " " * depth)
    return head.replace("{host}", HOST) + body.format(value=value, send=line) + "\n"


COMBINATIONS = list(product(STRINGS, KINDS))
FEW = 9
"""One combination in so many is tried in the fast suite: each string with each binding, and with each sink."""


def few(binding: str, sink: str) -> list[tuple[str, str]]:
    """Other strings and kinds for each binding and sink."""
    return COMBINATIONS[(list(BINDINGS).index(binding) + 2 * list(SINKS).index(sink)) % FEW :: FEW]


def test_the_few_are_spread() -> None:
    tried = [(string, binding, sink) for binding, sink in product(BINDINGS, SINKS) for string, _ in few(binding, sink)]
    assert {(string, binding) for string, binding, _ in tried} == set(product(STRINGS, BINDINGS))
    assert {(string, sink) for string, _, sink in tried} == set(product(STRINGS, SINKS))


@pytest.mark.parametrize("all_of_them", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["few", "all"])
@pytest.mark.parametrize(("binding", "sink"), list(product(BINDINGS, SINKS)))
def test_every_cell_finds_its_rule(binding: str, sink: str, *, all_of_them: bool) -> None:
    catalogue, empty = current(), []
    for string, kind in COMBINATIONS if all_of_them else few(binding, sink):
        code = script(string, binding, sink, kind)
        data = code.encode()
        readings = read([decode("cell.py", data, "python")], catalogue.lexicon)
        found = match(readings, {"cell.py": data}, catalogue)
        if KINDS[kind][1] not in [finding.code for finding in found]:
            empty.append((string, kind, code))
    assert not empty


TRAPS = ("print({path})", "log.info({path})", "if {path} == x: pass", "raise ValueError({path})", "assert {path} in y")


@pytest.mark.parametrize(("string", "statement"), list(product(STRINGS, TRAPS)))
def test_the_same_text_not_sent_gives_nothing(string: str, statement: str) -> None:
    code = script(string, "in the call", "requests", "endpoint", statement)
    assert not [usage for usage in usages(code) if isinstance(usage, Request)]


def test_the_matrix_is_whole() -> None:
    assert len(CELLS) == len(STRINGS) * len(BINDINGS) * len(SINKS) * len(KINDS) == 3300
