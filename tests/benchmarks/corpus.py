"""What is measured on: other people's packages, and small scripts that use deprecated APIs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from c42migrate.catalogue import current

PACKAGES = ("django==5.2", "sqlalchemy==2.0.43", "twisted==25.5.0", "moto==5.1.11", "sympy==1.14.0", "stripe==12.5.1")
"""About 2.4 million lines that have nothing to do with Code42."""

LABELLED = Path(__file__).parents[1] / "corpus"
CONFIGURATION = ".c42migrate.toml"
HITS = 40
LINES = 120
_HIT = '''"""Report {number}."""
import requests

CONSOLE = "https://console.us.code42.com"


def deactivate_{number}(session, user_id):
    return requests.put(CONSOLE + "/api/UserDeactivation/" + user_id, json={{"blockUser": True}})

'''
_FILLER = """
def step_{number}(values, limit={number}):
    total = 0
    for value in values:
        if value > limit:
            total += value
    return {{"total": total, "limit": limit}}

"""
MISS = _FILLER.format(number=0) * 15


def noise(directory: Path | None, work: Path) -> Path:
    """``directory``, or the unpacked wheels of ``PACKAGES`` (asks the package index once, then keeps them)."""
    if directory is not None:
        return directory
    target = work / "noise"
    if not target.is_dir():
        wheels = work / "wheels"
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", str(wheels)]
        subprocess.run([*command, *PACKAGES], check=True)
        for wheel in sorted(wheels.glob("*.whl")):
            zipfile.ZipFile(wheel).extractall(target / wheel.name.split("-")[0])
    return target


def project(target: Path, files: Mapping[str, str]) -> Path:
    """A directory with a configuration and ``files``: path from it → text."""
    shutil.rmtree(target, ignore_errors=True)
    for name, text in {CONFIGURATION: "", **files}.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text)
    return target


def dense(target: Path) -> Path:
    """The Python scripts of the labelled corpora: nearly every statement speaks of the API."""
    return copied(LABELLED, target)


def copied(origin: Path, target: Path) -> Path:
    """The Python files of a directory as a project."""
    return project(
        target,
        {
            path.relative_to(origin).as_posix(): path.read_text("utf-8", "surrogateescape")
            .encode("utf-8", "replace")
            .decode()
            for path in sorted(origin.rglob("*.py"))
        },
    )


def planted(noise: Path, target: Path) -> Path:
    """Unrelated packages with ``HITS`` scripts in folders of theirs, far from each other."""
    if not target.is_dir():
        shutil.copytree(noise, target)
        (target / CONFIGURATION).write_text("")
        folders = sorted({path.parent for path in target.rglob("*.py")})
        for number in range(HITS):
            (folders[len(folders) * number // HITS] / f"report_{number}.py").write_text(hit(number))
    return target


def needles() -> list[str]:
    """The words that show that a file speaks of Code42."""
    return [word.decode() for word in current().needles.strong]


def hit(number: int = 0) -> str:
    """The text of one such file."""
    text = _HIT.format(number=number)
    fill = [_FILLER.format(number=100 * number + step) for step in range(LINES)]
    while text.count("\n") < LINES:
        text += fill.pop(0)
    return text


def many(target: Path, count: int) -> Path:
    """A project of ``count`` small files without anything to find, a hundred to a folder."""
    if not target.is_dir():
        project(target, {})
        for number in range(count):
            path = target / f"d{number // 100}" / f"f{number}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_FILLER.format(number=number))
    return target


def lines(directory: Path) -> int:
    """Lines of Python."""
    return sum(path.read_bytes().count(b"\n") for path in directory.rglob("*.py"))


def _library(size: int) -> dict[str, str]:
    """A client of many methods, and a script that calls them all."""
    count = 100 * size
    head = "import requests\n\nclass Client:\n    def __init__(self, host): self.host = host\n"
    head += "    def send(self, verb, path, **more): return requests.request(verb, self.host + path, **more)\n"
    method = '    def get_{n}(self, uid):\n        return self.send("GET", "/api/User/" + str(uid) + "?n={n}")\n'
    calls = "".join(f"client.get_{n}({n})\n" for n in range(count))
    return {
        "client.py": head + "".join(method.format(n=n) for n in range(count)),
        "run.py": f'from client import Client\nclient = Client("https://console.us.code42.com")\n{calls}',
    }


def _wrappers(size: int) -> dict[str, str]:
    """Scripts with chains of wrappers around one request."""
    chain = "import requests\n\ndef step_0(path):\n    return requests.get('https://console.us.code42.com' + path)\n"
    chain += "".join(f"def step_{n}(path):\n    return step_{n - 1}(path)\n" for n in range(1, 11))
    return {f"chain_{n}.py": f"{chain}step_10('/api/Computer/{n}')\n" for n in range(10 * size)}


def _constants(size: int) -> dict[str, str]:
    """A module of constants, used from many files."""
    count = 250 * size
    table = "".join(f'PATH_{n} = "/api/User/{n}"\n' for n in range(count))
    user = "import requests\nfrom paths import PATH_{n}\nrequests.get('https://console.us.code42.com' + PATH_{n})\n"
    return {"paths.py": table, **{f"use_{n}.py": user.format(n=n) for n in range(25 * size)}}


GROWING: dict[str, Callable[[int], dict[str, str]]] = {
    "a library of 100 methods and their calls": _library,
    "10 chains of ten wrappers": _wrappers,
    "250 constants used from 25 files": _constants,
}
"""What → the files of a project of so many times that size."""
