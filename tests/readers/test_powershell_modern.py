"""PowerShell 7 operators, and texts that a script runs as programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from script_support import LEXICON, Language, assert_literals_stand_where_they_say

from c42migrate.readers.powershell import read
from c42migrate.readers.powershell.modern import spelled

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
        (H + '$p = $x ? "/a" : $y ? "/b" : "/c"\nirm "$base$p"', [f"GET https://h/{x}" for x in "abc"]),
        ('irm ("https://h" + ($x ? "/a" : "/b"))', ["GET https://h/a", "GET https://h/b"]),
        ('irm "https://h/$($x ? "a" : "b")"', ["GET https://h/a", "GET https://h/b"]),
        ('irm "https://h/$($r ?? "a")" -Method ($d ? "DELETE" : "PUT")', ["DELETE https://h/a", "PUT https://h/a"]),
        ('$u = @"\nhttps://h/$($r ?? "a")\n"@\nirm $u.Trim()', ["GET https://h/a"]),
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
        ('"$(f "n $($k ?? 1) ?? 2") ?? z"', '"$(f "n $($k-or 1) ?? 2") ?? z"'),
        ('"it`"s ?? x" ?? 1', '"it`"s ?? x"-or 1'),
        ('"say ""hi"" ?? x" ?? 1', '"say ""hi"" ?? x"-or 1'),
        ('@"\n"a ?? b" $($c ?? 1)\n"@ ?? 2', '@"\n"a ?? b" $($c-or 1)\n"@-or 2'),
        ("/${x}/", "/$xxx/"),
        *((same, same) for same in ("'it''s ?? x'", "@'\n$a ?? $b\n'@", "# $a ?? $b", "<# $a ? 1 : 2 #>")),
        *(
            (same, same)
            for same in ("$a | ? { $_ }", "a ; b ? c ; d : e", '"open ?? x', "(a ? b) : c", '"${x}y /${z}"')
        ),
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
        ('iex "irm https://h/a -Method Put"', ["PUT https://h/a"]),
        ("Invoke-Expression @'\nirm https://h/a\n'@", ["GET https://h/a"]),
        ('$c = "irm https://h/a/$id"\niex $c', ["GET https://h/a/{id}"]),
        (H + 'iex "irm $base/a -Method Put"', ["PUT https://h/a"]),
        ("iex ('irm https://h/a' + ' -Method Put')", ["PUT https://h/a"]),
        ("iex ('irm https://h' + '/a')", ["GET https://h/a"]),
        ("iex \"`$u = 'https://h/a'; irm `$u\"", ["GET https://h/a"]),
        ('& ([scriptblock]::Create("irm https://h/a"))', ["GET https://h/a"]),
        ('"irm https://h/a -Method Put" | iex', ["PUT https://h/a"]),
        ('pwsh.exe -NoProfile -ExecutionPolicy Bypass -c "irm https://h/a -Method Put"', ["PUT https://h/a"]),
        ("pwsh -NoProfile -Command { irm https://h/a }", ["GET https://h/a"]),
        ('$u = "https://h/a/"\nirm $u.TrimEnd("/")', ["GET https://h/a"]),
        ("iwr https://h/x.ps1 | iex", ["GET https://h/x.ps1"]),
        ('pwsh -File "irm https://h/a"', []),
        ('Write-Host "irm https://h/a"', []),
        ('$c = "irm https://h/a"', []),
        ('iex "# irm https://h/a"', []),
        ('$c = "iex `$c; iex `$c"\niex $c\nirm https://h/z', ["GET https://h/z"]),
    ],
)
def test_texts_that_are_run(script: str, expected: list[str]) -> None:
    assert POWERSHELL.shown(script) == expected


@pytest.mark.parametrize(
    "script",
    [
        'iex "irm `"https://h/é/$x`" -Method Put"',
        "$u = 'https://h/a'\niex ('irm ' + $u + ' -Method Put')",
        "iex ('irm https://h/a' + ' -Method Put')",
        "iex ('irm https://h' + '/a/' + 'b')",
        "iex ('IRM https://h/A'.ToLower() + ' -Method Put')",
        "iex irm https://h/a",
        "$a = '/b'\n$b = \"irm https://h$a\"\niex ($b + $b)",
    ],
)
def test_literals_of_texts_that_are_run_stand_where_they_say(script: str) -> None:
    assert_literals_stand_where_they_say(POWERSHELL, script, bom=False)


def test_a_text_that_runs_itself_again_and_again_ends() -> None:
    source = POWERSHELL.source("$c = '" + "iex $c;" * LONG + "'\niex $c\nirm https://h/z")
    assert read([source], LEXICON)[0].parsed
