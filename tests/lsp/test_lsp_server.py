"""The language server, spoken to over standard input and output by a real client."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server is an extra: pip install -e '.[lsp]'")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[2]
URL = 'requests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
SCRIPT = "import requests\n" + URL
Talk = Callable[["Editor"], Awaitable[Any]]


class Editor:
    """Opens documents and waits for their diagnostics."""

    def __init__(self, client: LanguageClient, directory: Path) -> None:
        self.client, self.directory = client, directory
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: list[str] = []

    def uri(self, name: str) -> str:
        return (self.directory / name).as_uri()

    async def open(self, name: str, text: str, language: str = "python") -> list[types.Diagnostic]:
        document = types.TextDocumentItem(self.uri(name), language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return await self.next()

    async def next(self) -> list[types.Diagnostic]:
        return list((await asyncio.wait_for(self.published.get(), 60)).diagnostics)

    async def actions(self, name: str, wanted: types.Range) -> list[types.CodeAction]:
        context = types.CodeActionContext([])
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri(name)), wanted, context)
        found = await self.client.text_document_code_action_async(params)
        return [action for action in found or () if isinstance(action, types.CodeAction)]

    async def hover(self, name: str, line: int, character: int) -> str:
        where = types.TextDocumentIdentifier(self.uri(name)), types.Position(line, character)
        found = await self.client.text_document_hover_async(types.HoverParams(*where))
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""


def talk(directory: Path, say: Talk) -> Any:
    async def session() -> Any:
        client = LanguageClient("tests", "1")
        editor = Editor(client, directory)

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            editor.published.put_nowait(params)

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            editor.shown.append(params.message)

        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        await client.start_io(sys.executable, "-m", "c42migrate", "lsp", env=env, cwd=str(directory))
        await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=directory.as_uri()))
        client.initialized(types.InitializedParams())
        try:
            return await say(editor)
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    return asyncio.run(session())


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """The text after edits whose positions count UTF-16 units, as the protocol has it."""
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        assert edit.range.start.line == edit.range.end.line
        units = lines[edit.range.start.line].encode("utf-16-le")
        start, end = 2 * edit.range.start.character, 2 * edit.range.end.character
        lines[edit.range.start.line] = (units[:start] + edit.new_text.encode("utf-16-le") + units[end:]).decode(
            "utf-16-le"
        )
    return "".join(lines)


def test_diagnostics_actions_and_hover(tmp_path: Path) -> None:
    async def say(editor: Editor) -> None:
        (found,) = await editor.open("a.py", SCRIPT)
        assert (found.code, found.source, found.severity) == ("C42-303", "c42migrate", types.DiagnosticSeverity.Error)
        assert "ended 2023-05-18" in found.message
        assert list(found.tags or ()) == [types.DiagnosticTag.Deprecated]
        start, end = found.range.start.character, found.range.end.character
        assert SCRIPT.splitlines()[1][start:end] == "/api/UserDeactivation/"

        actions = await editor.actions("a.py", found.range)
        quick = [a for a in actions if a.kind == types.CodeActionKind.QuickFix]
        assert quick[0].is_preferred
        assert "unsafe" not in quick[0].title
        assert quick[-1].title == "c42migrate: ignore C42-303 on this line"
        assert all("unsafe: review" in action.title and not action.is_preferred for action in quick[1:-1])
        assert quick[0].edit is not None
        assert quick[0].edit.changes is not None
        (edits,) = quick[0].edit.changes.values()
        assert "/api/v1/UserDeactivation/" in applied(SCRIPT, list(edits))
        assert [a.kind for a in actions][-1] == types.CodeActionKind.SourceFixAll

        text = await editor.hover("a.py", 1, start + 3)
        assert text.startswith("**C42-303 user-deactivate**")
        assert "Steps" in text
        assert await editor.hover("a.py", 0, 0) == ""
        assert await editor.actions("other.py", found.range) == []

    talk(tmp_path, say)


def test_positions_count_utf_16_units(tmp_path: Path) -> None:
    text = 'import requests\nx = "\N{GRINNING FACE}é"; ' + URL

    async def say(editor: Editor) -> None:
        (found,) = await editor.open("a.py", text)
        units = text.splitlines()[1].encode("utf-16-le")
        covered = units[2 * found.range.start.character : 2 * found.range.end.character].decode("utf-16-le")
        assert covered == "/api/UserDeactivation/"
        (first, *_) = await editor.actions("a.py", found.range)
        assert first.edit is not None
        assert first.edit.changes is not None
        (edits,) = first.edit.changes.values()
        assert applied(text, list(edits)) == text.replace("/api/User", "/api/v1/User")

    talk(tmp_path, say)


def test_changes_and_closing(tmp_path: Path) -> None:
    async def say(editor: Editor) -> None:
        assert len(await editor.open("a.py", SCRIPT)) == 1
        whole = types.TextDocumentContentChangeWholeDocument("x = 1\n")
        for version in (2, 3):  # typed quickly: looked at once
            identifier = types.VersionedTextDocumentIdentifier(uri=editor.uri("a.py"), version=version)
            editor.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [whole]))
        assert await editor.next() == []
        closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri("a.py")))
        editor.client.text_document_did_close(closed)
        assert await editor.next() == []
        assert editor.published.empty()

    talk(tmp_path, say)


KINDS = {
    "a.sh": ("curl -X PUT https://console.us.code42.com/api/UserDeactivation/1\n", 1),
    "latin.py": ("# -*- coding: latin-1 -*-\n# é\n" + SCRIPT, 1),
    "crlf.py": (SCRIPT.replace("\n", "\r\n"), 1),
    "python2.py": ("print x\n" + SCRIPT, 1),
    "broken.py": ("def f(:\n", 0),
    "empty.py": ("", 0),
    "known.py": (SCRIPT.replace(" + uid)", " + uid)  # c42migrate: ignore[C42-303] known until=2099-01-01"), 0),
    "vendor/a.py": (SCRIPT, 0),
}
"""Name → text, and how many findings are shown in it."""


def test_many_kinds_of_text(tmp_path: Path) -> None:
    (tmp_path / ".c42migrate.toml").write_text('exclude = ["vendor/**"]\n')

    async def say(editor: Editor) -> dict[str, int]:
        return {name: len(await editor.open(name, text)) for name, (text, _) in KINDS.items()}

    assert talk(tmp_path, say) == {name: count for name, (_, count) in KINDS.items()}


def test_a_broken_configuration_is_shown_and_the_server_lives(tmp_path: Path) -> None:
    (tmp_path / ".c42migrate.toml").write_text("ignroe = []\n")

    async def say(editor: Editor) -> None:
        assert await editor.open("a.py", SCRIPT) == []
        assert "did you mean 'ignore'" in editor.shown[0]
        (tmp_path / ".c42migrate.toml").write_text("")
        saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(editor.uri("a.py")))
        editor.client.text_document_did_save(saved)
        assert len(await editor.next()) == 1

    talk(tmp_path, say)


def test_without_pygls_it_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['pygls'] = None; from c42migrate.cli import main; sys.argv = ['x', 'lsp']; main()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 2
    assert 'pip install "c42migrate[lsp]"' in done.stderr
