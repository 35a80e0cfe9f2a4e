"""What ``fix --diff -o diff=FILE`` writes, ``git apply`` takes; what ``fix`` writes to real packages is little, and all at once."""

from __future__ import annotations

import ast
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.program import run

URL = b"https://console.us.code42.com/api/User/"
FILES = {
    "plain.py": b"import requests\nrequests.get('%s1')\n" % URL,
    "crlf.py": b"import requests\r\n\r\nrequests.get('%s2')\r\nx = 1\r\n" % URL,
    "no newline at end.py": b"import requests\nrequests.get('%s3')" % URL,
    "only line.sh": b"curl -s %s4" % URL,
    "sub/dir/more.py": b"import requests\n" + b"# padding\n" * 9 + b"requests.get('%s5')\n" % URL * 3,
    "sub/gr\u00fc\u00dfe \u2603.py": b"\xef\xbb\xbfimport requests\nrequests.get('%s6')  # \xc3\xbc\n" % URL,
    "latin.py": b"# -*- coding: latin-1 -*-\nimport requests\nrequests.get('%s7')  # \xfc\n" % URL,
    "clean.py": b"import requests\nrequests.get('https://console.us.code42.com/api/v1/User/8')\n",
}


def fix(folder: Path, *arguments: str) -> str:
    """What ``fix`` prints when it is started in ``folder``."""
    done = run("fix", "--as-of", "2026-11-23", "--exit-zero", *arguments, cwd=folder)
    assert done.code == 0, done.err
    return done.out


def patch(folder: Path, *arguments: str) -> bytes:
    """The exact patch that ``fix --diff`` writes; what it prints is no patch."""
    file = folder.parent / "wanted.diff"
    printed = fix(folder, "--diff", "-o", f"diff={file}", *arguments)
    data = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert printed.startswith("# Secrets are masked") == bool(data)
    return data


def git(folder: Path, *arguments: str, text: bytes | None = None) -> bytes:
    options = ["-c", "core.autocrlf=false", "-c", "core.quotepath=false", "-c", "user.name=x", "-c", "user.email=x@x"]
    done = subprocess.run(["git", *options, *arguments], cwd=folder, input=text, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def project(folder: Path) -> Path:
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.mark.parametrize(("start", "paths"), [(".", ["."]), ("sub", ["."]), (".", ["sub", "crlf.py"])])
def test_the_diff_is_the_fix(start: str, paths: list[str], tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = project(tmp_path / "one"), project(tmp_path / "two")
    diff = patch(one / start, *paths)
    assert contents(one) == FILES
    assert diff.count(b"+++ ") > 1
    git(one / start, "apply", "-", text=diff)
    fix(two / start, *paths)
    assert contents(one) == contents(two) != FILES
    assert patch(one / start, *paths) == b""


@pytest.mark.parametrize("paths", [["../crlf.py", "."], [".."], ["../plain.py"], ["ABSOLUTE"]])
def test_a_diff_of_what_lies_above_is_for_the_root(paths: list[str], tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = project(tmp_path / "one"), project(tmp_path / "two")
    diff = patch(one / "sub", *(path.replace("ABSOLUTE", str(one)) for path in paths))
    assert b"../" not in diff
    git(one, "apply", "-", text=diff)
    fix(two / "sub", *(path.replace("ABSOLUTE", str(two)) for path in paths))
    assert contents(one) == contents(two) != FILES


def test_a_diff_names_files_below_as_seen_from_here(tmp_path: Path) -> None:
    folder = project(tmp_path)
    diff = patch(folder / "sub", "../sub/dir")
    assert b"+++ b/dir/more.py\n" in diff
    git(folder / "sub", "apply", "-", text=diff)


def test_only_the_lines_meant_change(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fix(folder, ".")
    numbers = git(folder, "diff", "--numstat").decode().splitlines()
    changed = {line.split("\t")[2].strip('"'): tuple(line.split("\t")[:2]) for line in numbers}
    assert changed == {
        name: ("3", "3") if name.endswith("more.py") else ("1", "1") for name in FILES if name != "clean.py"
    }


PATH = re.compile(rb"/?(?:c42api/v3|api/v[123]|api)/?(\w*)")
RELEASES = [("py42==1.19.2", "--unsafe-fixes"), ("code42cli==1.4.2", ""), ("code42cli==1.4.2", "--unsafe-fixes")]
"""Safe fixes of py42 are held against what its vendor did, in tests/history."""


def unpacked(release: str, folder: Path) -> Path:
    """A release from the package index."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), release]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the package index cannot be reached: {done.stderr.strip().splitlines()[-1:]}")
    for wheel in folder.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(folder)
    return folder


def sources(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.py"))}


@pytest.mark.slow
@pytest.mark.parametrize(("release", "level"), RELEASES)
def test_a_real_package(release: str, level: str, tmp_path: Path) -> None:
    folder = unpacked(release, tmp_path)
    before = sources(folder)
    assert before
    fix(folder, "--quiet", *level.split(), ".")
    after = sources(folder)
    for path, data in after.items():
        ast.parse(data)
        assert level or len(data.splitlines()) == len(before[path].splitlines())  # calls that move bring their client
        if not level:
            assert PATH.sub(_resource, before[path]) == PATH.sub(_resource, data)
    fix(folder, "--quiet", *level.split(), ".")
    assert sources(folder) == after


def _resource(found: re.Match[bytes]) -> bytes:
    return found[1].lower()
