# add/remove users from an exfiltration rule
param($RuleId, $Add, $Remove)
$hdr = @{ Authorization = "Bearer $(Get-Content $HOME\.c42token)" }
$root = "https://fed-observer-east.us.code42.com/svc/api/v1/Rules"
$portal = 'https://api.us.code42.com'
$common = @{ Headers = $hdr; Method = 'POST'; ContentType = 'application/json; charset=utf-8' }

if ($Add) {
  $b = @{ tenantId = $env:TENANT; ruleId = $RuleId; userList = @(@{ userIdFromAuthority = $Add; userAliasList = @() }) }
  Invoke-RestMethod @common -Uri "$root/add-users" -Body ($b | ConvertTo-Json -Depth 4)
}
if ($Remove) {
  Invoke-RestMethod @common -Uri "$portal/v1/alert-rules/remove-users" -Body (@{ ruleId = $RuleId; userIdList = @($Remove) } | ConvertTo-Json)
}
$r = Invoke-RestMethod @common -Uri "$portal/v1/alert-rules/query-endpoint-exfiltration-rule" -Body (@{ ruleIds = @($RuleId) } | ConvertTo-Json)
$r.rules | Select-Object name, isEnabled, modifiedAt
Invoke-RestMethod -Headers $hdr -Uri "$portal/v2/alert-rules/$RuleId"
Invoke-RestMethod -Headers $hdr -Method Post -Uri "$portal/v2/alert-rules/$RuleId/enable"
Write-Host 'remove-all-users is in another script'
