"""The vendor made the rewrite of January 2022 itself, between py42 1.19.2 and 1.19.3: ours must equal it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.program import run

REMOVED = {"/api/alertlog": "py42 1.19.3 dropped get_alert_log"}
"""What 1.19.3 removed instead of rewriting."""

GONE = {"api/authtoken"}
"""What 1.19.3 still sends and we leave: another path does not bring back what storage servers lost."""

LEFT_BY_THE_VENDOR = {
    "/api/legalholdeventreport",
    "/api/orgsetting/",
    "/api/webrestorefilesize",
    "/api/webrestorefilesizepolling",
    "/api/webrestorejob",
    "/api/webrestorejob/",
    "/api/webrestorejobresult/",
    "/api/webrestoresearch",
    "/api/webrestoresession",
    "/api/webrestoretreenode",
    "/c42api/v3/loginconfiguration",
}
"""Old shapes that 1.19.3 still sends; c42migrate rewrites them too."""


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("py42")
    return _unpacked(folder, "1.19.2"), _unpacked(folder, "1.19.3")


def _unpacked(folder: Path, version: str) -> Path:
    target = folder / version
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", target, f"py42=={version}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"the package index cannot be reached: {done.stderr.strip().splitlines()[-1:]}")
    (wheel,) = target.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(target)
    return target / "py42"


def _uris(root: Path) -> set[str]:
    """Every string literal that looks like a path, in lower case."""
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"\S*/\S*", node.value):
                found.add(node.value.lower())
    return found


def _bytes(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.py"))}


def test_fix_makes_the_change_the_vendor_made(releases: tuple[Path, Path]) -> None:
    old, new = releases
    before = _bytes(old)
    assert run("fix", "--exit-zero", "--format", "concise", old).code == 0
    ours, theirs = _uris(old), _uris(new)
    shapes = {re.sub(r"^(/?)(?:c42api/v3|api)/", r"\1", uri) for uri in LEFT_BY_THE_VENDOR}
    expected = {f"{'/' if uri.startswith('/') else ''}api/v3/{uri.strip('/')}" for uri in shapes if "loginconf" in uri}
    expected |= {
        f"{'/' if uri.startswith('/') else ''}api/v1/{uri.lstrip('/')}" for uri in shapes if "loginconf" not in uri
    }
    assert theirs - ours == LEFT_BY_THE_VENDOR
    assert ours & theirs >= GONE
    assert ours - theirs == expected | {uri.replace("/api/", "/api/v1/") for uri in REMOVED}
    assert _only_paths_changed(before, _bytes(old))


def _only_paths_changed(before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """True when each file equals its old self once the paths are taken out of both."""
    path = re.compile(rb"/?(?:c42api/v3|api/v[123]|api)/(\w*)")
    return all(
        path.sub(lambda m: m[1].lower(), before[name]) == path.sub(lambda m: m[1].lower(), after[name])
        for name in before
    )


def test_a_second_fix_changes_nothing(releases: tuple[Path, Path]) -> None:
    old, _ = releases
    run("fix", "--exit-zero", old)
    settled = _bytes(old)
    run("fix", "--exit-zero", old)
    assert _bytes(old) == settled
