# class based client, dot source me
enum Verb { GET; POST; PUT; DELETE }

class C42Client {
    [string] $BaseUrl
    hidden [hashtable] $Headers = @{}
    static [string] $UserPath = '/api/User'
    static [string] $ComputerPath = '/api/v1/Computer'
    static [string] $RolePath = '/api/UserRole'

    C42Client([string]$baseUrl, [pscredential]$cred) {
        $this.BaseUrl = $baseUrl.TrimEnd('/')
        $bytes = [Text.Encoding]::UTF8.GetBytes($cred.UserName + ':' + $cred.GetNetworkCredential().Password)
        $this.Headers['Authorization'] = 'Basic ' + [Convert]::ToBase64String($bytes)
    }

    [object] Call([Verb]$verb, [string]$path, [object]$body) {
        $splat = @{ Uri = $this.BaseUrl + $path; Method = "$verb"; Headers = $this.Headers; TimeoutSec = 60 }
        if ($null -ne $body) {
            $splat.Body = ConvertTo-Json $body -Depth 5
            $splat.ContentType = 'application/json'
        }
        $r = Invoke-RestMethod @splat
        return $r.data
    }

    [object] GetUser([string]$name) { return $this.Call('GET', "$([C42Client]::UserPath)?username=$name", $null).users[0] }
    [object] GetComputers([int]$userId) { return $this.Call('GET', [C42Client]::ComputerPath + "?userId=$userId", $null).computers }
    [void] AddRole([int]$userId, [string]$role) { $this.Call('POST', [C42Client]::RolePath, @{ userId = $userId; roleName = $role }) }
    [void] Block([int]$computerId) { $this.Call('PUT', "/api/ComputerBlock/$computerId", $null) }
    [string] ToString() { return "C42Client <$($this.BaseUrl)>" }
}
