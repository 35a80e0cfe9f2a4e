function Get-C42Org      { param($Id) if ($Id) { Send -Route Org -Suffix "/$Id" } else { (Send -Route Org).orgs } }
function Disable-C42Org  { param($Id) Send -Verb PUT -Route OrgDeact -Suffix "/$Id" }
function Get-C42User     { param($Name) (Send -Route User -Suffix "?username=$Name").users }
function Get-C42Device   { param($Guid) Send -Route Computer -Suffix "/$($Guid)?idType=guid" }
function Move-C42User {
    param([Parameter(ValueFromPipelineByPropertyName)][int]$UserId, [int]$OrgId)
    process { Send -Verb POST -Route Move -Data @{ userId = $UserId; parentOrgId = $OrgId } }
}
function Set-C42Role {
    param([int]$UserId, [string]$RoleName, [switch]$Remove)
    if ($Remove) { Send -Verb DELETE -Route Role -Suffix "?userId=$UserId&roleName=$RoleName" }
    else         { Send -Verb POST -Route Role -Data @{ userId = $UserId; roleName = $RoleName } }
}
function Get-C42LegalHold {
    Send -Route LegalHold -Suffix '?activeState=ACTIVE' | Select-Object -ExpandProperty legalHolds |
        ForEach-Object { $_ | Add-Member -PassThru custodians (Send -Route Membership -Suffix "?legalHoldUid=$($_.legalHoldUid)") }
}
