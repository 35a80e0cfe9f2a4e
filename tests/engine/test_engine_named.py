"""A file or folder that is called after the product is read although its text does not name it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from c42migrate import engine
from c42migrate.options import CheckOptions

ASKING = '$s = Read-Host "Server"\nInvoke-RestMethod -Uri "https://$s/api/OrgSettings/5" -Credential (Get-Credential)\n'
NOISE = 'Write-Host "hello"\n'


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("Get-C42Orgs.ps1", ASKING, 2),
        ("crashplan_scripts/orgs.ps1", ASKING, 2),
        ("code42/orgs.ps1", ASKING, 2),
        ("tools/orgs.ps1", ASKING, 0),
        ("tools/0ac42.ps1", ASKING, 0),
        ("code42/orgs.ps1", NOISE, 0),
        ("code42/jira.ps1", ASKING.replace("$s/", "jira.example.org/"), 0),
    ],
)
def test_names_of_files_say_what_they_are_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, text: str, count: int
) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    options = CheckOptions((".",), date(2026, 11, 23), jobs=1)
    assert len(engine.check(options).findings) == count
