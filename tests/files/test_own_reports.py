"""What the tool wrote itself is no script; and nothing else gets away by saying so."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from c42migrate.files.kinds import kind_of
from c42migrate.files.own_reports import GENERATOR, MARKDOWN, YAML, is_own_report
from tests.program import run_line

SCRIPT = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/1")\n'
SDK = "import py42.sdk\nsdk = py42.sdk.from_local_account(a, b, c)\nsdk.users.block(1)\n"
USE = 'requests.put("https://console.us.code42.com/api/UserDeactivation/1")'
SARIF = (
    '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"tool": {"driver": {'
)
JUNIT = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="c42migrate" tests="1"/>\n'
HTML = f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{GENERATOR}\n'
LINE = "a.py:2:44: error[C42-303] user-deactivate\n"


def is_ours(name: str, text: str) -> bool:
    return is_own_report(name, kind_of(name, text.encode()[:4096]), text.encode)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.json", '{\n "schema": "c42migrate/1",\n'),
        ("r.JSON", '{"schema":"c42migrate/1",'),
        ("r.json", '\ufeff{\r\n "schema": "c42migrate/1",'),
        (".c42migrate-baseline.json", '{\n  "schema": "c42migrate-baseline/1",'),
        ("plan.json", '{\n  "schema": "c42migrate/sdk-plan/1",'),
        ("rules.json", '{\n  "schema": "c42migrate/rules/1",'),
        ("sarif.json", SARIF + '"name": "c42migrate"'),
        ("gl-code-quality-report.json", '[\n {\n  "engine_name": "c42migrate",'),
        ("r.html", HTML),
        ("docs/r.md", f"{MARKDOWN}\n## Deprecated Code42 APIs\n"),
        ("r.md", f"{MARKDOWN}\r\n# What ends when, by rule, as of 2026-11-23\r\n"),
        ("r.xml", JUNIT),
        ("rules.yaml", f"{YAML}\nrules: []\n"),
        ("r.txt", LINE),
        ("r.txt", LINE.replace(" user-deactivate", " user-deactivate: message")),
        ("r.txt", "n.ipynb:2:44 (cell 2, line 1): note[MINE-1] mine\n"),
        ("r.txt", "What ends when, by date, as of 2026-11-23\n"),
    ],
)
def test_a_mark_at_its_place(name: str, text: str) -> None:
    assert is_ours(name, text)


RUNNABLE = (
    "a.py",
    "a.sh",
    "a.ps1",
    "a.psm1",
    "a.ipynb",
    "a.js",
    "a.rb",
    "a.bat",
    "a.go",
    "Dockerfile",
    "Makefile",
    "a",
)
MARKS = ('{"schema": "c42migrate/1"}', f"{MARKDOWN}\n## Deprecated Code42 APIs", HTML, JUNIT, YAML, LINE.rstrip())


@pytest.mark.parametrize("name", RUNNABLE)
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("before", ["", "# ", "#!/bin/sh\n"])
def test_what_can_be_run_is_never_a_report(name: str, mark: str, before: str) -> None:
    assert not is_ours(name, f"{before}{mark}\n{USE}\n") or (name == "a" and mark == JUNIT and not before)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"x": 1, "schema": "c42migrate/1"}'),
        ("a.json", '{"x": {"schema": "c42migrate/1"}}'),
        ("a.json", '[{"schema": "c42migrate/1"}]'),
        ("a.json", '{"schema": "mine", "x": "c42migrate/1"}'),
        ("a.json", '{"schema": "c42migrated"}'),
        ("a.json", '// {"schema": "c42migrate/1"}'),
        ("a.json", SARIF + '"name": "other", "x": "c42migrate"'),
        ("a.json", '[{"type": "issue"}, {"engine_name": "c42migrate"}]'),
        ("a.json5", '{"schema": "c42migrate/1"}'),
        ("a.toml", '{"schema": "c42migrate/1"}'),
        ("a.json.j2", '{"schema": "c42migrate/1"}'),
        ("a.md", f"# Notes\n{MARKDOWN}\n## Deprecated Code42 APIs\n"),
        ("a.md", f"{MARKDOWN}\n# Our own notes\n"),
        ("a.md", "## Deprecated Code42 APIs\n"),
        ("a.md", LINE),
        ("a.html", f'<html><head><meta charset="utf-8">{GENERATOR}'),
        ("a.html", f"<!DOCTYPE html>\n<!-- {HTML} -->"),
        ("a.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mine"><testsuite name="c42migrate"/>'),
        ("a.xml", f"<!-- {JUNIT} -->"),
        ("a.yaml", f"rules: []\n{YAML}\n"),
        ("environment.yml", f"{YAML}\n"),
        ("requirements.txt", LINE),
        ("a.txt", f"# {LINE}"),
        ("a.txt", f"curl https://x\n{LINE}"),
        ("a.txt", "curl https://x:1:2: error[C42-303]\n"),
        ("a.txt", "a.py:2: error[C42-303] user-deactivate\n"),
    ],
)
def test_a_mark_elsewhere_is_none(name: str, text: str) -> None:
    assert not is_ours(name, text)


def findings(folder: Path, *paths: str) -> tuple[list[tuple[str, int]], int]:
    """(path, line) of every finding, and how many own reports were left out."""
    found = json.loads(run_line(f"c42migrate check -f json --no-cache {shlex.join(paths)}", folder).out)
    return [(item["path"], item["line"]) for item in found["findings"]], found["summary"]["own_reports"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_text(SCRIPT)
    (tmp_path / "sdk.py").write_text(SDK)
    return tmp_path


WRITES = {
    "c42migrate check -o sarif=c42.sarif -o junit=c42.xml -o markdown=c42.md -o text=- .": 2,
    "c42migrate check -o sarif=sarif.json -o gitlab=gl-code-quality-report.json -o r.html -o r.json .": 4,
    "c42migrate check . > report.txt": 1,
    "c42migrate check -f concise . > report.txt": 1,
    "c42migrate check -o r.csv -o r.ics -o r.xml --statistics . 2> log.log": 1,
    "c42migrate check --diff . > c42.diff": 0,
    "c42migrate check -f json --with-source -o pay.json --exit-zero .": 1,
    "c42migrate baseline create --force .": 1,
    "c42migrate report . --format html > page.html": 1,
    "c42migrate report . --format markdown > page.md": 1,
    "c42migrate report . > page.txt": 1,
    "c42migrate plan -f markdown -o plan.md .": 1,
    "c42migrate plan -o json=plan.json -o html=plan.html .": 2,
    "c42migrate plan . > plan.txt": 1,
    "c42migrate rules -f json > rules.json": 1,
    "c42migrate rules -f yaml > rules.yaml": 1,
    "c42migrate rules -f markdown > rules.md": 1,
}
"""Commands, and how many files that would be read they leave in the tree."""


@pytest.mark.parametrize("command", WRITES)
def test_a_second_run_says_what_the_first_said(command: str, project: Path) -> None:
    before, none = findings(project, ".")
    assert before
    assert none == 0
    for _ in range(2):
        assert run_line(command, project).code in {0, 1}
        assert findings(project, ".") == (before, WRITES[command])
    unread = {".diff", ".csv", ".ics", ".log", ".sarif"}
    names = sorted(file.name for file in project.iterdir() if file.is_file() and file.suffix not in unread)
    assert findings(project, *names)[0][: len(before)] == before, "named files are judged alike"


def test_the_summary_counts_them(project: Path) -> None:
    run_line("c42migrate check -o r.json -o r.md .", project)
    assert "Left out: 2 own reports." in run_line("c42migrate check .", project).err
    assert "Left out" not in run_line("c42migrate check a.py", project).err


def test_a_merged_report_counts_them(project: Path) -> None:
    run_line("c42migrate check -o r.json .", project)
    run_line("c42migrate check -o s.json .", project)
    assert "Left out: 1 own report." in run_line("c42migrate merge s.json -f concise", project).err


def test_fix_leaves_them_alone(project: Path) -> None:
    run_line("c42migrate check -f json --with-source -o r.json .", project)
    run_line("c42migrate check -o r.txt -o r.md .", project)
    before = {file: file.read_bytes() for file in project.glob("r.*")}
    assert "Fixed 1 in 1 file" in run_line("c42migrate fix .", project).err
    assert {file: file.read_bytes() for file in project.glob("r.*")} == before


@pytest.mark.parametrize("name", ["b.py", "b.sh", "b.ps1", "b.ipynb", "b.js", "b.md", "b.yaml", "requirements.txt"])
def test_a_script_that_mentions_every_mark_is_read(name: str, project: Path) -> None:
    use = "curl -X PUT https://console.us.code42.com/api/UserDeactivation/1"
    marks = "\n".join(f"# {line}" for mark in MARKS for line in mark.splitlines())
    texts = {
        "b.py": f"{marks}\n{SCRIPT}",
        "b.ipynb": json.dumps({
            "metadata": {"schema": "c42migrate/1"}, "nbformat": 4, "nbformat_minor": 5,
            "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "source": f"{marks}\n{SCRIPT}"}],
        }),
        "b.js": f'{marks.replace("# ", "// ")}\nfetch("https://console.us.code42.com/api/UserDeactivation/1", {{method: "PUT"}})\n',
        "b.md": f"# Notes\n{MARKDOWN}\n```sh\n{use}\n```\n",
        "b.ps1": f"{marks}\nInvoke-RestMethod -Method Put https://console.us.code42.com/api/UserDeactivation/1\n",
        "b.yaml": f"x: 1\n{YAML}\nscript:\n  - {use}\n",
        "requirements.txt": f"# {LINE}py42==1.20\n",
    }  # fmt: skip
    (project / name).write_text(texts.get(name, f"{marks}\n{use}\n"))
    found, own = findings(project, ".")
    assert name in {path for path, _ in found}
    assert own == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_in_a_work_tree_too(project: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    before = findings(project, ".")[0]
    run_line("c42migrate baseline create .", project)
    subprocess.run(["git", "add", "."], cwd=project, check=True)
    assert findings(project, ".") == (before, 1)
