Import-Module "$PSScriptRoot\..\PSCode42.psd1"
Import-Module ActiveDirectory

$cred = Import-Clixml "$env:USERPROFILE\c42.cred"
Connect-Code42 -Server 'https://console.us.code42.com' -Credential $cred

$disabled = Get-ADUser -Filter 'Enabled -eq $false' -SearchBase 'OU=Leavers,DC=example,DC=com' -Properties mail
foreach ($ad in $disabled) {
    $u = Get-C42User -UserName $ad.mail
    if (-not $u) { continue }
    $u | Disable-C42User -Block
    Get-C42Computer -UserId $u.userId | Disable-C42Computer
    # Invoke-C42Request -Method DELETE -Resource "UserBlock/$($u.userId)"
    Invoke-C42Request -Method DELETE -Resource "UserRole" -Query @{ userId = "$($u.userId)"; roleName = 'PROe User' }
    Write-Output "$($ad.mail),$($u.lastLoginDate)"
}
