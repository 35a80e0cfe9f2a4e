"""The tools for coding agents, asked by a real client over standard input and output."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

OLD = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
SECRET = "hunter2-very-secret"
SCRIPT = OLD + f'requests.get("https://console.us.code42.com/api/User", auth=("me", "{SECRET}"))\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/a.py").write_text(SCRIPT)
    (tmp_path / "outside.py").write_text(SCRIPT)
    return tmp_path / "project"


def ask(project: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The results of tool calls, and first of all the tools."""
    anyio, mcp = pytest.importorskip("anyio"), pytest.importorskip("mcp")

    async def asked() -> list[Any]:
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        server = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "c42migrate", "mcp"], cwd=str(project), env=env
        )
        async with mcp.Client(server) as client:
            tools = await client.list_tools()
            return [tools, *[await client.call_tool(name, arguments) for name, arguments in calls]]

    return anyio.run(asked)


def text_of(result: Any) -> str:
    return "".join(block.text for block in result.content)


def test_the_tools(project: Path) -> None:
    tools, report, told, plan, safe, unsafe, clean = ask(
        project,
        ("check", {"paths": ["a.py"]}),
        ("explain", {"query": "PUT /api/UserDeactivation/1"}),
        ("plan", {"paths": ["."]}),
        ("edits", {"paths": ["a.py"]}),
        ("edits", {"paths": ["a.py"], "level": "unsafe", "product": "incydr"}),
        ("edits", {"paths": []}),
    )
    assert {tool.name for tool in tools.tools} == {"check", "explain", "plan", "edits"}
    assert all(tool.description for tool in tools.tools)
    assert json.loads(text_of(report))["schema"] == "c42migrate/1"
    assert "C42-303" in text_of(told)
    assert json.loads(text_of(plan))["repositories"][0]["scripts"][0]["path"] == "a.py"
    made = [json.loads(block.text) for block in safe.content]
    made = made[0] if isinstance(made[0], list) else made
    assert {fix["applicability"] for fix in made} == {"safe"}
    data = (project / "a.py").read_bytes()
    edits = sorted((edit for fix in made for edit in fix["edits"]), key=lambda edit: -edit["start"])
    for edit in edits:
        data = data[: edit["start"]] + edit["text"].encode() + data[edit["end"] :]
    assert b"/api/v1/UserDeactivation/" in data
    assert '"unsafe"' in text_of(unsafe)
    assert text_of(clean) == text_of(safe)
    for result in (report, plan, safe, unsafe):
        assert SECRET not in text_of(result)
    assert (project / "a.py").read_text() == SCRIPT, "nothing is written"


@pytest.mark.parametrize(
    ("tool", "arguments", "word"),
    [
        ("check", {"paths": ["../outside.py"]}, "outside"),
        ("plan", {"paths": ["/etc"]}, "outside"),
        ("edits", {"paths": ["absent.py"]}, "no such file"),
        ("explain", {"query": "the weather"}, "nothing is known"),
        ("check", {"paths": ["a.py"], "product": "other"}, "product"),
    ],
)
def test_what_cannot_be_answered_is_an_error(project: Path, tool: str, arguments: dict[str, Any], word: str) -> None:
    _, result = ask(project, (tool, arguments))
    assert result.is_error
    assert word in text_of(result)
