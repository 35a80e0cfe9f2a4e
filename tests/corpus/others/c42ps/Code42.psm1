#requires -Version 5
# Code42 helper module

$script:Session = $null

function Connect-Code42 {
    [CmdletBinding()]
    param(
        [string]$Console = 'console.us.code42.com',
        [pscredential]$Credential = (Get-Credential)
    )
    $raw = '{0}:{1}' -f $Credential.UserName, $Credential.GetNetworkCredential().Password
    $enc = [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($raw))
    $resp = Invoke-RestMethod -Uri "https://$Console/c42api/v3/auth/jwt?useBody=true" -Headers @{ Authorization = "Basic $enc" }
    $script:Session = @{
        Base    = "https://$Console"
        Headers = @{ Authorization = "v3_user_token $($resp.data.v3_user_token)" }
    }
    Write-Verbose "Connected with v3_user_token"
}

function Invoke-Code42 {
    param(
        [Parameter(Mandatory)][string]$Path,
        [string]$Method = 'GET',
        $Body
    )
    if (-not $script:Session) { throw 'Use Connect-Code42 first' }
    $p = @{
        Uri         = $script:Session.Base + $Path
        Method      = $Method
        Headers     = $script:Session.Headers
        ContentType = 'application/json'
    }
    if ($Body) { $p.Body = $Body | ConvertTo-Json -Depth 8 }
    (Invoke-RestMethod @p).data
}

function Get-C42User {
    param([string]$Name)
    (Invoke-Code42 -Path "/api/v1/User?username=$Name&incAll=true").users
}

function Get-C42Device {
    param([string]$UserUid)
    (Invoke-Code42 -Path "/api/v1/Computer?userUid=$UserUid").computers
}

function Disable-C42Device {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(ValueFromPipelineByPropertyName)][int]$ComputerId)
    process { Invoke-Code42 -Path "/api/ComputerDeactivation/$ComputerId" -Method PUT }
}

function Set-C42UserOrg {
    param([int]$UserId, [int]$OrgId)
    Invoke-Code42 '/api/UserMoveProcess' POST @{ userId = $UserId; parentOrgId = $OrgId }
}

function Add-C42LegalHoldMember {
    param($MatterUid, $UserUid)
    Invoke-Code42 -Path '/api/v1/LegalHoldMembership' -Method POST -Body @{ legalHoldUid = $MatterUid; userUid = $UserUid }
}

function Get-C42Org { Invoke-Code42 -Path '/api/v1/Org/my' }

Export-ModuleMember -Function Connect-*, Get-*, Set-*, Disable-*, Add-*, Invoke-*
