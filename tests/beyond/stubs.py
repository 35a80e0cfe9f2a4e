"""Runs shell scripts with a ``curl`` and a ``wget`` of our own first in PATH: they record their arguments and answer.

What the arguments ask for is told by option tables written from the manual pages, not by the tool's own reader.
"""

from __future__ import annotations

import getopt
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.server.world import Call, read_call

REPLY = '{"data": {"guid": 2}}'
STUB = """#!/bin/sh
{{ printf '%s\\0' {name} "$@"; printf '\\1\\0'; }} >> {record}
for word in "$@"; do case "$word" in @-|-d@-) cat >> {bodies};; esac; done
printf '\\1' >> {bodies}
echo '{reply}'
"""
SHORT = "sSfkLGIXq:m:u:H:d:o:w:A:X:b:"
LONG = [
    "silent",
    "insecure",
    "fail",
    "get",
    "head",
    "show-error",
    "location",
    "compressed",
    "request=",
    "header=",
    "user=",
    "data=",
    "data-raw=",
    "data-binary=",
    "data-urlencode=",
    "url=",
    "output=",
    "write-out=",
    "max-time=",
    "json=",
]


WGET = ["quiet", "output-document=", "header=", "method=", "body-data=", "post-data=", "no-check-certificate"]


def install(directory: Path) -> Path:
    """A directory to be put first in PATH; returns the file that calls are recorded in."""
    record = directory / "record"
    quoted = {"record": shlex.quote(str(record)), "bodies": shlex.quote(str(directory / "bodies"))}
    for name in ("curl", "wget"):
        stub = directory / name
        stub.write_text(STUB.format(name=name, reply=REPLY, **quoted), encoding="utf-8")
        stub.chmod(0o755)
    return record


def run(script: Path, directory: Path, arguments: Sequence[str] = ()) -> list[Call]:
    """Execute a script and say what it asked for. Raises CalledProcessError when it fails."""
    directory.mkdir()
    record = install(directory)
    environment = {"PATH": f"{directory}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = ["bash", str(script.resolve()), *arguments]
    subprocess.run(
        command, env={**environment, "LC_ALL": "C.UTF-8"}, check=True, timeout=30, cwd=directory, capture_output=True
    )
    bodies = iter((directory / "bodies").read_text(encoding="utf-8").split("\1"))
    calls = record.read_text(encoding="utf-8").split("\1\0")[:-1]
    return [call for words, body in zip(calls, bodies, strict=False) for call in requests(words.split("\0")[:-1], body)]


def requests(words: Sequence[str], stdin: str) -> Iterator[Call]:
    """The requests that ``words``, the program first, would make."""
    return (_wget if words[0] == "wget" else _curl)(words[1:], stdin)


def _wget(words: Sequence[str], _: str) -> Iterator[Call]:
    given, urls = getopt.gnu_getopt(list(words), "qO:S", WGET)
    named = [(name.lstrip("-"), value) for name, value in given]
    known = dict(named)
    lines = [value.partition(":") for name, value in named if name == "header"]
    body = known.get("body-data", known.get("post-data", ""))
    method = known.get("method") or ("POST" if "post-data" in known else "GET")
    for url in urls:
        host, _, path = url.partition("://")[2].partition("/")
        yield read_call(method, f"/{path}", {"Host": host, **{k: v.strip() for k, _, v in lines}}, body.encode())


def _curl(words: Sequence[str], stdin: str) -> Iterator[Call]:
    given, urls = getopt.gnu_getopt(list(words), SHORT.replace("X", "", 1), LONG)
    named = [(name.lstrip("-"), value) for name, value in given]
    known = dict(named)
    urls += [value for name, value in named if name == "url"]
    headers = {
        k.strip(): v.strip() for name, value in named if name in {"H", "header"} for k, _, v in [value.partition(":")]
    }
    data = [
        stdin if value == "@-" else value for name, value in named if name == "d" or name.startswith(("data", "json"))
    ]
    as_query = bool(known.keys() & {"G", "get"})
    method = known.get("X") or known.get("request") or ("POST" if data and not as_query else "GET")
    for url in urls:
        host, _, path = url.partition("://")[2].partition("/")
        query = ("&" if "?" in path else "?") + "&".join(data) if as_query and data else ""
        yield read_call(
            method, f"/{path}{query}", {"Host": host, **headers}, b"" if as_query else "&".join(data).encode()
        )
