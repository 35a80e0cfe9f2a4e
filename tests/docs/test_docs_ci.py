"""The CI files: what they are made of, and their shell run as a runner would."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github" / "actions" / "c42migrate" / "action.yml"
SNIPPETS = ROOT / ".github" / "snippets"
SCRIPT = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
SHIM = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m c42migrate "$@"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with an old script, and a ``c42migrate`` on the path."""
    for name, text in (("bin/c42migrate", SHIM), ("repo/old.py", SCRIPT), ("repo/clean/x.py", "x = 1\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "bin" / "c42migrate").chmod(0o755)
    return tmp_path


def bash(script: str, project: Path, **env: str) -> subprocess.CompletedProcess[str]:
    inherited = {"PATH": f"{project / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=project / "repo", env={**inherited, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def steps() -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load(ACTION.read_text())["runs"]["steps"]
    return found


def runner(project: Path) -> dict[str, str]:
    """What GitHub's runner sets; the tool stands where the first step installs it."""
    venv = project / "temp" / "c42migrate" / "bin"
    venv.mkdir(parents=True)
    (venv / "c42migrate").write_text(SHIM)
    (venv / "c42migrate").chmod(0o755)
    return {
        "RUNNER_TEMP": str(project / "temp"),
        "GITHUB_STEP_SUMMARY": str(project / "summary.md"),
        "GITHUB_OUTPUT": str(project / "output"),
        "GITHUB_ACTION_PATH": str(ACTION.parent),
    }


def check(project: Path, paths: str = ".", fail_on: str = "", baseline: str = "") -> subprocess.CompletedProcess[str]:
    given = {"C42_PATHS": paths, "C42_FAIL_ON": fail_on, "C42_BASELINE": baseline, "C42_SARIF": "out.sarif"}
    return bash(str(steps()[1]["run"]), project, **runner(project), **given)


def test_the_action_annotates_summarises_and_writes_sarif(project: Path) -> None:
    done = check(project)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=old.py,line=2,")
    assert "user-deactivate" in (project / "summary.md").read_text()
    assert (project / "output").read_text() == "sarif=out.sarif\nexit-code=1\n"
    (result,) = json.loads((project / "repo" / "out.sarif").read_text())["runs"][0]["results"]
    assert result["ruleId"] == "C42-303"


def test_the_action_passes_its_inputs_on(project: Path) -> None:
    assert check(project, paths="clean\n").returncode == 0
    (project / "temp").rename(project / "temp1")
    assert check(project, fail_on="never").returncode == 0
    (project / "temp").rename(project / "temp2")
    assert bash("c42migrate baseline create .", project).returncode == 0
    assert check(project, baseline=".c42migrate-baseline.json").returncode == 0


@pytest.mark.parametrize("paths", ["$(touch pwned)", "; touch pwned", "--config=/dev/null\n`touch pwned`"])
def test_inputs_are_never_run(project: Path, paths: str) -> None:
    assert check(project, paths=paths).returncode == 2
    assert not (project / "repo" / "pwned").exists()


def test_no_input_is_pasted_into_a_script() -> None:
    assert not [step["name"] for step in steps() if "${{" in str(step["run"])]
    assert all(step["shell"] == "bash" for step in steps())


def test_the_action_installs_the_checkout_it_comes_from(project: Path) -> None:
    """With a python3 that only notes what it is asked for: nothing is downloaded here."""
    fake = project / "bin" / "python3"
    log = project / "log"
    fake.write_text(f'#!/bin/sh\nmkdir -p "$3/bin"\ncp "$0" "$3/bin/pip"\necho "$@" >> {shlex.quote(str(log))}\n')
    fake.chmod(0o755)
    script = str(steps()[0]["run"]).replace('"$RUNNER_TEMP/c42migrate/bin/pip"', "note")
    note = project / "bin" / "note"
    note.write_text(f'#!/bin/sh\nfor last; do :; done\nls "$last" >> {shlex.quote(str(log))}\n')
    note.chmod(0o755)
    done = bash(script, project, RUNNER_TEMP=str(project / "temp"), GITHUB_ACTION_PATH=str(ACTION.parent))
    assert done.returncode == 0, done.stderr
    lines = log.read_text().splitlines()
    assert lines[0] == f"-m venv {project}/temp/c42migrate"
    assert {"pyproject.toml", "c42migrate", "rules"} <= set(lines)


def test_the_gitlab_job(project: Path) -> None:
    job = yaml.safe_load((SNIPPETS / "gitlab.yml").read_text())["c42migrate"]
    done = bash("\n".join(job["script"]), project)
    assert done.returncode == 1, done.stderr
    (issue,) = json.loads((project / "repo" / job["artifacts"]["reports"]["codequality"]).read_text())
    assert issue["location"] == {"path": "old.py", "lines": {"begin": 2, "end": 2}}
    assert job["artifacts"]["when"] == "always"


def test_the_azure_steps(project: Path) -> None:
    found = yaml.safe_load((SNIPPETS / "azure.yml").read_text())["steps"]
    done = bash(found[1]["script"], project)
    assert done.returncode == 1, done.stderr
    results = ET.parse(project / "repo" / found[3]["inputs"]["testResultsFiles"]).getroot()
    assert results.get("failures") == "1"
    summary = bash(found[2]["script"], project).stdout
    assert Path(summary.strip().partition("]")[2]).read_text().splitlines()[1] == "## Deprecated Code42 APIs"
    assert all(step["condition"] == "always()" for step in found[2:])


@pytest.mark.parametrize("file", [ACTION, *sorted(SNIPPETS.glob("*.yml"))], ids=lambda file: file.name)
def test_versions_are_pinned(file: Path) -> None:
    text = file.read_text()
    assert "latest" not in text
    assert all("tags/v" in line for line in text.splitlines() if "https://" in line)
