param($Token)
$body = '{"groups":[{"filters":[{"operator":"WITHIN_THE_LAST","term":"eventTimestamp","value":"P7D"}]}],"groupingTerm":"fileOwner","pgSize":50}'
$uri = "https://api.us.code42.com" + "/v1/file-events/grouping"
$h = New-Object 'System.Collections.Generic.Dictionary[[String],[String]]'
$h.Add("Authorization", "Bearer $Token")
$h.Add("Content-Type", "application/json")
try { $g = Invoke-RestMethod $uri -Method 'POST' -Headers $h -Body $body }
catch { Write-Error "grouping failed: $($_.Exception.Message)"; exit 1 }
$g.groups | Sort-Object docCount -Descending | Format-Table
Invoke-RestMethod 'https://api.us.code42.com/v1/file-events/export' -Method 'POST' -Headers $h -Body $body -OutFile "$env:TEMP\events.csv"
