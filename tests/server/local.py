"""A server of this machine, wires that bring the requests of this process to it, and programs that make some."""

from __future__ import annotations

import contextlib
import gc
import io
import socket
import ssl
import sys
import threading
import traceback
import types
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, TypeVar
from unittest import mock


@dataclass(frozen=True)
class Asked:
    """One request; ``path`` with its query."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Local(ThreadingHTTPServer):
    """Listens on a free local port; what it answers, others say."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)

    def respond(self, asked: Asked) -> tuple[int, bytes]:
        """Status and body of the reply."""
        raise NotImplementedError


class _Handler(BaseHTTPRequestHandler):
    server: Local
    timeout = 5

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, data = self.server.respond(Asked(self.command, self.path, self.headers, body))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815  the names are http.server's

    def log_message(self, *_: Any) -> None:
        """Says nothing on stderr."""


Server = TypeVar("Server", bound=Local)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server in a thread of its own."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def wired(port: int, names: tuple[str, ...] = (".code42.com",)) -> Iterator[None]:
    """Every connection of this process to a name that ends with one of ``names`` reaches a local port, without TLS.

    Scripts keep their real URLs: only name resolution and the TLS layer are replaced, below every client library.
    Connections to anywhere else are refused.
    """
    real = socket.getaddrinfo

    def resolve(host: Any, wanted: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in {"127.0.0.1", "localhost"}:
            return real(host, wanted, *rest, **more)
        if not name.endswith(names):
            raise socket.gaierror(socket.EAI_NONAME, f"{name} is not Code42's")
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))]

    def plain(self: ssl.SSLContext, sock: socket.socket, *_: Any, **__: Any) -> socket.socket:
        return sock

    def nothing(*_: Any, **__: Any) -> None:
        """Loads no certificates: there is no TLS."""

    with (
        mock.patch("socket.getaddrinfo", resolve),
        mock.patch.object(ssl.SSLContext, "wrap_socket", plain),
        mock.patch.object(ssl.SSLContext, "load_verify_locations", nothing),
        mock.patch.object(ssl.SSLContext, "load_default_certs", nothing),
    ):
        yield


class Executed(NamedTuple):
    """What a program printed, and the end of its traceback when it failed."""

    printed: str
    error: str


def executed(text: str, arguments: Sequence[str] = (), environ: Mapping[str, str] | None = None) -> Executed:
    """Run a program in this process."""
    module = types.ModuleType("__main__")
    out, error = io.StringIO(), ""
    with (
        mock.patch.dict("os.environ", environ or {}),
        mock.patch.object(sys, "argv", ["script.py", *arguments]),
        contextlib.redirect_stdout(out),
        warnings.catch_warnings(record=True),
    ):
        warnings.simplefilter("ignore")
        try:
            exec(compile(text, "script.py", "exec"), vars(module))
        except Exception:  # noqa: BLE001  whatever a program ends with is what is told
            error = traceback.format_exc(limit=-3)
        vars(module).clear()
        gc.collect(1)  # connections that it left open complain here, where nobody listens
    return Executed(out.getvalue(), error)
