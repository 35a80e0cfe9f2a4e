param($Env = 'us')
$Hosts = @{ us = 'https://api.us.code42.com'; ie = 'https://api.ie.code42.com' }
$Secret = Get-Secret incydr -AsPlainText
$form = @{ client_id = $Secret.id; client_secret = $Secret.key; grant_type = 'client_credentials' }
$tok = Invoke-RestMethod -Method Post -Uri "$($Hosts[$Env])/v1/oauth" -Body $form
Invoke-RestMethod "$($Hosts[$Env])/v1/customer" -Headers @{Authorization="Bearer $($tok.access_token)"} -SessionVariable web | Out-Null
$page = 1
$all = while ($true) {
    $x = Invoke-RestMethod ("{0}/v1/devices?page={1}&pageSize=500&active=true" -f $Hosts[$Env], $page++) -WebSession $web
    if (!$x.devices) { break }
    $x.devices
}
$all | Group-Object osName | Sort-Object Count
$one = Invoke-RestMethod "$($Hosts[$Env])/v1/agents/$($all[0].deviceId)" -WebSession $web
$two = Invoke-RestMethod "$($Hosts[$Env])/v1/devices/$($all[0].deviceId)" -WebSession $web
Invoke-RestMethod "$($Hosts[$Env])/v1/agents/$($all[0].deviceId)" -Method Put -Body '{"name":"x"}' -ContentType application/json -WebSession $web
try { Invoke-RestMethod "$($Hosts[$Env])/v1/agents/deactivate" -Method Post -WebSession $web -Body '{}' -ContentType application/json } catch { throw "GET /v1/devices was fine, this was not: $_" }
