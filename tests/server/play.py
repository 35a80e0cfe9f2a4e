"""A local HTTP server that plays Code42, and the wires that bring scripts to it instead of the real hosts."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest import mock

from tests.server.world import Verdict, World, read_call

_REASONS = {"live": 200, "deprecated": 200, "invalid": 400}


class Code42(ThreadingHTTPServer):
    """Listens on a free local port. ``seen``: the verdicts on all calls so far.

    ``gone``: deprecated operations answer 410; False plays the time before they were stopped.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, world: World) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.world = world
        self.gone = True
        self.seen: list[Verdict] = []
        self.replies: list[tuple[int, bytes]] = []

    def forget(self, *, gone: bool) -> None:
        """Start a new run of a script."""
        self.seen, self.replies, self.gone = [], [], gone

    def answer(self, verdict: Verdict) -> tuple[int, bytes]:
        """Status and body for a verdict. Old shapes, hosts and headers are still served, as the tables say."""
        operations = set(verdict.old) - {"shape", "host", "header", "param"}
        status = 410 if operations and self.gone and verdict.state == "deprecated" else _REASONS[verdict.state]
        reply = {"problem": verdict.why or "gone"} if status >= 400 else verdict.reply
        return status, json.dumps(reply, sort_keys=True, default=list).encode()


class _Handler(BaseHTTPRequestHandler):
    server: Code42
    timeout = 5

    def _serve(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        verdict = self.server.world.judge(read_call(self.command, self.path, self.headers, self.rfile.read(size)))
        status, body = self.server.answer(verdict)
        self.server.seen.append(verdict)
        self.server.replies.append((status, body))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815  the names are http.server's

    def log_message(self, *_: Any) -> None:
        """Says nothing on stderr."""


@contextmanager
def running(world: World | None = None, kind: type[Code42] = Code42) -> Iterator[Code42]:
    """A server in a thread of its own."""
    server = kind(world or World())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def wired(server: Code42, names: tuple[str, ...] = (".code42.com",)) -> Iterator[None]:
    """Every connection of this process to a name that ends with one of ``names`` reaches ``server``, without TLS.

    Scripts keep their real URLs: only name resolution and the TLS layer are replaced, below every client library.
    Connections to anywhere else are refused.
    """
    real = socket.getaddrinfo

    def resolve(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in {"127.0.0.1", "localhost"}:
            return real(host, port, *rest, **more)
        if not name.endswith(names):
            raise socket.gaierror(socket.EAI_NONAME, f"{name} is not Code42's")
        address = ("127.0.0.1", server.server_address[1])
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address)]

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
