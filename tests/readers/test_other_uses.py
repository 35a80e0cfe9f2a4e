"""What else a script does with the text of a URL, and what stands in a URL where no value is known."""

from __future__ import annotations

import pytest

from c42migrate.model import Request
from c42migrate.readers import powershell, shell
from tests.readers.script_support import Language, at

SHELL = Language(shell.read, "shell", "s.sh")
POWERSHELL = Language(powershell.read, "powershell", "s.ps1")
PATH = "/api/Org"
SENT_SHELL = f'B=https://h\nP="{PATH}"\n' + '{}\ncurl "$B$P"\n'
SENT_POWERSHELL = f"$b = 'https://h'\n$p = '{PATH}'\n" + '{}\nirm "$b$p"\n'


def _used(language: Language, template: str, line: str) -> list[str]:
    """The code of the other uses of the path in a script with this line."""
    script = template.replace("{}", line)
    (request,) = [r for r in language.requests(script) if str(r.url).endswith(PATH) and r.verb]
    kept = [at(script, place) for place in request.shared]
    assert kept == ([PATH] if request.other_uses else [])
    return [at(script, step.place) for step in request.other_uses]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('[ "$P" = "$Q" ] && exit', '"$P"'),
        ('[[ "$P" == *Org ]]', '"$P"'),
        ('case "$P" in /api/Org) : ;; esac', '"$P"'),
        ('N="${P##*/}"', "${P##*/}"),
        ('N="${P#/api}"', "${P#/api}"),
        ("N=${P//\\//_}", "${P//\\//_}"),
        ("N=${P:0:4}", "${P:0:4}"),
        ("N=$(echo \"$P\" | sed 's,/api,,')", "sed 's,/api,,'"),
        ('N=$(cut -d/ -f2 <<< "$P")', 'cut -d/ -f2 <<< "$P"'),
        ('IFS=/ read -r _ a b <<< "$P"', 'IFS=/ read -r _ a b <<< "$P"'),
        ('mkdir -p "/tmp$P"', 'mkdir -p "/tmp$P"'),
        ('curl -o "/tmp/$P.json" https://h/other', 'curl -o "/tmp/$P.json" https://h/other'),
        ('date > "/tmp$P"', '"/tmp$P"'),
        ('echo "$P" > paths.txt', "paths.txt"),
        ('echo "$P" >> login_paths', "login_paths"),
        ('echo "$P" >> catalog.txt', "catalog.txt"),
        ("declare -A SEEN\necho ${SEEN[$P]}", "${SEEN[$P]}"),
        ('other_tool --path "$P"', 'other_tool --path "$P"'),
    ],
)
def test_a_path_of_a_shell_script_that_is_used_for_something_else(line: str, place: str) -> None:
    assert _used(SHELL, SENT_SHELL, line) == [place]


@pytest.mark.parametrize(
    "line",
    [
        'echo "calling $B$P"',
        "printf '%s\\n' \"$P\"",
        'logger -t tool "GET $P"',
        'log_info "GET $P"',
        'log() { echo "$(date) $1" >> "$LOGFILE"; }\nlog "GET $P"',
        'echo "GET $P" | tee -a /var/log/tool.log',
        'echo "GET $P" >&2',
        'echo "GET $P" >> /var/log/tool.txt',
        'echo "GET $P" >> "$debugLog"',
        '[ -z "$P" ] && exit 1',
        'N="${P%/}"',
        'N="${P// /%20}"',
        'while IFS= read -r line; do echo "$line"; done <<< "$P"',
        'DATA=`curl -s $B$P`\necho "<result>$DATA</result>"',
        'DATA=$(curl -s "$B$P")\nif [ "$DATA" = "{}" ]; then N="${DATA#*:}"; fi',
        'curl -s "$B$P" | sed "s/a/b/" > out.json',
        'get() { echo "${@:2}"; }\nget one "$P"',
        'R=$(curl -s "$B$P" | jq -r .data)\nmkdir -p "/tmp/$R"',
        '[ "$OTHER" = "/api/Org" ]',
    ],
)
def test_a_path_of_a_shell_script_that_is_only_sent_or_told(line: str) -> None:
    script = SENT_SHELL.replace("{}", line)
    assert all(not request.shared and not request.other_uses for request in SHELL.requests(script))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("if ($p -eq $other) { exit }", "$p -eq $other"),
        ("if ($p -like '*Org') { exit }", "$p -like '*Org'"),
        ("switch ($p) { '/api/Org' { 1 } }", "$p"),
        ("$n = $p -replace '/api', ''", "$p -replace '/api', ''"),
        ("$n = ($p -split '/')[-1]", "$p -split '/'"),
        ("$n = $p.Substring(5)", "$p.Substring(5)"),
        ("$n = $p.Replace('/', '_')", "$p.Replace('/', '_')"),
        ("if ($p.StartsWith('/api/')) { 1 }", "$p.StartsWith('/api/')"),
        ("$seen = @{ $p = 1 }", "$p"),
        ("$x = $seen[$p]", "$seen[$p]"),
        ('irm https://h/other -OutFile "c:/$p"', 'irm https://h/other -OutFile "c:/$p"'),
        ("$p | Out-File paths.txt", "Out-File paths.txt"),
        ("Set-Content -Path paths.txt -Value $p", "Set-Content -Path paths.txt -Value $p"),
        ("Invoke-Other -Path $p", "Invoke-Other -Path $p"),
        ("$p > paths.txt", "> paths.txt"),
    ],
)
def test_a_path_of_a_powershell_script_that_is_used_for_something_else(line: str, place: str) -> None:
    assert place in _used(POWERSHELL, SENT_POWERSHELL, line)


