"""The command line with everything behind it: real files, the real engine, the built-in rules."""

from __future__ import annotations

import json
import re
import stat
import subprocess
from pathlib import Path

import pytest

from c42migrate.files.kinds import kind_of, needs_head
from tests.program import ROOT, run, started

OLD = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
NEW = OLD.replace("/api/UserD", "/api/v1/UserD")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OLD.encode(), NEW.encode()),
        (OLD.replace("\n", "\r\n").encode(), NEW.replace("\n", "\r\n").encode()),
        (b"\xef\xbb\xbf" + OLD.encode(), b"\xef\xbb\xbf" + NEW.encode()),
        (
            b"# -*- coding: latin-1 -*-\n# caf\xe9\n" + OLD.encode(),
            b"# -*- coding: latin-1 -*-\n# caf\xe9\n" + NEW.encode(),
        ),
        (OLD.rstrip().encode(), NEW.rstrip().encode()),
        (b"print 'x'\n" + OLD.encode(), b"print 'x'\n" + NEW.encode()),
    ],
)
def test_fix_changes_these_bytes_and_no_other(tmp_path: Path, before: bytes, after: bytes) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(before)
    file.chmod(0o750)
    first = run("fix", "a.py", cwd=tmp_path)
    assert (first.code, file.read_bytes()) == (1, after), first.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o750
    second = run("fix", "a.py", cwd=tmp_path)
    assert (second.code, file.read_bytes()) == (1, after)
    assert "made" not in second.err


def test_diff_is_the_fix(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(OLD)
    shown = run("check", "--diff", "-o", "diff=new.diff", ".", cwd=tmp_path).out
    assert shown.startswith("# Secrets are masked, so this is not a patch")
    assert (tmp_path / "a.py").read_text() == OLD
    subprocess.run(["git", "apply", "new.diff"], cwd=tmp_path, check=True)
    assert (tmp_path / "a.py").read_text() == NEW


def test_json_of_a_mixed_directory(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(OLD)
    (tmp_path / "b.sh").write_text("curl -u admin:hunter2x -X PUT https://console.us.code42.com/api/UserBlock/1\n")
    (tmp_path / "c.py").write_text("import os\n")
    (tmp_path / "broken.py").write_text("def f(:\n" + OLD)
    done = started("check", ".", "--format", "json", cwd=tmp_path)
    report = json.loads(done.out)
    assert done.code == 1
    assert {"a.py", "b.sh", "broken.py"} == {Path(f["path"]).name for f in report["findings"]}
    assert report["summary"]["files"] == 4
    assert report["summary"]["unparsed"] == 1
    assert report["summary"]["prefiltered"] == 1
    assert "hunter2x" not in done.out + done.err


def test_a_silenced_finding_and_an_idle_comment(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(OLD.rstrip() + "  # c42migrate: ignore[user-deactivate] soon\n")
    assert run("check", ".", cwd=tmp_path).code == 0
    (tmp_path / "b.py").write_text("x = 1  # c42migrate: ignore[user-deactivate] soon\n")
    done = run("check", ".", "-f", "concise", cwd=tmp_path)
    assert "C42-001" in done.out
    assert run("fix", ".", cwd=tmp_path).code == 0
    assert (tmp_path / "b.py").read_text() == "x = 1\n"


def test_standard_input(tmp_path: Path) -> None:
    done = run("fix", "-", "--stdin-filename", "a.py", stdin=OLD.encode(), cwd=tmp_path)
    assert done.out == NEW


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["explain", "PUT /api/UserBlock/123"], "C42-301"),
        (["explain", "/console/api/UserRole"], "C42-3"),
        (["explain", "v3_user_token"], "C42-201"),
        (["explain", "C42-002"], "unknown-suppression"),
        (["rules", "users"], "user-deactivate"),
        (["rules", "C42-303", "--format", "json"], '"C42-303"'),
        (["config", "show"], "warn-days = 90"),
    ],
)
def test_answers(tmp_path: Path, arguments: list[str], part: str) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.code == 0
    assert part in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["explain", "nonsense thing"], "no known deprecation"),
        (["rules", "nonsense"], "nonsense"),
        (["check", "--rules", "broken", "."], "broken"),
        (["validate-rules", "broken"], "rule.yaml"),
    ],
)
def test_mistakes_are_told_in_a_line(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "rule.yaml").write_text("family: users\nrules:\n  - cde: C42-399\n")
    (tmp_path / "a.py").write_text(OLD)
    done = run(*arguments, cwd=tmp_path)
    assert done.code == 2
    assert message in done.err
    assert "Traceback" not in done.err


def test_the_hooks_run_commands_that_exist() -> None:
    yaml = pytest.importorskip("yaml")
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    assert set(hooks) == {"c42migrate", "c42migrate-fix"}
    for hook in hooks.values():
        _, *words = hook["entry"].split()
        assert run(*words, "--help", cwd=ROOT).code == 0
        assert hook["args"] == ["--"]
        assert hook["types"] == ["text"]


@pytest.mark.parametrize(
    ("name", "is_left_out"),
    [
        ("a.py", False), ("a-b/c-d.sh", False), ("lock.yaml", False), ("unlock.py", False), ("src/map.py", False),
        ("clock.json", False), ("sum.go", False), ("min.js", False), ("README", False), ("x/--.py", True),
        ("--fix", True), ("--output=a.py", True), ("-", True), ("sub/--fix", True), ("-d/a.py", True),
        ("poetry.lock", True), ("package-lock.json", True), ("a/npm-shrinkwrap.json", True), ("x.min.js", True),
        ("x.bundle.js", True), ("x.js.map", True), ("go.sum", True), ("pnpm-lock.yaml", True),
    ],
)  # fmt: skip
def test_the_hooks_leave_out_what_looks_like_an_option_and_what_is_generated(name: str, *, is_left_out: bool) -> None:
    yaml = pytest.importorskip("yaml")
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert bool(re.search(hook["exclude"], name)) == is_left_out
    if is_left_out and "/-" not in f"/{name}":
        assert kind_of(name) == ""
        assert not needs_head(name)
