param([string]$Group = 'LegalHold-2023', [string]$MatterUid)
$console = 'https://console.us.code42.com/'
$s = New-Object Net.WebClient
$s.Headers.Add('Authorization', 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$env:C42U:$env:C42P")))
$s.Headers.Add('Content-Type', 'application/json')
$have = ($s.DownloadString($console + 'api/LegalHoldMembership?legalHoldUid=' + $MatterUid + '&activeState=ACTIVE') | ConvertFrom-Json).data.legalHoldMemberships
$want = Get-ADGroupMember $Group | Get-ADUser -Properties mail
foreach ($w in $want) {
    if ($have.user.email -notcontains $w.mail) {
        $u = ($s.DownloadString($console + "api/User?username=$($w.mail)") | ConvertFrom-Json).data.users[0]
        $s.UploadString($console + 'api/LegalHoldMembership', 'POST', (@{ legalHoldUid = $MatterUid; userUid = $u.userUid } | ConvertTo-Json))
    }
}
foreach ($h in $have) {
    if ($want.mail -notcontains $h.user.email) {
        $s.UploadString("${console}api/LegalHoldMembershipDeactivation", 'POST', (@{ legalHoldMembershipUid = $h.legalHoldMembershipUid } | ConvertTo-Json))
        Write-Host "LegalHoldMembershipDeactivation $($h.user.email)"
    }
}
