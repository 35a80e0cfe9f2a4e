Import-Module ./C42.psm1
Connect-C42 -Credential (Get-Credential)
$u = Get-C42User $args[0]
if (-not $u) { throw "no user" }
Get-C42Device $u.userUid | ForEach-Object { Invoke-C42 "ComputerDeactivation/$($_.computerId)" -Method Put }
Disable-C42User $u.userId
