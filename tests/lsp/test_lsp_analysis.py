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


SHELL = '#!/bin/sh\nif true; then\n    curl -X PUT "https://console.us.code42.com/api/UserBlock/$1" \\\n      -v\nfi\n'
REMOVED = "import py42.sdk\nsdk = py42.sdk.from_api_client(h, i, s)\nsdk.detectionlists.departing_employee.add(u)\n"


@pytest.mark.parametrize(
    ("name", "text", "code", "row"),
    [
        ("a.py", ALONE, "C42-303", 1),
        ("a.py", ALONE.replace("\n", "\r\n"), "C42-303", 1),
        ("a.py", f"if x:\n    {ALONE.splitlines()[1]}\n", "C42-303", 1),
        ("a.sh", SHELL, "C42-301", 2),
        ("removed.py", REMOVED, "C42-910", 2),
    ],
)
def test_ignored_on_its_line(tmp_path: Path, name: str, text: str, code: str, row: int) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode())
    known = Analysis(str(file), text)
    [item] = [item for item in known.items if item.code == code]
    change = known.ignoring(item)
    assert change is not None
    assert change.start == change.end == (row, 0)
    lines = text.splitlines(keepends=True)
    silenced = "".join([*lines[:row], change.text, *lines[row:]])
    assert code not in {item.code for item in Analysis(str(file), silenced).items}


def test_where_no_comment_can_stand_there_is_no_such_action(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    text = '{"url": "https://console.us.code42.com/api/UserDeactivation/1"}\n'
    file.write_text(text)
    known = Analysis(str(file), text)
    assert all(known.ignoring(item) is None for item in known.items)
