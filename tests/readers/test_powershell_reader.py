from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.model import Certainty, Command, Header, Request, VerbForm
from c42migrate.readers.powershell import read
from tests.readers.script_support import Language, assert_literals_stand_where_they_say, at

POWERSHELL = Language(read, "powershell", "s.ps1")
reading, requests, shown = POWERSHELL.reading, POWERSHELL.requests, POWERSHELL.shown


B = '$base = "https://c.example.com"\n'
U = "https://c.example.com/api/User"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('Invoke-RestMethod "$base/api/User"', ["GET {base}/api/User"]),
        (B + 'Invoke-RestMethod -Uri "$base/api/User" -Method Put', [f"PUT {U}"]),
        (B + "irm $base/api/User -Method 'Put'", [f"PUT {U}"]),
        (B + 'iwr -me delete -ur "$BASE/api/User"', [f"DELETE {U}"]),
        (B + 'INVOKE-WEBREQUEST -METHOD:POST -URI:"$base/api/User"', [f"POST {U}"]),
        (B + "$u = $base + \"/api\" + '/User'\nirm $u", [f"GET {U}"]),
        (B + '$u = $base; $u += "/api/User"\nirm $u', [f"GET {U}"]),
        (B + '$u = "{0}/{1}/User" -f $base, "api"\nirm $u', [f"GET {U}"]),
        (B + '$u = [string]::Format("{0}/api/User", $base)\nirm $u', [f"GET {U}"]),
        ('$b = "https://c.example.com" # the server\nirm "$b/api/User" # all', [f"GET {U}"]),
        (B + '$u = $base + # the server\n "/api/User" <# all #>\nirm $u', [f"GET {U}"]),
        (B + '$u = $base # + "/api/User"\nirm $u', ["GET https://c.example.com"]),
        (B + 'try { # once\n irm "$base/api/User" } # done\ncatch { } # no', [f"GET {U}"]),
        (B + '$u = $base, "api", "User" -join "/"\nirm $u', [f"GET {U}"]),
        (B + '$u = "$base/api/ID".Replace("ID", "User")\nirm $u', [f"GET {U}"]),
        (B + '$u = "$base/api/ID" -replace "ID", "User"\nirm $u', [f"GET {U}"]),
        (B + '$u = "$base/api/User/".TrimEnd("/")\nirm $u', [f"GET {U}"]),
        (B + '[Uri]$u = "$base/api/User"\nirm $u.AbsoluteUri', [f"GET {U}"]),
        (B + 'irm ([System.Uri]"$base/api/User")', [f"GET {U}"]),
        (B + 'irm (New-Object System.Uri "$base/api/User")', [f"GET {U}"]),
        (B + 'irm -Uri "${base}/api/User"', [f"GET {U}"]),
        (B + 'irm -Uri "$($base)/api/User"', [f"GET {U}"]),
        ('$c = @{ Url = "https://c.example.com" }\nirm "$($c.Url)/api/User"', [f"GET {U}"]),
        ('$c = @{}\n$c["Url"] = "https://c.example.com"\nirm "$($c.Url)/api/User"', [f"GET {U}"]),
        ('irm "$($c.Url)/api/User"', ["GET {c.Url}/api/User"]),
        ('$global:b = "https://c.example.com"\nfunction F { irm "$b/api/User" }\nF', [f"GET {U}"]),
        ('function F { $script:b = "https://c.example.com" }\nF\nirm "$b/api/User"', [f"GET {U}"]),
        ('function F { $b = "https://x" }\nF\nirm "$b/api/User"', ["GET {b}/api/User"]),
        (B + '$p = @{ Uri = "$base/api/User"; Method = "PUT" }\nirm @p', [f"PUT {U}"]),
        (B + '$p = @{ Method = "PUT" }\n$p.Uri = "$base/api/User"\nirm @p', [f"PUT {U}"]),
        (B + 'irm -Uri "$base/api/User" `\n  -Method `\n  Put', [f"PUT {U}"]),
        (B + 'irm -Uri "$base/api/User" `\r\n  -Method Put\r\n', [f"PUT {U}"]),
        (B + 'function F($m, $p) { irm -Method $m "$base/api/$p" }\nF PUT User', [f"PUT {U}"]),
        (
            B + 'function F { param($m, [switch]$x, $p = "User")\n irm -Method $m "$base/api/$p" }\nF -x PUT',
            [f"PUT {U}"],
        ),
        (B + 'function F { param($Path)\n irm "$base/api/$Path" }\nF -Pa User', [f"GET {U}"]),
        (B + 'function F { param($Path)\n "$base/api/$Path" }\nirm (F "User")', [f"GET {U}"]),
        (B + 'function F { param($Path)\n return "$base/api/$Path" }\n$u = F User\nirm $u', [f"GET {U}"]),
        ('function F { param($Path)\n irm "https://h/$Path" }', ["GET https://h/{Path}"]),
        ('param([string]$Base = "https://c.example.com")\nirm "$Base/api/User"', [f"GET {U}"]),
        (B + "foreach ($r in 'User', 'Org') { irm \"$base/$r\" }", [f"GET {U[:21]}/User", f"GET {U[:21]}/Org"]),
        (B + "'User', 'Org' | ForEach-Object { irm \"$base/$_\" }", [f"GET {U[:21]}/User", f"GET {U[:21]}/Org"]),
        (B + '$ids | % { irm "$base/api/User/$_" -Method Put }', [f"PUT {U}/{{_}}"]),
        (B + "try { irm $base/a } catch { irm $base/b } finally { irm $base/c }", [f"GET {U[:21]}/{x}" for x in "abc"]),
        (B + "$r = if ($x) { irm $base/a } else { irm $base/b }", [f"GET {U[:21]}/a", f"GET {U[:21]}/b"]),
        (B + "(irm $base/a).data | Where-Object { $_.x } | Out-Null", [f"GET {U[:21]}/a"]),
        (B + "class C { [void] Get() { irm https://h/a } }", ["GET https://h/a"]),
        ("foreach ($x in @()) { $h.Add($x, 1); irm https://h/$x }", ["GET https://h/{x}"]),
        ("@() | % { $h.Add($_, 1); irm https://h/$_ }", ["GET https://h/{_}"]),
        ("curl.exe -sku ${u}:$p -XPUT https://h/a", ["PUT https://h/a"]),
        ("curl -X PUT https://h/a", ["PUT https://h/a"]),
        ("curl -Method PUT https://h/a", ["PUT https://h/a"]),
        ('& "C:\\x\\curl.exe" --request PUT "https://h/a"', ["PUT https://h/a"]),
        ('$w = New-Object Net.WebClient\n$w.DownloadString("https://h/a")', ["GET https://h/a"]),
        ('$w = New-Object Net.WebClient\n$w.UploadString("https://h/a", "PUT", $b)', ["PUT https://h/a"]),
        ('$q = [Net.WebRequest]::Create("https://h/a")\n$q.Method = "PUT"\n$q.GetResponse()', ["PUT https://h/a"]),
        ('$w = New-Object Net.WebClient\n$w.DownloadString("https://h/" + "a")', ["GET https://h/a"]),
        ('$w = New-Object Net.WebClient\n$w.UploadString("https://{0}/a" -f "h", "PUT", $b)', ["PUT https://h/a"]),
        ("irm 'https://h/it''s/a'", ["GET https://h/it's/a"]),
        ('irm "https://h/a?b=`"c`"&d=""e"""', ['GET https://h/a?b="c"&d="e"']),
        ('$n = "é"\nirm "https://h/ü/$n/x"', ["GET https://h/ü/é/x"]),
        ("\tirm\thttps://h/a\t-Method\tPut", ["PUT https://h/a"]),
    ],
)
def test_requests_are_followed(script: str, expected: list[str]) -> None:
    assert [r for r in shown(script) if not r.startswith("?")] == expected


