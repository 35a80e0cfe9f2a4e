param($ClientId, $Secret, $Api = 'https://api.us.code42.com')
$basic = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${ClientId}:$Secret"))
$t = Invoke-RestMethod -Method Post -Uri "$Api/v1/oauth?grant_type=client_credentials" -Headers @{ Authorization = "Basic $basic" }
$h = @{ Authorization = "Bearer $($t.access_token)" }
$users = (Invoke-RestMethod "$Api/v1/users?active=true&page=1" -Headers $h).users
foreach ($u in $users) {
    Invoke-RestMethod -Method Post "$Api/v1/users/$($u.userId)/deactivate" -Headers $h -WhatIf
    Invoke-RestMethod "$Api/v1/agents?userId=$($u.userId)" -Headers $h
    # Invoke-RestMethod "$Api/v1/users/$($u.userId)/devices" -Headers $h
}
Invoke-RestMethod -Method Get "$Api/v1/cases?status=OPEN" -Headers $h
Invoke-RestMethod -Method Post "$Api/v2/file-events" -Headers $h -Body $q -ContentType application/json
Invoke-RestMethod -Method Post "$Api/v1/file-events" -Headers $h -Body $q -ContentType application/json
