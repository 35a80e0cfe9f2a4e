"""``fix --add-ignore REASON``: what is left is suppressed, where a comment provably changes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.program import Done, run

BLOCK = "https://console.us.code42.com/api/v1/UserBlock/7"
CALL = f'requests.put("{BLOCK}")'
SINGLE = CALL.replace('"', "'")
MARK = "# c42migrate: ignore[C42-301] waits for the vendor"


def fix(path: Path, reason: str = "waits for the vendor", *more: str) -> Done:
    return run("fix", path, "--add-ignore", reason, "-f", "concise", *more)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.py", f"import requests\n{CALL}\n", f"import requests\n{MARK}\n{CALL}\n"),
        ("a.py", f"import requests\r\n{CALL}", f"import requests\r\n{MARK}\r\n{CALL}"),
        ("a.py", f"import requests\nif x:\n\t{CALL}\n", f"import requests\nif x:\n\t{MARK}\n\t{CALL}\n"),
        ("a.py", f"import requests\nf(\n  1,\n  {CALL},\n)\n", f"import requests\nf(\n  1,\n  {MARK}\n  {CALL},\n)\n"),
        ("a.py", f"import requests\n{CALL}; {CALL}\n", f"import requests\n{MARK}\n{CALL}; {CALL}\n"),
        ("a.sh", f"#!/bin/sh\ncurl -X PUT {BLOCK}\n", f"#!/bin/sh\n{MARK}\ncurl -X PUT {BLOCK}\n"),
        ("a.sh", f"f() {{\n  curl -X PUT {BLOCK}\n}}\n", f"f() {{\n  {MARK}\n  curl -X PUT {BLOCK}\n}}\n"),
        ("a.sh", f"curl -X PUT \\\n  {BLOCK}\n", f"{MARK}\ncurl -X PUT \\\n  {BLOCK}\n"),
        (
            "a.ps1",
            f'Invoke-RestMethod -Method Put -Uri "{BLOCK}"\n',
            f'{MARK}\nInvoke-RestMethod -Method Put -Uri "{BLOCK}"\n',
        ),
        ("a.yml", f'a:\n  - uri: {{url: "{BLOCK}", method: PUT}}\n', None),
    ],
)
def test_a_suppression_is_put_above(tmp_path: Path, name: str, before: str, after: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(before.encode())
    done = fix(path)
    expected = after or before.replace("  - uri", f"  {MARK}\n  - uri")
    assert path.read_bytes() == expected.encode(), done
    assert done.code == 0
    assert "Added 1 comment to 1 file." in done.err
    again = fix(path)
    assert (path.read_bytes(), again.code) == (expected.encode(), 0)
    assert "Added" not in again.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", f'import requests\nx = f"""\n{{{SINGLE}}}\n"""\n'),
        ("a.py", f"import requests\nprint 1\n{CALL}\n"),
        ("a.sh", f"cat > run.sh <<X\ncurl -X PUT {BLOCK}\nX\n"),
        ("a.sh", f'ssh host "\ncurl -X PUT {BLOCK}\n"\n'),
        ("a.ps1", f'$x = @"\ncurl.exe -X PUT {BLOCK}\n"@\n'),
        ("a.yml", f"a:\n  - run: |\n      curl -X PUT {BLOCK}\n"),
        ("a.json", f'{{"url": "{BLOCK}", "method": "PUT"}}\n'),
        ("a.md", f"```sh\ncurl -X PUT {BLOCK}\n```\n"),
        ("a.rb", f'Net::HTTP.put(URI("{BLOCK}"))\n'),
    ],
)
def test_where_no_comment_can_be_proven_nothing_changes_and_it_is_said(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    done = fix(path)
    assert path.read_text() == text
    assert "Added" not in done.err
    found = re.findall(r"\[C42-\d+\]", done.out)
    assert done.code == bool(found)
    assert done.err.count("not suppressed") == len(found)


def test_one_that_cannot_be_placed_does_not_bar_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(f'import requests\n{CALL}\nx = f"""\n{{{SINGLE}}}\n"""\n{CALL}\n')
    done = fix(path)
    assert path.read_text().count(MARK) == 2
    assert done.code == 1
    assert f"{path}:5: C42-301 not suppressed" in done.err


def test_what_can_be_fixed_is_fixed_first(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(f'import requests\nrequests.get("https://console.us.code42.com/api/Computer")\n{CALL}\n')
    done = fix(path, "waits for the vendor", "--show-fixes")
    assert path.read_text() == (
        f'import requests\nrequests.get("https://console.us.code42.com/api/v1/Computer")\n{MARK}\n{CALL}\n'
    )
    assert f"{path}: 1 fixed, 1 comment added\n  line 2: C42-102 [safe] " in done.err
    assert f"  line 3: {MARK}\n" in done.err
    assert "Fixed 1 in 1 file; no findings remain." in done.err


def test_an_item_that_has_ended_needs_a_date(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("import py42.sdk\n")
    done = fix(path, "later", "--as-of", "2027-06-01")
    assert path.read_text() == "import py42.sdk\n"
    assert "until=YYYY-MM-DD" in done.err
    done = fix(path, "later until=2027-12-31", "--as-of", "2027-06-01")
    assert path.read_text().count("until=2027-12-31\nimport py42") == 1


@pytest.mark.parametrize("reason", ["", "  ", "\n", "a\x1b[2J"])
def test_a_reason_is_needed(tmp_path: Path, reason: str) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"import requests\n{CALL}\n")
    done = fix(path, reason)
    assert "needs a reason" in done.err
    assert path.read_text() == f"import requests\n{CALL}\n"


def test_a_reason_stays_in_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"import requests\n{CALL}\n")
    fix(path, "two\nlines, naïvely")
    assert "# c42migrate: ignore[C42-301] two lines, naïvely\n" in path.read_text(encoding="utf-8")


def test_a_diff_and_standard_input_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.py"
    text = f"import requests\n{CALL}\n"
    path.write_text(text)
    assert "+# c42migrate: ignore[C42-301] …" in fix(path, "waits for the vendor", "--diff").out
    words = ["fix", "-", "--stdin-filename", "a.py", "--add-ignore", "waits for the vendor"]
    assert run(*words, stdin=text.encode()).out == f"import requests\n{MARK}\n{CALL}\n"
    assert path.read_text() == text
