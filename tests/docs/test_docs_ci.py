"""The CI files: what they are made of, and their shell run as a runner would."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github" / "actions" / "c42migrate" / "action.yml"
SNIPPETS = ROOT / ".github" / "snippets"
SCRIPT = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
SHIM = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m c42migrate "$@"\n'
PYTHON = f'#!/bin/sh\n[ "$1" = -I ] && shift\nexec {shlex.quote(sys.executable)} "$@"\n'
"""Our own interpreter with the package from this checkout, called as one into which it was installed."""

FILES = [ACTION, *sorted(SNIPPETS.glob("*.yml")), ROOT / ".github" / "workflows" / "ci.yml"]


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
    installed(project / "temp" / "c42migrate")
    return {
        "RUNNER_TEMP": str(project / "temp"),
        "GITHUB_STEP_SUMMARY": str(project / "summary.md"),
        "GITHUB_OUTPUT": str(project / "output"),
        "GITHUB_ACTION_PATH": str(ACTION.parent),
    }


def installed(venv: Path) -> None:
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").write_text(PYTHON)
    (venv / "bin" / "python").chmod(0o755)


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
    log = project / "log"
    fake = project / "bin" / "python3"
    fake.write_text(
        f'#!/bin/sh\necho "$@" >> {shlex.quote(str(log))}\n[ "$3" != venv ] || (mkdir -p "$4/bin"; cp "$0" "$4/bin/python")\n'
    )
    fake.chmod(0o755)
    done = bash(
        str(steps()[0]["run"]), project, RUNNER_TEMP=str(project / "temp"), GITHUB_ACTION_PATH=str(ACTION.parent)
    )
    assert done.returncode == 0, done.stderr
    made, needed, tool = log.read_text().splitlines()
    assert made == f"-I -m venv {project}/temp/c42migrate"
    assert Path(needed.split()[-1]).resolve() == ROOT / ".github" / "requirements.txt"
    assert "--require-hashes" in needed.split()
    assert Path(tool.split()[-1]).resolve() == ROOT
    assert {"--no-deps", "--no-index", "--no-build-isolation"} <= set(tool.split())


BROUGHT = (
    "venv.py",
    "logging.py",
    "pip/__init__.py",
    "ensurepip/__init__.py",
    "c42migrate/__init__.py",
    "sitecustomize.py",
)


@pytest.mark.slow
def test_no_module_of_the_repository_is_run_to_install(project: Path) -> None:
    """With the real venv and pip, as far as they come without an index."""
    for name in BROUGHT:
        (project / "repo" / name).parent.mkdir(exist_ok=True)
        (project / "repo" / name).write_text(f"open({str(project / 'ran')!r}, 'a').write({name!r})\n")
    (project / "bin" / "python3").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    (project / "bin" / "python3").chmod(0o755)
    places = {"RUNNER_TEMP": str(project / "temp"), "GITHUB_ACTION_PATH": str(ACTION.parent)}
    done = bash(str(steps()[0]["run"]), project, PIP_NO_INDEX="1", **places)
    assert "No matching distribution found" in done.stderr, done
    assert (project / "temp" / "c42migrate" / "bin" / "python").exists()
    assert not (project / "ran").exists()


CALL = re.compile(r"""(?<![\w.-])(?:"?[$\w/]+/bin/)?(python3?|pip3?|c42migrate|pip-audit)"?[ ]""")


def scripts(value: object) -> Iterator[str]:
    """Every shell script in a CI file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"run", "script", "before_script", "bash"}:
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from scripts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scripts(inner)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_python_is_always_isolated(file: Path) -> None:
    lines = "\n".join(scripts(yaml.safe_load(file.read_text()))).replace("\\\n", " ").splitlines()
    calls = [(line, match) for line in lines for match in CALL.finditer(line) if "-m " + match[1] not in line]
    bare = [line for line, match in calls if not line[match.end() :].startswith("-I -m ")]
    assert calls
    assert not [line for line in bare if "--exclude c42migrate" not in line]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_installed_comes_by_hash(file: Path) -> None:
    """Or is the package itself, without what it needs; CI also installs that as users do, to ask for vulnerabilities."""
    lines = "\n".join(scripts(yaml.safe_load(file.read_text()))).replace("\\\n", " ").splitlines()
    for line in lines:
        if " pip install " in line and "shipped" not in line:
            assert "--require-hashes" in line or "--no-deps" in line, line


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-audit.txt"])
def test_every_package_has_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / ".github" / name).read_text()
    entries = [entry for entry in text.replace("\\\n", " ").splitlines() if entry and not entry.startswith("#")]
    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"https?:|--(extra-)?index|--find-links|file:", text)


def test_the_hashed_packages_are_what_the_package_asks_for() -> None:
    text = (ROOT / ".github" / "requirements.txt").read_text()
    locked = {name.replace("_", "-"): version for name, version in re.findall(r"(?m)^([\w.-]+)==([\w.]+)", text)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for requirement in map(Requirement, [*project["project"]["dependencies"], *project["build-system"]["requires"]]):
        assert locked[requirement.name.replace("_", "-")] in requirement.specifier


def test_the_gitlab_job(project: Path) -> None:
    job = yaml.safe_load((SNIPPETS / "gitlab.yml").read_text())["c42migrate"]
    installed(project / "tool")
    done = bash("\n".join(job["script"]), project, C42MIGRATE_HOME=str(project / "tool"))
    assert done.returncode == 1, done.stderr
    (issue,) = json.loads((project / "repo" / job["artifacts"]["reports"]["codequality"]).read_text())
    assert issue["location"] == {"path": "old.py", "lines": {"begin": 2, "end": 2}}
    assert job["artifacts"]["when"] == "always"


def test_the_azure_steps(project: Path) -> None:
    found = yaml.safe_load((SNIPPETS / "azure.yml").read_text())["steps"]
    installed(project / "temp" / "c42migrate")
    done = bash(found[1]["script"], project, AGENT_TEMPDIRECTORY=str(project / "temp"))
    assert done.returncode == 1, done.stderr
    results = ET.parse(project / "repo" / found[3]["inputs"]["testResultsFiles"]).getroot()
    assert results.get("failures") == "1"
    summary = bash(found[2]["script"], project).stdout
    assert Path(summary.strip().partition("]")[2]).read_text().splitlines()[1] == "## Deprecated Code42 APIs"
    assert all(step["condition"] == "always()" for step in found[2:])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_versions_are_pinned(file: Path) -> None:
    text = file.read_text()
    assert "latest" not in text
    assert all("/$C42MIGRATE_COMMIT" in line for line in text.splitlines() if "https://" in line)


def test_the_image_is_made_as_the_action_installs() -> None:
    text = (ROOT / ".github" / "Dockerfile").read_text().replace("\\\n", " ")
    installs = [line for line in re.split(r"&&|\n", text) if " pip install " in line]
    assert len(installs) == 2
    assert all("-I -m pip" in line for line in installs)
    assert "--require-hashes" in installs[0]
    assert "--no-deps --no-index --no-build-isolation" in installs[1]
    assert re.search(r"(?m)^USER 65534", text)
    assert '"-I", "-m", "c42migrate"' in text


def test_every_system_and_the_lowest_versions_are_tried() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())["jobs"]
    systems = {name.partition("-")[0] for name in jobs["systems"]["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "macos", "windows"}
    for job, script in (("systems", ".ci/systems"), ("lowest", ".ci/lowest"), ("checks", ".ci/run")):
        assert any(step.get("run") == script for step in jobs[job]["steps"]), job
        assert os.access(ROOT / script, os.X_OK)
