# export open cases and their events, modern API only
param($OutDir = "$HOME\cases")
. $PSScriptRoot\Get-Token.ps1
$h = @{ Authorization = "Bearer $(Get-IncydrToken)" }
$root = 'https://api.us.code42.com'
New-Item -ItemType Directory -Force $OutDir | Out-Null

$page = 1
while ($true) {
    $cases = (Invoke-RestMethod "$root/v1/cases?status=OPEN&pgNum=$page&pgSize=50" -Headers $h).cases
    if (!$cases) { break }
    foreach ($case in $cases) {
        $ev = Invoke-RestMethod "$root/v1/cases/$($case.number)/fileevent" -Headers $h
        $ev.events | ConvertTo-Json -Depth 6 | Set-Content "$OutDir\$($case.number).json"
        Invoke-WebRequest "$root/v1/cases/$($case.number)/export" -Headers $h -OutFile "$OutDir\$($case.number).pdf"
        $subject = Invoke-RestMethod "$root/v1/users/$($case.subject)" -Headers $h
        Write-Host ("case {0}: {1}" -f $case.number, $subject.username)
    }
    $page++
}
$aud = Invoke-RestMethod -Method Post "$root/v1/audit/search-audit-log" -Headers $h -Body '{"page":0}' -ContentType 'application/json'
Write-Host "Replaces /v1/alerts and /v1/file-events export; see wiki"
