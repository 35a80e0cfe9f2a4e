"""PowerShell modules: data files, folders of scripts, objects of classes that come from elsewhere."""

from __future__ import annotations

import pytest

from c42migrate.model import Header, Request
from c42migrate.readers.powershell import read
from tests.readers.script_support import LEXICON, Language, at

POWERSHELL = Language(read, "powershell", "s.ps1")
DATA = "@{\n  RootModule = 'M.psm1'\n  PrivateData = @{ R = @{ Off = 'api/v1/UserBlock'; Me = 'api/v1/User' } }\n}\n"
SEND = 'function Send($V, $R, $S) { irm "https://h/$($script:Map[$R])$S" -Method $V }\n'
OFF = 'function Off($Id) { Send PUT Off "/$Id" }\n'
ALL = "Get-ChildItem $PSScriptRoot\\lib -Filter *.ps1 | ForEach-Object { . $_.FullName }\n"
PUT = "PUT https://h/api/v1/UserBlock/{Id}"


@pytest.mark.parametrize(
    ("load", "folder"),
    [
        ('$script:Map = (Import-PowerShellDataFile "$PSScriptRoot\\M.psd1").PrivateData.R\n', ALL),
        ("$d = Import-PowerShellDataFile -Path $PSScriptRoot/M.psd1\n$script:Map = $d.PrivateData['R']\n", ALL),
        (
            "$script:Map = (Import-PowerShellDataFile (Join-Path $PSScriptRoot 'M.psd1')).PrivateData.R\n",
            "foreach ($f in @(Get-ChildItem $PSScriptRoot/lib/*.ps1)) { . $f }\n",
        ),
    ],
)
def test_a_module_with_a_data_file_and_a_folder(load: str, folder: str) -> None:
    files = {"m/M.psd1": DATA, "m/M.psm1": load + folder, "m/lib/Send.ps1": SEND, "m/lib/Off.ps1": OFF}
    assert PUT in POWERSHELL.project(files)["m/lib/Send.ps1"]


@pytest.mark.parametrize(
    "files",
    [
        {"m/M.psm1": ALL, "n/lib/Send.ps1": SEND, "m/lib/Off.ps1": OFF},
        {"m/M.ps1": ALL, "m/lib/Send.ps1": SEND, "m/lib/Off.ps1": OFF},
        {"m/M.psm1": "Get-ChildItem lib | % { $_.FullName }\n", "m/lib/Send.ps1": SEND, "m/lib/Off.ps1": OFF},
        {"m/M.psm1": ". $PSScriptRoot/Other.ps1\n", "m/lib/Send.ps1": SEND, "m/lib/Off.ps1": OFF},
    ],
)
def test_folders_that_no_module_loads(files: dict[str, str]) -> None:
    found = [one for rows in POWERSHELL.project(files).values() for one in rows]
    assert not [one for one in found if "PUT" in one or "Id" in one]


def test_a_data_file_that_nobody_loads() -> None:
    (reading,) = read([POWERSHELL.source(DATA, name="M.psd1")], LEXICON)
    paths = [(str(u.url), at(DATA, u.place)) for u in reading.usages if isinstance(u, Request) and u.verb is None]
    assert paths == [("api/v1/UserBlock", "api/v1/UserBlock"), ("api/v1/User", "api/v1/User")]


@pytest.mark.parametrize(
    "data", ["@{ A = 'M.psm1'; B = 'text/plain'; C = 'a b/c' }", "# @{ A = 'api/v1/User' }", "@{}"]
)
def test_data_without_paths(data: str) -> None:
    assert read([POWERSHELL.source(data, name="M.psd1")], LEXICON)[0].usages == ()


CLASS = (
    "class S { [string]$U = 'https://h'\n"
    '  [object] Call([string]$m, [string]$r, $b) { return irm "$($this.U)/api/$r" -Method $m } }\n'
)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("function Get-A($s, $g) { $s.Call('GET', \"Archive?g=$g\", $null).data }", "GET {u}/api/Archive?g={g}"),
        ("param($s)\n$s.Call('POST', 'PushRestoreJob', $b)", "POST {u}/api/PushRestoreJob"),
        ("$s = Get-Session\n$null = $s.call('PUT', 'UserBlock', $b)", "PUT {u}/api/UserBlock"),
    ],
)
def test_methods_of_objects_that_are_not_known(script: str, expected: str) -> None:
    assert expected in POWERSHELL.shown(CLASS + script)


@pytest.mark.parametrize(
    "script",
    [
        "$s.Call('GET', 'Archive')",
        "'text'.Call('GET', 'Archive', $null)",
        "$s.Invoke('GET', 'Archive', $null)",
        "class T { [object] Call($m, $r, $b) { return $r } }\n$s.Call('GET', 'Archive', $null)",
    ],
)
def test_methods_of_other_objects(script: str) -> None:
    assert not [one for one in POWERSHELL.shown(CLASS + script) if "Archive" in one]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("@{\n 'totp-auth' = (Read-Host 'code') }", "totp-auth"),
        ("@{\n Accept = 'a'\n 'totp-auth' = [string](Get-Code) }", "totp-auth"),
        ("@{\n 'totp-auth' = $code }", "$code"),
        ("@{\n 'totp-auth' = '123' }", "123"),
    ],
)
def test_headers_whose_value_stands_nowhere(headers: str, expected: str) -> None:
    script = f"irm https://h/a -Headers {headers}"
    (request,) = POWERSHELL.requests(script)
    found: list[Header] = [head for head in request.headers if head.name == "totp-auth"]
    assert [at(script, head.place) for head in found] == [expected]
