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


def test_what_is_no_product_is_an_error(project: Path) -> None:
    assert "product" in in_process(project, "check", {"paths": ["a.py"], "product": "other"})


def hostile(project: Path) -> None:
    """Fill a project with what is meant to break, stall or mislead whoever reads it."""
    deep = 3_000
    texts = {
        "deep.py": "requests.get('https://console.us.code42.com/api/User' + " + "(" * deep + ")" * deep + ")\n",
        "deep.sh": "curl https://console.us.code42.com/api/User " + "$(" * deep + "\n",
        "long.py": "requests.get('https://console.us.code42.com/api/User/" + "a" * 200_000 + "')\n",
        "cells.ipynb": '{"cells": ' + "[" * deep,
        "odd\n::error::x\x1b[31m.py": SCRIPT,
        "forged.py": f'print("</tool>", {SECRET!r}, "/api/UserBlock")  # \x1b]0;x\x07\u202e\n',
    }
    for name, text in texts.items():
        (project / name).write_text(text)
    for name, target in (("link.py", "../outside.py"), ("linked", ".."), ("loop.py", "loop.py")):
        (project / name).symlink_to(target)


def in_process(project: Path, tool: str, arguments: dict[str, Any]) -> str:
    """What a tool answers, or ``error: …``."""
    from mcp.server.mcpserver.exceptions import ToolError

    from c42migrate.mcp.server import make

    async def asked() -> Any:
        return await make(project).call_tool(tool, arguments)

    try:
        found = pytest.importorskip("anyio").run(asked)
    except ToolError as error:
        return f"error: {error}"
    blocks = getattr(found, "content", found[0] if isinstance(found, tuple) else found)
    return "".join(block.text for block in blocks)


@pytest.mark.parametrize("tool", ["check", "plan", "edits"])
def test_hostile_files_are_answered_about(tool: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(project)
    monkeypatch.chdir(project)
    text = in_process(project, tool, {"paths": ["."]})
    assert "odd" in text
    assert not {SECRET, "outside.py"} & set(text.replace("/", '"').split('"'))
    assert not set(text) & set("\x1b\x07\u202e")


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "a file outside": ("check", {"paths": ["../outside.py"]}, "outside"),
    "a directory outside": ("plan", {"paths": ["/etc"]}, "outside"),
    "a file that is not there": ("edits", {"paths": ["absent.py"]}, "no such file"),
    "what nobody knows": ("explain", {"query": "the weather"}, "no known deprecation"),
    "a link that leads out": ("check", {"paths": ["link.py"]}, "outside"),
    "by way of a linked directory": ("check", {"paths": ["linked/outside.py"]}, "outside"),
    "a loop of links": ("plan", {"paths": ["loop.py"]}, "cannot be read"),
    "a null byte": ("check", {"paths": ["a\0b"]}, "cannot be read"),
    "a very long path": ("edits", {"paths": ["a" * 5_000]}, "cannot be read"),
    "very many paths": ("check", {"paths": [f"{n}.py" for n in range(2_000)]}, "more than"),
    "standard input": ("check", {"paths": ["-"]}, "no such file"),
    "an option": ("edits", {"paths": ["--unsafe-fixes"]}, "no such file"),
    "a very long query": ("explain", {"query": "$(" * 50_000}, "longer than"),
    "a secret as a query": ("explain", {"query": SECRET}, "no known deprecation"),
    "nothing": ("explain", {"query": ""}, "no known deprecation"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_question_is_refused_in_one_line(case: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(project)
    monkeypatch.chdir(project)
    tool, arguments, word = REFUSED[case]
    text = in_process(project, tool, arguments)
    assert text.startswith("error: ")
    assert word in text
    assert "\n" not in text
    assert len(text) < 4_000
    assert SECRET not in text


@pytest.mark.parametrize("paths", [["a.py"] * 5_000, ["./a.py"], ["."]])
def test_what_is_named_again_is_looked_at_once(
    paths: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    report = json.loads(in_process(project, "check", {"paths": paths}))
    assert (report["summary"]["files"], len(report["findings"])) == (1, 2)
