"""How the time of reading and matching grows with a file: ``KINDS`` make texts of any size, ``measured`` says what they cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from c42migrate.catalogue import current
from c42migrate.engine.analyse import read
from c42migrate.files.kinds import kind_of
from c42migrate.matching import match
from tests import counting

URL = "https://console.us.code42.com/api/UserDeactivation/1"
Make = Callable[[int], str]


def _many(line: str, before: str = "", after: str = "") -> Make:
    """``n`` times a line in which ``%U`` is the URL and ``%i`` the number of the line."""
    one = line.replace("%U", URL)
    return lambda n: before.replace("%U", URL) + "".join(one.replace("%i", str(i)) for i in range(n)) + after


def _chain(define: str, last: str, first: str) -> Make:
    """Functions of which each calls the next."""
    return lambda n: (
        "".join(define.replace("%i", str(i)).replace("%n", str(i + 1)) for i in range(n))
        + last.replace("%i", str(n))
        + first.replace("%U", URL)
    )


P = "import requests\n"
KINDS: Mapping[str, tuple[str, Make]] = {
    "Python: calls": ("a.py", _many("requests.put('%U')\n", P)),
    "Python: one line": ("a.py", _many("requests.put('%U');", P, "x\n")),
    "Python: a list on one line": ("a.py", _many("'%U',", f"{P}x = [", "]\nfor u in x: requests.put(u)\n")),
    "Python: a dict": ("a.py", _many("'k%i': '%U',\n", f"{P}x = {{\n", "}\nrequests.put(x['k1'])\n")),
    "Python: one name, many functions": ("a.py", _many("def f%i(): requests.put(U)\n", f"{P}U = '%U'\n")),
    "Python: one base, many paths": ("a.py", _many("requests.put(H + '/api/UserDeactivation/%i')\n", f"{P}H = 'https://console.us.code42.com'\n")),
    "Python: one attribute, many methods": ("a.py", _many("  def f%i(s): requests.put(s.u)\n", f"{P}class A:\n  def __init__(s): s.u = '%U'\n")),
    "Python: calls of a wrapper": ("a.py", _many("g('%U')\n", f"{P}def f(u): requests.put(u)\ndef g(u): f(u)\n")),
    "Python: functions that call each other": ("a.py", _chain("def f%i(u): return f%n(u)\n", "def f%i(u): requests.put(u)\n", "import requests\nf0('%U')\n")),
    "Python: additions": ("a.py", _many("u += '/x'\n", f"{P}u = '%U'\n", "requests.put(u)\n")),
    "Python: branches": ("a.py", _many("if a%i: u = '%U/%i'\n", f"{P}u = '%U'\n", "requests.put(u)\n")),
    "Python: a comprehension": ("a.py", lambda n: f"{P}x = [{'1,' * n}]\ny = [a + b for a in x for b in x]\nrequests.put('{URL}' + str(y[0]))\n"),
    "Python: texts times numbers": ("a.py", lambda n: f"{P}x = '{URL}' * {n * 10**6}\nrequests.put(x + '%{n * 10**6}s' % x + f'{{x:{n * 10**6}}}')\n"),
    "Python: a long text": ("a.py", lambda n: f"{P}x = '{'a/' * n * 50}'\nrequests.put('{URL}' + x)\n"),
    "Python: comments": ("a.py", _many("# c42migrate: ignore[C42-303] x\n", f"{P}requests.put('%U')\n")),
    "Python: a package's client": ("a.py", _many("sdk.detectionlists.get_user_by_id('%i')\n", "import py42.sdk\nsdk = py42.sdk.from_local_account('console.us.code42.com', a, b)\n")),
    "shell: lines": ("a.sh", _many("curl -X PUT %U\n")),
    "shell: one line": ("a.sh", _many("curl -X PUT %U; ")),
    "shell: calls of a function": ("a.sh", _many("f %U\n", "f() { curl -X PUT $1; }\n")),
    "shell: variables": ("a.sh", _many("A=$A/x\n", "A=%U\n", "curl -X PUT $A\n")),
    "shell: here-documents": ("a.sh", _many("python3 <<E\nimport requests\nrequests.put('%U')\nE\n")),
    "PowerShell: lines": ("a.ps1", _many("irm -Method Put '%U'\n")),
    "PowerShell: calls of a function": ("a.ps1", _many("f '%U'\n", "function f($u) { irm -Method Put $u }\n")),
    "Markdown: fences": ("a.md", _many("```sh\ncurl -X PUT %U\n```\n")),
    "Markdown: one line": ("a.md", _many("`curl -X PUT %U` ")),
    "YAML: steps": ("a.yml", _many("  - run: curl -X PUT %U\n", "steps:\n")),
    "JSON: one line": ("a.json", _many('{"method": "PUT", "url": "%U"},', "[", "0]")),
    "notebook: one line": ("a.ipynb", _many('{"cell_type": "code", "source": ["import requests\\n", "requests.put(\'%U\')"]},', '{"cells": [', '{}], "nbformat": 4}')),
    "XML": ("a.xml", _many("<a u='%U'>curl -X PUT %U</a>", "<r>", "</r>")),
    "Ruby": ("a.rb", _many("HTTParty.put('%U')\n")),
    "JavaScript": ("a.js", _many("fetch('%U', {method: 'PUT'});\n")),
    "requirements": ("requirements.txt", _many("py42==1.26.0\n")),
    "Dockerfile": ("Dockerfile", _many("RUN curl -X PUT %U\n", "FROM x\n")),
    "Makefile": ("Makefile", _many("\tcurl -X PUT %U\n", "a:\n")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Growth:
    """What ``n``, ``2 n`` and ``4 n`` repetitions cost: calls of functions, or seconds of computing."""

    name: str
    costs: tuple[float, float, float]

    @property
    def is_linear(self) -> bool:
        """Whether four times as much costs less than seven times as much (the square: 16 times)."""
        return self.costs[2] < 7 * self.costs[0]


def measured(n: int, cost: Callable[[str, bytes], float]) -> Iterator[Growth]:
    """Every kind at ``n``, ``2 n`` and ``4 n``; ``cost`` is ``calls`` or ``seconds``."""
    for name, (path, make) in KINDS.items():
        seconds(path, make(10).encode())  # imports
        small, middle, large = (cost(path, make(times * n).encode()) for times in (1, 2, 4))
        yield Growth(name, (small, middle, large))


def calls(path: str, data: bytes) -> float:
    """The calls of functions that reading and matching take."""
    return counting.calls(lambda: _read(path, data))


def seconds(path: str, data: bytes) -> float:
    """The seconds of computing that reading and matching take."""
    started = time.process_time()
    _read(path, data)
    return time.process_time() - started


def _read(path: str, data: bytes) -> None:
    kind = kind_of(path, data[:4096])
    match(read({path: data}, {path: kind}, current().lexicon).readings, {path: data}, current())
