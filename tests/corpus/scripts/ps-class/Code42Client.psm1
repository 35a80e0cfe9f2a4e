class Code42Client {
    [string] $Root
    hidden [string] $Token
    static [string] $OrgPath  = '/api/v1/Org'
    static [string] $UserPath = '/api/v1/User'
    static [string] $ArchPath = '/api/v1/Archive'
    static [string] $AuthPath = '/api/v3/auth/jwt'
    static [string] $OAuthPath = '/api/v3/oauth/token'
    Code42Client([string]$root) { $this.Root = $root }
    [void] Login([pscredential]$c) {
        $x = Invoke-RestMethod ($this.Root + [Code42Client]::AuthPath + '?useBody=true') -Authentication Basic -Credential $c
        $this.Token = $x.data.v3_user_token
    }
    [object] Get([string]$p) { return Invoke-RestMethod ($this.Root + $p) -Headers @{Authorization = "Bearer $($this.Token)"} }
    [object] Orgs()  { return $this.Get([Code42Client]::OrgPath).data.orgs }
    [object] Users() { return $this.Get([Code42Client]::UserPath).data.users }
}
