from __future__ import annotations

import importlib
import io
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from c42migrate.cli import main
from c42migrate.errors import Problem
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from c42migrate.reports import FORMATS
from tests.reports.outcomes import scan

URL = b'put("/api/UserDeactivation/1")\n'
Run = Callable[..., tuple[int, str, str]]


def _files(options: CheckOptions) -> dict[str, bytes]:
    if options.stdin is not None:
        return {options.stdin_filename: options.contents.get(options.stdin_filename, options.stdin)}
    names = [
        p for path in options.paths for p in ([path] if Path(path).is_file() else sorted(Path(path).rglob("*.py")))
    ]
    return {str(name): options.contents.get(str(name), Path(name).read_bytes()) for name in names}


def _engine(options: CheckOptions, tell: Callable[[str], None] = print, found: object = None) -> Outcome:
    """The tiny scanner of the report tests behind the engine's interface."""
    files = _files(options)
    bad = tuple(Problem(path, "read", "cannot be decoded") for path, data in files.items() if b"\xff" in data)
    odd = tuple(Problem(path, "parse", "line 1: broken") for path, data in files.items() if b"print x" in data)
    directories = options.stdin is None and any(Path(path).is_dir() for path in options.paths)
    made = scan({path: data for path, data in files.items() if b"\xff" not in data}, options)
    return replace(made, files=len(files), errors=bad + odd, unparsed=len(odd), scanned_directory=directories)


class _Checker:
    def __init__(self, options: CheckOptions) -> None:
        self._options = options

    def check(self, tell: Callable[[str], None] = print, contents: Mapping[str, bytes] | None = None) -> Outcome:
        return _engine(self._options if contents is None else replace(self._options, contents=contents), tell)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    for name in ("check", "group"):  # what is imported with the stub must not stay
        importlib.import_module(f"c42migrate.cli.{name}")
    monkeypatch.setattr("c42migrate.engine.check", _engine)
    monkeypatch.setattr("c42migrate.engine.Checker", _Checker)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["c42migrate", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in err
        return int(stop.value.code or 0), out.decode(), err.decode()

    return call


@pytest.fixture
def old(run: Run) -> Path:
    """An old script in the directory that ``run`` made current."""
    path = Path("old.py")
    path.write_bytes(URL)
    return path


def test_findings_exit_1_whatever_the_format(run: Run, old: Path) -> None:
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
def test_exit_codes(run: Run, arguments: list[str], code: int) -> None:
    Path("old.py").write_bytes(URL)
    Path("clean.py").write_bytes(b"x = 1\n")
    Path("bad.py").write_bytes(b"\xff\n")
    Path("odd.py").write_bytes(b"print x\n")
    Path("empty").mkdir()
    Path("mixed").mkdir()
    Path("mixed/bad.py").write_bytes(b"\xff\n")
    got, out, err = run(*arguments)
    assert got == code
    if code in {2, 3, 4}:
        assert err.strip()
    if code == 2:
        assert out == ""


TWICE = b'h = "v3_user_token " + t; g = "v3_user_token " + t\n'
"""The tiny scanner fixes the first of the two only, so that the finding stands as before."""


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
        (["fix", "good.py", "--unsafe-fixes"], 0, False),
        (["check", ".", "--diff", "--fail-on", "never"], 0, True),
        (["check", ".", "--fail-on", "never"], 0, False),
    ],
)
def test_a_fix_that_cannot_be_verified_is_said_once_and_counts_as_left(
    run: Run, arguments: list[str], code: int, *, says: bool
) -> None:
    Path("bad.py").write_bytes(TWICE + URL)
    Path("good.py").write_bytes(URL)
    got, _, err = run(*arguments)
    assert got == code, err
    assert err.count("not fixed") == says
    assert ("bad.py:1: C42-201 not fixed: C42-201 would stand as before" in err) == says
    is_written = "fix" in arguments[0] or "--fix" in arguments
    assert (b"/api/User" in Path("bad.py").read_bytes()) == (not (is_written and says))
    assert TWICE in Path("bad.py").read_bytes()


