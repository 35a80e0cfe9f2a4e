<#
.SYNOPSIS
  Create Code42 users from CSV (columns: email,first,last,org)
.NOTES
  Uses POST https://<server>/api/User
#>
param(
    [Parameter(Mandatory)][string]$Csv,
    [string]$Server = "https://backup.contoso.com:4285",
    [pscredential]$Credential = (Get-Credential)
)

$pair = "$($Credential.UserName):$($Credential.GetNetworkCredential().Password)"
$b64 = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($pair))
$headers = @{ Authorization = "Basic $b64"; Accept = "application/json" }

function Get-OrgId($name) {
    $o = Invoke-RestMethod -Uri "$Server/api/Org?q=$name" -Headers $headers
    if ($o.data.orgs.Count -eq 0) { throw "Org $name not found via /api/Org" }
    $o.data.orgs[0].orgId
}

foreach ($row in Import-Csv $Csv) {
    $body = @{
        orgId      = Get-OrgId $row.org
        username   = $row.email
        email      = $row.email
        firstName  = $row.first
        lastName   = $row.last
        emailPromo = $false
    } | ConvertTo-Json
    try {
        $u = Invoke-RestMethod -Method Post -Uri "$Server/api/User" -Headers $headers -Body $body -ContentType 'application/json'
        Write-Host "created $($u.data.userId)"
        $uri = $Server + "/api/UserRole"
        Invoke-RestMethod -Method Post -Uri $uri -Headers $headers -Body (@{userId=$u.data.userId; roleName='Desktop User'} | ConvertTo-Json)
    } catch {
        Write-Warning "$($row.email): $_"
    }
}