@pytest.mark.parametrize(
    "line",
    [
        'Write-Host "calling $b$p"',
        'Write-Verbose -Message "GET $p"',
        "$p | Out-Host",
        "$p >> $logFile",
        "$p > $null",
        'Write-Log "GET $p"',
        'Add-Content -Path $logFile -Value "GET $p"',
        "if ($p -eq $null) { exit }",
        "if ([string]::IsNullOrEmpty($p)) { exit }",
        "$n = $p.TrimEnd('/')",
        "$n = $p -replace ' ', '%20'",
        '$reply = irm "$b$p"\nif ($reply -eq "x") { $reply.Substring(2) | Set-Content out.json }',
        '$reply = Invoke-RestMethod "$b$p"\nWrite-Host ($reply -replace "a", "b")',
        '(irm "$b$p").data | Where-Object { $_.name -eq "x" }',
        "if ($other -eq '/api/Org') { exit }",
        '$call = @{ Uri = "$b$p" }',
        "$call = @{ Uri = $p }\\n$call.Remove('Uri')",
    ],
)
def test_a_path_of_a_powershell_script_that_is_only_sent_or_told(line: str) -> None:
    script = SENT_POWERSHELL.replace("{}", line)
    assert all(not request.shared and not request.other_uses for request in POWERSHELL.requests(script))


def _urls(found: list[Request]) -> list[str]:
    return [str(request.url) for request in found if request.verb]


@pytest.mark.parametrize(
    ("script", "url"),
    [
        ('S="<your server>"\ncurl "https://$S/api/User"', "https://{S}/api/User"),
        ('S="<your server>"\ncurl "$S/api/User"', "{S}/api/User"),
        ('S="https://<server>:4285"\ncurl "$S/api/User"', "https://{S}/api/User"),
        ('S="your server here"\ncurl "https://$S/api/User"', "https://{S}/api/User"),
        ('S=""\ncurl "https://$S/api/User"', "https://{}/api/User"),
        ('curl "https://<your server>/api/User"', "https://{your server}/api/User"),
        ("S=console.example.com\ncurl https://$S/api/User", "https://console.example.com/api/User"),
        ("S=your-server\ncurl https://$S:4285/api/User", "https://your-server:4285/api/User"),
        ("curl 'https://h/api/User?q=a b'", "https://h/api/User?q=a b"),
        ("curl /api/User", "/api/User"),
    ],
)
def test_a_placeholder_is_no_host(script: str, url: str) -> None:
    assert _urls(SHELL.requests(script)) == [url]


@pytest.mark.parametrize(
    ("script", "url"),
    [
        ("$s = '<your server>'\nirm \"https://$s/api/User\"", "https://{s}/api/User"),
        ("$s = 'your server here'\nirm ('https://' + $s + '/api/User')", "https://{s}/api/User"),
        ("$s = ''\nirm \"https://$s/api/User\"", "https://{}/api/User"),
        ("irm https://console.example.com/api/User", "https://console.example.com/api/User"),
    ],
)
def test_a_placeholder_is_no_host_in_powershell(script: str, url: str) -> None:
    assert _urls(POWERSHELL.requests(script)) == [url]


@pytest.mark.parametrize(
    ("script", "url"),
    [
        ('BASE="$JAMF_URL"\ncurl "$BASE/api/User"', "{JAMF_URL}/api/User"),
        ("BASE=${JAMF_URL:-}\ncurl $BASE/api/User", "{JAMF_URL}/api/User"),
        ('get() { local base="$1"; curl "$base/api/User"; }\nget "$CODE42_HOST"', "{CODE42_HOST}/api/User"),
        ('get() { local base="$1"; curl "$base/api/User"; }', "{base}/api/User"),
        ("BASE=$(cat base.txt)\ncurl $BASE/api/User", "{BASE}/api/User"),
        ("for id in $IDS; do curl https://h/api/User/$id; done", "https://h/api/User/{id}"),
        ("curl https://h/api/v$N/User", "https://h/api/v{N}/User"),
    ],
)
def test_names_of_unknown_values_survive(script: str, url: str) -> None:
    assert _urls(SHELL.requests(script)) == [url]


@pytest.mark.parametrize(
    ("script", "url"),
    [
        ('$base = $env:JAMF_URL\nirm "$base/api/User"', "{env:JAMF_URL}/api/User"),
        ("$base = [Environment]::GetEnvironmentVariable('JAMF_URL')\nirm \"$base/api/User\"", "{JAMF_URL}/api/User"),
        ('param($Server)\n$base = $Server\nirm "$base/api/User"', "{Server}/api/User"),
        ('$base = $config.code42.url\nirm "$base/api/User"', "{config.code42.url}/api/User"),
        ('$base = $args[0]\nirm "$base/api/User"', "{base}/api/User"),
        ('$base = Read-Host "Server"\nirm "$base/api/User"', "{base}/api/User"),
        ('irm "https://h/api/v$n/User"', "https://h/api/v{n}/User"),
    ],
)
def test_names_of_unknown_values_survive_in_powershell(script: str, url: str) -> None:
    assert _urls(POWERSHELL.requests(script)) == [url]
