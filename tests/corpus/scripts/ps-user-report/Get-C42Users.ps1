#Requires -Version 3
<#
.SYNOPSIS  Exports Code42 users.
.NOTES     calls /api/User on the console
#>
param([string]$Server = 'https://console.us.code42.com', [pscredential]$Credential = (Get-Credential))

$page = 1
$all = @()
do {
    $uri = "$Server/api/User?active=true&pgNum=$page&pgSize=250"
    Write-Verbose "GET $uri"
    $r = Invoke-RestMethod -Uri $uri -Credential $Credential -Method Get
    $all += $r.data.users
    $page++
} while ($r.data.users.Count -eq 250)
$all | Select-Object userUid, username, status, lastLoginDate | Export-Csv users.csv -NoTypeInformation
