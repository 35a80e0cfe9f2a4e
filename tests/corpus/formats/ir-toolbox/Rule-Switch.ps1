Import-Module .\Incydr.Common.psm1
$T = Get-Tok
# v1: one call for a list of rules
$off = @{ tenantId = $TenantId; ruleIds = @($args); isEnabled = $false }
Invoke-Api -Verb Post -Rel 'v1/alert-rules/update-is-enabled' -Payload $off -Token $T
Invoke-Api -Verb Post -Rel 'v1/alerts/rules/query-rule-metadata' -Payload @{ pgSize = 50; pgNum = 0; groups = @() } -Token $T | % ruleMetadata
$args | ForEach-Object {
    Invoke-Api -Verb Post -Rel "v1/alert-rules/query-users" -Payload @{ ruleId = $_ } -Token $T
    Invoke-Api -Verb Get -Rel "v2/alert-rules/$_/users" -Token $T
    Invoke-Api -Verb Post -Rel "v2/alert-rules/$_/disable" -Token $T
}
Invoke-Api -Verb Get -Rel 'v1/sessions?state=OPEN&page_size=50' -Token $T
