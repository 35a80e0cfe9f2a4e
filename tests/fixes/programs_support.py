"""Programs in Markdown files, run before and after their fixes against a server that plays Code42.

A program is a section: its heading ``## name (kept|fixed|unsafe|open)``, then a fenced block for each file, the first
of which is run. ``kept``: no safe fix changes it; ``fixed``: a safe one does; ``unsafe``: only an unsafe one does;
``moved``: only an unsafe one does, and yet the program does the same; ``stays``: no fix changes it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from c42migrate import engine
from c42migrate.engine.repair import repair
from c42migrate.options import CheckOptions
from tests.server.play import Code42
from tests.server.world import Verdict

FOLDER = Path(__file__).parent / "programs"
HOSTS = (".code42.com", ".crashplan.com", ".example.com")
"""Names that reach the local server."""
AS_OF = date(2026, 11, 23)
_REPLIES: dict[str, dict[str, Any]] = {
    "/v1/auth": {"bearerToken": "t-3"},
    "/v1/oauth": {"access_token": "t-3"},
    "/v1/orgs": {"orgs": [{"orgGuid": "o-1", "orgName": "A"}], "totalCount": 1},
    "/v1/watchlists/[^/]+/included-users": {"includedUsers": [{"userId": "a-1", "username": "ann"}]},
    "/v2/watchlists/[^/]+/included-actors": {"includedActors": [{"actorId": "a-1", "actorname": "ann"}]},
    "/api/v1/LegalHold/.+": {"metadata": {}, "data": {"legalHoldUid": "m-1", "holdPolicyUid": "p-1"}},
    "/v1/legal-hold/matters/.+": {"matterId": "m-1", "policyId": "p-1"},
    "/v1/devices": {"devices": [{"deviceId": "7", "name": "n", "status": "x"}]},
    "/v1/agents": {"agents": [{"agentId": "7", "name": "n"}]},
    "/v1/devices/.+": {"deviceId": "7", "name": "n"},
    "/v1/agents/.+": {"agentId": "7", "name": "n"},
}
"""What some paths, by pattern, are answered with: the same in the words of the old and the new call."""
_SECTION = re.compile(
    r"^## (?P<name>.+?) \((?P<wanted>kept|fixed|unsafe|moved|stays)(?P<product>, incydr|, crashplan)?\)$", re.MULTILINE
)
_BLOCK = re.compile(r"^```(?P<file>\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Program:
    """``files``: name → text; the first one is run. ``wanted``: what the fix is to do, see above."""

    kind: str
    name: str
    wanted: str
    product: str
    files: Mapping[str, str]

    @property
    def main(self) -> str:
        return next(iter(self.files))

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


@dataclass(frozen=True)
class Ran:
    """One run: what was printed and raised, what was asked of the server, and the files that were written."""

    printed: str
    error: str
    verdicts: tuple[Verdict, ...]
    written: Mapping[str, str]

    @property
    def asked(self) -> list[tuple[object, ...]]:
        """What each request means: the current operation and all values; of another's server, the request as it was."""
        return [
            (v.operation, Counter(v.values)) if v.state != "invalid" and v.operation else (str(v.call), v.call.auth)
            for v in self.verdicts
        ]


def programs() -> list[Program]:
    """All programs of the folder."""
    return [program for path in sorted(FOLDER.glob("*.md")) for program in _programs(path)]


def _programs(path: Path) -> Iterator[Program]:
    text = path.read_text(encoding="utf-8")
    heads = list(_SECTION.finditer(text))
    for head, end in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
        files = {block["file"]: block["text"] for block in _BLOCK.finditer(text, head.end(), end)}
        yield Program(path.stem, head["name"], head["wanted"], (head["product"] or "")[2:], files)