@pytest.mark.parametrize(
    "script",
    [
        "# irm https://h/api/User",
        "<# irm https://h/api/User #>",
        "Write-Host 'irm https://h/api/User'",
        'Write-Output "/api/User"',
        'Write-Host "/api/User"',
        "Get-Content /api/User",
        "$t = 'application/json'",
        "code42",
        "$x = 1",
        "",
    ],
)
def test_what_is_only_mentioned_is_no_usage(script: str) -> None:
    assert reading(script).usages == ()


def test_alternatives_of_one_branch_stay_together() -> None:
    script = 'if ($x) { $v = "PUT"; $e = "Block" } else { $v = "DELETE"; $e = "Gone" }\nirm -Method $v https://h/$e'
    assert shown(script) == ["PUT https://h/Block", "DELETE https://h/Gone"]


def test_recursion_ends() -> None:
    assert shown('function F($p) { irm "https://h/$p"; F "$p/x" }\nF a') == ["GET https://h/a"]


def test_places_trail_and_scope() -> None:
    script = "$ep = '/api/UserBlock'\nfunction F($p) { irm \"$b$p/$id\" -Method Put }\nF $ep\n"
    (request,) = requests(script)
    path, slash = request.url.literals
    assert at(script, path.place) == "/api/UserBlock"
    assert path.editable
    assert path.whole
    assert [step.note for step in path.trail] == [
        "ep is set here",
        "ep is used here",
        "passed to f here",
        "p is used here",
    ]
    assert (slash.text, slash.trail) == ("/", ())
    assert (request.certainty, request.scope) == (Certainty.RESOLVED, "F")
    assert request.verb is not None
    assert (request.verb.form, at(script, request.verb.place)) == (VerbForm.WORD, "Put")


