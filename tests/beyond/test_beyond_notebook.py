"""A notebook run by a real Jupyter kernel before and after ``fix``: it asks for the same, of what is live."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.beyond import marked, stubs
from tests.server.local import running
from tests.server.play import Code42
from tests.server.world import World

ROOT = Path(__file__).parents[2]
STARTUP = """
import os
from tests.server.local import wired
_wires = wired(int(os.environ["PLAY_PORT"]))
_wires.__enter__()
"""
# Written by hand: uneven blanks, escapes, a cell whose source is one string, outputs that quote the old URLs.
NOTEBOOK = r"""{
 "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3",   "language": "python"},
   "note": "https://console.us.code42.com/api/User/1 \u2192 stays"},
 "nbformat": 4, "nbformat_minor": 5,
 "cells": [
  {"cell_type": "markdown", "id": "m1", "metadata": {}, "source": ["# Devices\n", "`GET /api/User/1` of `https://console.us.code42.com`"]},
  {"cell_type": "code", "id": "c1", "metadata": {"tags": ["parameters"]}, "execution_count": 7, "source": [
     "import requests\n",
     "BASE = \"https://console.us.code42.com/api\"\n", "gruesse = \"\u00fcber \\\" \\\\ \ud83d\ude00\"\n",
     "session = requests.Session()\n"
    ], "outputs": []},
  {"cell_type": "code", "id": "c2", "metadata": {}, "execution_count": null,
   "source": "%time\nsession.headers[\"Authorization\"] = f\"⟦v3_user_token|Bearer⟧ {'t'}\"\nfound = session.get(f\"{BASE}⟦/User|/v1/User⟧/{1}\").json()",
   "outputs": [ {"name": "stdout", "output_type": "stream", "text": ["GET https://console.us.code42.com/api/User/1\n"]},
     {"data": {"image/png": "aHR0cHM6Ly9jb25zb2xlLnVzLmNvZGU0Mi5jb20vYXBpL1VzZXI=", "text/plain": ["0.10000000000000000001"]},
      "execution_count": 3, "metadata": {}, "output_type": "execute_result"}]},
  {"cell_type": "code", "id": "c3", "metadata": {"collapsed": false}, "execution_count": null, "outputs": [],
   "source": ["def device(guid):\n", "    return session.get(BASE + \"⟦/Computer|/v1/Computer⟧/\" + str(guid))\n", "\n", "for guid in (2, 3):\n", "    device(guid)\n",
    "requests.get('https:\u002f/console.us.code42.com⟦/app/api/Archive|/api/v1/Archive⟧/4')"]},
  {"cell_type": "code", "id": "c4", "metadata": {}, "execution_count": null, "outputs": [],
   "source": ["%%bash\n", "U=\"https://console.us.code42.com\"\n", "curl -s \"$U⟦/api|/api/v1⟧/User/5\" \\\n", "  -H 'Accept: */*'"]}
 ]
}
"""


@pytest.fixture
def server() -> Iterator[Code42]:
    with running(Code42(World())) as playing:
        yield playing


@pytest.fixture
def kernel(tmp_path: Path, server: Code42, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment in which kernels reach the local server under the real names; curl records. Returns its room."""
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-wires.py").write_text(STARTUP, encoding="utf-8")
    (tmp_path / "curl").mkdir()
    stubs.install(tmp_path / "curl")
    for name, value in {
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "PLAY_PORT": str(server.server_address[1]),
        "PYTHONPATH": str(ROOT),
        "PATH": f"{tmp_path / 'curl'}{os.pathsep}{os.environ['PATH']}",
    }.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def executed(text: str, server: Code42, room: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """State, operation and values of every request that running a notebook makes."""
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    server.forget(gone=False)
    record = room / "curl" / "record"
    record.unlink(missing_ok=True)
    nbclient.NotebookClient(nbformat.reads(text, as_version=4), timeout=60, kernel_name="python3").execute()
    words = [call.split("\0")[:-1] for call in record.read_text(encoding="utf-8").split("\1\0")[:-1]]
    shell = [server.world.judge(call) for each in words for call in stubs.requests(each, "")]
    return [(verdict.state, verdict.operation, verdict.values) for verdict in (*server.seen, *shell)]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_a_kernel_asks_for_the_same(server: Code42, kernel: Path) -> None:
    after = marked.fixed(kernel / "n.ipynb", NOTEBOOK).decode("utf-8")
    assert after == marked.after(NOTEBOOK)
    old, new = (executed(text, server, kernel) for text in (marked.before(NOTEBOOK), after))
    assert [state for state, *_ in old] == ["deprecated"] * 5
    assert [state for state, *_ in new] == ["live"] * 5
    assert [rest for _, *rest in old] == [rest for _, *rest in new]


def test_only_sources_differ(tmp_path: Path) -> None:
    changed = json.loads(marked.fixed(tmp_path / "n.ipynb", NOTEBOOK))
    known = json.loads(marked.before(NOTEBOOK))
    for cell in (*changed["cells"], *known["cells"]):
        del cell["source"]
    assert changed == known


def test_places_are_told_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(marked.before(NOTEBOOK), encoding="utf-8")
    shown = marked.command("check", "-f", "concise", str(path)).out
    lines = NOTEBOOK.split("\n")
    for mark, cell in (("BASE = ", "cell 2, line 2"), ("⟦v3_user", "cell 3, line 2"), ("$U⟦", "cell 5, line 3")):
        line = next(number for number, text in enumerate(lines, 1) if mark in text)
        assert f"n.ipynb:{line}:" in shown
        assert any(f":{line}:" in row and f"({cell})" in row for row in shown.splitlines())
    found = json.loads(marked.command("check", "-f", "json", str(path)).out)["findings"]
    assert {"number": 4, "line": 6} in [each["cell"] for each in found]
