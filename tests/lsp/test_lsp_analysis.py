"""What an editor is told of an unsaved text is what ``check`` says of the file once it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from c42migrate import config, engine
from c42migrate.lsp.analysis import Analysis
from c42migrate.model import Finding
from c42migrate.settings import Given, check_options

HELPER = 'import requests\nBASE = "https://console.us.code42.com"\ndef put(path):\n    requests.put(BASE + path)\n'
CALLER = "from helper import put\n\ndef block(uid):\n    put(f'/api/UserBlock/{uid}')\n"
ALONE = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
NOTHING = "print('hello')\n"


def checked(path: Path) -> list[Finding]:
    given = Given((str(path),))
    return [dated.finding for dated in engine.check(check_options(given, config.load(given.paths))).active]


@pytest.mark.parametrize(
    ("name", "saved", "unsaved", "count"),
    [
        ("a.py", ALONE, ALONE, 1),
        ("a.py", NOTHING, ALONE, 1),
        ("a.py", ALONE, NOTHING, 0),
        ("a.py", CALLER, f"# a comment\n{CALLER}", 1),
        ("helper.py", HELPER, f"\n{HELPER}", 0),
        ("sub/a.py", None, ALONE, 1),
        ("generated/a.py", ALONE, ALONE, 0),
        ("ignored.py", ALONE, ALONE, 0),
    ],
)
def test_an_editor_is_told_what_check_says(
    tmp_path: Path, name: str, saved: str | None, unsaved: str, count: int
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".c42migrate.toml").write_text('exclude = ["generated/"]\n[per-file-ignores]\n"ignored.py" = ["all"]\n')
    (tmp_path / "helper.py").write_text(HELPER)
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    if saved is not None:
        file.write_text(saved)
    told = [item.dated.finding for item in Analysis(str(file), unsaved).items]
    file.write_text(unsaved)
    assert told == checked(file)
    assert len(told) >= count if count else not told
