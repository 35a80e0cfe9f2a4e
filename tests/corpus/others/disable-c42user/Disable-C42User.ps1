<#
.SYNOPSIS
  Deactivates and blocks a CrashPlan user when the AD account is disabled.
.DESCRIPTION
  Calls PUT /api/UserDeactivation and PUT /api/UserBlock on the Code42 server.
.EXAMPLE
  .\Disable-C42User.ps1 -SamAccountName jdoe
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)][string]$SamAccountName,
    [string]$Server = 'https://crashplan.contoso.local:4285'
)

Import-Module ActiveDirectory
Add-Type @"
using System.Net; using System.Security.Cryptography.X509Certificates;
public class TrustAll : ICertificatePolicy { public bool CheckValidationResult(ServicePoint s, X509Certificate c, WebRequest r, int p) { return true; } }
"@
[System.Net.ServicePointManager]::CertificatePolicy = New-Object TrustAll

$adUser = Get-ADUser $SamAccountName -Properties mail, Enabled
if ($adUser.Enabled) { Write-Warning "$SamAccountName is still enabled in AD"; return }

$cred    = Import-Clixml "$PSScriptRoot\c42cred.xml"
$pair    = "$($cred.UserName):$($cred.GetNetworkCredential().Password)"
$b64     = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($pair))
$headers = @{ Authorization = "Basic $b64" }

$user = (Invoke-RestMethod -Uri "$Server/api/User?username=$($adUser.mail)" -Headers $headers).data.users | Select-Object -First 1
if (-not $user) { Write-Host "No Code42 user for $($adUser.mail)"; return }

if ($PSCmdlet.ShouldProcess($user.username, 'UserDeactivation')) {
    Invoke-RestMethod -Method Put -Uri "$Server/api/UserDeactivation/$($user.userId)" -Headers $headers -Body '{"blockUser":true}' -ContentType 'application/json'
    Write-Verbose "deactivated $($user.userId) with api/UserDeactivation"
    try {
        Invoke-RestMethod -Method Put -Uri "$Server/api/UserBlock/$($user.userId)" -Headers $headers
    }
    catch {
        Write-Error "UserBlock failed: $_"
    }
}
