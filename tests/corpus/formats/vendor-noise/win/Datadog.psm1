class DD {
  static [string] $User  = '/api/v1/user'
  static [string] $Org   = '/api/v1/org'
  static [string] $Users = '/api/v2/users'
  static [object] Get([string]$p) {
    return Invoke-RestMethod ('https://api.datadoghq.eu' + $p) -Headers @{ 'DD-API-KEY' = $env:DDK; 'DD-APPLICATION-KEY' = $env:DDA }
  }
}
function Get-DDUser { [DD]::Get([DD]::User).users }
function Get-DDOrg  { [DD]::Get([DD]::Org).orgs }
function Get-DDMonitor { [DD]::Get('/api/v1/monitor') }
