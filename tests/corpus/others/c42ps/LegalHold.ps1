param([Parameter(Mandatory)]$Csv, [Parameter(Mandatory)]$Matter)
Import-Module .\Code42.psm1
Connect-Code42

$matters = Invoke-Code42 '/api/v1/LegalHold?activeState=ACTIVE'
$uid = ($matters.legalHolds | ? name -eq $Matter).legalHoldUid
if (!$uid) { throw "no active matter called $Matter" }

Import-Csv $Csv | % {
    $user = Get-C42User $_.Email
    Add-C42LegalHoldMember $uid $user.userUid
}
# summary
$path = "/api/v1/LegalHoldMembershipSummary?legalHoldUid=$uid"
Invoke-Code42 -Path $path | ft
