#Requires -Version 3.0
<#
    PSCode42 - PowerShell wrapper for the Code42 REST API
    https://console.us.code42.com/apidocviewer/#Computer
    GET /api/User , PUT /api/UserBlock/{id} etc.
#>

$Script:C42Base = $null
$Script:C42Headers = @{}

function Connect-Code42 {
    <#
    .SYNOPSIS
        Stores server and credentials for the session.
    .EXAMPLE
        Connect-Code42 -Server https://console.us.code42.com -Credential (Get-Credential)
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory=$true)][string]$Server,
        [Parameter(Mandatory=$true)][System.Management.Automation.PSCredential]$Credential
    )
    $pair = "{0}:{1}" -f $Credential.UserName, $Credential.GetNetworkCredential().Password
    $b64  = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($pair))
    $Script:C42Base = $Server.TrimEnd('/')
    $Script:C42Headers = @{ Authorization = "Basic $b64"; Accept = 'application/json' }
    try {
        $null = Invoke-RestMethod -Uri "$Script:C42Base/api/User/my" -Headers $Script:C42Headers
    }
    catch {
        throw "Login to $Server failed (GET /api/User/my): $_"
    }
}

function Invoke-C42Request {
    [CmdletBinding()]
    param(
        [string]$Method = 'GET',
        [string]$Resource,
        [hashtable]$Query,
        $Body
    )
    $uri = "$Script:C42Base/api/$Resource"
    if ($Query) {
        $uri += '?' + (($Query.GetEnumerator() | ForEach-Object { "$($_.Key)=$([uri]::EscapeDataString($_.Value))" }) -join '&')
    }
    $splat = @{
        Uri         = $uri
        Method      = $Method
        Headers     = $Script:C42Headers
        ContentType = 'application/json'
    }
    if ($Body) { $splat.Body = ($Body | ConvertTo-Json -Depth 5) }
    Write-Verbose "$Method $uri"
    (Invoke-RestMethod @splat).data
}

function Get-C42User {
    [CmdletBinding()]
    param([string]$UserName, [switch]$IncludeRoles)
    $q = @{ q = $UserName; active = 'true' }
    if ($IncludeRoles) { $q.incRoles = 'true' }
    (Invoke-C42Request -Resource 'User' -Query $q).users
}

function Get-C42Computer {
    [CmdletBinding()]
    param([string]$Guid, [int]$UserId)
    if ($Guid) { return Invoke-C42Request -Resource "Computer/$Guid" -Query @{ idType = 'guid'; incBackupUsage = 'true' } }
    (Invoke-C42Request -Resource 'Computer' -Query @{ userId = "$UserId" }).computers
}

function Get-C42Org {
    [CmdletBinding()]
    param([int]$OrgId)
    if ($OrgId) { Invoke-C42Request -Resource "Org/$OrgId" }
    else        { (Invoke-C42Request -Resource Org).orgs }
}

function Block-C42User {
    [CmdletBinding(SupportsShouldProcess=$true)]
    param([Parameter(ValueFromPipelineByPropertyName=$true)][int]$userId)
    process {
        if ($PSCmdlet.ShouldProcess("User $userId", 'UserBlock')) {
            Invoke-C42Request -Method PUT -Resource "UserBlock/$userId"
        }
    }
}

function Unblock-C42User {
    param([Parameter(ValueFromPipelineByPropertyName=$true)][int]$userId)
    process { Invoke-C42Request -Method DELETE -Resource "UserBlock/$userId" }
}

function Disable-C42User {
    param([Parameter(ValueFromPipelineByPropertyName=$true)][int]$userId, [switch]$Block)
    process { Invoke-C42Request -Method PUT -Resource "UserDeactivation/$userId" -Body @{ blockUser = [bool]$Block } }
}

function Move-C42User {
    param([int]$UserId, [int]$OrgId)
    $b = @{
        userId      = $UserId
        parentOrgId = $OrgId
    }
    Invoke-C42Request 'POST' 'UserMoveProcess' -Body $b
}

function Add-C42Role { param([int]$UserId,[string]$Role) Invoke-C42Request POST UserRole -Body @{ userId = $UserId; roleName = $Role } }

function Disable-C42Computer {
    param([Parameter(ValueFromPipelineByPropertyName=$true)][int]$computerId)
    process {
        Write-Verbose "ComputerDeactivation/$computerId"
        Invoke-C42Request PUT "ComputerDeactivation/$computerId"
    }
}

Export-ModuleMember -Function *-C42*, Connect-Code42
