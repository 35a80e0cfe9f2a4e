param($Upn, $Date)
$api = "https://api.us.code42.com"
$pair = "$env:C42_ID`:$env:C42_SECRET"
$basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($pair))
$tok = Invoke-RestMethod -Method Post "$api/v1/oauth?grant_type=client_credentials" -Headers @{ Authorization = "Basic $basic" }
$h = @{ Authorization = "Bearer $($tok.access_token)" }

$graph = Invoke-RestMethod "https://graph.microsoft.com/v1.0/users/$Upn" -Headers @{ Authorization = "Bearer $env:GRAPH" }
$user = (Invoke-RestMethod "$api/v1/users?username=$Upn" -Headers $h).users[0]
Invoke-RestMethod "$api/v1/detection-lists/departingemployee/add" -Method Post -Headers $h -ContentType application/json -Body (@{
    tenantId = $env:C42_TENANT; userId = $user.userId; departureDate = $Date
} | ConvertTo-Json)
Invoke-RestMethod "$api/v1/detection-lists/user/updatenotes" -Method Post -Headers $h -ContentType application/json -Body (@{
    tenantId = $env:C42_TENANT; userId = $user.userId; notes = "manager: $($graph.manager)"
} | ConvertTo-Json)
Write-Host "$Upn added to detection-lists/departingemployee"
