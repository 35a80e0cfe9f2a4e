<#
.SYNOPSIS  Reports. Calls /api/User.
#>
param([string]$server = "https://console.us.code42.com", [pscredential]$cred)

$pair = "$($cred.UserName):$($cred.GetNetworkCredential().Password)"
$b64 = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($pair))
$headers = @{ Authorization = "Basic $b64"; Accept = 'application/json' }

function Get-C42Resource($Resource) {
    $uri = $server + "/api/" + $Resource
    Invoke-RestMethod -Uri $uri -Headers $headers -Method Get
}

Get-C42Resource "Computer?active=true"
Get-C42Resource -Resource 'Org'
$r = Invoke-RestMethod "$server/api/v1/User?q=x" -Headers $headers
Invoke-RestMethod -Uri "$server/api/User/$($r.data.users[0].userId)" -Credential $cred
# Invoke-RestMethod "$server/api/UserBlock/1" -Method Put
Invoke-WebRequest -Method PUT -Uri ("{0}/api/UserDeactivation/{1}" -f $server, 12) -Headers $headers
$body = @{ Uri = "$server/api/v1/UserRole"; Method = 'POST'; Headers = $headers; Body = '{}' }
Invoke-RestMethod @body
$sn = Invoke-RestMethod -Uri "https://acme.service-now.com/api/now/table/incident" -Credential $cred
$tok = Invoke-RestMethod -Uri "https://api.us.code42.com/v1/oauth" -Method Post -Headers @{ Authorization = "Basic $clientb64" }
$v3 = (Invoke-RestMethod "$server/c42api/v3/auth/jwt?useBody=true" -Headers $headers).data.v3_user_token
$h2 = @{ 'Authorization' = "v3_user_token $v3" }
Invoke-RestMethod -Uri "$server/svc/api/v2/departingemployee/search" -Method Post -Headers $h2 -Body '{}'
Write-Host "Checked /api/User on $server"
