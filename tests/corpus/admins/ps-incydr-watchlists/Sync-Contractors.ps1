#Requires -Version 5.1
. $PSScriptRoot\Incydr.ps1

$c = [IncydrClient]::new('https://api.us.code42.com', (Import-Clixml .\client.xml))
$wl = $c.Watchlists() | Where-Object { $_.listType -eq 'CONTRACT_EMPLOYEE' }
if (-not $wl) {
    $wl = $c.Request('POST', '/v1/watchlists', @{ watchlistType = 'CONTRACT_EMPLOYEE' })
}
$current = $c.Members($wl.watchlistId).userId
$wanted  = Get-ADGroupMember 'Contractors' | Get-ADUser -Properties mail | ForEach-Object { $c.User($_.mail).userId }

$add = $wanted  | Where-Object { $_ -notin $current }
$del = $current | Where-Object { $_ -notin $wanted }
if ($add) { $c.AddUsers($wl.watchlistId, $add) }
if ($del) { $c.RemoveUsers($wl.watchlistId, $del) }
foreach ($id in $wanted) {
    $c.Request('GET', "/v1/users/$id/devices", $null).devices | Select-Object name, status
    $c.Request('GET', "/v1/users/$id", $null).username
}
$c.Request('GET', "/v1/watchlists/$($wl.watchlistId)", $null) | ConvertTo-Json
Write-Verbose 'GET /v1/watchlists done'
