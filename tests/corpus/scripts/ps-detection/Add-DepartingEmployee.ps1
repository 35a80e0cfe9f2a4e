<#
 Called by the HR leaver workflow (Orchestrator).
 POST https://ecm-east.us.code42.com/svc/api/v2/departingemployee/add
#>
param([Parameter(Mandatory)]$Upn, [datetime]$LastDay)
$ecm = 'https://ecm-east.us.code42.com/svc/api/v2'
$headers = @{}
$headers.Add('Authorization', 'v3_user_token ' + $env:C42_V3)
$u = Invoke-RestMethod -Method Post -Uri "$ecm/user/getbyusername" -Headers $headers -Body (@{tenantId=$tid;username=$Upn}|ConvertTo-Json) -ContentType application/json
$body = @"
{ "tenantId": "$tid", "userId": "$($u.userId)", "departureDate": "$($LastDay.ToString('yyyy-MM-dd'))" }
"@
Invoke-RestMethod -Method Post -Uri "$ecm/departingemployee/add" -Headers $headers -Body $body -ContentType application/json
Invoke-RestMethod -Method Post -Uri "$ecm/user/updatenotes" -Headers $headers -Body $body -ContentType application/json
Write-Host "Added $Upn to detection-lists/departingemployee"
