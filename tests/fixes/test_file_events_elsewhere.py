"""Searches of file events in PowerShell and shell: the text after an unsafe fix, and what stays."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from tests.fixes.programs_support import Program, fixed

CALL = 'Invoke-RestMethod -Method Post -Uri "https://api.us.code42.com/v1/file-events" -Headers $h'
CURL = 'curl -s -H "Authorization: Bearer $T" https://api.us.code42.com/v1/file-events'
_MARKER = re.compile(r"^[ \t]*# c42migrate: review\[[^\n]*\n", re.MULTILINE)


def after(name: str, text: str, folder: Path) -> tuple[str, int]:
    """The text after a fix, without markers, and how many of these there are."""
    files, _ = fixed(Program("", "", "", "", {name: text}), folder, "unsafe")
    return _MARKER.sub("", files[name]), len(_MARKER.findall(files[name]))


MOVED = {
    "a table": (
        "a.ps1",
        f"""\
        $body = @{{
            groups = @(@{{ filters = @(
                @{{ operator = "IS"; term = "fileName"; value = $Name }},
                @{{ operator = "ON_OR_AFTER"; term = 'eventTimestamp'; value = "2026-01-01" }}
            ) }})
            srtKey = "eventTimestamp"
        }} | ConvertTo-Json -Depth 5
        $found = {CALL} -Body $body
        Write-Host $found.totalCount
        """,
        {"fileName": "file.name", "eventTimestamp": "@timestamp"},
    ),
    "a table that grows": (
        "a.ps1",
        f"""\
        $filters = @()
        $filters += @{{ operator = "EXISTS"; term = "md5Checksum" }}
        $query = @{{ groups = @(@{{ filters = $filters }}) }}
        $query.srtKey = "eventId"
        {CALL} -Body (ConvertTo-Json $query -Depth 6) | Out-Null
        """,
        {"md5Checksum": "file.hash.md5", "eventId": "event.id"},
    ),
    "a here-string": (
        "a.ps1",
        f"""\
        $body = @"
        {{
          "groups": [{{"filters": [{{"operator": "IS", "term": "deviceUserName", "value": "$User"}}]}}],
          "srtKey": "eventTimestamp"
        }}
        "@
        {CALL} -Body $body
        """,
        {"deviceUserName": "user.email", "eventTimestamp": "@timestamp"},
    ),
    "a choice": (
        "a.ps1",
        f"""\
        $term = switch ($choice) {{
            1 {{ 'fileName' }}
            2 {{ 'filePath' }}
            default {{ 'fileName' }}
        }}
        $body = '{{"groups": [{{"filters": [{{"operator": "EXISTS", "term": "' + $term + '"}}]}}]}}'
        {CALL} -Body $body
        """,
        {"fileName": "file.name", "filePath": "file.directory"},
    ),
    "a here-document in a file": (
        "a.sh",
        f"""\
        cat > /tmp/query.json <<EOF
        {{"groups": [], "srtKey": "eventTimestamp", "pgSize": $SIZE}}
        EOF
        {CURL} -d @/tmp/query.json -o events.json
        """,
        {"eventTimestamp": "@timestamp"},
    ),
    "double quotes": (
        "a.sh",
        f"""\
        {CURL} -d "{{\\"groups\\": [], \\"srtKey\\": \\"eventTimestamp\\", \\"columns\\": [\\"fileName\\"]}}"
        """,
        {"eventTimestamp": "@timestamp", "fileName": "file.name"},
    ),
}


@pytest.mark.parametrize(("name", "text", "names"), MOVED.values(), ids=MOVED)
def test_it_moves_as_a_whole(name: str, text: str, names: dict[str, str], tmp_path: Path) -> None:
    wanted = dedent(text).replace("/v1/", "/v2/")
    for old, new in names.items():
        wanted = wanted.replace(old, new)
    assert after(name, dedent(text), tmp_path) == (wanted, 1)


STAYS = {
    "a term from outside": (
        "a.ps1",
        f"""\
        param($Term)
        $query = @{{ groups = @(@{{ filters = @(@{{ operator = "EXISTS"; term = $Term }}) }}); srtKey = "eventId" }}
        {CALL} -Body ($query | ConvertTo-Json -Depth 6)
        """,
    ),
    "a list from a function": (
        "a.ps1",
        f"""\
        $query = @{{ groups = Get-Groups; srtKey = "eventId" }}
        {CALL} -Body ($query | ConvertTo-Json -Depth 6)
        """,
    ),
    "one choice has no equivalent": (
        "a.ps1",
        f"""\
        $term = if ($byHost) {{ 'osHostName' }} else {{ 'fileName' }}
        $body = '{{"groups": [{{"filters": [{{"operator": "EXISTS", "term": "' + $term + '"}}]}}]}}'
        {CALL} -Body $body
        """,
    ),
    "a property is read": (
        "a.ps1",
        f"""\
        $found = {CALL} -Body '{{"groups": [], "srtKey": "eventId"}}'
        $found.fileEvents | ForEach-Object {{ $_.FileName }}
        """,
    ),
    "a column is chosen": (
        "a.ps1",
        f"""\
        $found = {CALL} -Body '{{"groups": [], "srtKey": "eventId"}}'
        $found.fileEvents | Select-Object -Property md5checksum | Export-Csv out.csv
        """,
    ),
    "a word that would end the here-string": (
        "a.ps1",
        f"""\
        $body = @"
        {{"groups": [], "columns": [
        "eventTimestamp"]}}
        "@
        {CALL} -Body $body
        """,
    ),
    "keys read by jq": (
        "a.sh",
        f"""\
        {CURL} -d '{{"groups": [], "srtKey": "eventId"}}' | jq -r '.fileEvents[] | [.fileName, .riskScore] | @csv'
        """,
    ),
    "a plain key read by jq": (
        "a.sh",
        f"""\
        {CURL} -d '{{"groups": [], "srtKey": "eventId"}}' | jq -r '.fileEvents[].exposure'
        """,
    ),
    "a body that is not seen": ("a.sh", f"{CURL} -d @query.json\n"),
    "a sort key from outside": (
        "a.sh",
        f"""\
        SORT=$1
        {CURL} -d "{{\\"groups\\": [], \\"srtKey\\": \\"$SORT\\"}}"
        """,
    ),
    "a form": ("a.sh", f"{CURL} -d 'srtKey=eventTimestamp' -d \"$MORE\"\n"),
}


@pytest.mark.parametrize(("name", "text"), STAYS.values(), ids=STAYS)
def test_it_stays_as_a_whole(name: str, text: str, tmp_path: Path) -> None:
    assert after(name, dedent(text), tmp_path) == (dedent(text), 0)