def test_a_wrappers_verb_is_shared() -> None:
    script = 'function P($p) { irm "https://h/$p" -Method Post }\nP a\nP b\nirm https://h/c -Method Put'
    assert [(r.verb.name, r.verb.shared) for r in requests(script) if r.verb] == [
        ("POST", True),
        ("POST", True),
        ("PUT", False),
    ]


def test_a_compared_path_is_shared() -> None:
    (request,) = requests("$e = '/api/User'\nif ($e -eq '/api/User') { }\nirm \"$b$e\"")
    assert request.shared
    (request,) = requests("$e = '/api/User'\nif ($e -ne $null) { }\nirm \"$b$e\"")
    assert request.shared == ()


@pytest.mark.parametrize(
    "build",
    [
        "$h = @{ Authorization = \"v3_user_token $t\"; A = 'b' }",
        "$h = @{ 'Authorization' = \"v3_user_token $t\"\n 'A' = 'b' }",
        "$h = @{}\n$h['Authorization'] = \"v3_user_token $t\"\n$h['A'] = 'b'",
        "$h = @{}\n$h.Authorization = \"v3_user_token $t\"\n$h.A = 'b'",
        "$h = @{}\n$h.Add('Authorization', \"v3_user_token $t\")\n$h.Add('A', 'b')",
        (
            "$h = New-Object 'System.Collections.Generic.Dictionary[[String],[String]]'\n"
            "$h.Add('Authorization', \"v3_user_token $t\")\n$h.Add('A', 'b')"
        ),
        "$h = @{ Authorization = \"v3_user_token $t\" } + @{ A = 'b' }",
        "function H { return @{ Authorization = \"v3_user_token $t\"; A = 'b' } }\n$h = H",
    ],
)
def test_headers(build: str) -> None:
    script = build + "\nirm https://h/a -Headers $h"
    (request,) = [usage for usage in reading(script).usages if isinstance(usage, Request)]
    assert [(head.name, str(head.value), at(script, head.place)) for head in request.headers] == [
        ("Authorization", "v3_user_token {t}", "v3_user_token $t"),
        ("A", "b", "b"),
    ]
    assert not [usage for usage in reading(script).usages if isinstance(usage, Header)]


