<#
.SYNOPSIS
  Offboards a user in AD, M365, Code42 and ServiceNow.
.NOTES
  Author: IT Ops    Last change: 2020-09-14
  Code42 part: PUT /api/v1/UserDeactivation/<id>
#>
[CmdletBinding()]
Param (
    [Parameter(Mandatory)] [string] $UPN,
    [pscredential] $C42Credential = (Get-Credential -Message 'Code42'),
    [pscredential] $SnowCredential
)

$ErrorActionPreference = 'Stop'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12

#region AD
$ad = Get-ADUser -Filter "UserPrincipalName -eq '$UPN'" -Properties *
Disable-ADAccount $ad
#endregion

#region Graph
$graphToken = (Invoke-RestMethod -Method Post -Uri "https://login.microsoftonline.com/$tenant/oauth2/v2.0/token" -Body $graphBody).access_token
$graphHeaders = @{ 'Authorization' = "Bearer $graphToken"; 'Content-Type' = 'application/json' }
Invoke-RestMethod -Method Patch -Uri "https://graph.microsoft.com/v1.0/users/$UPN" -Headers $graphHeaders -Body '{"accountEnabled": false}'
Invoke-RestMethod -Method Get -Uri "https://graph.microsoft.com/v1.0/users/$UPN/managedDevices" -Headers $graphHeaders
#endregion

#region Code42
$c42 = 'https://console.us.code42.com'
$c42User = Invoke-RestMethod -Uri "$c42/api/User?email=$UPN" -Credential $C42Credential
$id = $c42User.data.users[0].userId
If ($c42User.data.totalCount -eq 1) {
    Invoke-RestMethod -Method Put -Uri "$c42/api/v1/UserBlock/$id" -Credential $C42Credential | Out-Null
    Invoke-RestMethod -Method Put `
                      -Uri "$c42/api/v1/UserDeactivation/$id" `
                      -Body (@{ blockUser = $true } | ConvertTo-Json) `
                      -ContentType 'application/json' `
                      -Credential $C42Credential | Out-Null
    $computers = Invoke-RestMethod -Uri ($c42 + '/api/v1/Computer?active=true&userId=' + $id) -Credential $C42Credential
    ForEach ($pc in $computers.data.computers) {
        Write-Host "Deactivating $($pc.name) with /api/ComputerDeactivation"
        $deact = $c42 + "/api/ComputerDeactivation/" + $pc.computerId
        Invoke-RestMethod -Method Put -Uri $deact -Credential $C42Credential
    }
}
Else {
    Write-Warning "No Code42 account for $UPN"
}
#endregion

#region ServiceNow
$snow = 'https://example.service-now.com/api/now/table/incident'
Invoke-RestMethod -Uri $snow -Method Post -Credential $SnowCredential -Body (@{ short_description = "Offboarded $UPN" } | ConvertTo-Json) -ContentType 'application/json'
#endregion
