<#
  wrapper for the code42 command line, needs python 3.9 on the box
  code42 departing-employee list   -> see wiki
#>
if (-not (Get-Command code42.exe -ErrorAction SilentlyContinue)) {
    python -m pip install --upgrade code42cli
    python -m pip install "py42>=1.20,<2" requests
}
$name = 'prod'
code42.exe profile create -n $name -s console.us.code42.com -u $env:C42U --password $env:C42P --disable-ssl-errors -y

$cli = 'C:\Python39\Scripts\code42.exe'
$csv = Join-Path $env:TEMP 'leavers.csv'
Import-Csv \\fs\hr\leavers.csv | Select-Object @{n='username';e={$_.Mail}}, @{n='departure_date';e={$_.Last}} | Export-Csv $csv -NoTypeInformation

& $cli departing-employee bulk add $csv
if ($LASTEXITCODE -ne 0) { Write-Error "code42 departing-employee bulk add failed" }
& $cli alerts search -b 1d --state OPEN -f JSON | Out-File alerts.json
Start-Process -FilePath code42.exe -ArgumentList 'security-data','search','--saved-search','7c1f','-f','CSV' -Wait -RedirectStandardOutput ev.csv
cmd /c "code42 devices list --active -f JSON > devices.json"
$orgs = (code42 users list -f JSON | ConvertFrom-Json).orgId | Sort-Object -Unique

# new one
incydr cases list --format json | Out-File cases.json
incydr watchlists list -f json
crashplan devices list
