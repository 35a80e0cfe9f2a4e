param([string]$Email, [datetime]$LastDay, [string]$ApiHost = 'api.us.code42.com')

$secret = Get-AutomationPSCredential -Name 'Code42'
$pair   = "$($secret.UserName):$($secret.GetNetworkCredential().Password)"
$basic  = [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($pair))

$tokenResponse = Invoke-RestMethod -Uri "https://$ApiHost/v1/auth" -Headers @{ Authorization = "Basic $basic" }
$headers = @{
    'Authorization' = 'Bearer ' + $tokenResponse.bearerToken
    'Content-Type'  = 'application/json'
}

function Invoke-C42Post($path, $payload) {
    try {
        return Invoke-RestMethod -Uri "https://$ApiHost/v1/$path" -Method Post -Headers $headers -Body ($payload | ConvertTo-Json -Depth 10)
    } catch {
        $r = $_.Exception.Response
        Write-Error ("{0} on {1}" -f [int]$r.StatusCode, $path)
    }
}

$user = Invoke-RestMethod -Uri "https://$ApiHost/v1/users?username=$Email" -Headers $headers
$uid  = $user.users[0].userId
$tid  = $env:C42_TENANT

$profile = Invoke-C42Post 'detection-lists/user/getbyusername' @{ tenantId = $tid; username = $Email }
if (-not $profile) {
    Invoke-C42Post 'detection-lists/user/create' @{ tenantId = $tid; userName = $Email }
}
Invoke-C42Post 'detection-lists/departingemployee/add' @{
    tenantId      = $tid
    userId        = $uid
    departureDate = $LastDay.ToString('yyyy-MM-dd')
}
Invoke-C42Post -path 'detection-lists/user/addcloudusernames' -payload @{ tenantId = $tid; userId = $uid; cloudUsernames = @($Email) }
Write-Output "departingemployee/add ok for $Email"
