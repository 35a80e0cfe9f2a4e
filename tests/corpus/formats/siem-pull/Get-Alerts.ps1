#requires -version 5.1
# Pulls the open alerts every 10 min, drops json for the Splunk forwarder
$cfg = Get-Content "$PSScriptRoot\settings.json" -Raw | ConvertFrom-Json

function Get-Token {
    $ub = [UriBuilder]$cfg.apiHost
    $ub.Path  = '/v1/oauth'
    $ub.Query = 'grant_type=client_credentials'
    $auth = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($cfg.clientId):$($cfg.secret)"))
    $r = Invoke-RestMethod -Uri $ub.Uri -Method Post -Headers @{ Authorization = "Basic $auth" }
    $r.access_token
}

$headers = @{ 'Authorization' = "Bearer $(Get-Token)" }
$query = @'
{ "groups": [ { "filters": [ {"term":"state","operator":"IS","value":"OPEN"} ], "filterClause":"AND" } ],
  "groupClause": "AND", "pgNum": 0, "pgSize": 500, "srtKey": "CreatedAt", "srtDirection": "DESC" }
'@

$ub = [UriBuilder]$cfg.apiHost
$ub.Path = $cfg.paths.search
$alerts  = Invoke-RestMethod -Uri $ub.Uri -Method Post -Headers $headers -Body $query -ContentType 'application/json'

$details = foreach ($chunk in ($alerts.alerts.id | Group-Object { [math]::Floor($script:i++ / 100) })) {
    $ub.Path = '/v1/alerts/query-details'
    Invoke-RestMethod -Uri $ub.Uri -Method Post -Headers $headers -ContentType 'application/json' `
        -Body (@{ alertIds = @($chunk.Group) } | ConvertTo-Json)
}
$details.alerts | ConvertTo-Json -Depth 12 | Set-Content (Join-Path $cfg.outDir "alerts_$(Get-Date -f yyyyMMddHHmm).json")

# close the noisy ones
$ub.Path = '/v1/alerts/update-state'
$noise = $details.alerts | Where-Object { $_.severity -eq 'LOW' }
$b = @{ alertIds = @($noise.id); state = 'RESOLVED'; note = 'auto' } | ConvertTo-Json
Invoke-RestMethod -Uri $ub.Uri -Method Post -Headers $headers -Body $b -ContentType 'application/json' | Out-Null
Write-Host "POST /v1/alerts/update-state done, $($noise.Count) closed"
