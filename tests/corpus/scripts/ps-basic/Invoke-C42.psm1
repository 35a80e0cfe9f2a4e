# module used by helpdesk tools (crlf, 2016)
$script:BaseUri = 'https://crashplan.contoso.com:4285/api'
function Get-C42Header {
    param($User, $Pass)
    $pair = "{0}:{1}" -f $User, $Pass
    $b64  = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($pair))
    @{ Authorization = "Basic $b64"; Accept = 'application/json' }
}
function Invoke-C42 {
    param($Method='GET', $Resource, $Body)
    $splat = @{
        Method      = $Method
        Uri         = "$script:BaseUri/$Resource"
        Headers     = Get-C42Header $env:CPUSER $env:CPPASS
        ContentType = 'application/json'
    }
    if ($Body) { $splat.Body = $Body | ConvertTo-Json }
    Invoke-RestMethod @splat
}
function Get-C42User      { param($Name) (Invoke-C42 -Resource "User?username=$Name").data.users }
function Block-C42User    { param($Id)   Invoke-C42 -Method PUT -Resource "UserBlock/$Id" }
function Unblock-C42User  { param($Id)   Invoke-C42 -Method DELETE -Resource "UserBlock/$Id" }
function Disable-C42User  { param($Id)   Invoke-C42 PUT "UserDeactivation/$Id" @{ blockUser = $true } }
function Move-C42User     { param($Id,$Org) Invoke-C42 POST UserMoveProcess @{ userId=$Id; parentOrgId=$Org } }
function Get-C42Computer  { param($Guid) Invoke-C42 GET ('Computer/{0}?idType=guid' -f $Guid) }
Export-ModuleMember -Function *
