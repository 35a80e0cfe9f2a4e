"""The server itself: keeps an ``Analysis`` per open document and speaks the protocol through pygls."""

from __future__ import annotations

import asyncio
import threading

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from c42migrate import __version__
from c42migrate.engine.pool import UnwantedError
from c42migrate.errors import C42MigrateError
from c42migrate.lsp.analysis import Analysis, Change, Position, describe, touching
from c42migrate.model import Place
from c42migrate.reports.parts import Item
from c42migrate.reports.words import one_line

PAUSE = 0.3
"""Seconds without a change before a text is looked at again."""

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_KINDS = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]


class Server(LanguageServer):
    """``analyses``: what is known of each open document, by URI."""

    def __init__(self) -> None:
        super().__init__("c42migrate", __version__)
        self.analyses: dict[str, Analysis] = {}
        self._outdated: dict[str, threading.Event] = {}

    async def refresh(self, uri: str) -> None:
        """Look at a document again, beside whatever else is asked meanwhile, and publish what was found.

        What is still being read of an older text is given up.
        """
        path = to_fs_path(uri)
        if path is None or not uri.startswith("file:"):
            return
        document = self.workspace.get_text_document(uri)
        self.forget(uri)
        outdated = self._outdated[uri] = threading.Event()
        try:
            found = await asyncio.to_thread(Analysis, path, document.source, lambda: not outdated.is_set())
        except UnwantedError:
            return
        except C42MigrateError as error:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"c42migrate: {error}"))
            found = None
        if not outdated.is_set():
            self._publish(uri, found, document.version)

    def forget(self, uri: str) -> None:
        """Drop what is known of a document, and stop reading it."""
        self.analyses.pop(uri, None)
        if uri in self._outdated:
            self._outdated.pop(uri).set()

    def stop(self) -> None:
        """Stop reading documents."""
        for uri in list(self._outdated):
            self.forget(uri)

    def _publish(self, uri: str, found: Analysis | None, version: int | None) -> None:
        diagnostics = []
        if found is not None:
            self.analyses[uri] = found
            diagnostics = [self._diagnostic(uri, item) for item in found.items]
            if found.problem:
                start = types.Range(types.Position(0, 0), types.Position(0, 0))
                severity = types.DiagnosticSeverity.Warning
                diagnostics.append(types.Diagnostic(start, found.problem, severity, source="c42migrate"))
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def actions(self, uri: str, wanted: types.Range) -> list[types.CodeAction]:
        """Quick fixes for a range, safe ones first, comments that ignore it, and all safe rewrites as one."""
        known = self.analyses.get(uri)
        if known is None:
            return []
        start, end = self._points(uri, wanted)
        items = list(known.at(start, end))
        made = [
            types.CodeAction(
                title=describe(fix),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[self._diagnostic(uri, item)],
                is_preferred=level == "safe",
                edit=self._edit(known.changes(fix)),
            )
            for level in ("safe", "unsafe")
            for item, fix in touching(items, level)
        ]
        made += [
            types.CodeAction(
                title=f"c42migrate: ignore {item.code} on this line",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[self._diagnostic(uri, item)],
                edit=self._edit([change]),
            )
            for item in items
            if (change := known.ignoring(item)) is not None
        ]
        everything = known.all_safe()
        if everything is not None:
            edit = self._edit(known.changes(everything))
            made.append(types.CodeAction(describe(everything), types.CodeActionKind.SourceFixAll, edit=edit))
        return made

    def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """Return what explains the finding under a position."""
        known = self.analyses.get(uri)
        start, end = self._points(uri, types.Range(position, position))
        item = next(known.at(start, end), None) if known is not None else None
        if known is None or item is None:
            return None
        text = types.MarkupContent(types.MarkupKind.Markdown, known.explanation(item))
        return types.Hover(text, self._range(uri, *known.span(item.dated.finding.place)))

    def _diagnostic(self, uri: str, item: Item) -> types.Diagnostic:
        known = self.analyses[uri]
        related = [
            types.DiagnosticRelatedInformation(self._place(known, found.place), found.message)
            for found in item.dated.finding.related
        ]
        return types.Diagnostic(
            range=self._range(uri, *known.span(item.dated.finding.place)),
            message=one_line(item),
            severity=_SEVERITIES[item.dated.severity],
            code=item.code,
            source="c42migrate",
            tags=[types.DiagnosticTag.Deprecated] if item.rule else [types.DiagnosticTag.Unnecessary],
            related_information=related,
        )

    def _edit(self, changes: list[Change]) -> types.WorkspaceEdit:
        edits: dict[str, list[types.TextEdit]] = {}
        for change in changes:
            uri = from_fs_path(change.path) or ""
            edits.setdefault(uri, []).append(types.TextEdit(self._range(uri, change.start, change.end), change.text))
        return types.WorkspaceEdit(changes=edits)

    def _place(self, known: Analysis, place: Place) -> types.Location:
        uri = from_fs_path(place.path) or ""
        return types.Location(uri, self._range(uri, *known.span(place)))

    def _range(self, uri: str, start: Position, end: Position) -> types.Range:
        """Code points to the client's units (UTF-16 unless it agreed to another)."""
        document = self.workspace.get_text_document(uri)
        found = types.Range(types.Position(*start), types.Position(*end))
        return document.position_codec.range_to_client_units(document.lines, found)

    def _points(self, uri: str, wanted: types.Range) -> tuple[Position, Position]:
        document = self.workspace.get_text_document(uri)
        found = document.position_codec.range_from_client_units(document.lines, wanted)
        return (found.start.line, found.start.character), (found.end.line, found.end.character)


def make() -> Server:
    """Return a server with its handlers, ready for ``start_io``."""
    server = Server()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        await server.refresh(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        await server.refresh(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        await asyncio.sleep(PAUSE)
        if server.workspace.get_text_document(uri).version == version:
            await server.refresh(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.forget(uri)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @server.feature(types.SHUTDOWN)
    def stopped(_params: None) -> None:
        server.stop()

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=_KINDS))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return server.actions(params.text_document.uri, params.range)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return server.hover(params.text_document.uri, params.position)

    return server
