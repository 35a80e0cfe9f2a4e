"""PowerShell 7 operators, and command lines in texts that a script runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.readers.powershell import read
from c42migrate.readers.powershell.grammar import spelled
from tests.readers.script_support import Language

POWERSHELL = Language(read, "powershell", "s.ps1")
H = '$base = "https://h"\n'
LONG = 30_000


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (H + '$p = $args[0] ?? "/a"\nirm "$base$p"', ["GET https://h/a"]),
        (H + '$p ??= "/a"\nirm "$base$p"', ["GET https://h/a"]),
        (H + '$p = "/a"\n$p ??= "/b"\nirm "$base$p"', ["GET https://h/a"]),
        (H + '$p = $null\n$p ??= "/b"\nirm "$base$p"', ["GET https://h/b"]),
        (H + '$p = $x ? "/a" : "/b"\nirm "$base$p"', ["GET https://h/a", "GET https://h/b"]),
        ('irm ("https://h" + ($x ? "/a" : "/b"))', ["GET https://h/a", "GET https://h/b"]),
        ("irm https://h/a -Method ($d ? 'DELETE' : 'PUT')", ["DELETE https://h/a", "PUT https://h/a"]),
        ('irm https://h/a -Headers @{ X = ($t ?? "y") }', ["GET https://h/a"]),
        ("Write-Host Go on ? [y/n]\nirm https://h/a\nWrite-Host a : b", ["GET https://h/a"]),
        ('$x | ? { $_ } | % { irm "https://h/$_" }', ["GET https://h/{_}"]),
        ("irm 'https://h/a ?? b'", ["GET https://h/a ?? b"]),
        ("irm https://h/${id}/b", ["GET https://h/{id}/b"]),
        (H + "irm ${base}/a/${id} -Method Put", ["PUT https://h/a/{id}"]),
        ('irm "https://h/${id}x"', ["GET https://h/{id}x"]),
        ("# $a ?? irm https://h/a", []),
        ("<# $a ? #> 'irm https://h/a' ?? \"irm https://h/b\"", []),
    ],
)
def test_operators_of_powershell_7(script: str, expected: list[str]) -> None:
    assert POWERSHELL.shown(script) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a ?? 'b'", "$a-or 'b'"),
        ("$a ??= 1", "$a +=  1"),
        ("$a ? 1 : 2", "$a-or1-or2"),
        ("$a ? ($b ? 1 : 2) : 3", "$a-or($b-or1-or2)-or3"),
        ('"it`"s ?? x" ?? 1', '"it`"s ?? x"-or 1'),
        ('"say ""hi"" ?? x" ?? 1', '"say ""hi"" ?? x"-or 1'),
        ("/${x}/", "/xxxx/"),
        *((same, same) for same in ("'it''s ?? x'", "@'\n$a ?? $b\n'@", "# $a ?? $b", "<# $a ? 1 : 2 #>")),
        *((same, same) for same in ("$a | ? { $_ }", "class A : B { }", "$a | ? b", '"open ?? x', '"${x}y /${z}"')),
    ],
)
def test_spelled(text: str, expected: str) -> None:
    assert spelled(text) == expected


@given(st.text(alphabet="a $?:='\"@\n(){}`#<>;|/", max_size=80))
def test_a_spelled_text_is_as_long_and_keeps_its_lines(text: str) -> None:
    new = spelled(text + " ?? ")
    assert len(new) == len(text) + 4


@pytest.mark.parametrize(
    "part",
    [
        *(
            "?",
            " ? ",
            ("$(" + '"') + " ?? ",
            "'\" ?? ",
            "@'\n ?? ",
            '@"\n ?? ',
            "<# ?? ",
            "$x ??= 1\n",
            "a ? b : ",
            "( ? ",
        ),
        *("/${", "${aaaa", ":${a}", "` ?? ", '@"\t ?? ', "a" + " " * 99 + "? ", "a ? b"),
    ],
)
def test_spelling_takes_linear_time(part: str) -> None:
    assert len(spelled(part * LONG)) == len(part) * LONG


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('Invoke-Expression "curl.exe -X PUT https://h/a"', ["PUT https://h/a"]),
        ('"curl.exe -X PUT https://h/a" | iex', ["PUT https://h/a"]),
        ("pwsh -NoProfile -Command { irm https://h/a }", ["GET https://h/a"]),
        ("iwr https://h/x.ps1 | iex", ["GET https://h/x.ps1"]),
        ('pwsh -File "irm https://h/a"', []),
        ('Write-Host "curl.exe https://h/a"', []),
        ('$c = "curl.exe https://h/a"', []),
        ('iex "# curl.exe https://h/a"', []),
    ],
)
def test_texts_that_are_run(script: str, expected: list[str]) -> None:
    assert POWERSHELL.shown(script) == expected