def test_hints(run: Run, old: Path) -> None:
    assert "did you mean 'user-deactivate'" in run("check", "old.py", "--select", "user-deactivat")[2]
    assert "did you mean 'sarif'" in run("check", "old.py", "--format", "sarf")[2]


def test_standard_output_is_the_report_and_nothing_else(run: Run, old: Path) -> None:
    _, out, err = run("check", "old.py", "--format", "json", "--statistics")
    assert json.loads(out)["summary"]["findings"] == 1
    assert "C42-303  user-deactivate" in err


def test_many_outputs_at_once(run: Run, old: Path) -> None:
    code, out, _ = run("check", "old.py", "-o", "a.sarif", "-o", "b.json", "-o", "junit=c", "-o", "concise=-")
    assert code == 1
    assert out.startswith("old.py:1:6: error[C42-303]")
    assert json.loads(Path("a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads(Path("b.json").read_text())["schema"] == "c42migrate/1"
    assert Path("c").read_text().startswith("<?xml")


def test_diff_writes_nothing(run: Run, old: Path) -> None:
    code, out, err = run("check", "--diff", "old.py")
    assert code == 1
    assert out.splitlines()[1:3] == ["--- a/old.py", "+++ b/old.py"]
    assert '+put("/api/v1/UserDeactivation/1")' in out
    assert old.read_bytes() == URL
    assert "Would fix 1 in 1 file." in err


def test_standard_input_is_fixed_to_standard_output(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def given() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(URL)))

    given()
    assert run("check", "--stdin-filename", "a.py", "-f", "concise")[1].startswith("a.py:1:6:")
    given()
    assert run("check", "-", "-f", "concise")[1].startswith("-:1:6:")
    given()
    assert run("fix", "--stdin-filename", "a.py", "--unsafe-fixes")[1] == 'put("/v1/users/deactivate/1")\n'


def test_configuration_counts(run: Run, old: Path) -> None:
    Path(".c42migrate.toml").write_text('ignore = ["users"]\n')
    assert run("check", "old.py")[0] == 0
    Path(".c42migrate.toml").write_text('ignroe = ["users"]\n')
    code, _, err = run("check", "old.py")
    assert code == 2
    assert "did you mean 'ignore'" in err


def test_baseline_round_trip(run: Run, old: Path) -> None:
    assert run("baseline", "create", ".")[0] == 0
    assert run("baseline", "create", ".")[0] == 2
    file = ".c42migrate-baseline.json"
    assert run("check", ".", "--baseline", file)[0] == 0
    old.write_bytes(URL + b'h = "v3_user_token " + t\n')
    code, out, err = run("check", ".", "--baseline", file, "-f", "concise")
    assert code == 1
    assert out.count("\n") == 1
    assert "1 in the baseline" in err
    assert "1 accepted finding" in run("baseline", "show")[1]
    assert "(+0)" in run("baseline", "update", ".")[2]
    assert "(+1)" in run("baseline", "update", "--grow", ".")[2]
    old.write_bytes(b"x = 1\n")
    assert "2 stale baseline entries" in run("check", ".", "--baseline", file)[2]
    assert "excuse" not in run("check", ".", "--baseline", file, "--select", "users")[2]
    assert "(-2)" in run("baseline", "prune", ".")[2]


def test_report_never_fails_for_findings(run: Run, old: Path) -> None:
    code, out, _ = run("report", ".", "--by", "file")
    assert code == 0
    assert "C42-303" in out


def test_config_show_says_where_from(run: Run) -> None:
    Path("pyproject.toml").write_text("[tool.c42migrate]\nwarn-days = 30\n")
    out = run("config", "show")[1].splitlines()
    assert any(line.startswith("warn-days = 30  # ") and line.endswith("pyproject.toml") for line in out)
    assert 'fail-on = "warning"  # default' in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run: Run, shell: str) -> None:
    assert "_C42MIGRATE_COMPLETE" in run("completion", shell)[1]
