"""The language server reads what no editor should send: it answers what comes after, or ends with one line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server is an extra: pip install -e '.[lsp]'")

ROOT = Path(__file__).parents[2]
TEXT = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'


def frame(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def note(method: str, **params: object) -> bytes:
    return frame(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())


def ask(number: int, method: str, params: object) -> bytes:
    return frame(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode())


def opened(uri: str, text: str = TEXT) -> bytes:
    document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
    return note("textDocument/didOpen", textDocument=document)


def changed(uri: str, *changes: object) -> bytes:
    return note("textDocument/didChange", textDocument={"uri": uri, "version": 2}, contentChanges=changes)


def place(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}


X, Y = "file:///x.py", "file:///never-opened.py"
FAR = {"start": place(999, 99999), "end": place(5, 0)}
ODD = (
    b"Content-Length: 5\n\n",
    b"Content-Length: -5\r\n\r\n",
    b"X-Header: " + b"x" * 100_000 + b"\r\n",
    *(frame(body) for body in (b"hello", b"[1, 2]", b"null", b"3", b'{"jsonrpc": "2.0", "method": "\xff\xfe"}')),
    frame(b"[" * 100_000),
    frame(b'{"jsonrpc":"2.0","id":3,"method":"textDocument/hover","params":' + b'{"a":' * 3000 + b"1" + b"}" * 3001),
    note("$/unknown"),
    note("textDocument/didOpen", x=1),
    ask(11, "no/such", {}),
    ask(12, "textDocument/hover", [1, 2]),
    note("textDocument/didClose", textDocument={"uri": Y}),
    changed(Y, {"text": "x"}),
    changed(Y, {"range": FAR, "text": "x"}),
    ask(13, "textDocument/hover", {"textDocument": {"uri": Y}, "position": place(99999, 10**9)}),
    ask(14, "textDocument/codeAction", {"textDocument": {"uri": Y}, "range": FAR, "context": {"diagnostics": []}}),
    *(opened(uri) for uri in ("", "untitled:1", "file:///C%3A/x/%00y.py", "file:///" + "a" * 5000, "http://[::1")),
    opened("file:///surrogate.py", 'x = "\ud800"\n' + TEXT),
)


def serve(*parts: bytes, until: bytes = b"") -> tuple[int, bytes, bytes]:
    """Send the parts one after the other, each but the first when a match of ``until`` was answered to the one before.

    Exit code, output, errors.
    """
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "c42migrate", "lsp"]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1, env=environ, bufsize=0) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        said = b""
        for number, part in enumerate(parts):
            while number and not re.search(until, said):
                said += (more := os.read(server.stdout.fileno(), 1 << 16))
                assert more, "it ended"
            server.stdin.write(part)
        out, err = server.communicate(timeout=60)
        return server.returncode, said + out, err


BEGIN = ask(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}) + note("initialized")
END = ask(99, "shutdown", None) + note("exit")


def answers(said: bytes) -> list[dict[str, Any]]:
    return [json.loads(part[part.index(b"{") :]) for part in said.split(b"Content-Length:") if b"{" in part]


def published(said: bytes) -> list[dict[str, Any]]:
    return [one["params"] for one in answers(said) if one.get("method", "").endswith("publishDiagnostics")]


FOUND_IN_X = re.escape(b'"params": {"uri": "' + X.encode()) + rb'", "diagnostics": \[\{'
"""What the server sends once it has analysed X."""
HOVER = ask(90, "textDocument/hover", {"textDocument": {"uri": X}, "position": place(1, 50)})


def test_it_answers_after_everything_odd() -> None:
    code, said, errors = serve(BEGIN + b"".join(ODD) + opened(X), HOVER + END, until=FOUND_IN_X)
    assert code == 0
    assert b"internal error" not in errors
    assert [one for one in answers(said) if one.get("id") == 90 and "C42-303" in str(one["result"])]
    assert X in {params["uri"] for params in published(said) if params["diagnostics"]}
    assert 11 in {answer["id"] for answer in answers(said) if "error" in answer}


def test_it_answers_while_a_hostile_file_is_read(tmp_path: Path) -> None:
    hostile = (tmp_path / "a.ps1").as_uri()
    endless = "$a = 'https://console.us.code42.com'\n" + "$a += '/x'\n" * 20_000 + "irm $a\n"
    code, said, _ = serve(BEGIN + opened(hostile, endless) + opened(X), HOVER + END, until=FOUND_IN_X)
    assert code == 0
    assert [one for one in answers(said) if one.get("id") == 90 and "C42-303" in str(one["result"])]
    assert [params["uri"] for params in published(said)] == [X], "the other was given up"


def test_what_is_too_large_is_said_to_be(tmp_path: Path) -> None:
    large = TEXT + "#" * 5_000_000
    code, said, _ = serve(BEGIN + opened((tmp_path / "a.py").as_uri(), large), END, until=b"not analysed")
    assert code == 0
    (found,) = published(said)
    assert [one["message"] for one in found["diagnostics"]] == [
        f"not analysed: {len(large)} bytes, more than the 5000000 that are read"
    ]


@pytest.mark.parametrize("length", [b"99999999999999", pytest.param(b"9" * 5000, marks=pytest.mark.slow)])
def test_a_length_that_cannot_be_ends_it_with_one_line(length: bytes) -> None:
    code, _, errors = serve(BEGIN + b"Content-Length: " + length + b"\r\n\r\n{}")
    assert code == 2
    assert errors == b"c42migrate: error: the editor sent a message with an invalid length\n"


def test_an_editor_that_goes_away_ends_it() -> None:
    assert serve(BEGIN + b"Content-Length: 500\r\n\r\n{")[0] == 0
    assert serve(b"")[0] == 0