def fixed(program: Program, folder: Path, level: str) -> tuple[dict[str, str], int]:
    """The files after a fix, and how many findings are left of rules about the API."""
    project = folder / level
    (project / ".git").mkdir(parents=True)
    for name, text in program.files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    options = CheckOptions((str(project),), AS_OF, product=program.product or "auto")
    done = repair(engine.check(options), level, lambda new: engine.check(replace(options, contents=new)))
    after = {
        Path(path).relative_to(_spelt(path, project)).as_posix(): data.decode() for path, data in done.after.items()
    }
    return {**program.files, **after}, len(done.remaining.active)


def _spelt(path: str, project: Path) -> str:
    """The project's folder as the tool writes it."""
    return str(project) if Path(path).is_absolute() else os.path.relpath(project)


class Played(Code42):
    """Code42 with replies as scripts read them."""

    def answer(self, verdict: Verdict) -> tuple[int, bytes]:
        """Wrap the replies of the console as it does; ask for no authorization."""
        path = verdict.operation.partition(" ")[2]
        for pattern, reply in _REPLIES.items():
            if re.fullmatch(pattern, verdict.call.path):
                return 200, json.dumps(reply).encode()
        if verdict.call.host.endswith((".example.com", ".crashplan.com")):
            return 200, json.dumps({"host": verdict.call.host, "path": verdict.call.path}).encode()
        if verdict.call.path.startswith(("/api/", "/c42api/")) or path.startswith("/api/"):
            user = {"userUid": "u-1", "username": "ann@example.com", "active": True}
            rows = {
                "users": [user],
                "orgs": [{"orgUid": "o-1", "orgName": "A", "orgId": 1}],
                "computers": [{"guid": "7"}],
                "totalCount": 1,
            }
            data = {**rows, "v3_user_token": "t-3", "mfa_required": False, "path": path}
            return 200, json.dumps({"metadata": {}, "data": data}).encode()
        return super().answer(verdict)


def ran(program: Program, files: Mapping[str, str], folder: Path, server: Code42) -> Ran:
    """Write the files to ``folder``, and run the first."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(re.sub(r"https(?=://)", "http", text), encoding="utf-8")
    server.forget(gone=False)
    run = _python if program.main.endswith(".py") else _shell
    printed, error = run(folder / program.main, folder, server)
    made = [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    written = {
        str(p.relative_to(folder)): p.read_text("utf-8") for p in made if str(p.relative_to(folder)) not in files
    }
    return Ran(printed, error, tuple(server.seen), written)


def _python(path: Path, folder: Path, server: Code42) -> tuple[str, str]:
    """Run a script in this process; connections are brought to the server by ``wired``."""
    del server
    before, printed = set(sys.modules), io.StringIO()
    error = ""
    with (
        mock.patch.object(sys, "path", [str(path.parent), *sys.path]),
        mock.patch.object(sys, "argv", [str(path)]),
        contextlib.chdir(path.parent),
        contextlib.redirect_stdout(printed),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        try:
            runpy.run_path(str(path), run_name="__main__")
        except Exception as raised:  # noqa: BLE001  whatever a program raises is what it does
            error = f"{type(raised).__name__}: {raised}"
    for name in set(sys.modules) - before:
        if str(folder) in repr(sys.modules[name]):
            del sys.modules[name]
    return printed.getvalue(), error


def _shell(path: Path, folder: Path, server: Code42) -> tuple[str, str]:
    """Run a shell script; curl takes the server for its proxy."""
    proxy = f"http://127.0.0.1:{server.server_address[1]}"
    environment = {"PATH": os.environ["PATH"], "http_proxy": proxy, "HOME": str(folder)}
    done = subprocess.run(
        ["bash", str(path)], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout, done.stderr if done.returncode else ""


def differs(before: Ran, after: Ran) -> Sequence[str]:
    """What a program does differently, in words."""
    pairs: dict[str, tuple[Any, Any]] = {
        "error": (before.error, after.error),
        "requests": (before.asked, after.asked),
        "printed": (before.printed, after.printed),
        "files": (before.written, after.written),
    }
    return [f"{name}: {old} became {new}" for name, (old, new) in pairs.items() if old != new]
