"""The commands with everything behind them: exit codes, streams, outputs, configuration, baselines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from c42migrate.engine import Checker
from c42migrate.outcome import Outcome
from c42migrate.reports import FORMATS
from tests.program import run

USE = 'requests.put("https://console.us.code42.com/api/UserDeactivation/1")\n'
OLD = f"import requests\n{USE}"
NEW = OLD.replace("/api/", "/api/v1/")
BLOCK = 'requests.put("https://console.us.code42.com/api/v1/UserBlock/2")\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("clean.py").write_text("x = 1\n")


@pytest.fixture
def old() -> Path:
    """An old script in the current directory."""
    path = Path("old.py")
    path.write_text(OLD)
    return path


def test_findings_exit_1_whatever_the_format(old: Path) -> None:
    for name in FORMATS:
        code, out, err = run("check", "old.py", "--format", name)
        assert code == 1
        assert out
        assert "1 finding" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "clean.py"], 0),
        (["check", "old.py"], 1),
        (["check", "old.py", "--exit-zero"], 0),
        (["check", "old.py", "--fail-on", "never"], 0),
        (["check", "old.py", "--as-of", "2022-06-01", "--fail-on", "error"], 0),
        (["check", "old.py", "--fail-on", "error"], 1),
        (["check", "old.py", "--ignore", "users"], 0),
        (["check", "missing.py"], 2),
        (["check", "old.py", "--select", "nonsense"], 2),
        (["check", "old.py", "--format", "yaml"], 2),
        (["check", "old.py", "--as-of", "soon"], 2),
        (["check", "old.py", "--as-of", "1999-01-01"], 2),
        (["check", "old.py", "--config", "missing.toml"], 2),
        (["check", "old.py", "--baseline", "missing.json"], 2),
        (["check", "old.py", "-o", "no/such/dir/x.json"], 2),
        (["check", "old.py", "--nonsense"], 2),
        (["nonsense"], 2),
        (["check", "bad.py"], 3),
        (["check", "bad.py", "--exit-zero"], 3),
        (["check", "mixed"], 0),
        (["check", "mixed", "--strict"], 3),
        (["check", "odd.py"], 0),
        (["check", "odd.py", "--strict"], 3),
        (["check", "empty"], 4),
        (["check", "empty", "--exit-zero"], 4),
        (["report", "empty"], 4),
        (["report", "clean.py"], 0),
        (["report", "old.py"], 0),
        (["fix", "clean.py"], 0),
        (["--version"], 0),
        (["--help"], 0),
        (["check", "--help"], 0),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    Path("old.py").write_text(OLD)
    Path("bad.py").write_bytes(b"# code42 \0\n")
    Path("odd.py").write_text("print x (  # code42\n")
    Path("empty").mkdir()
    Path("mixed").mkdir()
    Path("mixed/bad.py").write_bytes(b"# code42 \0\n")
    got, out, err = run(*arguments)
    assert got == code
    if code in {2, 3, 4}:
        assert err.strip()
    if code == 2:
        assert out == ""


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["fix", "."], 1, True),
        (["fix", ".", "-q"], 1, True),
        (["check", "--fix", "."], 1, True),
        (["fix", ".", "--fail-on", "never"], 1, True),
        (["fix", ".", "--exit-zero"], 0, True),
        (["fix", "good.py"], 1, False),
        (["fix", "good.py", "--fail-on", "never"], 0, False),
        (["fix", "good.py", "--unsafe-fixes", "--ignore", "review"], 0, False),
        (["check", ".", "--diff", "--fail-on", "never"], 0, True),
        (["check", ".", "--fail-on", "never"], 0, False),
    ],
)
def test_a_fix_that_cannot_be_verified_is_said_once_and_counts_as_left(
    arguments: list[str], code: int, *, says: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = Checker.check

    def unmoved(self: Checker, tell: object = print, contents: Mapping[str, bytes] | None = None) -> Outcome:
        """What is said of bad.py does not change, whatever is written there."""
        stays = {name: OLD.encode() if name == "bad.py" else data for name, data in (contents or {}).items()}
        return check(self, lambda _stage: None, contents if contents is None else stays)

    monkeypatch.setattr(Checker, "check", unmoved)
    for name in ("bad.py", "good.py"):
        Path(name).write_text(OLD)
    got, _, err = run(*arguments)
    assert got == code, err
    assert err.count("not fixed") == says
    assert ("bad.py:2: C42-303 not fixed: C42-303 would stand as before" in err) == says
    is_written = "fix" in arguments[0] or "--fix" in arguments
    assert Path("bad.py").read_text() == OLD
    assert (Path("good.py").read_text() != OLD) == is_written


def test_hints(old: Path) -> None:
    assert "did you mean 'user-deactivate'" in run("check", "old.py", "--select", "user-deactivat")[2]
    assert "did you mean 'sarif'" in run("check", "old.py", "--format", "sarf")[2]


def test_standard_output_is_the_report_and_nothing_else(old: Path) -> None:
    _, out, err = run("check", "old.py", "--format", "json", "--statistics")
    assert json.loads(out)["summary"]["findings"] == 1
    assert "C42-303  user-deactivate" in err


def test_many_outputs_at_once(old: Path) -> None:
    code, out, _ = run("check", "old.py", "-o", "a.sarif", "-o", "b.json", "-o", "junit=c", "-o", "concise=-")
    assert code == 1
    assert out.startswith("old.py:2:44: error[C42-303]")
    assert json.loads(Path("a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads(Path("b.json").read_text())["schema"] == "c42migrate/1"
    assert Path("c").read_text().startswith("<?xml")


def test_diff_writes_nothing(old: Path) -> None:
    code, out, err = run("check", "--diff", "old.py")
    assert code == 1
    assert out.splitlines()[1:3] == ["--- a/old.py", "+++ b/old.py"]
    assert f"+{NEW.splitlines()[1]}" in out
    assert old.read_text() == OLD
    assert "Would fix 1 in 1 file." in err


def test_standard_input_is_fixed_to_standard_output() -> None:
    given = OLD.encode()
    assert run("check", "--stdin-filename", "a.py", "-f", "concise", stdin=given).out.startswith("a.py:2:44:")
    assert run("fix", "--stdin-filename", "a.py", stdin=given).out == NEW
    assert run("check", "-", "-f", "concise", stdin=given).out.startswith("-:2:")


def test_configuration_counts(old: Path) -> None:
    Path(".c42migrate.toml").write_text('ignore = ["users"]\n')
    assert run("check", "old.py")[0] == 0
    Path(".c42migrate.toml").write_text('ignroe = ["users"]\n')
    code, _, err = run("check", "old.py")
    assert code == 2
    assert "did you mean 'ignore'" in err


def test_baseline_round_trip(old: Path) -> None:
    assert run("baseline", "create", ".")[0] == 0
    assert run("baseline", "create", ".")[0] == 2
    file = ".c42migrate-baseline.json"
    assert run("check", ".", "--baseline", file)[0] == 0
    old.write_text(OLD + BLOCK)
    code, out, err = run("check", ".", "--baseline", file, "-f", "concise")
    assert code == 1
    assert out.count("\n") == 1
    assert "1 in the baseline" in err
    assert "1 accepted finding" in run("baseline", "show")[1]
    assert "(+0)" in run("baseline", "update", ".")[2]
    assert "(+1)" in run("baseline", "update", "--grow", ".")[2]
    old.write_text("x = 1\n")
    assert "2 stale baseline entries" in run("check", ".", "--baseline", file)[2]
    assert "excuse" not in run("check", ".", "--baseline", file, "--select", "users")[2]
    assert "(-2)" in run("baseline", "prune", ".")[2]


def test_report_never_fails_for_findings(old: Path) -> None:
    code, out, _ = run("report", ".", "--by", "file")
    assert code == 0
    assert "C42-303" in out


def test_config_show_says_where_from() -> None:
    Path("pyproject.toml").write_text("[tool.c42migrate]\nwarn-days = 30\n")
    out = run("config", "show")[1].splitlines()
    assert any(line.startswith("warn-days = 30  # ") and line.endswith("pyproject.toml") for line in out)
    assert 'fail-on = "warning"  # default' in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "_C42MIGRATE_COMPLETE" in run("completion", shell)[1]
