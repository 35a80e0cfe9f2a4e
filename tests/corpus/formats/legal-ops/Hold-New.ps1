# rewrite of Hold-Report.ps1 on the API client; keep both until legal signs off
. .\token.ps1   # sets $H
$api = 'https://api.us.code42.com/v1/legal-hold'
$matters = irm "$api/matters?active=true&pageSize=100" -Headers $H
foreach ($m in $matters.matters) {
    $cust = irm "$api/matters/$($m.matterId)/custodians" -Headers $H
    "{0}: {1}" -f $m.name, $cust.custodians.Count
}
irm "$api/matters" -Method Post -Headers $H -ContentType 'application/json' -Body (@{ name = $args[0]; policyId = $args[1] } | ConvertTo-Json)
irm "$api/matters/$($args[2])/custodians/remove" -Method Post -Headers $H -Body (@{userId=$args[3]}|ConvertTo-Json) -ContentType 'application/json'
# old: irm https://console.us.code42.com/api/v27/legal-hold-matter/list
$pol = irm 'https://console.us.code42.com/api/v27/legal-hold-policy/list' -Headers $H
$mem = irm "https://console.us.code42.com/api/v27/legal-hold-membership/list?legalHoldMatterUid=$($args[2])" -Headers $H
