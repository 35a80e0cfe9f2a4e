"""The hooks under the real pre-commit: in a scratch repository, from a clone of this one by ``rev``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OLD = 'import requests\nbase = "https://console.us.code42.com"\nrequests.get(base + "/api/User/" + uid)\n'
CLEAN = 'import requests\nrequests.get("https://api.us.code42.com/v1/users")\n'


def _git(*words: str, cwd: Path) -> str:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.invalid"]
    done = subprocess.run(["git", *identity, *words], cwd=cwd, env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A clone of this repository's last commit, and that commit."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    clone = tmp_path_factory.mktemp("hooks") / "c42migrate"
    _git("clone", "-q", "--no-hardlinks", str(ROOT), str(clone), cwd=ROOT)
    return clone, _git("rev-parse", "HEAD", cwd=clone)


def _scratch(folder: Path, hooks: tuple[Path, str], hook: str, content: str) -> Path:
    clone, rev = hooks
    folder.mkdir()
    _git("init", "-q", cwd=folder)
    config = f"repos:\n- repo: {clone.as_uri()}\n  rev: {rev}\n  hooks:\n  - id: {hook}\n"
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (folder / "script.py").write_text(content, encoding="utf-8")
    _git("add", "-A", cwd=folder)
    return folder


def _run(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_hooks_report_and_fix(hooks: tuple[Path, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    reported = _run(_scratch(tmp_path / "old", hooks, "c42migrate", OLD), home)
    if "CalledProcessError" in reported.stdout and "pip" in reported.stdout:
        pytest.skip("the package index cannot be reached")
    assert reported.returncode == 1, reported.stdout + reported.stderr
    assert "C42-102" in reported.stdout

    clean = _run(_scratch(tmp_path / "clean", hooks, "c42migrate", CLEAN), home)
    assert clean.returncode == 0, clean.stdout

    folder = _scratch(tmp_path / "fix", hooks, "c42migrate-fix", OLD)
    fixed = _run(folder, home)
    assert fixed.returncode == 1, fixed.stdout
    assert "files were modified by this hook" in fixed.stdout
    assert '"/api/v1/User/"' in (folder / "script.py").read_text(encoding="utf-8")
    assert _run(folder, home).returncode == 0