def test_a_header_no_request_takes_is_reported_alone() -> None:
    (head,) = reading('$h = @{ Authorization = "v3_user_token $t" }').usages
    assert isinstance(head, Header)
    assert (str(head.value), head.certainty) == ("v3_user_token {t}", Certainty.MAYBE)
    assert reading('$h = @{ Name = "v3_user_token $t" }').usages == ()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("irm https://h/a -Credential $c", [("challenge", "-Credential")]),
        ("irm https://h/a -Cred $c", [("challenge", "-Credential")]),
        ("irm https://h/a -Authentication Basic -Credential $c", [("basic", "-Credential")]),
        (
            (
                '$b = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${u}:$p"))\n'
                'irm https://h/a -Headers @{ Authorization = "Basic $b" }'
            ),
            [("basic", "Authorization header")],
        ),
        ("irm https://h/a -Headers @{ Authorization = 'Basic {0}' -f $b }", [("basic", "Authorization header")]),
        (
            "$w = New-Object Net.WebClient\n$w.Credentials = $c\n$w.DownloadString('https://h/a')",
            [("challenge", ".Credentials")],
        ),
        ('irm https://h/a -Headers @{ Authorization = "Bearer $b" }', []),
        ("irm https://h/a -Authentication Bearer -Token $t", []),
        ("irm https://h/a -ProxyCredential $c", []),
    ],
)
def test_credentials(script: str, expected: list[tuple[str, str]]) -> None:
    (request,) = requests(script)
    assert [(found.scheme, found.how) for found in request.credentials] == expected


@pytest.mark.parametrize(
    "body",
    [
        "@{ a = $x; b = 'c' }",
        "(@{ a = $x; b = 'c' } | ConvertTo-Json)",
        "(ConvertTo-Json @{ a = $x; b = 'c' } -Depth 3)",
        "(ConvertTo-Json -InputObject @{ a = $x; b = 'c' })",
        '"{ `"a`": `"$x`", `"b`": `"c`" }"',
        '@"\n{ "a": "$x", "b": "c" }\n"@',
        '(@"\n{ "a": "$x", "b": "c" }\n"@)',
        '"a=$x&b=c"',
    ],
)
def test_bodies(body: str) -> None:
    script = f"irm https://h/a -Method Post -Body {body}"
    (request,) = requests(script)
    assert [(entry.keys, str(entry.value)) for entry in request.body] == [(("a",), "{x}"), (("b",), "c")]
    assert [at(script, entry.key.place) for entry in request.body if entry.key] == ["a", "b"]
    assert not request.open_body


def test_values_in_a_table_keep_their_names() -> None:
    (request,) = requests(
        "$b = [ordered]@{ a = $x; c = $true }\nirm https://h/a -Method Put -Body ($b | ConvertTo-Json)"
    )
    assert [str(entry.value) for entry in request.body] == ["{x}", "true"]


def test_a_table_sent_by_get_is_the_query() -> None:
    (request,) = requests("irm https://h/a -Body @{ a = 1 }")
    assert [entry.keys for entry in request.query] == [("a",)]
    (request,) = requests("@{ a = 1 } | ConvertTo-Json | irm https://h/a -Method Post")
    assert [entry.keys for entry in request.body] == [("a",)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("$e = '/api/UserBlock'", ["? /api/UserBlock"]),
        ("$e = @{ x = '/api/UserBlock' }", ["? /api/UserBlock"]),
        ("Invoke-Thing -Path '/api/User' -Method PUT", ["PUT /api/User"]),
        ("Invoke-Thing '/api/User'", ["? /api/User"]),
    ],
)
def test_paths_that_no_request_uses(script: str, expected: list[str]) -> None:
    assert shown(script) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("code42 users list", ["users", "list"]),
        (
            '& code42 alerts search -b "$d" --format json | Out-File x',
            ["alerts", "search", "-b", "{d}", "--format", "json"],
        ),
        ("$x = code42.exe users list `\n  --active", ["users", "list", "--active"]),
        ("if (code42 users list) { }", ["users", "list"]),
    ],
)
def test_commands(script: str, expected: list[str]) -> None:
    (command,) = reading(script).usages
    assert isinstance(command, Command)
    assert (command.program, [str(word) for word in command.words]) == ("code42", expected)


def test_broken_scripts_say_so() -> None:
    bad = reading("{{{ ]] ) @@ ( [[[ }")
    assert not bad.parsed
    assert [problem.kind for problem in bad.problems] == ["parse"]


