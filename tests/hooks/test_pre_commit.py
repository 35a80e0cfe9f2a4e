"""The hooks under the real pre-commit: in a scratch repository, from a clone of this one by ``rev``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OLD = 'import requests\nbase = "https://console.us.code42.com"\nrequests.get(base + "/api/User/" + uid)\n'
BY_HAND = 'import requests\nrequests.put("https://console.us.code42.com/api/v1/UserBlock/7")\n'
LATER = "import py42.sdk\n"
SHELL = "curl -X PUT https://console.us.code42.com/api/UserBlock/1\n"
NAMES = dict.fromkeys(("--fix", "--unsafe-fixes", "--output=a.py", "-oa.py", "--exit-zero", "-q", "sub/--fix"), SHELL)
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


def _scratch(
    folder: Path, hooks: tuple[Path, str], hook: str, files: Mapping[str, str], args: Sequence[str] | None = None
) -> Path:
    clone, rev = hooks
    folder.mkdir()
    _git("init", "-q", cwd=folder)
    config = f"repos:\n- repo: {clone.as_uri()}\n  rev: {rev}\n  hooks:\n  - id: {hook}\n"
    config += f"    args: {json.dumps(args)}\n" if args else ""
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
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


@pytest.fixture(scope="module")
def home(hooks: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit has installed the tool."""
    folder = tmp_path_factory.mktemp("home")
    done = _run(_scratch(folder / "first", hooks, "c42migrate", {"a.py": CLEAN}), folder / "home")
    if "CalledProcessError" in done.stdout and "pip" in done.stdout:
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "home"


CASES: dict[str, tuple[str, dict[str, str], list[str] | None, int, str, str]] = {
    "ended": ("c42migrate", {"a.py": OLD}, None, 1, "a.py:3:", ""),
    "nothing": ("c42migrate", {"a.py": CLEAN}, None, 0, "", ""),
    "not yet ended": ("c42migrate", {"a.py": LATER}, None, 0, "", ""),
    "not yet ended, and strict": ("c42migrate", {"a.py": LATER}, ["--fail-on", "note", "--"], 1, "a.py:1:", ""),
    "several kinds": ("c42migrate", {"x/b.sh": SHELL, "n.md": f"```sh\n{SHELL}```\n"}, None, 1, "x/b.sh:1:", ""),
    "options as names": ("c42migrate", {"a.py": OLD, **NAMES}, None, 1, "a.py:3:", ""),
    "options as names, with args": (
        "c42migrate",
        {"a.py": OLD, **NAMES},
        ["--fail-on", "error", "--"],
        1,
        "a.py:3:",
        "",
    ),
    "options as names, with args that forget": ("c42migrate", {"a.py": OLD, **NAMES}, ["--strict"], 1, "a.py:3:", ""),
    "fixed": ("c42migrate-fix", {"a.py": OLD}, None, 1, "files were modified by this hook", "a.py"),
    "nothing to fix": ("c42migrate-fix", {"a.py": CLEAN}, None, 0, "", ""),
    "nothing that can be fixed": ("c42migrate-fix", {"a.py": BY_HAND}, None, 0, "", ""),
    "a name that is an option of fix": ("c42migrate-fix", {"a.py": BY_HAND, "--add-ignore=x": SHELL}, None, 0, "", ""),
}
"""Hook, files, args, exit code, what is said, the file that changes."""


@pytest.mark.parametrize(("hook", "files", "args", "code", "says", "changes"), CASES.values(), ids=CASES)
def test_a_hook(
    hooks: tuple[Path, str],
    home: Path,
    tmp_path: Path,
    hook: str,
    files: dict[str, str],
    args: list[str] | None,
    code: int,
    says: str,
    changes: str,
) -> None:
    folder = _scratch(tmp_path / "project", hooks, hook, files, args)
    done = _run(folder, home)
    assert done.returncode == code, done.stdout + done.stderr
    assert says in done.stdout
    assert "^^^" not in done.stdout, "one line for each finding"
    now = {
        name: (folder / name).read_text()
        for name in _git("ls-files", "--cached", "--others", cwd=folder).split()
        if name[0] != "."
    }
    assert {name for name in now if now[name] != files.get(name)} == ({changes} if changes else set())
    if changes:
        assert '"/api/v1/User/"' in now[changes]
        assert _run(folder, home).returncode == 0, "nothing that can be fixed is left"
