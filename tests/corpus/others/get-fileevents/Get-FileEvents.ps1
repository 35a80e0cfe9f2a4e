#!/usr/bin/env pwsh
param([int]$Days = 1, [string]$OutFile = './events.json', [ValidateSet('us','us2','ie','gov')][string]$Region = 'us')

$uri = @{
    us  = 'https://forensicsearch-east.us.code42.com'
    us2 = 'https://forensicsearch-default.prod.ffs.us2.code42.com'
    ie  = 'https://forensicsearch-default.ie.code42.com'
    gov = 'https://forensicsearch-default.gov.code42.com'
}[$Region]

$query = [ordered]@{
    groups = @(
        @{ filters = @(@{ operator = 'WITHIN_THE_LAST'; term = 'eventTimestamp'; value = "P${Days}D" }) }
    )
    pgNum = 1; pgSize = 500
}

$token = & "$PSScriptRoot/Get-Token.ps1" -Region $Region
$events = [System.Collections.Generic.List[object]]::new()
do {
    $r = Invoke-RestMethod -Uri "$uri/forensic-search/queryservice/api/v1/fileevent" -Method Post `
        -Headers @{ Authorization = "v3_user_token $token" } `
        -ContentType 'application/json' -Body ($query | ConvertTo-Json -Depth 6)
    foreach ($e in $r.fileEvents) { $events.Add($e) }
    $query.pgNum++
    Write-Progress -Activity 'fileevent search' -Status "$($events.Count) of $($r.totalCount)"
} while ($events.Count -lt $r.totalCount)

$events | ConvertTo-Json -Depth 9 | Set-Content $OutFile

# saved searches for the analysts
Invoke-RestMethod "$uri/forensic-search/queryservice/api/v1/saved" -Headers @{ Authorization = "v3_user_token $token" } |
    Select-Object -Expand searches | Format-Table id, name
