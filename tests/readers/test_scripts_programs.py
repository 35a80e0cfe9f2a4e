"""Requests of scripts that other programs send: COM objects, programs in folders that are not known."""

from __future__ import annotations

import pytest

from c42migrate.model import Command
from c42migrate.readers import powershell, shell
from tests.readers.script_support import Language

POWERSHELL = Language(powershell.read, "powershell", "s.ps1")
SHELL = Language(shell.read, "shell", "s.sh")
COM = "$h = New-Object -ComObject {}\n"


@pytest.mark.parametrize("kind", ["Msxml2.XMLHTTP", "MSXML2.ServerXMLHTTP.6.0", "WinHttp.WinHttpRequest.5.1"])
def test_com_objects_send_what_they_opened(kind: str) -> None:
    script = COM.format(kind) + '$h.Open("PUT", "$b/api/User", $false)\n$h.SetRequestHeader("X", "a")\n$h.Send()\n'
    assert POWERSHELL.shown(script) == ["PUT {b}/api/User"]
    (request,) = POWERSHELL.requests(script)
    assert [str(head.value) for head in request.headers] == ["a"]


@pytest.mark.parametrize(
    ("rest", "schemes"),
    [
        ('$h.open("GET", "$b/api/User", $false, $u, $p)\n$h.send()', ["challenge"]),
        ('$h.open("GET", "$b/api/User")\n$h.setRequestHeader("Authorization", "Basic $x")\n$h.send()', ["basic"]),
        ('$h.open("GET", "$b/api/User")\n$h.setRequestHeader("Authorization", "Bearer $x")\n$h.send()', []),
    ],
)
def test_com_objects_log_in(rest: str, schemes: list[str]) -> None:
    (request,) = POWERSHELL.requests(COM.format("Msxml2.XMLHTTP") + rest)
    assert [credential.scheme for credential in request.credentials] == schemes


@pytest.mark.parametrize(
    "script", ['$db.Open("select", "https://h/api/User")', '$f.Open("https://h/api/User", "GET")\n$f.Close()']
)
def test_what_else_is_opened_sends_nothing(script: str) -> None:
    assert all(request.client != ".NET" for request in POWERSHELL.requests(script))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ('& "$env:ProgramFiles\\Python\\code42.exe" users list', [["users", "list"]]),
        ("& $root/bin/code42 users list", [["users", "list"]]),
        ('& "$root\\$name.exe" users list', []),
        ("& $code42 users list", []),
        ('& "$env:X\\git.exe" push', []),
    ],
)
def test_programs_in_folders_that_are_not_known(script: str, words: list[list[str]]) -> None:
    found = [usage for usage in POWERSHELL.reading(script).usages if isinstance(usage, Command)]
    assert [[str(word) for word in command.words] for command in found] == words


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("find / -name curl -print", []),
        ("find . -path /api/User -delete", []),
    ],
)
def test_what_find_looks_for(script: str, shown: list[str]) -> None:
    assert SHELL.shown(script) == shown


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ('$t = @{ Uri = "https://h/api/User" }\n$t.Append("x")\nirm @t', ["GET https://h/api/User"]),
        (
            '$r = [Net.HttpWebRequest]::CreateHttp("https://h/api/User")\n$r.Method = "PUT"\n$r.GetResponse()',
            ["PUT https://h/api/User"],
        ),
    ],
)
def test_requests_of_the_framework(script: str, shown: list[str]) -> None:
    assert POWERSHELL.shown(script) == shown


def test_a_header_stands_where_its_scheme_is_written() -> None:
    script = (
        'function B { $p = Get-X\n return $p }\n$h = @{ Authorization = "Basic $(B)" }\nirm "$u/api/User" -Headers $h\n'
    )
    (request,) = POWERSHELL.requests(script)
    (credential,) = request.credentials
    assert script[credential.place.start :].startswith("Basic ")
