$script:BaseUrl = 'https://console.us.code42.com'

function Get-AuthHeader {
    param($User, $Pass)
    $bytes = [System.Text.Encoding]::UTF8.GetBytes("${User}:${Pass}")
    return @{ 'Authorization' = 'Basic ' + [System.Convert]::ToBase64String($bytes) }
}

function Invoke-C42 {
    [CmdletBinding()]
    param([string]$Method = 'GET', [string]$Path, $Body)
    $params = @{
        Method      = $Method
        Uri         = "$script:BaseUrl$Path"
        Headers     = $script:Headers
        ContentType = 'application/json'
    }
    if ($Body) { $params.Body = ($Body | ConvertTo-Json) }
    Write-Verbose "calling /api/User $Path"
    Invoke-RestMethod @params
}

function Connect-C42($User, $Pass) {
    $h = Get-AuthHeader $User $Pass
    $jwt = Invoke-RestMethod -Uri "$script:BaseUrl/c42api/v3/auth/jwt?useBody=true" -Headers $h
    $script:Headers = @{ Authorization = "v3_user_token $($jwt.data.v3_user_token)" }
}

function Get-C42User { Invoke-C42 -Path '/api/User?active=true' }
function Get-C42Users2 { Invoke-C42 -Path '/api/v1/User?active=true' }
function Block-C42User($Id) { Invoke-C42 -Method PUT -Path "/api/v1/UserBlock/$Id" }
function Disable-C42Org($Id) { Invoke-C42 -Path ('/api/OrgDeactivation/' + $Id) -Method 'Put' }
function Get-C42Events($q) { Invoke-C42 POST '/forensic-search/queryservice/api/v1/fileevent' $q }
function Get-Snow { Invoke-RestMethod -Uri 'https://acme.service-now.com/api/now/v1/users' -Credential (Get-Credential) }
