# console calls which are still current; token from an API client
$h = @{ Authorization = "Bearer $env:C42TOKEN" }
$c = 'https://console.us.code42.com'
$me = Invoke-RestMethod "$c/api/v1/User/my" -Headers $h
$pcs = Invoke-RestMethod "$c/api/v1/Computer?userId=$($me.data.userId)" -Headers $h
foreach ($p in $pcs.data.computers) {
    Invoke-RestMethod -Method Put "$c/api/v1/ComputerBlock/$($p.computerId)" -Headers $h
    Invoke-RestMethod -Method Delete "$c/api/v1/ComputerDeactivation/$($p.computerId)" -Headers $h
}
Invoke-RestMethod 'https://api.us.code42.com/v1/legal-hold/policies' -Headers $h
Invoke-RestMethod 'https://api.us.code42.com/v2/trusted-activities' -Headers $h
Invoke-RestMethod -Method Put "https://api.us.code42.com/v1/users/$($me.data.userUid)/roles" -Headers $h -Body '{"roleIds":["desktop-user"]}' -ContentType 'application/json'
Invoke-RestMethod -Method Post "https://api.us.code42.com/v1/users/$($me.data.userUid)/move" -Headers $h -Body '{"orgGuid":"1"}' -ContentType 'application/json'
