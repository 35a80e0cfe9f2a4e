"""What the summary says of kinds, and the choice of kinds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.beyond import marked

URL = "https://console.us.code42.com/api/User/1"
FILES = {
    "a.sh": f"curl {URL}\n",
    "b.sh": "echo nothing\n",
    "c.ps1": f'Invoke-RestMethod "{URL}"\n',
    "d.py": f'import requests\nrequests.get("{URL}")\n',
    "bad.py": f'def (:\n  requests.get("{URL}")\n',
    "e.md": f"```sh\ncurl {URL}\n```\n",
    "f.rb": f'get("{URL}")\n',
    "g.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": f'import requests\nrequests.get("{URL}")'}]}),
    "h.yml": f"url: {URL}\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_summary_says_how_each_kind_was_read(project: Path) -> None:
    line = next(row for row in marked.command("check", str(project)).err.splitlines() if row.startswith("Files "))
    parsed, lexical, skipped = line.removeprefix("Files ").rstrip(".").split("; ")
    assert parsed.startswith("parsed: ")
    for words in ("1 shell", "1 powershell", "1 python", "1 markdown", "1 notebook"):
        assert words in parsed
    assert lexical.startswith("searched by wording (lexical): ")
    for words in ("1 python", "1 text", "1 yaml"):
        assert words in lexical
    assert skipped == "without references to Code42: 1 shell"


def test_json_counts_them_too(project: Path) -> None:
    summary = json.loads(marked.command("check", "-f", "json", str(project)).out)["summary"]
    assert summary["kinds"]["shell"] == {"parsed": 1, "skipped": 1}
    assert summary["kinds"]["python"] == {"parsed": 1, "lexical": 1}
    assert sum(count for ways in summary["kinds"].values() for count in ways.values()) == summary["files"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--include-kinds", "shell"], {"a.sh"}),
        (["--include-kinds", "shell,powershell"], {"a.sh", "c.ps1"}),
        (["--include-kinds", "notebook", "--include-kinds", "text"], {"g.ipynb", "f.rb"}),
        (["--kind", "yaml"], {"h.yml"}),
    ],
)
def test_include_kinds(words: list[str], expected: set[str], project: Path) -> None:
    found = json.loads(marked.command("check", "-f", "json", *words, str(project)).out)["findings"]
    assert {Path(each["path"]).name for each in found} == expected


def test_an_unknown_kind_is_a_mistake(project: Path) -> None:
    ran = marked.command("check", "--include-kinds", "shel", str(project))
    assert ran.code == 2
    assert "no kind 'shel'" in ran.err


def test_a_credential_that_waits_for_a_challenge(tmp_path: Path) -> None:
    script = tmp_path / "a.ps1"
    script.write_text(f'Invoke-RestMethod -Uri "{URL.replace("/api/", "/api/v1/")}" -Credential (Get-Credential)\n')
    shown = marked.command("check", str(script)).out
    assert "C42-206" in shown
    assert "Clients that wait for a WWW-Authenticate challenge fail" in shown
