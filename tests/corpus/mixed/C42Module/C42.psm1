# PSCode42 - little module, works on my machine
$script:C42 = @{ Host = 'https://console.us.code42.com'; Token = $null }

function Connect-C42 {
    param([pscredential]$Credential, [string]$Totp)
    $p = $Credential.UserName + ':' + $Credential.GetNetworkCredential().Password
    $h = @{ 'Authorization' = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($p)) }
    if ($Totp) { $h['totp-auth'] = $Totp }
    $r = Invoke-RestMethod -Uri ($script:C42.Host + '/c42api/v3/auth/jwt?useBody=true') -Headers $h
    $script:C42.Token = $r.data.v3_user_token
    Write-Verbose "v3_user_token received"
}

function Invoke-C42 {
    param([string]$Resource, [string]$Method = 'Get', $Body)
    $a = @{
        Uri     = "$($script:C42.Host)/api/v1/$Resource"
        Method  = $Method
        Headers = @{ Authorization = "v3_user_token $($script:C42.Token)" }
    }
    if ($Body) { $a.Body = $Body | ConvertTo-Json; $a.ContentType = 'application/json' }
    (Invoke-RestMethod @a).data
}

function Get-C42User { param($Name) (Invoke-C42 "User?username=$Name").users }
function Disable-C42User { param($Id) Invoke-C42 "UserDeactivation/$Id" -Method Put -Body @{ blockUser = $true } }
function Block-C42User { param($Id) Invoke-C42 "UserBlock/$Id" -Method Put }
function Get-C42Org { (Invoke-C42 'Org').orgs }
function Get-C42Device { param($UserUid) (Invoke-C42 "Computer?userUid=$UserUid").computers }
function Get-C42LegalHold { (Invoke-C42 'LegalHold?activeState=ACTIVE').legalHolds }

Export-ModuleMember -Function *
