# scheduled task on UTIL01: weekly CLI exports
$env:PATH = "C:\Python39\Scripts;$env:PATH"
$dst = "\\files\security\code42\$(Get-Date -f yyyy-MM-dd)"
md $dst -Force | Out-Null

Write-Host 'code42 alerts search ...'
code42 alerts search -b 7d -f CSV | Out-File "$dst\alerts.csv" -Encoding utf8
& code42.exe audit-logs search --begin 7d -f json > "$dst\audit.json"
$cases = code42 cases list -f json | ForEach-Object { $_ | ConvertFrom-Json }
foreach ($c in $cases) { code42 cases export $c.number --path $dst }

Start-Process -FilePath 'code42' -ArgumentList 'users','list','-f','CSV' -RedirectStandardOutput "$dst\users.csv" -Wait

if ((Get-Item "$dst\alerts.csv").Length -eq 0) {
    Send-MailMessage -To soc@contoso.com -From util01@contoso.com -Subject 'code42 alerts export empty' -SmtpServer smtp
}
incydr agents list --format csv | Out-File "$dst\agents.csv"
