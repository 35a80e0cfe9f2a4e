Import-Module .\Code42Alerts.psm1 -Force
$alerts = Get-C42Alert -State OPEN | Where-Object { $_.name -like '*USB*' }
foreach ($a in $alerts) {
    $payload = @{ text = ":rotating_light: $($a.name) $($a.actor)" } | ConvertTo-Json
    Invoke-RestMethod -Uri $env:TEAMS_WEBHOOK -Method Post -Body $payload -ContentType 'application/json'
}
$alerts | Close-C42Alert -Note 'auto'
