"""What ``--help`` teaches is run as written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pytest

from c42migrate.cli.examples import EXAMPLES
from c42migrate.cli.group import COMMANDS, LazyGroup, group
from tests.program import run_line

SCRIPT = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
RUNS = [(command, example) for command, examples in EXAMPLES.items() for example, _ in examples]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a baseline and a few reports."""
    tmp_path = tmp_path_factory.mktemp("project")
    for name in ("a.py", "src/b.py", "scripts/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SCRIPT)
    (tmp_path / "deploy.sh").write_text("curl https://console.us.code42.com/api/User\n")
    run_line("c42migrate baseline create .", tmp_path)
    run_line("c42migrate check -f json -o pay.json --exit-zero a.py", tmp_path)
    for name in ("bill.json", "last.json"):
        shutil.copy(tmp_path / "pay.json", tmp_path / name)
    return tmp_path


@pytest.fixture
def project(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "project"))


@pytest.mark.parametrize(("command", "example"), RUNS)
def test_every_example_works(project: Path, command: str, example: str) -> None:
    if "baseline create" in example:
        (project / ".c42migrate-baseline.json").unlink()
    done = run_line(example, project)
    assert done.code in {0, 1}, done.err
    assert "rror:" not in done.err
    assert example.split()[1] in COMMANDS


@pytest.mark.parametrize("command", [name for name in EXAMPLES if name])
def test_help_shows_the_examples_and_every_option_says_what_it_does(command: str) -> None:
    assert isinstance(group, LazyGroup)
    found = group.get_command(None, command)  # type: ignore[arg-type]
    assert found is not None
    with found.make_context(command, [], resilient_parsing=True) as context:
        text = found.get_help(context)
    assert all(example in text for example, _ in EXAMPLES[command])
    assert [p.name for p in found.params if isinstance(p, click.Option) and not p.help] == []


def test_from_nothing_to_a_baseline(project: Path) -> None:
    (project / ".c42migrate-baseline.json").unlink()
    first = run_line("c42migrate check -f json .", project)
    assert first.code == 1
    assert len(json.loads(first.out)["findings"]) >= 4
    assert run_line("c42migrate baseline create .", project).code == 0
    assert run_line("c42migrate check --baseline .c42migrate-baseline.json .", project).code == 0
    (project / "new.py").write_text(SCRIPT)
    assert run_line("c42migrate check --baseline .c42migrate-baseline.json .", project).code == 1


def test_a_first_run_without_code42_says_what_it_looked_at(tmp_path: Path, project: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.py").write_text("print(1)\n")
    done = run_line("c42migrate check ../other", project)
    assert done.code == 0
    assert "no references to Code42 found" in done.err
    assert "Looked at 1 python" in done.err
    assert 'hosts = ["its.name"]' in done.err


def test_the_summary_says_what_was_not_looked_at(project: Path) -> None:
    (project / "broken.py").write_text("def f(:\n  requests.put('https://console.us.code42.com/api/User')\n")
    (project / "large.py").write_text("#" * 300_000)
    done = run_line("c42migrate check --max-size 200000 .", project)
    assert "1 file could not be parsed and got a search by wording only" in done.err
    assert "Skipped 1 file that could not be read" in done.err
    assert "large.py: 300000 bytes" in done.err
