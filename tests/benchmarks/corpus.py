"""What is measured on: other people's packages, and small scripts that use deprecated APIs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGES = ("django==5.2", "sqlalchemy==2.0.43", "twisted==25.5.0", "moto==5.1.11", "sympy==1.14.0", "stripe==12.5.1")
"""About 2.4 million lines that have nothing to do with Code42."""

LABELLED = Path(__file__).parents[1] / "corpus"
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


def scripts(target: Path) -> Path:
    """A directory of ``HITS`` files of about ``LINES`` lines with one deprecated request each."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for number in range(HITS):
        (target / f"report_{number}.py").write_text(hit(number))
    return target


def dense(target: Path) -> Path:
    """A directory of the ``HITS`` longest scripts of the labelled corpus: nearly every statement speaks of the API."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    longest = sorted(LABELLED.rglob("*.py"), key=lambda file: (-file.stat().st_size, file.as_posix()))[:HITS]
    for number, file in enumerate(longest):
        shutil.copyfile(file, target / f"script_{number}.py")
    return target


def hit(number: int = 0) -> str:
    """The text of one such file."""
    text = _HIT.format(number=number)
    fill = [_FILLER.format(number=100 * number + step) for step in range(LINES)]
    while text.count("\n") < LINES:
        text += fill.pop(0)
    return text


def many(target: Path, count: int) -> Path:
    """A directory of ``count`` small files without anything to find, a hundred to a folder."""
    if not target.is_dir():
        for number in range(count):
            path = target / f"d{number // 100}" / f"f{number}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_FILLER.format(number=number))
    return target


def lines(directory: Path) -> int:
    """Lines of Python."""
    return sum(path.read_bytes().count(b"\n") for path in directory.rglob("*.py"))
