Import-Module "$PSScriptRoot\Code42.psm1" -Force
Import-Module ActiveDirectory

Connect-Code42 -Console console.us2.code42.com

# everybody disabled in the last week
$gone = Search-ADAccount -AccountDisabled -UsersOnly |
    Get-ADUser -Properties mail, whenChanged | Where-Object { $_.whenChanged -gt (Get-Date).AddDays(-7) }

foreach ($g in $gone) {
    $u = Get-C42User -Name $g.mail
    if (-not $u) { continue }
    Get-C42Device -UserUid $u.userUid | Disable-C42Device
    Set-C42UserOrg -UserId $u.userId -OrgId 3412
    Invoke-Code42 -Path ("/api/UserDeactivation/{0}" -f $u.userId) -Method PUT -Body @{ blockUser = $true } | Out-Null
    "$($u.username) moved, UserDeactivation done"
}
