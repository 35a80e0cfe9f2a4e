Param(
  [Parameter(Mandatory=$true)] [string] $RuleName,
  [Parameter(Mandatory=$true)] [string[]] $Users,
  [ValidateSet('Add','Remove','Clear')] $Mode = 'Add'
)
. .\Get-Token.ps1

$base = "https://api.us.code42.com/v1"
$hdrs = @{ "Authorization" = "Bearer " + (Get-IncydrToken); "accept" = "application/json" }

# find the rule, by metadata query (old) - v2 has it too but no users in the answer
$meta = @{ tenantId = $TenantId; groups = @(); groupClause = 'AND'; pgNum = 0; pgSize = 100; srtKey = 'Name'; srtDirection = 'ASC' } | ConvertTo-Json
$rules = Invoke-RestMethod -Method POST "$base/alerts/rules/query-rule-metadata" -Headers $hdrs -Body $meta -ContentType "application/json"
$rule = $rules.ruleMetadata | Where-Object { $_.name -eq $RuleName }
if ($null -eq $rule) { Write-Error "Rule not found"; exit 1 }

$list = foreach ($u in $Users) {
  $r = Invoke-RestMethod "$base/users?username=$u" -Headers $hdrs
  @{ userIdFromAuthority = $r.users[0].userId; userAliasList = @($u) }
}

switch ($Mode) {
  'Add'    { $op = 'add-users' }
  'Remove' { $op = 'remove-users' }
  'Clear'  { $op = 'remove-all-users' }
}
$payload = @{ tenantId = $TenantId; ruleId = $rule.observerRuleId; userList = @($list) } | ConvertTo-Json -Depth 5
Invoke-RestMethod -Method POST -Uri ("{0}/alert-rules/{1}" -f $base, $op) -Headers $hdrs -Body $payload -ContentType "application/json"

# check it
Invoke-RestMethod -Uri "https://api.us.code42.com/v2/alert-rules/$($rule.observerRuleId)/users" -Headers $hdrs | Out-Host
Invoke-RestMethod -Uri "https://api.us.code42.com/v2/alert-rules?Watchlists=true" -Headers $hdrs | Select -Expand value