FRAGMENTS = [
    '$b = "https://h.exämple.com"\n',
    "$e = '/api/Usér''s'\n",
    'irm "$b$e/$id" -Headers @{ "Ä" = "x $y ß" }\n',
    'Invoke-WebRequest -Uri ($b + "/ü" + $e) `\n -Method Put\n',
    'function F($p) { irm "$b/`"$p`"/é" -Body \'{"k": 1, "ö": "$p"}\' -Method Post }\n',
    'F "User/$x"\n',
    '$j = @"\n{ "ä": "$b" }\n"@\nirm $b -Method Post -Body $j\n',
    'code42 users list --ü "$x"\n',
    "if ($e) { $e = '/z' } else { $e = \"{0}/é\" -f $b }\n",
    "foreach ($i in 'a', \"b$x\") { F $i }\n",
    'curl.exe -X PUT "$b/é" -d "{`"a`": 1}"\n',
    "\ufffd)\n",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=7), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_editable_literal_stands_where_it_says(parts: list[str], newline: str, bom: bool) -> None:
    script = "".join(parts).replace("\n", newline)
    assert_literals_stand_where_they_say(POWERSHELL, script, bom=bom)


@given(st.text(alphabet="irm $\"'`{}()@<>|&;\n[]ab/é=-+,.#%", max_size=60))
def test_no_text_is_too_odd(script: str) -> None:
    assert reading(script).path == "s.ps1"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("class P { static [string] $U = '/api/User' }\nirm ($b + [P]::U)", ["GET {b}/api/User"]),
        ("class P { static $U = '/api/User' }\nirm \"$b$([p]::u)/1\"", ["GET {b}/api/User/1"]),
        ("enum P { U }\nirm ('https://h/' + [P]::U)", ["GET https://h/U"]),
        ("class P { static [string] $U }\nirm ('https://h/' + [P]::U)", ["GET https://h/U"]),
    ],
)
def test_static_properties(script: str, expected: list[str]) -> None:
    assert [shown for shown in shown(script) if not shown.startswith("?")] == expected


@pytest.mark.parametrize(
    "made",
    [
        "[System.Net.Http.Headers.AuthenticationHeaderValue]::new('Basic', $enc)",
        "New-Object Net.Http.Headers.AuthenticationHeaderValue('Basic', $enc)",
    ],
)
def test_schemes_of_dotnet_clients(made: str) -> None:
    script = f"$c = [HttpClient]::new()\n$c.DefaultRequestHeaders.Authorization = {made}\n$c.GetAsync('https://h/a')\n"
    assert [credential.scheme for request in requests(script) for credential in request.credentials] == ["basic"]
    bearer = script.replace("Basic", "Bearer")
    assert [credential for request in requests(bearer) for credential in request.credentials] == []


def test_where_a_credential_was_put() -> None:
    script = "$p = @{ Credential = $c }\nirm @p https://h/a\nirm -Credential $c https://h/b\n"
    first, second = (request.credentials[0] for request in requests(script))
    assert [at(script, step.place) for step in first.trail] == ["$c"]
    assert second.trail == ()
    late = "$r = [Net.WebRequest]::Create('https://h/a')\n$r.Credentials = New-Object Net.NetworkCredential($u, $p)\n"
    (request,) = (one for one in requests(late + "$r.GetResponse()\n") if one.verb)
    assert ["NetworkCredential" in at(late, step.place) for step in request.credentials[0].trail] == [True]


SEND = B + 'function Send { param($R, $Method = "Get") irm "$base/api/$R" -Method $Method }\n'


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            SEND + 'function Off { param($Id) Send "UserBlock/$Id" -Method Put }',
            ["PUT https://c.example.com/api/UserBlock/{Id}"],
        ),
        (SEND + "function Me { [CmdletBinding()] Param([string]$Id = (Get-Date)) Send User }", [f"GET {U}"]),
        ('$x = "{ param($a) irm https://c.example.com/api/User }"', []),
        ("# function F { param($a) irm https://c.example.com/api/User }", []),
    ],
)
def test_statements_on_the_line_of_a_param_block(script: str, expected: list[str]) -> None:
    assert shown(script) == expected
