$h = @{ Authorization = "Bearer $env:TOKEN" }
$c = Invoke-RestMethod "https://api.ie.code42.com/v1/cases?status=OPEN" -Headers $h
$r = Invoke-RestMethod "https://api.ie.code42.com/v2/alert-rules" -Headers $h
$old = Invoke-RestMethod "https://api.ie.code42.com/v1/alert-rules/query-users" -Method Post -Headers $h -Body '{"ruleId":"1"}' -ContentType application/json
$d = Invoke-RestMethod "https://api.ie.code42.com/v1/users/$($args[0])/devices" -Headers $h
Invoke-RestMethod -Method Post $env:TEAMS_HOOK -Body (@{ text = "cases: $($c.totalCount) rules: $($r.totalCount)" } | ConvertTo-Json)
