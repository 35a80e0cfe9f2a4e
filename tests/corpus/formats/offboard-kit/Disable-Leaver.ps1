<#
.SYNOPSIS
  Leaver run, step 4: the backup / DLP side of things.
.NOTES
  v0.3  rkessler   uses PUT /api/UserBlock now, see CHG0031182
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)][string]$UserName,
    [string]$Console   = 'https://console.us.code42.com',
    [string]$UserPath  = '/api/User',
    [string]$BlockPath = '/api/UserBlock',
    [string]$DeactPath = '/api/UserDeactivation',
    [pscredential]$Admin = (Import-Clixml "$PSScriptRoot\admin.xml")
)
. "$PSScriptRoot\lib\Rest.ps1"

$hit = Invoke-C42 -Method Get -Path "$UserPath`?username=$([uri]::EscapeDataString($UserName))" -Cred $Admin
if (-not $hit.data.users) {
    Write-Warning "no hit on /api/User for $UserName"
    return
}
$uid = $hit.data.users[0].userId

if ($PSCmdlet.ShouldProcess($UserName, 'block + deactivate')) {
    $null = Invoke-C42 -Method Put -Path "$BlockPath/$uid" -Cred $Admin
    $body = @{ blockUser = $true } | ConvertTo-Json -Compress
    $null = Invoke-C42 -Method Put -Path "$DeactPath/$uid" -Cred $Admin -Body $body
    # Invoke-C42 -Method Delete -Path "/api/UserRole?userId=$uid&roleId=42"
}

# Okta goes last so people can still reach the mail auto reply page
$okta = @{
    Uri     = "https://corp.okta.com/api/v1/users/$UserName/lifecycle/suspend"
    Method  = 'Post'
    Headers = @{ Authorization = "SSWS $env:OKTA_TOKEN"; Accept = 'application/json' }
}
Invoke-RestMethod @okta | Out-Null
